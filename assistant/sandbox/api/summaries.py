"""A ticket's summary, the one box below its description (freshdesk-api 5.6)."""

from __future__ import annotations

from flask import Blueprint, Response

from assistant.sandbox import build, checks, forms
from assistant.sandbox.answers import answer, no_content, the_desk
from assistant.sandbox.api.find import find, live
from assistant.sandbox.checks import Rule
from assistant.sandbox.state import JSON, Desk
from assistant.sandbox.text import plain

blueprint = Blueprint("summaries", __name__, url_prefix="/tickets/<int:ticket_id>/summary")


@blueprint.get("")
def view_summary(ticket_id: int) -> Response:
    """404 when there is none."""
    find(the_desk().tickets, ticket_id)
    return answer(find(the_desk().summaries, ticket_id))


@blueprint.put("")
def write_summary(ticket_id: int) -> Response:
    """Makes one or replaces its text."""
    desk = the_desk()
    ticket = live(desk.tickets, ticket_id)
    rules = {"body": Rule(), "user_id": Rule("int", [*desk.agents, *desk.contacts])}
    body = forms.body(rules)
    checks.check(body, rules, ["body"])
    author, files = body.get("user_id") or desk.me["id"], forms.attachments(desk, ticket)
    there = desk.summaries.get(ticket_id)
    row = there or blank(desk, ticket_id, author)
    row.update(body=f'<div dir="ltr">{body["body"]}</div>', body_text=plain(body["body"]))
    row["attachments"] = [*row["attachments"], *files]
    if there is not None:
        row.update(last_edited_at=desk.clock.stamp(), last_edited_user_id=author)
    build.touch(desk, row)
    desk.summaries[ticket_id] = row
    return answer(row)


def blank(desk: Desk, ticket_id: int, author: int) -> JSON:
    known = {"id": desk.new_id(), "ticket_id": ticket_id, "user_id": author, "body": "", "body_text": ""}
    edits = {"last_edited_at": None, "last_edited_user_id": None}
    return build.dated(desk, {**known, "attachments": [], "cloud_files": [], **edits})


@blueprint.delete("")
def delete_summary(ticket_id: int) -> Response:
    live(the_desk().tickets, ticket_id)
    find(the_desk().summaries, ticket_id)
    del the_desk().summaries[ticket_id]
    return no_content()
