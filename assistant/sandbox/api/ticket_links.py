"""How tickets belong together: merge, and what is associated with one (freshdesk-api 4.3 and 4.6)."""

from __future__ import annotations

from flask import Blueprint, Response

from assistant.sandbox import actions, associations, checks, errors
from assistant.sandbox.answers import answer, json_body, no_content, the_desk
from assistant.sandbox.api.find import find
from assistant.sandbox.checks import Rule
from assistant.sandbox.state import JSON, Desk

blueprint = Blueprint("ticket_links", __name__, url_prefix="/tickets")

MERGE = {
    "primary_id": Rule("int"),
    "ticket_ids": Rule("ints"),
    "convert_recepients_to_cc": Rule("bool"),
    "note_in_primary": Rule("dict"),
    "note_in_secondary": Rule("dict"),
}
NOTES = ("note_in_primary", "note_in_secondary")
NOTE = {"body": Rule(), "private": Rule("bool")}
SECONDARY = (associations.CHILD, associations.RELATED)


@blueprint.put("/merge")
def merge_tickets() -> Response:
    """The documented sample names the primary among `ticket_ids` too: it is passed over."""
    desk, body = the_desk(), json_body()
    checks.check(body, MERGE, ["primary_id", "ticket_ids"])
    for name in NOTES:
        checks.check(body.get(name) or {}, NOTE, ["body"] if body.get(name) else [])
    ids = [number for number in dict.fromkeys(body["ticket_ids"]) if number != body["primary_id"]]
    if not ids:
        raise errors.invalid("ticket_ids", "It should be a list of other tickets' ids")
    (primary,), others = (
        open_to_change(desk, "primary_id", [body["primary_id"]]),
        open_to_change(desk, "ticket_ids", ids),
    )
    notes = {name: body.get(name) for name in NOTES}
    actions.merge(desk, primary, others, desk.me["id"], cc=body.get("convert_recepients_to_cc") is True, **notes)
    return no_content()


def open_to_change(desk: Desk, field: str, numbers: list[int]) -> list[JSON]:
    """The tickets of these ids. Raises Refused 400 if one is not there, deleted or spam."""
    rows = [desk.tickets[number] for number in numbers if number in desk.tickets]
    if len(rows) < len(numbers) or any(row.get("deleted") or row["spam"] for row in rows):
        raise errors.invalid(field, "There are no tickets that can be changed matching the given ids")
    return rows


@blueprint.get("/<int:ticket_id>/associated_tickets")
def list_associated(ticket_id: int) -> Response:
    desk = the_desk()
    return answer({"tickets": associations.tied(desk, find(desk.tickets, ticket_id))})


@blueprint.get("/<int:ticket_id>/prime_association")
def view_prime(ticket_id: int) -> Response:
    """The parent or the tracker; 404 for a ticket that has none."""
    desk = the_desk()
    ticket = find(desk.tickets, ticket_id)
    primes = associations.tied(desk, ticket) if ticket["association_type"] in SECONDARY else []
    if not primes:
        raise errors.not_found()
    return answer(primes[0])
