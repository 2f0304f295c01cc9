"""Values of rules: names of this account turned to what a ticket holds. A fault names its place in the file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from assistant.core.labels import Labels, Names, UnknownNameError, number_of, type_of
from assistant.freshdesk.models import TicketField

Place = tuple[str | int, ...]
"""Where in a rule file: ("rules", 0, "when", "status")."""

NONE = "none"
NUMBERED = {
    "status": ("status", "statuses"),
    "priority": ("priority", "priorities"),
    "source": ("source", "sources"),
    "group": ("group_id", "groups"),
    "agent": ("responder_id", "agents"),
    "product": ("product_id", "products"),
}
"""Name in a rule -> the ticket's field, and where its names are kept."""
MAY_BE_NONE = ("group", "agent", "product", "type", "company")
_AGE = re.compile(r"(\d{1,6})\s*(min|h|d|w)")
_UNITS = {"min": "minutes", "h": "hours", "d": "days", "w": "weeks"}


class RuleError(ValueError):
    """A rule that cannot be used; `place` is where in the file."""

    def __init__(self, place: Place, message: str) -> None:
        super().__init__(message)
        self.place = place


@dataclass(frozen=True)
class Account:
    """What names in rules may mean: those of the form, the form's own fields, and companies by their name."""

    labels: Labels
    custom: Mapping[str, TicketField] = field(default_factory=dict)
    companies: Mapping[str, int] = field(default_factory=dict)
    """By name in small letters."""


def number(account: Account, name: str, value: Any, place: Place) -> int | None:
    """What a status, priority, group and the like is on a ticket."""
    if _is_none(value) and name in MAY_BE_NONE:
        return None
    names: Names = getattr(account.labels, NUMBERED[name][1])
    try:
        return number_of(names, _word(value, place), name)
    except UnknownNameError as error:
        raise RuleError(place, str(error)) from None


def kind(account: Account, value: Any, place: Place) -> str | None:
    """A ticket type."""
    if _is_none(value):
        return None
    try:
        return type_of(account.labels.types, _word(value, place))
    except UnknownNameError as error:
        raise RuleError(place, str(error)) from None


def company(account: Account, value: Any, place: Place) -> int | None:
    """A company's number."""
    word = "" if _is_none(value) else _word(value, place)
    if not word:
        return None
    found = int(word) if word.isdecimal() else account.companies.get(word.casefold())
    if found is None:
        raise RuleError(place, "no company has that name")
    return found


def custom(account: Account, name: str, value: Any, place: Place) -> Any:
    """A value of a custom field, which must be there and take it."""
    if name not in account.custom:
        known = ", ".join(sorted(account.custom)) or "none"
        raise RuleError(place, f"the account has no such field; its own are {known}")
    if isinstance(value, dict | list):
        raise RuleError(place, "takes one value")
    found, choices = _typed(account.custom[name].type, value), [each.value for each in account.custom[name].choices]
    if choices and found is not None and found not in choices:
        raise RuleError(place, f"takes one of {', '.join(map(str, choices))}")
    return found


def _typed(kind: str, value: Any) -> Any:
    """A number or a yes as such where the field holds those; a day as text."""
    if _is_none(value):
        return None
    text = str(value).strip()
    if kind == "custom_checkbox" and text.lower() in ("true", "false"):
        return text.lower() == "true"
    if kind == "custom_number" and text.removeprefix("-").isdecimal():
        return int(text)
    return value if isinstance(value, bool | int | float) else text


def words(value: Any, place: Place) -> tuple[str, ...]:
    """One text or a list of them."""
    return tuple(_word(each, (*place, at)) for at, each in enumerate(listed(value, place)))


def age(value: Any, place: Place) -> timedelta:
    """ "90min", "4h", "3d", "2w"."""
    found = _AGE.fullmatch(str(value).strip())
    if not found:
        raise RuleError(place, "write how long, as 90min, 4h, 3d or 2w")
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


def listed(value: Any, place: Place) -> Sequence[Any]:
    """A list as it is, one value as a list of it."""
    if value == []:
        raise RuleError(place, "is an empty list; leave it out, or write none for an empty field")
    return value if isinstance(value, list) else [value]


def mapping(value: Any, place: Place) -> dict[str, Any]:
    """Names with values, at least one."""
    if not isinstance(value, dict) or not value:
        raise RuleError(place, "should be fields with values")
    return {str(name): each for name, each in value.items()}


def _is_none(value: Any) -> bool:
    return value is None or (isinstance(value, str) and value.strip().casefold() == NONE)


def _word(value: Any, place: Place) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int) or not str(value).strip():
        raise RuleError(place, "should be a text or a whole number")
    return str(value).strip()
