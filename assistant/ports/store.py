"""What is kept of each ticket, draft and request, and how it changes."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol

from assistant.core.context import EarlierTicket
from assistant.core.draft import Draft
from assistant.core.records import Record, Records, Request, RequestKind
from assistant.ports.helpdesk import TicketChange
from assistant.ports.llm import Answer


@dataclass(frozen=True)
class Pending:
    """The row of a ticket that something asked us to look at."""

    ticket_id: int
    asked: int
    looked: int
    attempts: int
    long_thread: bool
    seen: bool
    """Whether we ever read this ticket."""
    failures: int = 0
    """Temporary errors in a row."""
    first_failed_at: datetime | None = None
    next_try: datetime | None = None

    def is_due(self, now: datetime) -> bool:
        """Whether something was asked that is to be looked at now."""
        return self.asked > self.looked and (self.next_try is None or self.next_try <= now)


class Lock(Protocol):
    """The lock on one ticket."""

    def held(self) -> bool:
        """Ask the very connection that took it whether it still has it. Never reopens it."""


@dataclass(frozen=True)
class Switches:
    """What a click or a command can change at run time."""

    paused: bool = False
    dry_run: bool = False
    activated_at: datetime | None = None
    parked_until: datetime | None = None
    """Locked out of Freshdesk: nothing is looked at while it is set; the clock asks again then."""


@dataclass(frozen=True)
class Spend:
    """What the model has used."""

    usd_today: float = 0.0
    tokens_this_month: int = 0


class Store(Protocol):
    """Our records in Postgres. Every call is a transaction of its own, committed when it returns."""

    def ask(self, ticket_id: int, why: str) -> None:
        """Something happened: look at this ticket. Raises TemporaryError if it could not be stored."""

    def ask_all(self, ticket_ids: Sequence[int], why: str) -> None:
        """`ask` for many in one transaction."""

    def ask_changed(self, changes: Sequence[TicketChange], settled: datetime) -> Sequence[int]:
        """`ask` for each change not known yet; those older than `settled` are then known. The tickets asked for."""

    def due(self, limit: int, now: datetime) -> Sequence[Pending]:
        """Tickets to look at now, longest waiting first; none while paused or parked. Dead letters are not due."""

    def pending(self, ticket_id: int) -> Pending | None:
        """The row as it is now."""

    def lock(self, ticket_id: int) -> AbstractContextManager[Lock | None]:
        """The ticket's lock for the length of the block; None if somebody else has it."""

    def begin(self, ticket_id: int, now: datetime) -> Pending | None:
        """Count an attempt and set next_try, under the lock, before the work; None if nothing was asked."""

    def looked(self, ticket_id: int, asked: int) -> None:
        """All is well as of `asked`: attempts 0, next_try null."""

    def wait(self, ticket_id: int, asked: int, until: datetime, why: str, *, failed: bool = False) -> None:
        """Not done: look again at `until`, or at once if it was asked for since `asked`. The attempt is given back.

        `failed` counts and dates a run of temporary errors."""

    def give_back(self, ticket_id: int) -> None:
        """The look was interrupted by SIGTERM: the attempt does not count, it is due at once."""

    def give_up(self, ticket_id: int, asked: int, why: str) -> None:
        """A dead letter: shown, and tried once more when something asks again."""

    def fail(self, ticket_id: int, asked: int, why: str, until: datetime) -> None:
        """A permanent error: the attempt counts; next try at `until`, or at once if it was asked for since `asked`."""

    def requeue(self, ticket_id: int) -> None:
        """A person asks for another full set of attempts."""

    def dead_letters(self) -> Sequence[tuple[int, str]]:
        """Tickets given up, each with its reason."""

    def remember_thread(self, ticket_id: int, *, long: bool) -> None:
        """The ticket was read, and whether its thread has ten conversations or more."""

    def ignored(self, ticket_id: int, why: str) -> None:
        """Record why nothing is drafted."""

    def records(self, ticket_id: int) -> Records:
        """Drafts and open requests of a ticket."""

    def draft(self, draft_id: int) -> Record | None:
        """One draft by its number."""

    def save_draft(
        self,
        ticket_id: int,
        turn_key: str,
        draft: Draft,
        now: datetime,
        *,
        requester_id: int | None,
        request_id: int | None,
    ) -> Record:
        """Store a turn's first draft (state drafted); its mark is made here. The same turn twice: the stored one."""

    def save_revision(self, record: Record, draft: Draft, *, request_id: int) -> Record:
        """Store the next revision's text before its note is edited."""

    def intend(self, record: Record, now: datetime) -> Record | None:
        """Commit the intent to POST by an update that succeeds only from the state read; None if it changed nothing."""

    def take_back(self, record: Record) -> None:
        """The POST was definitely refused: posting becomes drafted."""

    def applying(self, record: Record, draft: Draft) -> Record:
        """The draft with the triage that is written to the ticket, or that could not be; nothing else of it changes."""

    def posted(self, record: Record, note_id: int, note_text: str) -> None:
        """The note stands, as this folded text: current, by this id. Also after a revision or a restoration."""

    def retired(self, record: Record, why: str, note_id: int | None) -> None:
        """The record is overtaken; its note, if it has one, says so."""

    def closed(self, record: Record, why: str) -> None:
        """The note cannot be edited any more."""

    def request(
        self,
        ticket_id: int,
        kind: RequestKind,
        *,
        instruction: str,
        who: str,
        answer_to: str,
        now: datetime,
        draft_id: int | None = None,
    ) -> int:
        """Store what a person asked for and ask for a look, in one transaction; the request's id."""

    def request_state(self, request_id: int) -> Request | None:
        """One request by its id, whatever its state."""

    def begin_send(self, request: Request, body_text: str, now: datetime) -> bool:
        """Commit the intent to send a reply, once; False if it was begun before."""

    def answered(self, request: Request, answer: str) -> None:
        """The request is done; `answer` is what the asker is told (JSON of core.answer)."""

    def undelivered(self, limit: int) -> Sequence[Request]:
        """Done requests whose answer has yet to reach its response URL."""

    def delivered(self, request_id: int) -> None:
        """The answer reached the asker, or never can."""

    def earlier(self, requester_id: int, but: int, limit: int) -> Sequence[EarlierTicket]:
        """Earlier tickets of the same requester that we drafted for, newest first."""

    def switches(self) -> Switches:
        """The switches as they stand."""

    def set_switch(self, name: Literal["paused", "dry_run", "activated_at", "parked_until"], value: Any) -> None:
        """Change one switch."""

    def park(self, until: datetime) -> bool:
        """Locked out: nothing is due until the desk is unparked, tried first at `until`. False if it was parked."""

    def spend(self, now: datetime) -> Spend:
        """What the model has used so far."""

    def spent(self, answer: Answer, now: datetime) -> None:
        """Add one answer's use."""

    def fact(self, name: str) -> str | None:
        """A remembered text, such as the account's facts."""

    def set_fact(self, name: str, value: str) -> None:
        """Remember a text."""

    def mark(self, name: str) -> datetime | None:
        """A named moment, such as the sweep's."""

    def set_mark(self, name: str, value: datetime) -> None:
        """Set a named moment."""
