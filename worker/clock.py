"""`python -m worker clock`: wakes workers for what is due, sweeps for what no webhook told. Two clocks do no harm."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import FrameType

import structlog

from assistant.errors import DeskhandError, LockedOut, NoAccess, TemporaryError
from assistant.ports import Helpdesk, JobQueue, Store
from assistant.usecases.sweep import sweep
from assistant.usecases.sync_knowledge import LOADED
from assistant.usecases.sync_past import NEXT

log = structlog.get_logger()

TICK = 5.0
SWEEP_ALONE = timedelta(seconds=60)
"""Without a webhook secret the sweep alone feeds the desk."""
SWEEP_BESIDE = timedelta(minutes=5)
PARKED = timedelta(seconds=60)
MOST = 500
REFRESH = timedelta(hours=6)
REPEAT = timedelta(seconds=30)
"""A ticket that must be looked at alone is sent away again only after this."""


@dataclass
class ClockWork:
    """One tick after the other; each part fails by itself."""

    helpdesk: Helpdesk
    store: Store
    queue: JobQueue
    now: Callable[[], datetime]
    sweep_every: timedelta
    alone_after: int
    repeat: timedelta = REPEAT
    _swept_at: datetime | None = None
    _refreshed_at: datetime | None = None
    _embedded: bool = False
    _sent_away: dict[int, datetime] = field(default_factory=dict)

    def tick(self) -> None:
        """Everything that a tick does."""
        for part in (self.unpark, self.wake, self.deliver, self.sweep, self.refresh, self.learn):
            try:
                part()
            except DeskhandError as error:
                log.warning("clock", part=part.__name__, reason=str(error))

    def unpark(self) -> None:
        """Locked out: ask /agents/me each minute, and go on when it answers."""
        parked = self.store.switches().parked_until
        if parked is None or parked > self.now():
            return
        try:
            self.helpdesk.me()
        except (TemporaryError, NoAccess) as error:  # LockedOut among them
            self.store.set_switch("parked_until", self.now() + PARKED)
            log.warning("still locked out of Freshdesk", remedy="check FRESHDESK_API_KEY", reason=str(error))
            return
        self.store.set_switch("parked_until", None)
        log.info("Freshdesk answers again")

    def wake(self) -> None:
        """One wake-up drives all that is due; tickets that crashed a process go alone."""
        rows = self.store.due(MOST, self.now())
        together = [row.ticket_id for row in rows if row.attempts < self.alone_after]
        if together:
            self.queue.wake(together[0])
        for row in rows:
            if row.attempts >= self.alone_after:
                self._send_away(row.ticket_id)

    def _send_away(self, ticket_id: int) -> None:
        now = self.now()
        self._sent_away = {ticket: at for ticket, at in self._sent_away.items() if now - at < self.repeat}
        if ticket_id not in self._sent_away:
            self._sent_away[ticket_id] = now
            self.queue.wake(ticket_id, alone=True)

    def deliver(self) -> None:
        """Answers whose delivery failed or was forgotten."""
        waiting = self.store.undelivered(1)
        if waiting:
            self.queue.deliver(waiting[0].id)

    def sweep(self) -> None:
        """At its time, and not while the desk is parked."""
        now = self.now()
        if self.store.switches().parked_until is not None:
            return
        if self._swept_at is None or now - self._swept_at >= self.sweep_every:
            self._swept_at = now
            try:
                sweep(helpdesk=self.helpdesk, store=self.store, queue=self.queue, clock=self.now)
            except LockedOut as error:
                if self.store.park(now + PARKED):
                    log.error("locked out of Freshdesk", remedy="check FRESHDESK_API_KEY", reason=str(error))

    def refresh(self) -> None:
        """Canned responses and articles change: read them anew a few times a day."""
        loaded = self.store.mark(LOADED)
        now = self.now()
        if loaded is not None and now - loaded >= REFRESH and (self._refreshed_at or loaded) <= loaded:
            self._refreshed_at = now
            self.queue.sync_knowledge()

    def learn(self) -> None:
        """Past answers, when a run is due and the first note has what it needs; once, vectors that are missing."""
        if self.store.mark(LOADED) is None or self.store.switches().parked_until is not None:
            return
        due = self.store.mark(NEXT)
        if due is None or due <= self.now():
            self.queue.sync_past()
        if not self._embedded:
            self._embedded = True
            self.queue.embed_knowledge()


def run(work: ClockWork, *, tick: float = TICK) -> int:
    """Tick until SIGTERM or SIGINT; 0."""
    stop = threading.Event()

    def ended(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, ended)
    signal.signal(signal.SIGINT, ended)
    while not stop.is_set():
        work.tick()
        stop.wait(tick)
    return 0
