"""What the use cases need of the outside world, each as a Protocol. `wiring.py` says which class fills which."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol

from assistant.core.context import Desk, EarlierTicket, File
from assistant.core.draft import Draft, Match, Pool
from assistant.core.past import PastAnswer
from assistant.core.records import Record, Records, Request, RequestKind
from assistant.core.thread import Thread
from assistant.freshdesk.models import Attachment

Clock = Callable[[], datetime]
"""Now, aware UTC."""


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


@dataclass(frozen=True)
class Answer:
    """What the model said, and what it cost."""

    text: str
    model: str
    tokens_in: int = 0
    tokens_out: int = 0
    cost_usd: float = 0.0


class LanguageModel(Protocol):
    """A chat model. Raises ModelUnavailable with the reason in an agent's words."""

    def ask(
        self,
        messages: Sequence[Mapping[str, Any]],
        *,
        schema: Mapping[str, Any],
        valid: Callable[[str], str | None],
        temperature: float | None,
        max_tokens: int,
    ) -> Answer:
        """Ask for JSON by `schema`; `valid` gives None or what is wrong, then one repair is asked for.

        A message's content is text, or a list of parts: texts and pictures, as chat completions have them."""


class Embedder(Protocol):
    """Texts to vectors. Raises ModelUnavailable."""

    name: str
    """What the vectors are of: those of another name are never compared with these."""

    def embed(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        """One vector of length 1 for each text."""


class Knowledge(Protocol):
    """The desk's canned responses, articles and past answers, searchable."""

    def search(
        self,
        text: str,
        *,
        pools: Sequence[Pool],
        limit: int,
        group_id: int | None = None,
        company_id: int | None = None,
        without: str = "",
    ) -> Sequence[Match]:
        """The `limit` best of each pool, best first over all, scores within 0 to 1.

        Without a group, responses for some groups are found too; what the company may not see is not `public`. The item
        with the key `without` is treated as if it were not stored."""

    def counts(self) -> Mapping[Pool, int]:
        """How many of each pool are stored."""

    def items(self, pool: Pool, limit: int) -> Sequence[Match]:
        """Up to `limit` items of a pool, newest first, unranked."""

    def replace(self, pool: Pool, items: Sequence[Match]) -> None:
        """Make the pool hold exactly these; what did not change costs nothing."""

    def put(self, items: Sequence[Match]) -> None:
        """Add or change these; the others stay."""

    def remove(self, pool: Pool, ids: Sequence[str]) -> None:
        """Take these out."""

    def embed(self, limit: int) -> int:
        """Make up to `limit` vectors that are missing; how many are still missing. 0 without an embedder."""


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


class JobQueue(Protocol):
    """Wake-ups. Losing one costs five seconds, never a ticket."""

    def wake(self, ticket_id: int, *, person_waits: bool = False, alone: bool = False) -> None:
        """Something is to be looked at. Never raises."""

    def deliver(self, request_id: int) -> None:
        """An answer waits for its delivery. Never raises."""

    def sync_knowledge(self) -> None:
        """Canned responses and articles are to be read anew. Never raises."""

    def sync_past(self) -> None:
        """Past answers are to be read, on from where it was left. Never raises."""

    def embed_knowledge(self) -> None:
        """Texts wait for their vectors. Never raises."""


class Messenger(Protocol):
    """Answers to people in a chat."""

    def respond(self, url: str, payload: Mapping[str, Any]) -> None:
        """POST to a response URL. Raises TemporaryError, PermanentError (host not allowed, expired)."""
