"""Conversations: replies and notes of a ticket (freshdesk-api 5)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.freshdesk.call import Call
from assistant.freshdesk.models import Conversation
from assistant.freshdesk.resources.base import Resource


class Conversations(Resource):
    """`api.conversations`. The ticket's own first message is `ticket.description`, not among these."""

    def list(self, ticket_id: int) -> list[Conversation]:
        """All of them, oldest first, from every page."""
        call = Call("GET", "/tickets/{ticket_id}/conversations", {"ticket_id": ticket_id})
        return sorted(self._caller.every(call, Conversation), key=lambda each: (each.created_at, each.id))

    def create_note(
        self, ticket_id: int, body: str, private: bool = True, *, notify_emails: Sequence[str] = (), wait: bool = False
    ) -> Conversation:
        """Post a note, once. `body` is HTML. The answer has no `source` (freshdesk-api 5.2).

        With `wait` a rate limit is waited for; without, RateLimited comes at once and nothing was posted. After any
        other error look at `may_have_landed`: posting again could make a second note.
        """
        content: dict[str, Any] = {"body": body, "private": private}
        if notify_emails:
            content["notify_emails"] = list(notify_emails)
        return self._post("/tickets/{ticket_id}/notes", ticket_id, content, wait)

    def create_reply(
        self,
        ticket_id: int,
        body: str,
        *,
        from_email: str | None = None,
        cc_emails: Sequence[str] = (),
        bcc_emails: Sequence[str] = (),
        wait: bool = False,
    ) -> Conversation:
        """Send mail to the requester, once and at once; there is no undo. `body` is HTML.

        The cc and bcc lists are always sent, so that nobody is added unsaid (freshdesk-api 5.3). Without
        `from_email` it comes from the account's global address, not the ticket's. `wait` is as for `create_note`.
        """
        content: dict[str, Any] = {"body": body, "cc_emails": list(cc_emails), "bcc_emails": list(bcc_emails)}
        if from_email is not None:
            content["from_email"] = from_email
        return self._post("/tickets/{ticket_id}/reply", ticket_id, content, wait)

    def edit(self, conversation_id: int, body: str) -> Conversation:
        """Replace the text of a note, private or public; replies cannot be edited."""
        call = Call(
            "PUT", "/conversations/{conversation_id}", {"conversation_id": conversation_id}, body={"body": body}
        )
        return self._caller.one(call, Conversation)

    def delete(self, conversation_id: int) -> None:
        self._caller.nothing(Call("DELETE", "/conversations/{conversation_id}", {"conversation_id": conversation_id}))

    def _post(self, template: str, ticket_id: int, content: dict[str, Any], wait: bool) -> Conversation:
        return self._caller.one(Call("POST", template, {"ticket_id": ticket_id}, body=content, wait=wait), Conversation)
