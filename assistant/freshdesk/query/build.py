"""`Q`: names of fields that make queries when they are compared."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, NoReturn

from assistant.freshdesk.errors import QueryError
from assistant.freshdesk.query.expression import Compare, Query, Value


class Name:
    """A field to compare: `==`, `>=`, `<=`, `>`, `<`, `any_of`. `None` asks for what is empty.

    Strict `>` and `<` are written with the next number or day, since Freshdesk's own signs include the value.
    """

    __hash__ = None  # type: ignore[assignment]  # == makes a query

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return f"Q.{self.name}"

    def __bool__(self) -> NoReturn:
        raise TypeError(f"Q.{self.name} is neither true nor false: compare it, and join with & and |")

    def __eq__(self, value: Any) -> Query:  # type: ignore[override]
        return Compare(self.name, ":", value)

    def __ne__(self, value: Any) -> NoReturn:
        raise QueryError(self.name, "there is no NOT in Freshdesk's search: name the values that are wanted, any_of()")

    def __ge__(self, value: Value) -> Query:
        return Compare(self.name, ":>", value)

    def __le__(self, value: Value) -> Query:
        return Compare(self.name, ":<", value)

    def __gt__(self, value: Value) -> Query:
        return Compare(self.name, ":>", _next(self.name, value, 1))

    def __lt__(self, value: Value) -> Query:
        return Compare(self.name, ":<", _next(self.name, value, -1))

    def any_of(self, *values: Value) -> Query:
        """Equal to one of these."""
        if not values:
            raise QueryError(self.name, "any_of() needs a value")
        query = self == values[0]
        for value in values[1:]:
            query = query | (self == value)
        return query


class _Names:
    """Every attribute is the field of that name; whether it exists is looked at when the search begins."""

    def __getattr__(self, name: str) -> Name:
        if name.startswith("__"):
            raise AttributeError(name)
        return Name(name)

    def cf(self, name: str) -> Name:
        """A custom field, with or without "cf_" in front."""
        return Name(name if name.startswith("cf_") else f"cf_{name}")


Q = _Names()


def _next(field: str, value: Value, step: int) -> Value:
    """The number or day beside `value`."""
    match value:
        case bool() | None:
            raise QueryError(field, "only numbers and days have an order")
        case int():
            return value + step
        case datetime():
            return value  # refused by Compare, with the reason
        case date():
            return _day(field, value, step)
        case str():
            try:
                return _day(field, date.fromisoformat(value), step)
            except ValueError:
                raise QueryError(field, "only numbers and days have an order; a day is written YYYY-MM-DD") from None
    return value


def _day(field: str, value: date, step: int) -> date:
    try:
        return value + timedelta(days=step)
    except OverflowError:
        raise QueryError(field, "there is no day beyond that one") from None
