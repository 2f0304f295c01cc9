"""What we want of the helpdesk: reading, and the few writes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from assistant.core.context import Desk, File
from assistant.core.draft import Match
from assistant.core.past import PastAnswer
from assistant.core.thread import Thread
from assistant.freshdesk.models import Attachment


@dataclass(frozen=True)
class TicketChange:
    """One row of the sweep's list."""

    ticket_id: int
    updated_at: datetime
    resolved: bool = False
    """Whether it is resolved or closed, where that was asked for."""


class Helpdesk(Protocol):
    """What we want of Freshdesk. Raises the kinds of `assistant.errors`."""

    def thread(self, ticket_id: int, *, long: bool = False) -> Thread:
        """Read ticket and thread: one call of 4 credits, or, if `long`, the pages without the include.

        Raises NotFound, NoAccess, LockedOut, TemporaryError."""

    def desk(self) -> Desk:
        """Facts of the account; remembered for some minutes."""

    def me(self) -> int:
        """Our own user id, asked of /agents/me now. Raises LockedOut, TemporaryError."""

    def reserve(self, credits: int) -> None:
        """Have that many credits before an intent is recorded. Raises TemporaryError(retry_after)."""

    def add_note(self, ticket_id: int, html: str) -> int:
        """POST a private note, once; its id. Raises Refused, Rejected, NoAccess, NotFound, LockedOut or Unsure."""

    def edit_note(self, note_id: int, html: str) -> None:
        """PUT a note. Raises NoteClosed, LockedOut, TemporaryError, Rejected."""

    def change_ticket(self, ticket_id: int, values: Mapping[str, Any]) -> None:
        """PUT some of its fields: safe to repeat. Raises NotFound, NoAccess, LockedOut, TemporaryError, Rejected."""

    def send_reply(self, thread: Thread, html: str) -> int:
        """POST a public reply, once, from the mailbox the ticket came to, with its cc said explicitly; its id.

        Raises as add_note does."""

    def changed_since(self, since: datetime) -> Iterator[Sequence[TicketChange]]:
        """Pages of tickets updated at or after `since`, oldest change first, to the last page."""

    def canned_responses(self) -> Iterator[Match]:
        """Every canned response that all agents may use. Raises NoAccess."""

    def articles(self) -> Iterator[Match]:
        """Every published solution article. Raises NoAccess."""

    def resolved_since(self, since: datetime | None) -> Iterator[Sequence[TicketChange]]:
        """Pages of tickets changed at or after `since`, oldest change first, each saying whether it is resolved or
        closed now; None means all."""

    def gone_since(self, since: datetime) -> Iterator[Sequence[int]]:
        """Pages of tickets deleted or marked as spam at or after `since`."""

    def past(self, ticket_id: int) -> PastAnswer | None:
        """A resolved ticket's question and the public reply that answered it; None if nobody answered in public.

        Raises NotFound, NoAccess, LockedOut, TemporaryError."""

    def files(self, attachments: Sequence[Attachment], *, images: bool) -> tuple[File, ...]:
        """One for each attachment, in order, with what could be read; pictures only with `images`. Never raises."""
