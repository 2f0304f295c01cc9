"""An attachment of a ticket, a note or a summary is deleted by its id (freshdesk-api 4.3)."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint, Response

from assistant.sandbox import build, errors
from assistant.sandbox.answers import no_content, the_desk
from assistant.sandbox.api.find import live
from assistant.sandbox.state import JSON, Desk

blueprint = Blueprint("attachments", __name__)


@blueprint.delete("/attachments/<int:number>")
def delete_attachment(number: int) -> Response:
    """Its link ends with it; 405 while its ticket is deleted or spam."""
    desk = the_desk()
    owner = next((row for row in owners(desk) if any(file["id"] == number for file in row["attachments"])), None)
    if owner is None:
        raise errors.not_found()
    ticket = live(desk.tickets, int(owner["ticket_id" if "ticket_id" in owner else "id"]))
    owner["attachments"] = [file for file in owner["attachments"] if file["id"] != number]
    desk.files.pop(number, None)
    build.touch(desk, ticket)
    return no_content()


def owners(desk: Desk) -> Iterator[JSON]:
    """Whatever has attachments."""
    for rows in (desk.tickets, desk.conversations, desk.summaries):
        yield from rows.values()
