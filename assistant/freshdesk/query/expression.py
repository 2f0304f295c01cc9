"""What a query is: comparisons joined by AND and OR, printed as Freshdesk reads them (freshdesk-api 7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, NoReturn

from assistant.freshdesk.errors import QueryError

Value = str | int | bool | date | None
Sign = Literal[":", ":>", ":<"]
"""Equals, at least, at most: `:>` and `:<` take the value itself too."""


class Query:
    """Join with `&` and `|`; `str()` gives the text that is sent. Each comparison needs its own parentheses."""

    def __and__(self, other: Query) -> Query:
        return Joined("AND", (*_parts("AND", self), *_parts("AND", other)))

    def __or__(self, other: Query) -> Query:
        return Joined("OR", (*_parts("OR", self), *_parts("OR", other)))

    def __invert__(self) -> NoReturn:
        raise QueryError("query", "there is no NOT in Freshdesk's search: ask for the values that are wanted")

    def __bool__(self) -> NoReturn:
        raise TypeError(
            "a query is neither true nor false: join with & and |, not with `and`, `or`, `not` or a < b < c"
        )

    def comparisons(self) -> Iterator[Compare]:
        """Every comparison, from left to right."""
        raise NotImplementedError


@dataclass(frozen=True)
class Compare(Query):
    """One field and one value. Raises QueryError for a value that cannot be written."""

    field: str
    sign: Sign
    value: Value

    def __post_init__(self) -> None:
        literal(self.field, self.value)
        if self.sign != ":" and (self.value is None or isinstance(self.value, bool)):
            raise QueryError(self.field, "only numbers and days have an order")

    def __str__(self) -> str:
        return f"{self.field}{self.sign}{literal(self.field, self.value)}"

    def comparisons(self) -> Iterator[Compare]:
        """This one."""
        yield self


@dataclass(frozen=True)
class Joined(Query):
    """Two or more parts under one word. A part under the other word gets parentheses: which of AND and OR binds
    first is not documented, so it is never left open."""

    word: Literal["AND", "OR"]
    parts: tuple[Query, ...]

    def __str__(self) -> str:
        return f" {self.word} ".join(str(each) if isinstance(each, Compare) else f"({each})" for each in self.parts)

    def comparisons(self) -> Iterator[Compare]:
        """Those of every part."""
        for part in self.parts:
            yield from part.comparisons()


def _parts(word: str, query: Query) -> tuple[Query, ...]:
    return query.parts if isinstance(query, Joined) and query.word == word else (query,)


def literal(field: str, value: Value) -> str:
    """How a value is written. Raises QueryError that names the field, never the value."""
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case int():
            return str(int(value))
        case datetime():
            raise QueryError(field, "is searched by whole days in UTC: give a date, not a time")
        case date():
            return f"'{value.isoformat()}'"
        case str():
            return f"'{_writable(field, value)}'"
    raise QueryError(field, f"cannot be compared with {_a(value)}; text, whole numbers, days, True, False, None can")


def _a(value: object) -> str:
    return f"a {type(value).__name__}" + ("; any_of() takes several" if isinstance(value, list | tuple | set) else "")


def _writable(field: str, text: str) -> str:
    """How to write a quote within a text is not documented (uncertain, freshdesk-api 7): refused, never guessed."""
    if any(sign in text for sign in "'\"\\"):
        raise QueryError(field, "a text with a quote or a backslash cannot be searched: list and compare it yourself")
    if not text.strip() or not text.isprintable():
        raise QueryError(field, "an empty text or one with line breaks cannot be searched; None asks for what is empty")
    return text
