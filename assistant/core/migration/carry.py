"""Which of a ticket's fields the other desk can take, and what is lost on the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.core.migration.exported import Exported
from assistant.core.migration.legend import Legend
from assistant.core.migration.losses import Loss, left_behind
from assistant.freshdesk.models import TicketField

CREATED = (1, 2, 3, 7, 9, 10)
"""Sources that a new ticket may have (freshdesk-api 4.2)."""
PORTAL, OPEN = 2, 2
USUAL = {2: "Open", 3: "Pending", 4: "Resolved", 5: "Closed"}
TAG = "imported"
LONGEST_TAG = 32


@dataclass(frozen=True)
class Target:
    """The other desk: its ticket form, and who and what is there by name, in small letters."""

    fields: Sequence[TicketField] = ()
    agents: Mapping[str, int] = field(default_factory=dict)
    groups: Mapping[str, int] = field(default_factory=dict)
    products: Mapping[str, int] = field(default_factory=dict)

    @property
    def statuses(self) -> dict[str, int]:
        """Label -> number; the usual four where the form may not be read."""
        found = {choice.label.casefold(): choice.value for choice in self._choices("default_status")}
        numbers = {label: value for label, value in found.items() if isinstance(value, int)}
        return numbers or {label.casefold(): number for number, label in USUAL.items()}

    @property
    def types(self) -> tuple[str, ...] | None:
        """None where the form may not be read."""
        return tuple(str(each.value) for each in self._choices("default_ticket_type")) if self.fields else None

    def _choices(self, kind: str) -> Sequence[Any]:
        return next((each.choices for each in self.fields if each.type == kind), ())


@dataclass(frozen=True)
class Carried:
    """The fields of the new ticket, without its requester; what is lost; and the values that find no field there, by
    name, for the ticket's text."""

    fields: Mapping[str, Any] = field(repr=False)
    losses: tuple[Loss, ...] = ()
    beside: Mapping[str, str] = field(default_factory=dict, repr=False)


def carry(
    exported: Exported,
    legend: Legend,
    target: Target,
    statuses: Mapping[str, int],
    custom: tuple[Mapping[str, Any], Sequence[str]],
) -> Carried:
    """`statuses`: old number or label, in small letters -> new number. `custom`: the custom fields that fit, and the
    names of those that do not."""
    ticket = exported.ticket
    losses: list[Loss] = []
    fields: dict[str, Any] = {
        "subject": ticket.subject or "(no subject)",
        "status": _status(ticket.status, legend, target, statuses, losses),
        "priority": ticket.priority if ticket.priority in (1, 2, 3, 4) else 1,
        "source": _source(ticket.source, losses),
        "tags": _tags(ticket.tags, losses),
        "type": _type(ticket.type, target, losses),
        "responder_id": _agent(ticket.responder_id, legend, target, losses),
        "group_id": _named("group", ticket.group_id, legend.groups, target.groups, losses),
        "product_id": _named("product", ticket.product_id, legend.products, target.products, losses),
        "custom_fields": dict(custom[0]) or None,
    }
    losses += [Loss(f"custom field {name}", "it is not there, or does not take this value") for name in custom[1]]
    losses += left_behind(exported, legend.desk)
    sent = {name: value for name, value in fields.items() if value is not None}
    return Carried(sent, tuple(losses), _beside(exported, legend, sent, custom[1]))


def _beside(exported: Exported, legend: Legend, sent: Mapping[str, Any], lost: Sequence[str]) -> dict[str, str]:
    ticket = exported.ticket
    agent = legend.agents.get(ticket.responder_id or 0)
    named = {
        "type": ("type", ticket.type),
        "responder_id": ("agent", agent and (agent.name or agent.email)),
        "group_id": ("group", legend.groups.get(ticket.group_id or 0)),
        "product_id": ("product", legend.products.get(ticket.product_id or 0)),
    }
    found = {name: str(value) for field_name, (name, value) in named.items() if value and field_name not in sent}
    return {**found, **{name: str(ticket.custom_fields[name]) for name in lost}}


def fitting(values: Mapping[str, Any], is_misfit: Any) -> tuple[dict[str, Any], list[str]]:
    """The values that the form takes, and the names of the others; `is_misfit` tells which names do not fit."""
    given = {name: value for name, value in values.items() if value is not None}
    bad = set(is_misfit(given))
    return {name: value for name, value in given.items() if name not in bad}, sorted(bad)


def _status(number: int, legend: Legend, target: Target, statuses: Mapping[str, int], losses: list[Loss]) -> int:
    label = legend.statuses.get(number) or USUAL.get(number, "")
    for name in (str(number), label.casefold()):
        if name in statuses:
            return statuses[name]
    if number in USUAL:
        return number
    if label and label.casefold() in target.statuses:
        return target.statuses[label.casefold()]
    shown = f"{number} ({label})" if label else str(number)
    if not label and number in target.statuses.values():
        losses.append(Loss("status", f"{shown} was taken by its number: check that it means the same"))
        return number
    losses.append(Loss("status", f"{shown} is not there: Open instead; --status {number}=... says otherwise"))
    return OPEN


def _source(number: int | None, losses: list[Loss]) -> int:
    if number in CREATED:
        return int(number)
    losses.append(Loss("source", f"{number} cannot be set: Portal instead"))
    return PORTAL


def _tags(tags: Sequence[str], losses: list[Loss]) -> list[str]:
    short = [tag for tag in tags if len(tag) <= LONGEST_TAG]
    if len(short) < len(tags):
        losses.append(Loss("tags", f"{len(tags) - len(short)} are longer than {LONGEST_TAG} characters"))
    return [*dict.fromkeys([*short, TAG])]


def _type(name: str | None, target: Target, losses: list[Loss]) -> str | None:
    if not name or target.types is None:
        return name or None
    found = next((each for each in target.types if each.casefold() == name.casefold()), None)
    if found is None:
        losses.append(Loss("type", f'there is no type "{name}"'))
    return found


def _agent(number: int | None, legend: Legend, target: Target, losses: list[Loss]) -> int | None:
    if number is None:
        return None
    person = legend.agents.get(number)
    if person is None:
        losses.append(Loss("agent", f"{number} is not known: give --legend"))
        return None
    found = target.agents.get(person.email.casefold())
    if found is None:
        losses.append(Loss("agent", f"{number} has no agent of the same address there"))
    return found


def _named(
    what: str, number: int | None, names: Mapping[int, str], there: Mapping[str, int], losses: list[Loss]
) -> int | None:
    if number is None:
        return None
    name = names.get(number)
    if name is None:
        losses.append(Loss(what, f"{number} is not known: give --legend"))
        return None
    found = there.get(name.casefold())
    if found is None:
        losses.append(Loss(what, f'there is no {what} "{name}"'))
    return found
