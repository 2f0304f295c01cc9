"""Names of the numbers that a ticket holds, as the ticket form gives them to any agent (freshdesk-api 6.8)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from assistant.freshdesk.models import DONE, Priority, Source, Status, TicketField

Names = Mapping[int, str]
_FIELDS = {
    "statuses": "status",
    "priorities": "priority",
    "sources": "source",
    "groups": "group",
    "agents": "agent",
    "products": "product",
}


class UnknownNameError(ValueError):
    """A name that the account does not have; the message says which it has."""


def _usual(numbers: type[Status] | type[Priority] | type[Source]) -> Names:
    return MappingProxyType({int(each): each.name.replace("_", " ").capitalize() for each in numbers})


@dataclass(frozen=True)
class Labels:
    """Number -> name. Without a ticket form the usual statuses, priorities and sources alone."""

    statuses: Names = field(default_factory=lambda: _usual(Status))
    priorities: Names = field(default_factory=lambda: _usual(Priority))
    sources: Names = field(default_factory=lambda: _usual(Source))
    groups: Names = field(default_factory=dict)
    agents: Names = field(default_factory=dict)
    products: Names = field(default_factory=dict)
    types: tuple[str, ...] = ()

    @classmethod
    def of(cls, form: Iterable[TicketField]) -> Labels:
        """From the fields of the form; what it does not name keeps its usual names."""
        fields = {each.name: each for each in form}
        found = {name: _choices(fields.get(theirs)) for name, theirs in _FIELDS.items()}
        kinds = fields.get("ticket_type")
        types = tuple(each.label for each in kinds.choices) if kinds else ()
        return cls(**{name: names for name, names in found.items() if names}, types=types)

    @property
    def unresolved(self) -> tuple[int, ...]:
        """The numbers of all statuses but resolved and closed."""
        return tuple(number for number in self.statuses if number not in DONE)


def _choices(form_field: TicketField | None) -> dict[int, str]:
    choices = form_field.choices if form_field else ()
    return {each.value: each.label for each in choices if isinstance(each.value, int)}


def called(names: Names, number: int | None) -> str:
    """The name of a number; the number itself where it has none, empty for null."""
    return "" if number is None else names.get(number, str(number))


def number_of(names: Names, word: str, what: str) -> int:
    """The number of a name, in any case; a number stays as it is. Raises UnknownNameError."""
    wanted = word.strip().casefold()
    if wanted.isdecimal() and wanted.isascii():
        return int(wanted)
    found = next((number for number, name in names.items() if name.casefold() == wanted), None)
    if found is None:
        known = ", ".join(names.values()) or "none that this key may read: write its number"
        raise UnknownNameError(f"no {what} has that name; there are {known}")
    return found


def type_of(types: tuple[str, ...], word: str) -> str:
    """A ticket type as the account spells it. Raises UnknownNameError."""
    found = next((each for each in types if each.casefold() == word.strip().casefold()), None)
    if found is None and types:
        raise UnknownNameError(f"no ticket type has that name; there are {', '.join(types)}")
    return found or word
