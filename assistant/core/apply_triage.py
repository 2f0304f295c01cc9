"""Which proposals of triage are written to the ticket where a setting says so: sure ones, into empty fields."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from assistant.core.context import Desk
from assistant.core.draft import Triage
from assistant.freshdesk.models import Ticket

FIELDS = ("type", "priority", "group", "tags")
_USUAL_PRIORITY = 1
"""What Freshdesk gives a ticket for which nobody chose one (freshdesk-api 4)."""


def chosen(triage: Sequence[Triage], ticket: Ticket, desk: Desk, wanted: Collection[str]) -> tuple[Triage, ...]:
    """The proposals to write: of the wanted fields, of high confidence, the account's own values, into empty fields."""
    sure = [one for one in triage if one.field in wanted and one.confidence == "high"]
    return tuple(one for one in sure if values([one], ticket, desk))


def values(triage: Sequence[Triage], ticket: Ticket, desk: Desk) -> dict[str, Any]:
    """What a PUT of the ticket takes to hold these values, without fields that hold one by now. Tags are added."""
    found: dict[str, Any] = {}
    for one in triage:
        if one.field == "type" and not ticket.type and one.value in desk.types:
            found["type"] = one.value
        elif one.field == "priority" and (ticket.priority or _USUAL_PRIORITY) == _USUAL_PRIORITY:
            found |= _number("priority", one.value, desk.priorities, but=_USUAL_PRIORITY)
        elif one.field == "group" and not ticket.group_id:
            found |= _number("group_id", one.value, desk.groups)
    tags = [one.value for one in triage if one.field == "tags" and one.value not in ticket.tags]
    return found | ({"tags": [*ticket.tags, *dict.fromkeys(tags)]} if tags else {})


def standing(triage: Sequence[Triage], ticket: Ticket, desk: Desk) -> tuple[Triage, ...]:
    """Those that the ticket holds: the others were changed by a person meanwhile, or never written."""
    groups, priorities = dict(desk.groups), dict(desk.priorities)
    held: dict[str, set[str | None]] = {
        "type": {ticket.type},
        "priority": {priorities.get(ticket.priority or 0)},
        "group": {groups.get(ticket.group_id or 0)},
        "tags": set(ticket.tags),
    }
    return tuple(one for one in triage if one.value in held[one.field])


def _number(field: str, label: str, pairs: Sequence[tuple[int, str]], but: int = 0) -> dict[str, int]:
    number = next((number for number, name in pairs if name == label), but)
    return {} if number == but else {field: number}
