"""Mail to outsiders: a ticket is forwarded, and what they answered is answered (freshdesk-api 5.2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.freshdesk.body import given
from assistant.freshdesk.call import Call
from assistant.freshdesk.models import Conversation
from assistant.freshdesk.resources.base import Resource


class Forwards(Resource):
    """The part of `api.conversations` that writes to outsiders. Each goes out once and at once, as a reply does."""

    def forward(
        self,
        ticket_id: int,
        body: str,
        to_emails: Sequence[str],
        *,
        cc_emails: Sequence[str] = (),
        bcc_emails: Sequence[str] = (),
        from_email: str | None = None,
        agent_id: int | None = None,
        include_quoted_text: bool = True,
        include_original_attachments: bool = True,
        wait: bool = False,
    ) -> Conversation:
        """Mail the ticket to outsiders, **with its thread and attachments** unless the two switches say otherwise.

        `wait` and `may_have_landed` are as for `create_reply`.
        """
        lists = {"to_emails": [*to_emails], "cc_emails": [*cc_emails], "bcc_emails": [*bcc_emails]}
        switches = {
            "include_quoted_text": include_quoted_text,
            "include_original_attachments": include_original_attachments,
        }
        content = {"body": body, **lists, **switches, **given(from_email=from_email, agent_id=agent_id)}
        return self._send("/tickets/{ticket_id}/forward", ticket_id, content, wait)

    def reply_to_forward(
        self, ticket_id: int, body: str, to_emails: Sequence[str], *, user_id: int | None = None, wait: bool = False
    ) -> Conversation:
        """Answer what an outsider wrote to a forward. `wait` and `may_have_landed` are as for `create_reply`."""
        content = {"body": body, "to_emails": [*to_emails], **given(user_id=user_id)}
        return self._send("/tickets/{ticket_id}/reply_to_forward", ticket_id, content, wait)

    def _send(self, template: str, ticket_id: int, content: Mapping[str, Any], wait: bool) -> Conversation:
        return self._caller.one(Call("POST", template, {"ticket_id": ticket_id}, body=content, wait=wait), Conversation)
