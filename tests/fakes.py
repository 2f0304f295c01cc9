"""A small world in one process: a clock, a helpdesk, a store and a queue that behave like the real ones.

Each names its crash points by calling `World.pass_by`, which a test can make raise `Crash`, a BaseException that no
handler of ours catches: the process died right there.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from assistant.core.context import Desk, EarlierTicket, File
from assistant.core.draft import Draft, Match, Triage
from assistant.core.past import PastAnswer
from assistant.core.policy import MAX_ATTEMPTS
from assistant.core.records import Record, Records, Request, RequestKind
from assistant.core.thread import Thread, Turn
from assistant.errors import LockedOut, NoteClosed, NotFound, Refused, TemporaryError, Unsure
from assistant.freshdesk.models import Attachment, Contact, Conversation, Ticket
from assistant.ports import Answer, Pending, Spend, Switches, TicketChange

START = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)
ME, AGENT, REQUESTER, COLLEAGUE = 1, 2, 100, 101


class Crash(BaseException):  # the process dies; nothing may catch it
    """The process died here."""


@dataclass
class World:
    """Time, and the next place at which the process dies."""

    now: datetime = START
    crash_in: int | None = None
    """How many crash points are still passed before the crash; None for no crash."""
    crash_at: str = ""
    """The name of the crash point at which the process dies next; empty for none."""

    def clock(self) -> datetime:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def pass_by(self, name: str) -> None:
        if name == self.crash_at:
            self.crash_at = ""
            raise Crash(name)
        if self.crash_in is not None:
            if self.crash_in == 0:
                self.crash_in = None
                raise Crash(name)
            self.crash_in -= 1


@dataclass
class FakeHelpdesk:
    """Freshdesk with list lag, lost answers and refusals on demand."""

    world: World
    tickets: dict[int, Ticket] = field(default_factory=dict)
    threads: dict[int, list[Conversation]] = field(default_factory=dict)
    lag: float = 0.0
    next_write: list[str] = field(default_factory=list)
    """What becomes of the coming POSTs: "lost after", "lost before", "late", "refused"; then they work."""
    late: list[tuple[datetime, Conversation, int]] = field(default_factory=list)
    locked_out: bool = False
    away: bool = False
    posted: int = 0
    number: int = 1000
    canned: list[Match] = field(default_factory=list)
    pasts: dict[int, PastAnswer] = field(default_factory=dict)
    reads: list[int] = field(default_factory=list)
    """Tickets whose past answer was asked for, in order."""
    visible_from: dict[int, datetime] = field(default_factory=dict)
    changes: list[dict[str, Any]] = field(default_factory=list)
    """Fields of tickets that were changed through the port, in order."""
    refuses_changes: Exception | None = None

    # --- what a test does ---

    def open(self, ticket_id: int, description: str = "My kettle leaks, what can I do?", source: int = 1) -> None:
        self.tickets[ticket_id] = Ticket(
            id=ticket_id,
            subject="Kettle",
            description=description,
            status=2,
            priority=1,
            source=source,
            requester_id=REQUESTER,
            requester=Contact(id=REQUESTER, name="Ana", email="ana@example.org"),
            created_at=self.world.now,
            updated_at=self.world.now,
        )
        self.threads[ticket_id] = []

    def say(
        self, ticket_id: int, body: str, *, user: int | None, incoming: bool, private: bool = False, **more: Any
    ) -> int:
        self.number += 1
        entry = Conversation(
            id=self.number,
            ticket_id=ticket_id,
            user_id=user,
            body=f"<div>{body}</div>",
            incoming=incoming,
            private=private,
            source=more.pop("source", 2 if private else 0),
            created_at=self.world.now,
            updated_at=self.world.now,
            **more,
        )
        self._add(ticket_id, entry)
        return entry.id

    def customer(self, ticket_id: int, body: str = "It still leaks, please help me.") -> int:
        number = self.say(ticket_id, body, user=REQUESTER, incoming=True)
        if self.tickets[ticket_id].status in (3, 4, 5):
            self.set(ticket_id, status=2)
        return number

    def agent(self, ticket_id: int, body: str = "Please send us a photo.") -> int:
        return self.say(ticket_id, body, user=AGENT, incoming=False)

    def set(self, ticket_id: int, **values: Any) -> None:
        updated = {**values, "updated_at": self.world.now}
        self.tickets[ticket_id] = self.tickets[ticket_id].model_copy(update=updated)

    def edit_by_person(self, note_id: int, body: str) -> None:
        self._replace(note_id, body)

    def delete_entry(self, note_id: int) -> None:
        for entries in self.threads.values():
            entries[:] = [entry for entry in entries if entry.id != note_id]

    def notes(self, ticket_id: int) -> list[Conversation]:
        return [entry for entry in self.threads[ticket_id] if entry.private and entry.user_id == ME]

    def _add(self, ticket_id: int, entry: Conversation) -> None:
        self.threads[ticket_id].append(entry)
        self.visible_from[entry.id] = self.world.now + timedelta(seconds=self.lag)
        self.set(ticket_id)

    def _replace(self, note_id: int, body: str) -> None:
        for ticket_id, entries in self.threads.items():
            for at, entry in enumerate(entries):
                if entry.id == note_id:
                    entries[at] = entry.model_copy(update={"body": f"<div>{body}</div>", "updated_at": self.world.now})
                    self.set(ticket_id)
                    return
        raise NoteClosed("no such note")

    def _land_late(self) -> None:
        due = [item for item in self.late if item[0] <= self.world.now]
        self.late = [item for item in self.late if item[0] > self.world.now]
        for _, entry, ticket_id in due:
            self._add(ticket_id, entry)

    # --- the port ---

    def thread(self, ticket_id: int, *, long: bool = False) -> Thread:
        self.world.pass_by("before thread")
        self._land_late()
        if self.locked_out:
            raise LockedOut("GET /tickets: 401")
        if self.away:
            raise TemporaryError("GET /tickets: 503")
        if ticket_id not in self.tickets:
            raise NotFound("GET /tickets: 404")
        shown = [entry for entry in self.threads[ticket_id] if self.visible_from[entry.id] <= self.world.now]
        order = tuple(sorted(shown, key=lambda entry: (entry.created_at, entry.id)))
        return Thread(self.tickets[ticket_id], order, self.desk(), self.world.now)

    def desk(self) -> Desk:
        return Desk(me=ME, agents=((ME, "Deskhand"), (AGENT, "Rui")), groups=((10, "Repairs"),), types=("Problem",))

    def me(self) -> int:
        if self.locked_out:
            raise LockedOut("GET /agents/me: 401")
        return ME

    def reserve(self, credits: int) -> None:
        self.world.pass_by("before reserve")

    def add_note(self, ticket_id: int, html: str) -> int:
        self.world.pass_by("before POST")
        number = self._write(ticket_id, html, private=True)
        self.world.pass_by("after POST")
        return number

    def change_ticket(self, ticket_id: int, values: Mapping[str, Any]) -> None:
        self.world.pass_by("before change")
        if self.refuses_changes is not None:
            raise self.refuses_changes
        self.changes.append(dict(values))
        self.set(ticket_id, **values)
        self.world.pass_by("after change")

    def send_reply(self, thread: Thread, html: str) -> int:
        self.world.pass_by("before reply")
        number = self._write(thread.ticket.id, html, private=False)
        self.world.pass_by("after reply")
        return number

    def _write(self, ticket_id: int, html: str, *, private: bool) -> int:
        fate = self.next_write.pop(0) if self.next_write else ""
        if fate == "refused":
            raise Refused("POST: 429", retry_after=3)
        if fate == "lost before":
            raise Unsure("POST: reset")
        self.number += 1
        self.posted += 1
        entry = Conversation(
            id=self.number, ticket_id=ticket_id, user_id=ME, body=f"<div>{html}</div>", incoming=False, private=private,
            source=2 if private else 0, created_at=self.world.now, updated_at=self.world.now,
        )  # fmt: skip
        if fate == "late":
            self.late.append((self.world.now + timedelta(seconds=25), entry, ticket_id))
            raise Unsure("POST: timed out")
        self._add(ticket_id, entry)
        if fate == "lost after":
            raise Unsure("POST: answer lost")
        return entry.id

    def edit_note(self, note_id: int, html: str) -> None:
        self.world.pass_by("before PUT")
        self._replace(note_id, html)
        self.world.pass_by("after PUT")

    def changed_since(self, since: datetime) -> Iterator[Sequence[TicketChange]]:
        self.world.pass_by("before list")
        found = [t for t in self.tickets.values() if t.updated_at >= since and not t.spam and not t.deleted]
        yield [TicketChange(t.id, t.updated_at) for t in sorted(found, key=lambda t: t.updated_at)]

    def canned_responses(self) -> Iterator[Match]:
        return iter(self.canned)

    def articles(self) -> Iterator[Match]:
        return iter(())

    def resolved_since(self, since: datetime | None) -> Iterator[Sequence[TicketChange]]:
        listed = [
            t for t in self.tickets.values() if not (t.spam or t.deleted) and (not since or t.updated_at >= since)
        ]
        ordered = sorted(listed, key=lambda ticket: (ticket.updated_at, ticket.id))
        for at in range(0, max(1, len(ordered)), 3):
            yield [TicketChange(t.id, t.updated_at, t.status in (4, 5)) for t in ordered[at : at + 3]]

    def gone_since(self, since: datetime) -> Iterator[Sequence[int]]:
        yield [t.id for t in self.tickets.values() if (t.spam or t.deleted) and t.updated_at >= since]

    def past(self, ticket_id: int) -> PastAnswer | None:
        self.world.pass_by("before past")
        if self.away:
            raise TemporaryError("GET /tickets: 429", retry_after=30)
        if ticket_id not in self.tickets:
            raise NotFound("GET /tickets: 404")
        self.reads.append(ticket_id)
        return self.pasts.get(ticket_id)

    def files(self, attachments: Sequence[Attachment], *, images: bool) -> tuple[File, ...]:
        return ()


@dataclass
class FakeLock:
    """Held until the world says otherwise."""

    lost: bool = False

    def held(self) -> bool:
        return not self.lost


@dataclass
class FakeStore:
    """The store in dictionaries. A crash between two calls leaves what the first one committed."""

    world: World
    rows: dict[int, Pending] = field(default_factory=dict)
    dead: dict[int, str] = field(default_factory=dict)
    outcomes: dict[int, str] = field(default_factory=dict)
    known: dict[int, datetime] = field(default_factory=dict)
    drafts: dict[int, Record] = field(default_factory=dict)
    requests: dict[int, Request] = field(default_factory=dict)
    told: set[int] = field(default_factory=set)
    switch: Switches = field(default_factory=Switches)
    facts: dict[str, str] = field(default_factory=dict)
    used: Spend = field(default_factory=Spend)
    locked: set[int] = field(default_factory=set)
    lock_lost: bool = False

    def _commit(self, name: str) -> None:
        self.world.pass_by(f"after {name}")

    def ask(self, ticket_id: int, why: str) -> None:
        self.ask_all([ticket_id], why)

    def ask_all(self, ticket_ids: Sequence[int], why: str) -> None:
        for number in set(ticket_ids):
            row = self.rows.get(number, Pending(number, 0, 0, 0, False, False))
            attempts = MAX_ATTEMPTS - 1 if number in self.dead else row.attempts
            self.dead.pop(number, None)
            self.rows[number] = replace(row, asked=row.asked + 1, next_try=None, attempts=attempts)

    def ask_changed(self, changes: Sequence[TicketChange], settled: datetime) -> Sequence[int]:
        fresh = [c for c in changes if c.updated_at > self.known.get(c.ticket_id, START - timedelta(days=9999))]
        self.ask_all([change.ticket_id for change in fresh], "sweep")
        self.known.update({change.ticket_id: change.updated_at for change in fresh if change.updated_at < settled})
        return [change.ticket_id for change in fresh]

    def due(self, limit: int, now: datetime) -> Sequence[Pending]:
        if self.switch.paused or self.switch.parked_until is not None:
            return ()
        return [row for row in self.rows.values() if row.is_due(now)][:limit]

    def pending(self, ticket_id: int) -> Pending | None:
        return self.rows.get(ticket_id)

    @contextmanager
    def lock(self, ticket_id: int) -> Iterator[FakeLock | None]:
        if ticket_id in self.locked:
            yield None
            return
        self.locked.add(ticket_id)
        try:
            yield FakeLock(self.lock_lost)
        finally:
            self.locked.discard(ticket_id)

    def begin(self, ticket_id: int, now: datetime) -> Pending | None:
        row = self.rows.get(ticket_id)
        if row is None or not row.is_due(now):
            return None
        self.rows[ticket_id] = replace(row, attempts=row.attempts + 1, next_try=now + timedelta(seconds=45))
        self._commit("begin")
        return self.rows[ticket_id]

    def _row(self, ticket_id: int, **values: Any) -> None:
        if ticket_id in self.rows:
            self.rows[ticket_id] = replace(self.rows[ticket_id], **values)

    def looked(self, ticket_id: int, asked: int) -> None:
        self._row(ticket_id, looked=asked, attempts=0, next_try=None, failures=0, first_failed_at=None)

    def wait(self, ticket_id: int, asked: int, until: datetime, why: str, *, failed: bool = False) -> None:
        row = self.rows[ticket_id]
        run = {"failures": row.failures + 1, "first_failed_at": row.first_failed_at or self.world.now} if failed else {}
        next_try = None if row.asked > asked else until
        self._row(ticket_id, next_try=next_try, attempts=max(0, row.attempts - 1), **run)
        self.outcomes[ticket_id] = why

    def give_back(self, ticket_id: int) -> None:
        self._row(ticket_id, attempts=max(0, self.rows[ticket_id].attempts - 1), next_try=None)

    def give_up(self, ticket_id: int, asked: int, why: str) -> None:
        self._row(ticket_id, looked=asked, next_try=None, failures=0, first_failed_at=None)
        self.dead[ticket_id] = why

    def fail(self, ticket_id: int, asked: int, why: str, until: datetime) -> None:
        self._row(ticket_id, next_try=None if self.rows[ticket_id].asked > asked else until)
        self.outcomes[ticket_id] = why

    def requeue(self, ticket_id: int) -> None:
        self.ask(ticket_id, "requeue")
        self._row(ticket_id, attempts=0)

    def dead_letters(self) -> Sequence[tuple[int, str]]:
        return sorted(self.dead.items())

    def remember_thread(self, ticket_id: int, *, long: bool) -> None:
        self._row(ticket_id, seen=True, long_thread=long)

    def ignored(self, ticket_id: int, why: str) -> None:
        self.outcomes[ticket_id] = why

    def records(self, ticket_id: int) -> Records:
        drafts = tuple(record for record in self.drafts.values() if record.ticket_id == ticket_id)
        waiting = tuple(r for r in self.requests.values() if r.ticket_id == ticket_id and r.state != "done")
        return Records(drafts, waiting)

    def draft(self, draft_id: int) -> Record | None:
        return self.drafts.get(draft_id)

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
        for record in self.drafts.values():
            if (record.ticket_id, record.turn_key) == (ticket_id, turn_key):
                return record
        number = len(self.drafts) + 1
        mark = base64.b32encode(hashlib.sha256(f"{ticket_id}:{turn_key}".encode()).digest())[:10].decode().lower()
        record = Record(number, ticket_id, turn_key, mark, 1, "drafted", draft, now, request_id=request_id)
        self.drafts[number] = record
        self._commit("save_draft")
        return record

    def _draft(self, record: Record, name: str, **values: Any) -> Record:
        self.drafts[record.id] = replace(self.drafts[record.id], **values)
        self._commit(name)
        return self.drafts[record.id]

    def save_revision(self, record: Record, draft: Draft, *, request_id: int) -> Record:
        revision = record.revision + (1 if record.note_id is not None else 0)
        values = {"draft": draft, "request_id": request_id, "revision": revision}
        self._draft(record, "save_revision", **values)
        return replace(record, **values)

    def intend(self, record: Record, now: datetime) -> Record | None:
        stored = self.drafts[record.id]
        if stored.state != record.state or stored.posting_at != record.posting_at or stored.note_id is not None:
            return None
        return self._draft(record, "intend", state="posting", posting_at=now)

    def take_back(self, record: Record) -> None:
        self._draft(record, "take_back", state="drafted", posting_at=None)

    def applying(self, record: Record, draft: Draft) -> Record:
        self._draft(record, "applying", draft=draft)
        return replace(record, draft=draft)

    def posted(self, record: Record, note_id: int, note_text: str) -> None:
        self._draft(record, "posted", state="current", why="", note_id=note_id, note_text=note_text)

    def retired(self, record: Record, why: str, note_id: int | None) -> None:
        self._draft(record, "retired", state="retired", why=why, note_id=note_id)

    def closed(self, record: Record, why: str) -> None:
        self._draft(record, "closed", state="closed", why=why)

    def request(
        self, ticket_id: int, kind: RequestKind, *, instruction: str, who: str, answer_to: str, now: datetime,
        draft_id: int | None = None,
    ) -> int:  # fmt: skip
        number = len(self.requests) + 1
        expires = now + timedelta(minutes=25)
        self.requests[number] = Request(
            number, ticket_id, kind, instruction, who, answer_to, "open", now, expires, draft_id
        )
        self.ask(ticket_id, "request")
        return number

    def request_state(self, request_id: int) -> Request | None:
        return self.requests.get(request_id)

    def begin_send(self, request: Request, body_text: str, now: datetime) -> bool:
        if self.requests[request.id].state != "open":
            return False
        self.requests[request.id] = replace(request, state="sending", sending_at=now, body_text=body_text)
        self._commit("begin_send")
        return True

    def answered(self, request: Request, answer: str) -> None:
        self.requests[request.id] = replace(self.requests[request.id], state="done", answer=answer)
        self._commit("answered")

    def undelivered(self, limit: int) -> Sequence[Request]:
        return [r for r in self.requests.values() if r.state == "done" and r.answer_to and r.id not in self.told][
            :limit
        ]

    def delivered(self, request_id: int) -> None:
        self.told.add(request_id)

    def earlier(self, requester_id: int, but: int, limit: int) -> Sequence[EarlierTicket]:
        return ()

    def switches(self) -> Switches:
        return self.switch

    def set_switch(self, name: str, value: Any) -> None:
        self.switch = replace(self.switch, **{name: value})

    def park(self, until: datetime) -> bool:
        if self.switch.parked_until is not None:
            return False
        self.set_switch("parked_until", until)
        return True

    def spend(self, now: datetime) -> Spend:
        return self.used

    def spent(self, answer: Answer, now: datetime) -> None:
        tokens = self.used.tokens_this_month + answer.tokens_in + answer.tokens_out
        self.used = Spend(self.used.usd_today + answer.cost_usd, tokens)

    def fact(self, name: str) -> str | None:
        return self.facts.get(name)

    def set_fact(self, name: str, value: str) -> None:
        self.facts[name] = value

    def mark(self, name: str) -> datetime | None:
        return datetime.fromisoformat(self.facts[name]) if name in self.facts else None

    def set_mark(self, name: str, value: datetime) -> None:
        self.facts[name] = value.isoformat()


@dataclass
class FakeQueue:
    """Remembers the wake-ups; the store alone knows what is due."""

    woken: list[int] = field(default_factory=list)
    delivering: list[int] = field(default_factory=list)
    learning: list[str] = field(default_factory=list)

    def wake(self, ticket_id: int, *, person_waits: bool = False, alone: bool = False) -> None:
        self.woken.append(ticket_id)

    def deliver(self, request_id: int) -> None:
        self.delivering.append(request_id)

    def sync_knowledge(self) -> None:
        self.woken.append(0)

    def sync_past(self) -> None:
        self.learning.append("past")

    def embed_knowledge(self) -> None:
        self.learning.append("vectors")


@dataclass
class FakeWriter:
    """Writes a draft that says for which turn and how often it was asked."""

    world: World
    written: list[str] = field(default_factory=list)
    triage: tuple[Triage, ...] = ()

    def __call__(self, thread: Thread, turn: Turn, *, request: Request | None, before: Draft | None = None) -> Draft:
        self.world.pass_by("before the model")
        self.written.append(turn.key)
        self.world.pass_by("after the model")
        instruction = f" as asked: {request.instruction}" if request is not None and request.instruction else ""
        words = f"Draft {len(self.written)} for messages {turn.key}{instruction}."
        return Draft(kind="reply", summary="A leaking kettle.", reply=f"<p>{words}</p>", triage=self.triage)
