"""Many tickets at once, in the background (freshdesk-api 4.3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.freshdesk.call import Call
from assistant.freshdesk.models import Job
from assistant.freshdesk.resources.ticket_search import TicketForm


class TicketBulk(TicketForm):
    """The part of `api.tickets` that starts jobs: `api.jobs.wait(job)` waits for the end."""

    def bulk_update(self, ticket_ids: Sequence[int], *, reply: str | None = None, **properties: Any) -> Job:
        """Change the same of each, answer each with `reply` (HTML, mailed at once), or both.

        `properties` as for `update`, but no subject and no description; only here are `from_email`, from which the
        reply goes, and `skip_close_notification`. An internal agent or group wants `status` beside it.
        Raises FieldError for a custom field that does not fit.
        """
        self._form.check(properties.get("custom_fields"))
        action: dict[str, Any] = {"ids": [*ticket_ids]}
        if properties:
            action["properties"] = properties
        if reply is not None:
            action["reply"] = {"body": reply}
        return self._start("/tickets/bulk_update", action)

    def bulk_delete(self, ticket_ids: Sequence[int]) -> Job:
        """Move each to the trash."""
        return self._start("/tickets/bulk_delete", {"ids": [*ticket_ids]})

    def _start(self, template: str, action: Mapping[str, Any]) -> Job:
        return self._caller.one(Call("POST", template, body={"bulk_action": action}), Job)
