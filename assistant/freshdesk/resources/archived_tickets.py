"""Archived tickets: closed and untouched for 120 days (freshdesk-api 4.3). No list and no search shows them."""

from __future__ import annotations

from assistant.freshdesk.call import Call
from assistant.freshdesk.models import Conversation, Ticket
from assistant.freshdesk.resources.base import Resource


class ArchivedTickets(Resource):
    """`api.archived_tickets`, by the number that the ticket always had."""

    def get(self, ticket_id: int) -> Ticket:
        """Raises NotFound also for a ticket that is not archived."""
        return self._caller.one(_one("GET", ticket_id), Ticket)

    def conversations(self, ticket_id: int) -> list[Conversation]:
        """All of them, oldest first, from every page."""
        found = self._caller.every(_one("GET", ticket_id, "/conversations"), Conversation)
        return sorted(found, key=lambda each: (each.created_at, each.id))

    def delete(self, ticket_id: int) -> None:
        """For good: nothing restores an archived ticket."""
        self._caller.nothing(_one("DELETE", ticket_id))


def _one(method: str, ticket_id: int, more: str = "") -> Call:
    return Call(method, "/tickets/archived/{ticket_id}" + more, {"ticket_id": ticket_id})
