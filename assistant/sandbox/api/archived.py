"""Archived tickets: view, thread, delete (freshdesk-api 4.3)."""

from __future__ import annotations

from flask import Blueprint, Response

from assistant.sandbox import archive, errors
from assistant.sandbox.answers import answer, no_content, the_desk
from assistant.sandbox.api.embeds import embedded, wanted
from assistant.sandbox.api.tickets import VIEW, whole
from assistant.sandbox.paging import paged
from assistant.sandbox.state import JSON

blueprint = Blueprint("archived", __name__, url_prefix="/tickets/archived/<int:ticket_id>")


@blueprint.get("")
def view_archived(ticket_id: int) -> Response:
    names, ticket = wanted(VIEW), found(ticket_id)
    return answer({**whole(ticket), "archived": True, **embedded(the_desk(), ticket, names)})


@blueprint.get("/conversations")
def list_archived_conversations(ticket_id: int) -> Response:
    found(ticket_id)
    return paged(the_desk().thread(ticket_id))


@blueprint.delete("")
def delete_archived(ticket_id: int) -> Response:
    """For good: nothing restores an archived ticket."""
    found(ticket_id)
    the_desk().drop_ticket(ticket_id)
    return no_content()


def found(ticket_id: int) -> JSON:
    """Raises Refused 404, also for a ticket that is not archived."""
    ticket = archive.find(the_desk(), ticket_id)
    if ticket is None:
        raise errors.not_found()
    return ticket
