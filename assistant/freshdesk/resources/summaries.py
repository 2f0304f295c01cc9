"""The summary of a ticket: one box below its description (freshdesk-api 5.6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.freshdesk.body import Upload, attached, given
from assistant.freshdesk.call import Call
from assistant.freshdesk.errors import NotFound
from assistant.freshdesk.models import Summary
from assistant.freshdesk.models.load import load
from assistant.freshdesk.resources.base import Resource


class Summaries(Resource):
    """`api.summaries`, by the id of the ticket."""

    def get(self, ticket_id: int) -> Summary:
        """Raises NotFound when there is none, also where Freshdesk says so by an empty answer (uncertain, 18)."""
        call = _one("GET", ticket_id)
        value = self._caller.fetch(call).value
        if not value:
            raise NotFound(f"{call.title}: the ticket has no summary", status=404)
        return load(call, Summary, value)

    def write(
        self, ticket_id: int, body: str, *, user_id: int | None = None, attachments: Sequence[Upload] = ()
    ) -> Summary:
        """Make it, or replace its text and add attachments. `body` is HTML. Safe to repeat. Raises TooLarge."""
        content, files = {"body": body, **given(user_id=user_id)}, attached(attachments)
        return self._caller.one(_one("PUT", ticket_id, content, files), Summary)

    def delete(self, ticket_id: int) -> None:
        self._caller.nothing(_one("DELETE", ticket_id))


def _one(
    method: str, ticket_id: int, body: Mapping[str, Any] | None = None, files: Sequence[tuple[str, Upload]] = ()
) -> Call:
    return Call(method, "/tickets/{ticket_id}/summary", {"ticket_id": ticket_id}, body=body, files=files)
