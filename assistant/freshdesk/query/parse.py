"""A query that a person wrote, read into comparisons; what Freshdesk would refuse is named (freshdesk-api 7)."""

from __future__ import annotations

import re
from typing import Any

from assistant.freshdesk.errors import QueryError
from assistant.freshdesk.query.expression import Compare, Joined, Query, Sign, Value
from assistant.freshdesk.query.searchable import NO_TEXT, TICKETS

_COMPARISON = re.compile(r"(?P<field>\w+)(?P<sign>:[<>]?)(?P<value>'[^']*'|[^\s()'\"]+)")
_SPACE = re.compile(r"\s*")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_FAULTS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), remedy)
    for pattern, remedy in (
        (r"filter\s*[=:]", TICKETS.instead["filter"]),
        (r"\w*:?~", f"~ is no operator: {NO_TEXT}"),
        (r"(?i:not)\b|-\w+:|!", "there is no NOT: name the values that are wanted, joined with OR"),
        (r"(?:and|or|And|Or)\b(?!:)", "write AND and OR in capitals"),
        (r"&&?|\|\|?", "write AND and OR"),
        (r"\w+\s*:?!", "there is no NOT: name the values that are wanted, joined with OR"),
        (r"\w+\s*:?[<>]=", "write :> for at least and :< for at most"),
        (r"\w+\s*[<>]", "write :> for at least and :< for at most"),
        (r"\w+\s+:|\w+:[<>]?\s", "write no space beside the colon: status:2"),
        (r"\w+\s*:?==?", "write a colon: status:2"),
        (r"\w+:[<>]?\"", "texts and days stand in single quotes: tag:'vip'"),
        (r"\w+:[<>]?'", "a closing single quote is missing, or a text holds one; such a text cannot be searched"),
        (r"\w+:[<>]?(?:[\s)]|$)", "a value is missing after the colon"),
        (r"(?:AND|OR)\b", "a comparison is missing beside AND or OR"),
        (r"\)", "a parenthesis closes that was not opened, or it is empty"),
        (r"\"", "leave double quotes out: those around the query are put there for you"),
        (r"'", "a text needs its field: tag:'vip'"),
        (r"\w+", "write field:value; there is no search for bare words"),
    )
)


def parse(text: str) -> Query:
    """The query that `text` says: "status:2 AND (tag:'vip' OR priority:>3)".

    Raises QueryError with the place, counted from 1, and the remedy.
    """
    if len(text) > 1 and text.strip()[:1] == text.strip()[-1:] == '"':
        raise QueryError("query", "leave the double quotes around the query out: they are put there for you")
    if not text.strip():
        raise QueryError("query", "is empty; write field:value, as status:2")
    reader = _Reader(text)
    query = reader.either()
    if not reader.ended:
        raise reader.fault(then_missing=True)
    return query


class _Reader:
    """Recursive descent: either = both {OR both}, both = one {AND one}, one = (either) or field:value."""

    def __init__(self, text: str) -> None:
        self._text, self._at = text, 0
        self._skip_space()

    @property
    def ended(self) -> bool:
        return self._at == len(self._text)

    def either(self) -> Query:
        return self._joined("OR", self._both)

    def _both(self) -> Query:
        return self._joined("AND", self._one)

    def _joined(self, word: Any, part: Any) -> Query:
        parts = [part()]
        while self._take(word):
            parts.append(part())
        return Joined(word, tuple(parts)) if len(parts) > 1 else parts[0]

    def _one(self) -> Query:
        if self._take("("):
            inner = self.either()
            if not self._take(")"):
                raise QueryError("query", "a closing parenthesis is missing") if self.ended else self.fault(True)
            return inner
        found = _COMPARISON.match(self._text, self._at)
        if found is None or not self._ends_well(found):
            raise self.fault()
        self._move(found.end())
        return Compare(found["field"], _sign(found["sign"]), _value(found["field"], found["value"]))

    def _ends_well(self, found: re.Match[str]) -> bool:
        """What follows is a space, a parenthesis or the end; a value of signs alone is none."""
        after = self._text[found.end() : found.end() + 1]
        return (not after or after in " \t\n()") and found["value"][0] not in "~!<>=:"

    def _take(self, word: str) -> bool:
        end = self._at + len(word)
        if self._text[self._at : end] != word or (
            word.isalpha() and self._text[end : end + 1].strip() not in ("", "(")
        ):
            return False
        self._move(end)
        return True

    def _move(self, place: int) -> None:
        self._at = place
        self._skip_space()

    def _skip_space(self) -> None:
        space = _SPACE.match(self._text, self._at)
        self._at = space.end() if space else self._at

    def fault(self, then_missing: bool = False) -> QueryError:
        """What is wrong at this place; with `then_missing` a comparison stands before it."""
        if self.ended:
            return QueryError("query", "a comparison is missing at the end, as status:2")
        rest, place = self._text[self._at :], f"at character {self._at + 1}"
        if then_missing and (_COMPARISON.match(rest) or rest[0] == "("):
            return QueryError("query", f"{place}: AND or OR is missing before this")
        remedy = next(
            (said for pattern, said in _FAULTS if pattern.match(rest)), "is not understood: write field:value"
        )
        return QueryError("query", f"{place}: {remedy}")


def _sign(text: str) -> Sign:
    return ":>" if text == ":>" else ":<" if text == ":<" else ":"


def _value(field: str, text: str) -> Value:
    """Quoted is text, also a day; bare is a number, true, false or null. Raises QueryError."""
    if text.startswith("'"):
        return text[1:-1]
    if text in ("null", "true", "false"):
        return {"null": None, "true": True, "false": False}[text]
    if re.fullmatch(r"-?\d{1,18}", text):
        return int(text)
    if _DAY.match(text):
        raise QueryError(field, "a day stands in single quotes and has no time of day: 'YYYY-MM-DD'")
    raise QueryError(field, "a text stands in single quotes; bare are only whole numbers, true, false and null")
