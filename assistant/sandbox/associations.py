"""Tickets that belong together: parents and children, trackers and related ones (freshdesk-api 4.2 and 4.6)."""

from __future__ import annotations

from assistant.sandbox import errors
from assistant.sandbox.state import JSON, Desk

PARENT, CHILD, TRACKER, RELATED = 1, 2, 3, 4
SUMMED_UP = (
    "id",
    "group_id",
    "priority",
    "requester_id",
    "responder_id",
    "source",
    "company_id",
    "status",
    "subject",
    "product_id",
    "type",
    "due_by",
    "fr_due_by",
    "is_escalated",
    "created_at",
    "updated_at",
)
"""What the two calls that read associations show of a ticket."""


def check(desk: Desk, fields: JSON, own: JSON | None = None) -> None:
    """Raises Refused 400 for a `parent_id` or `related_ticket_ids` that `own`, or a new ticket, cannot be tied to."""
    parent, related = fields.get("parent_id"), fields.get("related_ticket_ids")
    if parent is not None:
        _check_each(desk, "parent_id", [parent], PARENT)
        if own is not None and (own["association_type"] or own["id"] == parent):
            raise errors.invalid("parent_id", "The ticket cannot become a child", "incompatible_field")
    if related is not None:
        if not related:
            raise errors.invalid("related_ticket_ids", "It should not be blank")
        _check_each(desk, "related_ticket_ids", related, None)
        if parent is not None:
            raise errors.invalid("related_ticket_ids", "A child cannot be a tracker", "incompatible_field")


def _check_each(desk: Desk, field: str, numbers: list[int], kind: int | None) -> None:
    """Each is a ticket that can be changed and is free, or of `kind` already."""
    rows = [desk.tickets.get(number) for number in numbers]
    if any(row is None or row.get("deleted") or row["spam"] for row in rows):
        raise errors.invalid(field, "There is no ticket matching it")
    if any(row and row["association_type"] not in (None, kind) for row in rows):
        raise errors.invalid(field, "The ticket is associated otherwise", "incompatible_field")


def tie(desk: Desk, ticket: JSON, fields: JSON) -> None:
    """Make the ticket the child or the tracker that `fields` say, as they were checked."""
    if fields.get("parent_id") is not None:
        _pair(desk.tickets[fields["parent_id"]], [ticket], PARENT, CHILD)
    elif fields.get("related_ticket_ids"):
        others = [desk.tickets[number] for number in dict.fromkeys(fields["related_ticket_ids"])]
        _pair(ticket, others, TRACKER, RELATED)


def _pair(prime: JSON, others: list[JSON], kind: int, other_kind: int) -> None:
    known = [*(prime["associated_tickets_list"] or []), *(row["id"] for row in others)]
    prime.update(association_type=kind, associated_tickets_list=known, associated_tickets_count=len(known))
    for row in others:
        row.update(association_type=other_kind, associated_tickets_list=[prime["id"]])


def tied(desk: Desk, ticket: JSON) -> list[JSON]:
    """The tickets that its list names, without deleted ones, summed up."""
    rows = [desk.any_ticket(number) for number in ticket["associated_tickets_list"] or []]
    return [{key: row[key] for key in SUMMED_UP} for row in rows if row and not row.get("deleted")]
