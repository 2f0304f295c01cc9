"""How tickets belong together: merge, and what is associated with one (freshdesk-api 4.3 and 4.6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from assistant.freshdesk.body import given
from assistant.freshdesk.call import Call
from assistant.freshdesk.models import Model, Ticket
from assistant.freshdesk.models.base import null_as
from assistant.freshdesk.resources.base import Resource


class _Associated(Model):
    tickets: Annotated[list[Ticket], null_as(list)] = []  # noqa: RUF012 -- pydantic gives each model a copy


class TicketLinks(Resource):
    """The part of `api.tickets` that ties tickets together."""

    def merge(
        self,
        primary_id: int,
        ticket_ids: Sequence[int],
        *,
        note_in_primary: str | Mapping[str, Any] | None = None,
        note_in_secondary: str | Mapping[str, Any] | None = None,
        convert_recipients_to_cc: bool = False,
    ) -> None:
        """Move the conversations of the others into the primary and close them. **Nothing takes it back.**

        A note is the text of a private one, or {"body": ..., "private": ...}; without any Freshdesk writes its own.
        """
        body = {
            "primary_id": primary_id,
            "ticket_ids": [*ticket_ids],
            "convert_recepients_to_cc": convert_recipients_to_cc,  # their spelling
            **given(note_in_primary=_note(note_in_primary), note_in_secondary=_note(note_in_secondary)),
        }
        self._caller.nothing(Call("PUT", "/tickets/merge", body=body))

    def associated_tickets(self, ticket_id: int) -> list[Ticket]:
        """Children of a parent, related tickets of a tracker; without description, tags and custom fields."""
        call = Call("GET", "/tickets/{ticket_id}/associated_tickets", {"ticket_id": ticket_id})
        return self._caller.one(call, _Associated).tickets

    def prime_association(self, ticket_id: int) -> Ticket:
        """The parent of a child, the tracker of a related ticket. Raises NotFound for a ticket that has neither."""
        call = Call("GET", "/tickets/{ticket_id}/prime_association", {"ticket_id": ticket_id})
        return self._caller.one(call, Ticket)


def _note(said: str | Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    return {"body": said, "private": True} if isinstance(said, str) else said
