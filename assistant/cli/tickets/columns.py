"""How tickets are shown in a table."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.cli.output import Column
from assistant.core.labels import Labels, called
from assistant.freshdesk.models import Ticket


def columns(labels: Labels, *, requester: bool = False) -> Sequence[Column[Ticket]]:
    """Numbers by their names; the requester where the tickets carry theirs."""
    who = Column[Ticket]("requester", lambda ticket: _person(ticket), wide=True)
    return (
        Column("id", lambda ticket: ticket.id),
        Column("status", lambda ticket: called(labels.statuses, ticket.status)),
        Column("priority", lambda ticket: called(labels.priorities, ticket.priority)),
        Column("subject", lambda ticket: ticket.subject, wide=True),
        *((who,) if requester else ()),
        Column("group", lambda ticket: called(labels.groups, ticket.group_id)),
        Column("agent", lambda ticket: called(labels.agents, ticket.responder_id)),
        Column("updated", lambda ticket: ticket.updated_at),
    )


def _person(ticket: Ticket) -> str:
    requester = ticket.requester
    return "" if requester is None else requester.name or requester.email or str(requester.id)
