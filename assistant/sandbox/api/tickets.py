"""Tickets: create, view, update, delete, restore (freshdesk-api 4)."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, Response

from assistant.sandbox import actions, associations, build, errors, forms
from assistant.sandbox.answers import answer, array, created, encoded, no_content, the_desk
from assistant.sandbox.api import ticket_rules
from assistant.sandbox.api.embeds import embedded, list_entry, wanted
from assistant.sandbox.api.find import find, live
from assistant.sandbox.api.ticket_list import selected
from assistant.sandbox.paging import linked, number
from assistant.sandbox.state import JSON, Desk
from assistant.sandbox.text import plain, wrapped

blueprint = Blueprint("tickets", __name__)

VIEW = ("conversations", "requester", "company", "stats")
LIST = ("stats", "requester", "description", "company")
MOST_PAGES = 300


@blueprint.post("/tickets")
def create_ticket() -> Response:
    desk = the_desk()
    rules = ticket_rules.create(desk)
    fields = forms.body(ticket_rules.in_form(desk, rules))
    ticket_rules.check_new(desk, fields, rules)
    associations.check(desk, fields)
    return answered_new(desk, fields)


@blueprint.post("/tickets/outbound_email")
def create_outbound_email() -> Response:
    """Mail to a customer: closed and the caller's own, unless told otherwise (freshdesk-api 4.3)."""
    desk = the_desk()
    rules = ticket_rules.outbound(desk)
    fields = forms.body(ticket_rules.in_form(desk, rules))
    ticket_rules.check_fields(desk, fields, rules, ["email", "subject", "email_config_id"])
    known = {"status": actions.CLOSED, "responder_id": desk.me["id"], "source": ticket_rules.OUTBOUND}
    return answered_new(desk, {**known, **{name: value for name, value in fields.items() if value is not None}})


def answered_new(desk: Desk, fields: JSON) -> Response:
    """Due times that were not given are null in this answer and filled in the next (freshdesk-api 4.3)."""
    files = forms.attachments(desk)
    requester_id = ticket_rules.requester(desk, fields)
    ticket = actions.open_ticket(desk, requester_id, **ticket_rules.with_defaults(fields, files))
    associations.tie(desk, ticket, fields)
    unknown = dict.fromkeys(name for name in ticket_rules.DUE if not fields.get(name))
    return created({**whole(ticket), **unknown}, "tickets")


def whole(ticket: JSON) -> JSON:
    text = {"type": "text", "data": {"content": ticket["description_text"]}}
    return {**ticket, "structured_description": {"description_contents": [text]}}


@blueprint.get("/tickets/<int:ticket_id>")
def view_ticket(ticket_id: int) -> Response:
    desk, names = the_desk(), wanted(VIEW)
    ticket = find(desk.tickets, ticket_id)
    return answer({**whole(ticket), **embedded(desk, ticket, names)})


@blueprint.get("/tickets")
def list_tickets() -> Response:
    """Newest first; a page beyond the 300th is refused (freshdesk-api 3)."""
    desk, names = the_desk(), wanted(LIST)
    if number("page", 1) > MOST_PAGES:
        raise errors.invalid(
            "page", "You cannot access tickets beyond the 300th page. Please provide a smaller page number."
        )
    return linked(selected(desk), lambda keys: array(listed(desk, desk.tickets[number], names) for _, number in keys))


def listed(desk: Desk, ticket: JSON, names: list[str]) -> bytes:
    """The entry is kept until the ticket changes; what is embedded may change without it."""
    entry = desk.listing.entry(ticket, lambda row: encoded(list_entry(row)))
    return entry[:-1] + b"," + encoded(embedded(desk, ticket, names))[1:] if names else entry


@blueprint.put("/tickets/<int:ticket_id>")
def update_ticket(ticket_id: int) -> Response:
    desk = the_desk()
    ticket, rules = live(desk.tickets, ticket_id), ticket_rules.update(desk)
    fields = forms.body(ticket_rules.in_form(desk, rules))
    ticket_rules.check_fields(desk, fields, rules)
    change(desk, ticket, fields, forms.attachments(desk, ticket))
    return answer(whole(ticket))


def change(desk: Desk, ticket: JSON, fields: JSON, files: Sequence[JSON] = ()) -> None:
    """Only the fields sent; tags are replaced, custom fields merged; a new status fires the update rules.

    Raises Refused 400 for what this ticket does not let be changed."""
    ticket_rules.check_change(ticket, fields)
    associations.check(desk, fields, ticket)
    if any(fields.get(name) for name in ticket_rules.IDENTITY[1:]):
        ticket["requester_id"] = ticket_rules.requester(desk, fields)
    own = ticket_rules.kept(fields)
    status = own.pop("status", ticket["status"])
    ticket["custom_fields"] = {**ticket["custom_fields"], **(own.pop("custom_fields", None) or {})}
    ticket["tags"] = own.pop("tags", ticket["tags"]) or []
    ticket["attachments"] = [*ticket["attachments"], *files]
    if "description" in own:
        text = own.pop("description") or ""
        ticket.update(description=wrapped(text), description_text=plain(text))
    ticket.update(own)
    associations.tie(desk, ticket, fields)
    build.touch(desk, ticket)
    actions.set_status(desk, ticket, status)


@blueprint.delete("/tickets/<int:ticket_id>")
def delete_ticket(ticket_id: int) -> Response:
    actions.delete(the_desk(), live(the_desk().tickets, ticket_id))
    return no_content()


@blueprint.put("/tickets/<int:ticket_id>/restore")
def restore_ticket(ticket_id: int) -> Response:
    ticket = find(the_desk().tickets, ticket_id)
    if not ticket.get("deleted"):
        raise errors.not_found()
    actions.restore(the_desk(), ticket)
    return no_content()
