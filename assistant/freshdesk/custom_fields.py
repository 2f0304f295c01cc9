"""Custom fields looked at before a write: is the field there, does the value fit (freshdesk-api 6.1, 6.2, 6.8).

Only what Freshdesk surely refuses is refused; a type that is not known here passes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Protocol

from assistant.freshdesk.cache import KEPT, Cache
from assistant.freshdesk.choices import Choice
from assistant.freshdesk.errors import FieldError, Forbidden, FreshdeskError, Misfit, NotFound


class Field(Protocol):
    """What is asked of a field's definition; `TicketField`, `ContactField` and `CompanyField` have it."""

    name: str
    type: str

    @property
    def choices(self) -> tuple[Choice, ...]: ...


RECHECK = 30.0
"""Seconds. Before a value is refused, definitions older than this are read again: the field may be new."""


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_day(value: Any) -> bool:
    if isinstance(value, date):
        return not isinstance(value, datetime)
    try:
        return isinstance(value, str) and len(value) == 10 and bool(date.fromisoformat(value))
    except ValueError:
        return False


_TEXT = ("text", lambda value: isinstance(value, str))
_NUMBER = ("a number", _is_number)
_KINDS: Mapping[str, tuple[str, Callable[[Any], bool]]] = {
    "custom_text": _TEXT,
    "custom_paragraph": _TEXT,
    "custom_phone_number": _TEXT,
    "custom_url": _TEXT,
    "custom_number": _NUMBER,
    "custom_decimal": _NUMBER,
    "custom_checkbox": ("true or false", lambda value: isinstance(value, bool)),
    "custom_date": ("a day as YYYY-MM-DD", _is_day),
}
"""What a type takes, in words and as a test."""


class FieldGuard:
    """Checks custom fields against their definitions, which `read` lists and `cache` keeps under `name`.

    With `exact` a name must be spelled as it is listed; without, "cf_" in front does not matter (whether contacts and
    companies carry it differs from account to account).
    """

    def __init__(self, name: str, read: Callable[[], Sequence[Field]], cache: Cache, *, exact: bool) -> None:
        self._name, self._list, self._cache, self._exact = name, read, cache, exact

    def check(self, values: Mapping[str, Any] | None) -> None:
        """Raises FieldError, naming each field and what it allows. Costs a read of the definitions now and then.

        Nothing is checked where there are no values, for a key that may not read the definitions, and while they
        cannot be read: Freshdesk judges then.
        """
        if not values:
            return
        misfits = self._misfits(values, KEPT) and self._misfits(values, RECHECK)
        if misfits:
            raise FieldError(misfits)

    def definitions(self, oldest: float = KEPT) -> Sequence[Field] | None:
        """What is kept of them, at most `oldest` seconds old; None while they cannot be read."""
        try:
            return self._cache.get(self._name, self._read, oldest=oldest)
        except FreshdeskError:
            return None

    def _misfits(self, values: Mapping[str, Any], oldest: float) -> list[Misfit]:
        fields = self.definitions(oldest)
        return [] if fields is None else find_misfits(values, fields, exact=self._exact)

    def _read(self) -> Sequence[Field] | None:
        try:
            return self._list()
        except (Forbidden, NotFound):
            return None  # kept too: asking again at each write would help nobody


def find_misfits(values: Mapping[str, Any], fields: Iterable[Field], *, exact: bool = True) -> list[Misfit]:
    """The values that their fields do not take; null fits everywhere."""
    spelled = (lambda name: name) if exact else _bare
    given = {spelled(name): value for name, value in values.items()}
    custom = [field for field in fields if not field.type.startswith("default_")]
    known = sorted(name for field in custom for name in _levels(field))
    spellings = {spelled(name) for name in known}
    unknown = [Misfit(name, "invalid_field", tuple(known)) for name in values if spelled(name) not in spellings]
    return unknown + [misfit for field in custom for misfit in _misfits(field, given, spelled)]


def _bare(name: str) -> str:
    return name.removeprefix("cf_")


def _levels(field: Field) -> list[str]:
    """The names that a field takes values under: its own, and those of the levels of a nested one."""
    nested = getattr(field, "nested_ticket_fields", None) or []
    names = [each.get("name") if isinstance(each, dict) else getattr(each, "name", None) for each in nested]
    return [field.name, *(name for name in names if isinstance(name, str))]


def _misfits(field: Field, given: Mapping[str, Any], spelled: Callable[[str], str]) -> Iterator[Misfit]:
    """A nested field level by level, each within what was chosen above it; any other has one level."""
    choices = field.choices
    for name in _levels(field):
        value = given.get(spelled(name))
        if value is not None:
            yield from _misfit(name, field.type, choices, value)
        above = [each for each in choices if value in (None, each.value)]
        choices = tuple(child for each in above for child in each.children)


def _misfit(name: str, field_type: str, choices: Sequence[Choice], value: Any) -> Iterator[Misfit]:
    kind = _KINDS.get(field_type)
    if choices:
        known = tuple(str(each.value) for each in choices)
        if not all(each in known for each in (value if isinstance(value, list | tuple) else (value,))):
            yield Misfit(name, "invalid_value", known)
    elif kind is not None and not kind[1](value):
        yield Misfit(name, "datatype_mismatch", (kind[0],))
