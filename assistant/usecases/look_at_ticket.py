"""Bring the assistant's note on one ticket up to date: look, decide, act."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from assistant.core import decide as decided
from assistant.core import note as notes
from assistant.core import text
from assistant.core.answer import Told
from assistant.core.decide import decide, note_body
from assistant.core.draft import Draft
from assistant.core.policy import MAX_ATTEMPTS, Policy
from assistant.core.records import Record, Request
from assistant.core.thread import Thread, Turn
from assistant.errors import (
    Ignored,
    LockedOut,
    NoAccess,
    NoteClosed,
    NotFound,
    PermanentError,
    Refused,
    Rejected,
    TemporaryError,
    Unsure,
)
from assistant.ports import Clock, Helpdesk, JobQueue, Lock, Pending, Store

log = structlog.get_logger()

MAX_ROUNDS = 6
"""How often one look starts over because the ticket was asked for again."""
UNKNOWN_TICKET = (5, 30, 120)
"""Seconds between tries of a ticket that was never there: the webhook may be ahead of the API."""
PARKED = timedelta(seconds=60)
LOCKED_OUT = "locked out"
ALONGSIDE = 10
"""Conversations that come with the ticket itself; a thread with that many must be read by its pages."""


class Write(Protocol):
    """`write_draft` with its ports already handed in."""

    def __call__(self, thread: Thread, turn: Turn, *, request: Request | None, before: Draft | None = None) -> Draft:
        """A draft for the turn, as the request instructs; `before` is the draft that it replaces."""


class _Again(Exception):  # a turn of the road, not an error
    """Read the ticket again before going on."""


class _Over(Exception):
    """Somebody else took over: this look just ends."""


def look_at_ticket(
    ticket_id: int,
    *,
    helpdesk: Helpdesk,
    write: Write,
    store: Store,
    queue: JobQueue,
    policy: Policy,
    clock: Clock,
) -> str:
    """Look until nothing newer was asked; returns the outcome in a word.

    What goes wrong is recorded in the ticket's row. Raises TemporaryError only if the store itself is away: the row
    then says when to try again.
    """
    switches = store.switches()
    if switches.paused:
        return "paused"
    if switches.parked_until is not None:
        return LOCKED_OUT
    policy = replace(policy, activated_at=switches.activated_at, dry_run=switches.dry_run or policy.dry_run)
    while True:
        with store.lock(ticket_id) as lock:
            if lock is None:
                return "busy"
            outcome = _Look(ticket_id, lock, helpdesk, write, store, queue, policy, clock).run()
        if outcome == LOCKED_OUT or not _is_due(store.pending(ticket_id), clock()):
            return outcome


@dataclass
class _Look:
    """One look under the ticket's lock."""

    ticket_id: int
    lock: Lock
    helpdesk: Helpdesk
    write: Write
    store: Store
    queue: JobQueue
    policy: Policy
    clock: Clock

    def run(self) -> str:
        """Count the attempt, work, and leave the row saying what comes next."""
        row = self.store.begin(self.ticket_id, self.clock())
        if row is None:
            return "nothing asked"
        if row.attempts > MAX_ATTEMPTS:
            return self._give_up(row, f"it crashed {MAX_ATTEMPTS} times")
        try:
            return self._rounds(row)
        except _Over:
            return "taken over"
        except Ignored as reason:
            return self._ignore(row, str(reason))
        except NotFound:
            return self._unknown(row)
        except NoAccess:
            return self._no_access(row)
        except LockedOut as error:
            return self._park(error)
        except TemporaryError as error:
            return self._later(row, error)
        except PermanentError as error:
            return self._failed(row, str(error))
        except Exception as error:  # noqa: BLE001  # the crash barrier: a fault of ours must end in a record, not a lost ticket
            log.error("look failed", ticket=self.ticket_id, error=type(error).__name__, where=_where(error))
            return self._failed(row, f"a fault in Deskhand ({type(error).__name__}, {_where(error)})")

    def _rounds(self, row: Pending) -> str:
        for _ in range(MAX_ROUNDS):
            thread = self._read(row)
            try:
                wait = self._act(thread, row)
            except _Again:
                row = self._row(row)
                continue
            if wait is not None:
                self.store.wait(self.ticket_id, row.asked, wait.until, wait.why)
                return f"waits: {wait.why}"
            now_asked = self._row(row)
            if now_asked.asked > row.asked or self.store.records(self.ticket_id).requests:
                row = now_asked
                continue
            self.store.looked(self.ticket_id, row.asked)
            return "done"
        self.store.wait(self.ticket_id, row.asked, self.clock() + timedelta(seconds=5), "asked for again and again")
        return "waits"

    def _row(self, row: Pending) -> Pending:
        return self.store.pending(self.ticket_id) or row

    def _read(self, row: Pending) -> Thread:
        thread = self.helpdesk.thread(self.ticket_id, long=row.long_thread)
        long = len(thread.conversations) >= ALONGSIDE
        if not row.seen or long != row.long_thread:
            self.store.remember_thread(self.ticket_id, long=long)
        return thread

    # --- act -----------------------------------------------------------------------------------------------------

    def _act(self, thread: Thread, row: Pending) -> decided.Wait | None:
        """Carry out what is decided, in order; the last Wait, if any."""
        wait = None
        for action in decide(thread, self.store.records(self.ticket_id), self.policy, self.clock()):
            match action:
                case decided.Wait():
                    wait = action
                case decided.Ignore(why):
                    self.store.ignored(self.ticket_id, why)
                case decided.Adopt(record, note_id):
                    self._adopt(thread, record, note_id)
                case decided.Draft():
                    self._draft(thread, row, action)
                case decided.Revise():
                    self._revise(thread, action)
                case decided.Restore(record):
                    self._restore(thread, record)
                case decided.Retire(record, why, note_id):
                    self._retire(thread, record, why, note_id)
                case decided.Send(record, request):
                    self._send(thread, record, request)
                case decided.Tell():
                    self._tell(action)
        return wait

    def _draft(self, thread: Thread, row: Pending, action: decided.Draft) -> None:
        record, request = action.record, action.request
        number = request.id if request is not None else None
        if record is None:
            draft = self.write(thread, action.turn, request=request)
            record = self.store.save_draft(
                self.ticket_id,
                action.turn.key,
                draft,
                self.clock(),
                requester_id=thread.ticket.requester_id,
                request_id=number,
            )
        elif request is not None and record.request_id != request.id:
            draft = self.write(thread, action.turn, request=request, before=record.draft)
            record = self.store.save_revision(record, draft, request_id=request.id)
        if not self.policy.dry_run:
            self._post(thread, row, record)

    def _post(self, thread: Thread, row: Pending, record: Record) -> None:
        """The one POST of a turn: fresh thread, credits, lock, intent, POST, record; in that order."""
        if self._row(row).asked > row.asked or self.clock() - thread.read_at > self.policy.fresh:
            raise _Again
        self.helpdesk.reserve(1)
        if not self.lock.held():
            raise _Over
        intended = self.store.intend(record, self.clock())
        if intended is None:
            raise _Over
        html = self._html(intended)
        try:
            note_id = self.helpdesk.add_note(self.ticket_id, html)
        except (Refused, LockedOut, NotFound, NoAccess, Rejected):
            self.store.take_back(intended)
            raise
        self.store.posted(intended, note_id, text.folded(html))
        log.info("note posted", ticket=self.ticket_id, note=note_id, seconds=intended.draft.written.seconds)

    def _adopt(self, thread: Thread, record: Record, note_id: int) -> None:
        self.store.posted(record, note_id, text.folded(self._html(record)))
        log.info("note adopted", ticket=self.ticket_id, note=note_id)

    def _revise(self, thread: Thread, action: decided.Revise) -> None:
        record, request = action.record, action.request
        if record.request_id != request.id:
            draft = self.write(thread, action.turn, request=request, before=record.draft)
            record = self.store.save_revision(record, draft, request_id=request.id)
        standing = note_body(thread, record.note_id)
        if self.policy.dry_run or _stands(standing, record.revision):
            return self._answer(request, Told("draft", "", record.id))
        if self._edit(record, self._html(record, kept=self._persons_text(action.record, standing))):
            return self._answer(request, Told("draft", "", record.id))
        return self._answer(request, Told("told", "The note is gone or closed; nothing was written."))

    def _restore(self, thread: Thread, record: Record) -> None:
        """Edit the stored draft back; a person's text comes back as it was."""
        standing = note_body(thread, record.note_id)
        if self.policy.dry_run:
            return
        if standing is not None and not _says_retired(standing):
            self.store.posted(record, record.note_id or 0, record.note_text)  # the PUT had landed
            return
        kept = self._persons_text(record, standing)
        self._edit(record, notes.restored_html(kept, reference=self._reference(record)) if kept else self._html(record))

    def _edit(self, record: Record, html: str) -> bool:
        """Make the record's note say this; False if it can no longer be edited."""
        try:
            self.helpdesk.edit_note(record.note_id or 0, html)
        except NoteClosed as error:
            self.store.closed(record, str(error))
            return False
        self.store.posted(record, record.note_id or 0, text.folded(self._html(record)))
        return True

    def _retire(self, thread: Thread, record: Record, why: str, note_id: int | None) -> None:
        if self.policy.dry_run and note_id is not None:
            return None
        duplicate = note_id != record.note_id
        if note_id is not None and not self._say_retired(thread, record, why, note_id):
            return None if duplicate else self.store.closed(record, "the note can no longer be edited")
        return None if duplicate else self.store.retired(record, why, note_id)

    def _say_retired(self, thread: Thread, record: Record, why: str, note_id: int) -> bool:
        """Make the note say that it is overtaken, unless it does; False if it can no longer be edited."""
        standing = note_body(thread, note_id)
        if _says_retired(standing):
            return True
        kept = self._persons_text(record, standing)
        html = notes.retired_html(
            kept, why=why, reference=self._reference(record), edited=bool(kept), draft=record.draft
        )
        try:
            self.helpdesk.edit_note(note_id, html)
        except NoteClosed:
            return False
        return True

    def _persons_text(self, record: Record, standing: str | None) -> str:
        """What a person wrote into the record's note; our own texts for it are known."""
        retired = notes.retired_html(
            "", why=record.why, reference=self._reference(record), edited=False, draft=record.draft
        )
        ours = (record.note_text, text.folded(self._html(record)), text.folded(retired))
        return notes.persons_text(standing, ours=ours) if record.note_text else ""

    def _send(self, thread: Thread, record: Record, request: Request) -> None:
        """Attempted once: a second look finds `sending` and only reads."""
        if self.policy.dry_run:
            return self._answer(request, Told("told", "The reply was not sent: this is a dry run."))
        if self.clock() - thread.read_at > self.policy.fresh:
            raise _Again
        self.helpdesk.reserve(1)
        if not self.lock.held():
            raise _Over
        if not self.store.begin_send(request, text.folded(record.draft.reply), self.clock()):
            raise _Over
        try:
            self.helpdesk.send_reply(thread, record.draft.reply)
        except (Refused, Rejected, NotFound, NoAccess, LockedOut) as error:
            return self._answer(request, Told("told", f"The reply was not sent: {error}"))
        except Unsure:
            raise _Again from None
        self.store.ask(self.ticket_id, "reply sent")
        return self._answer(request, Told("told", "The reply was sent."))

    def _tell(self, action: decided.Tell) -> None:
        record = next(
            (one for one in self.store.records(self.ticket_id).drafts if one.turn_key == action.turn_key), None
        )
        if record is None:
            return self._answer(action.request, Told("told", action.message or "There is no draft for this ticket."))
        return self._answer(action.request, Told("draft", action.message, record.id))

    def _answer(self, request: Request, told: Told) -> None:
        self.store.answered(request, told.to_json())
        if request.answer_to:
            self.queue.deliver(request.id)

    def _html(self, record: Record, *, kept: str = "") -> str:
        html = notes.note_html(record.draft, reference=self._reference(record))
        return notes.with_kept_text(html, kept) if kept else html

    def _reference(self, record: Record) -> str:
        return notes.make_reference(record.ticket_id, record.revision, record.mark)

    # --- what becomes of the row ---------------------------------------------------------------------------------

    def _ignore(self, row: Pending, why: str) -> str:
        self._tell_everyone(f"No note is written: {why}.")
        self.store.ignored(self.ticket_id, why)
        self.store.looked(self.ticket_id, row.asked)
        return f"ignored: {why}"

    def _unknown(self, row: Pending) -> str:
        if row.seen or row.failures >= len(UNKNOWN_TICKET):
            return self._ignore(row, "deleted" if row.seen else "unknown")
        until = self.clock() + timedelta(seconds=UNKNOWN_TICKET[row.failures])
        self.store.wait(self.ticket_id, row.asked, until, "Freshdesk does not know this ticket yet", failed=True)
        return "waits: unknown"

    def _no_access(self, row: Pending) -> str:
        try:
            self.helpdesk.me()
        except (LockedOut, NoAccess) as error:
            return self._park(error)
        except TemporaryError as error:
            return self._later(row, error)
        return self._ignore(row, "no access")

    def _park(self, error: Exception) -> str:
        """The key no longer opens the desk: one alarm, no attempt used; the clock asks /agents/me until it answers."""
        self.store.give_back(self.ticket_id)
        if self.store.park(self.clock() + PARKED):
            log.error("locked out of Freshdesk", remedy="check FRESHDESK_API_KEY", reason=str(error))
        return LOCKED_OUT

    def _later(self, row: Pending, error: TemporaryError) -> str:
        now = self.clock()
        if row.first_failed_at is not None and now - row.first_failed_at > self.policy.too_late:
            return self._ignore(row, f"too late: {error}")
        doubt = self.policy.post_timeout + self.policy.quiet
        pause = doubt if isinstance(error, Unsure) else _pause(row.failures, error.retry_after)
        self.store.wait(self.ticket_id, row.asked, now + pause, str(error), failed=True)
        log.warning("look put off", ticket=self.ticket_id, reason=str(error))
        return f"waits: {error}"

    def _failed(self, row: Pending, why: str) -> str:
        if row.attempts >= MAX_ATTEMPTS:
            return self._give_up(row, why)
        self.store.fail(self.ticket_id, row.asked, why, self.clock() + _pause(row.attempts, None))
        log.error("look failed", ticket=self.ticket_id, reason=why, attempt=row.attempts)
        return f"failed: {why}"

    def _give_up(self, row: Pending, why: str) -> str:
        self._tell_everyone("Deskhand failed on this ticket again and again; see `python -m assistant doctor`.")
        self.store.give_up(self.ticket_id, row.asked, why)
        log.error("dead letter", ticket=self.ticket_id, reason=why)
        return f"dead letter: {why}"

    def _tell_everyone(self, message: str) -> None:
        for request in self.store.records(self.ticket_id).requests:
            self._answer(request, Told("told", message))


def _is_due(row: Pending | None, now: datetime) -> bool:
    return row is not None and row.asked > row.looked and (row.next_try is None or row.next_try <= now)


def _pause(failures: int, retry_after: float | None) -> timedelta:
    """5 s doubling to 5 min, or what the other side asked for; with jitter, so that a herd spreads out."""
    seconds = retry_after if retry_after is not None else min(300.0, 5.0 * 2 ** min(failures, 6))
    return timedelta(seconds=seconds * random.uniform(1.0, 1.25))


def _says_retired(html: str | None) -> bool:
    reference = notes.reference_line(html or "")
    return reference is not None and reference[3]


def _stands(standing: str | None, revision: int) -> bool:
    """Whether the note shows that revision: the PUT had landed."""
    reference = notes.reference_line(standing or "")
    return reference is not None and reference[1] == revision and not reference[3]


def _where(error: BaseException) -> str:
    """The innermost line of our own, without any of the values that were there."""
    trace, place = error.__traceback__, ""
    while trace is not None:
        name = trace.tb_frame.f_globals.get("__name__", "")
        if str(name).startswith(("assistant", "worker")):
            place = f"{name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
