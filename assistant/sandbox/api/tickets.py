"""Tickets: create, view, update, delete, restore, merge (freshdesk-api 4)."""

from __future__ import annotations

from flask import Blueprint, Response

from assistant.sandbox import actions, build, checks, errors, forms
from assistant.sandbox.answers import answer, array, created, encoded, json_body, no_content, the_desk
from assistant.sandbox.api import ticket_rules
from assistant.sandbox.api.embeds import embedded, list_entry, wanted
from assistant.sandbox.api.find import find, live, without
from assistant.sandbox.api.ticket_list import selected
from assistant.sandbox.checks import Rule
from assistant.sandbox.paging import linked, number
from assistant.sandbox.state import JSON, Desk
from assistant.sandbox.text import plain, wrapped

blueprint = Blueprint("tickets", __name__)

VIEW = ("conversations", "requester", "company", "stats")
LIST = ("stats", "requester", "description", "company")
MOST_PAGES = 300
MERGE = {
    "primary_id": Rule("int"),
    "ticket_ids": Rule("list"),
    "convert_recepients_to_cc": Rule("bool"),
    "note_in_primary": Rule("dict"),
    "note_in_secondary": Rule("dict"),
}


@blueprint.post("/tickets")
def create_ticket() -> Response:
    """Due times are null in this answer and filled in the next (freshdesk-api 4.3)."""
    desk = the_desk()
    rules = ticket_rules.create(desk)
    fields = forms.body(rules)
    ticket_rules.check_new(desk, fields, rules)
    requester_id = ticket_rules.requester(desk, fields)
    known = without(fields, *ticket_rules.IDENTITY)
    ticket = actions.open_ticket(desk, requester_id, **ticket_rules.with_defaults(known, forms.attachments(desk)))
    return created({**whole(ticket), "due_by": None, "fr_due_by": None}, "tickets")


def whole(ticket: JSON) -> JSON:
    text = {"type": "text", "data": {"content": ticket["description"]}}
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
    fields = forms.body(rules)
    ticket_rules.check_fields(desk, fields, rules)
    change(desk, ticket, fields)
    return answer(whole(ticket))


def change(desk: Desk, ticket: JSON, fields: JSON) -> None:
    """Only the fields sent; tags are replaced, custom fields merged; a new status fires the update rules."""
    status = fields.pop("status", ticket["status"])
    ticket["custom_fields"] = {**ticket["custom_fields"], **(fields.pop("custom_fields", None) or {})}
    ticket["tags"] = fields.pop("tags", ticket["tags"]) or []
    ticket["attachments"] = ticket["attachments"] + forms.attachments(desk)
    if "description" in fields:
        text = fields.pop("description") or ""
        ticket.update(description=wrapped(text), description_text=plain(text))
    if any(fields.get(name) for name in ticket_rules.IDENTITY[1:]):
        ticket["requester_id"] = ticket_rules.requester(desk, fields)
    ticket.update(without(fields, *ticket_rules.IDENTITY))
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


@blueprint.put("/tickets/merge")
def merge_tickets() -> Response:
    desk, body = the_desk(), json_body()
    checks.check(body, MERGE, ["primary_id", "ticket_ids"])
    ids = [i for i in body["ticket_ids"] if isinstance(i, int)]
    if body["primary_id"] in ids or not ids or len(ids) < len(body["ticket_ids"]):
        raise errors.invalid("ticket_ids", "It should be a list of other tickets' ids")
    primary, others = live(desk.tickets, body["primary_id"]), [live(desk.tickets, i) for i in ids]
    actions.merge(
        desk,
        primary,
        others,
        desk.me["id"],
        note_in_primary=body.get("note_in_primary"),
        note_in_secondary=body.get("note_in_secondary"),
        cc=body.get("convert_recepients_to_cc", False),
    )
    return no_content()


@blueprint.get("/tickets/<int:ticket_id>/watchers")
def list_watchers(ticket_id: int) -> Response:
    find(the_desk().tickets, ticket_id)
    return answer({"watcher_ids": sorted(the_desk().watchers.get(ticket_id, ()))})


@blueprint.post("/tickets/<int:ticket_id>/watch")
def watch(ticket_id: int) -> Response:
    desk, body = the_desk(), json_body()
    find(desk.tickets, ticket_id)
    checks.check(body, {"user_id": Rule("int", list(desk.agents))})
    desk.watchers.setdefault(ticket_id, set()).add(body.get("user_id") or desk.me["id"])
    return no_content()


@blueprint.put("/tickets/<int:ticket_id>/unwatch")
def unwatch(ticket_id: int) -> Response:
    find(the_desk().tickets, ticket_id)
    the_desk().watchers.get(ticket_id, set()).discard(the_desk().me["id"])
    return no_content()
