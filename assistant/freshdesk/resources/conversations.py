"""Conversations: replies and notes of a ticket (freshdesk-api 5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.freshdesk.body import Upload, attached, given
from assistant.freshdesk.call import Call
from assistant.freshdesk.models import Conversation
from assistant.freshdesk.resources.forwards import Forwards


class Conversations(Forwards):
    """`api.conversations`. The ticket's own first message is `ticket.description`, not among these."""

    def list(self, ticket_id: int) -> list[Conversation]:
        """All of them, oldest first, from every page."""
        call = Call("GET", "/tickets/{ticket_id}/conversations", {"ticket_id": ticket_id})
        return sorted(self._caller.every(call, Conversation), key=lambda each: (each.created_at, each.id))

    def create_note(
        self,
        ticket_id: int,
        body: str | None = None,
        private: bool = True,
        *,
        structured_body: Mapping[str, Any] | None = None,
        incoming: bool | None = None,
        user_id: int | None = None,
        notify_emails: Sequence[str] = (),
        attachments: Sequence[Upload] = (),
        wait: bool = False,
    ) -> Conversation:
        """Post a note, once. `body` is HTML; `structured_body` stands for it in a public note of a chat.

        The author is the key's agent unless `user_id` says otherwise, and `incoming` makes it the customer's side.
        The answer has no `source` (freshdesk-api 5.2). With `wait` a rate limit is waited for; without, RateLimited
        comes at once and nothing was posted. After any other error look at `may_have_landed`: posting again could
        make a second note. Raises TooLarge.
        """
        said = given(body=body, structured_body=structured_body, incoming=incoming, user_id=user_id)
        content = {**said, "private": private, **given(notify_emails=[*notify_emails] or None)}
        return self._post("/tickets/{ticket_id}/notes", ticket_id, content, attachments, wait)

    def create_reply(
        self,
        ticket_id: int,
        body: str | None = None,
        *,
        structured_body: Mapping[str, Any] | None = None,
        from_email: str | None = None,
        user_id: int | None = None,
        cc_emails: Sequence[str] = (),
        bcc_emails: Sequence[str] = (),
        attachments: Sequence[Upload] = (),
        wait: bool = False,
    ) -> Conversation:
        """Send mail to the requester, once and at once; there is no undo. `body` is HTML; chats want `structured_body`.

        The cc and bcc lists are always sent, so that nobody is added unsaid (freshdesk-api 5.3). Without
        `from_email` it comes from the account's global address, not the ticket's. `user_id`, `wait` and what is raised
        are as for `create_note`.
        """
        said = given(body=body, structured_body=structured_body, from_email=from_email, user_id=user_id)
        content = {**said, "cc_emails": [*cc_emails], "bcc_emails": [*bcc_emails]}
        return self._post("/tickets/{ticket_id}/reply", ticket_id, content, attachments, wait)

    def edit(
        self, conversation_id: int, body: str | None = None, *, attachments: Sequence[Upload] = ()
    ) -> Conversation:
        """Replace the text of a note, private or public, and add attachments; replies cannot be edited."""
        ids, files = {"conversation_id": conversation_id}, attached(attachments)
        call = Call("PUT", "/conversations/{conversation_id}", ids, body=given(body=body), files=files)
        return self._caller.one(call, Conversation)

    def delete(self, conversation_id: int) -> None:
        """A note or a reply, for good; what was mailed stays mailed."""
        self._caller.nothing(Call("DELETE", "/conversations/{conversation_id}", {"conversation_id": conversation_id}))

    def _post(
        self, template: str, ticket_id: int, content: Mapping[str, Any], files: Sequence[Upload], wait: bool
    ) -> Conversation:
        ids = {"ticket_id": ticket_id}
        return self._caller.one(
            Call("POST", template, ids, body=content, files=attached(files), wait=wait), Conversation
        )
