"""What differs between a ticket as it is and as it should be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.core.labels import Labels, called
from assistant.core.routing.actions import merged
from assistant.freshdesk.models import Ticket

FIELDS = {
    "status": "status",
    "priority": "priority",
    "type": "type",
    "group_id": "group",
    "responder_id": "agent",
    "product_id": "product",
}
"""A ticket's field -> its name in rules."""
NAMED = {
    "status": "statuses",
    "priority": "priorities",
    "group_id": "groups",
    "responder_id": "agents",
    "product_id": "products",
}


Differing = tuple[str, Any, Any]
"""A field's name, its value now, its value then."""


@dataclass(frozen=True)
class Change:
    """What one ticket becomes, and by which rules. Tags are told apart: a write replaces them all."""

    ticket_id: int
    subject: str
    fields: tuple[Differing, ...] = ()
    custom: tuple[Differing, ...] = ()
    add_tags: tuple[str, ...] = ()
    remove_tags: tuple[str, ...] = ()
    why: tuple[str, ...] = ()

    @property
    def touches_tags(self) -> bool:
        """Whether the ticket's tags must be read again right before the write."""
        return bool(self.add_tags or self.remove_tags)

    def body(self, tags: Sequence[str] = ()) -> dict[str, Any]:
        """What is written to a ticket that has `tags` now (freshdesk-api 4.1)."""
        body: dict[str, Any] = {name: then for name, _, then in self.fields}
        if self.custom:
            body["custom_fields"] = {name: then for name, _, then in self.custom}
        if self.touches_tags:
            body["tags"] = merged(tags, self.add_tags, self.remove_tags)
        return body

    def lines(self, labels: Labels) -> list[tuple[str, str, str]]:
        """(field, now, then) in the words of rules and names of the account."""
        both = (*self.fields, *self.custom)
        said = [
            (FIELDS.get(name, name), _said(labels, name, now), _said(labels, name, then)) for name, now, then in both
        ]
        tags = [("tags", "", f"+{tag}") for tag in self.add_tags] + [
            ("tags", f"-{tag}", "") for tag in self.remove_tags
        ]
        return [*said, *tags]


def difference(ticket: Ticket, became: Ticket, why: tuple[str, ...]) -> Change | None:
    """None if nothing differs."""
    change = Change(
        ticket.id,
        ticket.subject,
        _differing((name, getattr(ticket, name), getattr(became, name)) for name in FIELDS),
        _differing((name, ticket.custom_fields.get(name), value) for name, value in became.custom_fields.items()),
        tuple(tag for tag in became.tags if tag not in ticket.tags),
        tuple(tag for tag in ticket.tags if tag not in became.tags),
        why,
    )
    return change if change.fields or change.custom or change.touches_tags else None


def _differing(values: Iterable[Differing]) -> tuple[Differing, ...]:
    return tuple((name, now, then) for name, now, then in values if now != then)


def _said(labels: Labels, name: str, value: Any) -> str:
    if name in NAMED:
        return called(getattr(labels, NAMED[name]), value)
    return "" if value is None else str(value)
