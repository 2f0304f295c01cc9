"""What we want of Freshdesk, spoken in our words. Fills `ports.Helpdesk`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from assistant.core.context import Desk, File
from assistant.core.draft import Match
from assistant.core.past import PastAnswer
from assistant.core.thread import Thread
from assistant.errors import NoAccess, NoteClosed, NotFound
from assistant.freshdesk.client import Freshdesk
from assistant.freshdesk.models import Attachment, Conversation
from assistant.helpdesk import attachments as attachments_
from assistant.helpdesk import library
from assistant.helpdesk.account import AccountFacts, Memory
from assistant.helpdesk.history import History
from assistant.helpdesk.kinds import reading, writing
from assistant.ports import Clock, TicketChange

EMBEDS = ("conversations", "requester", "company")
EMBEDDED = 10
"""`include=conversations` gives the oldest ten only (freshdesk-api 4.5): with ten back there may be more."""

__all__ = ["FreshdeskDesk"]


class FreshdeskDesk:
    """One account through the client. Thread-safe."""

    def __init__(self, api: Freshdesk, *, clock: Clock, memory: Memory | None = None, whose: str = "") -> None:
        self.api = api
        self.clock = clock
        self.facts = AccountFacts(api, clock=clock, memory=memory, whose=whose)
        self.history = History(api)

    def thread(self, ticket_id: int, *, long: bool = False) -> Thread:
        """Ticket and thread in one call of 4 credits; a `long` one by its pages, 3 credits and 1 a page.

        Raises NotFound, NoAccess, LockedOut, TemporaryError.
        """
        desk = self.desk()
        read_at = self.clock()
        with reading():
            ticket = self.api.tickets.get(ticket_id, include=EMBEDS[1:] if long else EMBEDS)
            found = ticket.conversations or []
            if long or len(found) >= EMBEDDED:
                found = self.api.conversations.list(ticket_id)
        return Thread(ticket, _in_order(found), desk, read_at)

    def desk(self) -> Desk:
        """Facts of the account, remembered for some minutes."""
        return self.facts.now()

    def me(self) -> int:
        """Our own user id, asked now. Raises LockedOut, NoAccess, TemporaryError."""
        with reading():
            return self.api.agents.me().id

    def reserve(self, credits: int) -> None:
        """Raises TemporaryError if that many credits are not to be had now."""
        with reading():
            self.api.credits.acquire(credits, wait=False)
            self.api.credits.settle(credits, None)

    def add_note(self, ticket_id: int, html: str) -> int:
        """POST a private note, once. Raises Refused, Rejected, NoAccess, NotFound, LockedOut or Unsure."""
        with writing():
            return self.api.conversations.create_note(ticket_id, html, private=True, wait=False).id

    def edit_note(self, note_id: int, html: str) -> None:
        """PUT a note: safe to repeat. Raises NoteClosed, LockedOut, TemporaryError, Rejected."""
        try:
            with reading():
                self.api.conversations.edit(note_id, html)
        except (NoAccess, NotFound):
            self.me()  # LockedOut if it is the key, not the note
            raise NoteClosed("the note can no longer be edited") from None

    def change_ticket(self, ticket_id: int, values: Mapping[str, Any]) -> None:
        """PUT some fields: safe to repeat. Raises NotFound, NoAccess, LockedOut, TemporaryError, Rejected."""
        with reading():
            self.api.tickets.update(ticket_id, **values)

    def send_reply(self, thread: Thread, html: str) -> int:
        """POST a public reply, once, from the ticket's own mailbox, with its cc said explicitly (freshdesk-api 5.3)."""
        ticket = thread.ticket
        sender = dict(thread.desk.mailboxes).get(ticket.email_config_id or 0) or ticket.support_email
        copies = ticket.reply_cc_emails or ticket.cc_emails
        with writing():
            reply = self.api.conversations.create_reply(
                ticket.id, html, from_email=sender, cc_emails=copies, wait=False
            )
        return reply.id

    def changed_since(self, since: datetime) -> Iterator[Sequence[TicketChange]]:
        """Pages of tickets by their change, oldest first, past the list's 300-page wall."""
        with reading():
            for page in self.api.tickets.walk(updated_since=since):
                yield [TicketChange(ticket.id, ticket.updated_at) for ticket in page.items]

    def resolved_since(self, since: datetime | None) -> Iterator[Sequence[TicketChange]]:
        """Pages of tickets by their change, oldest first, each saying whether it is resolved; None is all of them."""
        return self.history.resolved_since(since)

    def gone_since(self, since: datetime) -> Iterator[Sequence[int]]:
        """Tickets deleted or marked as spam."""
        return self.history.gone_since(since)

    def past(self, ticket_id: int) -> PastAnswer | None:
        """A resolved ticket's question and answer. Raises NotFound, NoAccess, LockedOut, TemporaryError."""
        return self.history.past(ticket_id, self.desk(), self.clock())

    def canned_responses(self) -> Iterator[Match]:
        """Every canned response but personal ones, with the groups that alone may use it. Raises NoAccess."""
        return library.canned_responses(self.api)

    def articles(self) -> Iterator[Match]:
        """Every published article; agent-only ones may inform but are not public. Raises NoAccess."""
        return library.articles(self.api, self.desk())

    def files(self, attachments: Sequence[Attachment], *, images: bool) -> tuple[File, ...]:
        """One for each attachment, in order, with what could be read; pictures only with `images`. Never raises."""
        return attachments_.read(self.api, attachments, images=images)


def _in_order(found: list[Conversation]) -> tuple[Conversation, ...]:
    return tuple(sorted(found, key=lambda entry: (entry.created_at, entry.id)))
