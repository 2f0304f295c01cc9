"""Who follows a ticket and who may see it: watchers and accesses (freshdesk-api 4.3)."""

from __future__ import annotations

from flask import Blueprint, Response

from assistant.sandbox import checks, errors
from assistant.sandbox.answers import answer, json_body, no_content, the_desk
from assistant.sandbox.api.find import find
from assistant.sandbox.api.ticket_links import open_to_change
from assistant.sandbox.checks import Rule
from assistant.sandbox.state import JSON, Desk

blueprint = Blueprint("ticket_people", __name__, url_prefix="/tickets")

CHANGE = {"id": Rule("int"), "deleted": Rule("bool")}


@blueprint.get("/<int:ticket_id>/watchers")
def list_watchers(ticket_id: int) -> Response:
    find(the_desk().tickets, ticket_id)
    return answer({"watcher_ids": sorted(the_desk().watchers.get(ticket_id, ()))})


@blueprint.post("/<int:ticket_id>/watch")
def watch(ticket_id: int) -> Response:
    desk, body = the_desk(), json_body()
    find(desk.tickets, ticket_id)
    checks.check(body, {"user_id": Rule("int", list(desk.agents))}, ["user_id"])
    add_watcher(desk, ticket_id, body["user_id"])
    return no_content()


@blueprint.put("/<int:ticket_id>/unwatch")
def unwatch(ticket_id: int) -> Response:
    """Only the caller can be taken off."""
    find(the_desk().tickets, ticket_id)
    drop_watcher(the_desk(), ticket_id)
    return no_content()


@blueprint.put("/bulk_watch")
def bulk_watch() -> Response:
    """The caller watches, unless another agent is named."""
    desk, body = the_desk(), json_body()
    checks.check(body, {"ids": Rule("ints"), "user_id": Rule("int", list(desk.agents))}, ["ids"])
    for ticket in open_to_change(desk, "ids", body["ids"]):
        add_watcher(desk, ticket["id"], body.get("user_id") or desk.me["id"])
    return no_content()


@blueprint.put("/bulk_unwatch")
def bulk_unwatch() -> Response:
    """Only the caller can be taken off: a `user_id` is an unexpected field."""
    desk, body = the_desk(), json_body()
    checks.check(body, {"ids": Rule("ints")}, ["ids"])
    for ticket in open_to_change(desk, "ids", body["ids"]):
        drop_watcher(desk, ticket["id"])
    return no_content()


def add_watcher(desk: Desk, ticket_id: int, agent_id: int) -> None:
    desk.watchers.setdefault(ticket_id, set()).add(agent_id)


def drop_watcher(desk: Desk, ticket_id: int) -> None:
    desk.watchers.get(ticket_id, set()).discard(desk.me["id"])


@blueprint.get("/<int:ticket_id>/accesses")
def view_accesses(ticket_id: int) -> Response:
    find(the_desk().tickets, ticket_id)
    return accesses(the_desk(), ticket_id)


@blueprint.post("/<int:ticket_id>/accesses")
def add_accesses(ticket_id: int) -> Response:
    desk, body = the_desk(), json_body()
    find(desk.tickets, ticket_id)
    checks.check(body, {"user_ids": Rule("ints")}, ["user_ids"])
    return changed(desk, ticket_id, [{"id": number} for number in body["user_ids"]])


@blueprint.patch("/<int:ticket_id>/accesses")
def change_accesses(ticket_id: int) -> Response:
    """Each entry gives access, or with `deleted` takes it."""
    desk, body = the_desk(), json_body()
    find(desk.tickets, ticket_id)
    checks.check(body, {"user_ids": Rule("dicts")}, ["user_ids"])
    for entry in body["user_ids"]:
        checks.check(entry, CHANGE, ["id"])
    return changed(desk, ticket_id, body["user_ids"])


@blueprint.delete("/<int:ticket_id>/accesses")
def drop_accesses(ticket_id: int) -> Response:
    find(the_desk().tickets, ticket_id)
    the_desk().accesses.pop(ticket_id, None)
    return no_content()


def changed(desk: Desk, ticket_id: int, entries: list[JSON]) -> Response:
    """Raises Refused 400 for ids of nobody."""
    if any(desk.person(entry["id"]) is None for entry in entries):
        raise errors.invalid("user_ids", "There are records missing for these user_ids")
    gone = {entry["id"] for entry in entries if entry.get("deleted")}
    known = [*desk.accesses.get(ticket_id, []), *(entry["id"] for entry in entries)]
    desk.accesses[ticket_id] = [number for number in dict.fromkeys(known) if number not in gone]
    return accesses(desk, ticket_id)


def accesses(desk: Desk, ticket_id: int) -> Response:
    return answer({"user_ids": desk.accesses.get(ticket_id, [])})
