"""Bring the assistant's note on one ticket up to date: look, decide, act."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog

from assistant.core.answer import Told
from assistant.core.decide import decide, last_word
from assistant.core.policy import MAX_ATTEMPTS, Policy
from assistant.core.thread import Thread
from assistant.errors import LockedOut, NoAccess, NotFound, PermanentError, TemporaryError, Unsure
from assistant.ports import Clock, Helpdesk, JobQueue, Lock, Pending, Store
from assistant.usecases.carry_out import Again, Hand, Over, Write, tell

log = structlog.get_logger()

MAX_ROUNDS = 6
"""How often one look starts over because the ticket was asked for again."""
UNKNOWN_TICKET = (5, 30, 120)
"""Seconds between tries of a ticket that was never there: the webhook may be ahead of the API."""
PARKED = timedelta(seconds=60)
LOCKED_OUT = "locked out"
ALONGSIDE = 10
"""Conversations that come with the ticket itself; a thread with that many must be read by its pages."""


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
        row = store.pending(ticket_id)
        if outcome == LOCKED_OUT or row is None or not row.is_due(clock()):
            return outcome


@dataclass(frozen=True)
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
        except Over:
            return "taken over"
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
        except Exception as error:  # noqa: BLE001  # a fault of ours must end in a record, not in a lost ticket
            where = _where(error)
            log.error("look failed", ticket=self.ticket_id, error=type(error).__name__, where=where)
            return self._failed(row, f"a fault in Deskhand ({type(error).__name__}, {where})")

    def _rounds(self, row: Pending) -> str:
        for _ in range(MAX_ROUNDS):
            thread = self._read(row)
            decided = decide(thread, self.store.records(self.ticket_id), self.policy, self.clock())
            try:
                wait = self._hand(thread, row).carry_out(decided)
            except Again:
                row = self._row(row)
                continue
            if wait is not None:
                self.store.wait(self.ticket_id, row.asked, wait.until, wait.why)
                return f"waits: {wait.why}"
            newer = self._row(row)
            if newer.asked == row.asked and not self.store.records(self.ticket_id).requests:
                self.store.looked(self.ticket_id, row.asked)
                return "done"
            row = newer
        self.store.wait(self.ticket_id, row.asked, self.clock() + timedelta(seconds=5), "asked for again and again")
        return "waits: asked for again and again"

    def _hand(self, thread: Thread, row: Pending) -> Hand:
        return Hand(
            thread, row.asked, self.lock, self.helpdesk, self.write, self.store, self.queue, self.policy, self.clock
        )

    def _row(self, row: Pending) -> Pending:
        return self.store.pending(self.ticket_id) or row

    def _read(self, row: Pending) -> Thread:
        thread = self.helpdesk.thread(self.ticket_id, long=row.long_thread)
        long = len(thread.conversations) >= ALONGSIDE
        if not row.seen or long != row.long_thread:
            self.store.remember_thread(self.ticket_id, long=long)
        return thread

    # --- what becomes of the row ----------------------------------------------------------------------------------

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
        """403 on one ticket is about that ticket, unless /agents/me says it too."""
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
        self._tell_the_expired(now)
        log.warning("look put off", ticket=self.ticket_id, reason=str(error))
        return f"waits: {error}"

    def _tell_the_expired(self, now: datetime) -> None:
        """Nobody waits for ever for an outage to end; whether a reply was sent only the thread can say."""
        for request in self.store.records(self.ticket_id).requests:
            if request.kind != "send" and request.expires_at <= now:
                told = Told("told", "Freshdesk could not be read in time; ask again later.")
                tell(request, told, store=self.store, queue=self.queue)

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
            told = Told("told", last_word(request, message))
            tell(request, told, store=self.store, queue=self.queue)


def _pause(failures: int, retry_after: float | None) -> timedelta:
    """5 s doubling to 5 min, or what the other side asked for; with jitter, so that a herd spreads out."""
    seconds = retry_after if retry_after is not None else min(300.0, 5.0 * 2 ** min(failures, 6))
    return timedelta(seconds=seconds * random.uniform(1.0, 1.25))


def _where(error: BaseException) -> str:
    """The innermost line of our own, without any of the values that were there."""
    trace, place = error.__traceback__, ""
    while trace is not None:
        name = trace.tb_frame.f_globals.get("__name__", "")
        if str(name).startswith(("assistant", "worker")):
            place = f"{name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
