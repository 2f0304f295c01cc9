"""Many looks at once in one process: a look waits for Freshdesk and the model, so threads carry it.

The tickets come from Postgres, not from the queue: a wake-up only starts the drive, which goes on while anything is
due.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import datetime
from types import FrameType

import structlog

from assistant.errors import TemporaryError
from assistant.ports import JobQueue, Pending, Store

log = structlog.get_logger()

POLL = 0.25
LINGER = 10.0
"""Seconds that an idle drive stays for the next ticket before its process ends."""
LONGEST_DRIVE = 1800.0
"""Seconds after which a drive takes nothing new, so that memory is given back."""
LONGEST_LOOK = 240.0
"""Seconds after which a look counts as stuck: its process is ended, and the ticket is tried again as after a crash."""
GRACE = 18.0
"""Seconds that looks in flight have to end after SIGTERM; the platform kills after 30."""
BUSY = 1.0
"""Seconds before a ticket that another process holds is tried again."""


@dataclass
class Drive:
    """Looks at whatever is due until nothing is, then ends. One per process, in its main thread."""

    store: Store
    queue: JobQueue
    look: Callable[[int], str]
    clock: Callable[[], datetime]
    capacity: int
    alone_after: int
    only: int | None = None
    """One ticket instead of all that is due."""
    stopping: bool = False
    _flying: dict[Future[str], int] = field(default_factory=dict)
    _begun: dict[int, float] = field(default_factory=dict)
    _not_before: dict[int, float] = field(default_factory=dict)
    _stopped_at: float = 0.0

    def run(self) -> int:
        """Returns how many looks ended; the process itself ends if looks had to be given back or one is stuck."""
        parent = os.getppid()
        before = signal.signal(signal.SIGTERM, self._stop)
        began = idle_since = time.monotonic()
        done = 0
        pool = ThreadPoolExecutor(self.capacity, thread_name_prefix="look")
        while True:
            now = time.monotonic()
            if now - began > LONGEST_DRIVE or os.getppid() != parent:
                self.stopping = True
            if not self.stopping:
                self._take(pool)
            if self._flying:
                idle_since = now
                done += self._land()
            elif self.stopping or self.only is not None or now - idle_since > LINGER:
                break
            else:
                time.sleep(POLL)
            self._check_stuck(time.monotonic())
        pool.shutdown()
        signal.signal(signal.SIGTERM, before)
        return done

    def _stop(self, _signal: int, _frame: FrameType | None) -> None:
        self.stopping = True
        self._stopped_at = self._stopped_at or time.monotonic()

    def _take(self, pool: ThreadPoolExecutor) -> None:
        """Start looks at due tickets, as many as there is room for."""
        free = self.capacity - len(self._flying)
        if free <= 0:
            return
        for row in self._due(free):
            self._flying[pool.submit(self.look, row)] = row
            self._begun[row] = time.monotonic()

    def _due(self, free: int) -> list[int]:
        now = time.monotonic()
        if self.only is not None:
            first = self.only not in self._begun
            return [self.only] if first else []
        flying = set(self._flying.values())
        chosen: list[int] = []
        for row in self._rows(free + len(flying) + len(self._not_before)):
            if row.ticket_id in flying or self._not_before.get(row.ticket_id, 0.0) > now:
                continue
            if row.attempts >= self.alone_after:
                self._send_away(row.ticket_id, now)
            elif len(chosen) < free:
                chosen.append(row.ticket_id)
        return chosen

    def _rows(self, limit: int) -> Sequence[Pending]:
        try:
            return self.store.due(limit, self.clock())
        except TemporaryError as error:
            log.warning("cannot read what is due", reason=str(error))
            time.sleep(BUSY)
            return ()

    def _send_away(self, ticket_id: int, now: float) -> None:
        """A ticket that crashed its process before is looked at in one of its own."""
        self.queue.wake(ticket_id, alone=True)
        self._not_before[ticket_id] = now + 30.0

    def _land(self) -> int:
        """Wait a moment for looks to end; how many did."""
        ended, _ = wait(self._flying, timeout=POLL, return_when=FIRST_COMPLETED)
        for future in ended:
            ticket_id = self._flying.pop(future)
            if self.only is None:
                self._begun.pop(ticket_id, None)
            error = future.exception()
            if error is not None:
                log.warning("look ended early", ticket=ticket_id, reason=type(error).__name__)
            outcome = "failed" if error is not None else future.result()
            if outcome in ("busy", "failed"):
                self._not_before[ticket_id] = time.monotonic() + BUSY
        return len(ended)

    def _check_stuck(self, now: float) -> None:
        """End the process when its looks do not: at SIGTERM they are given back, a stuck one counts as a crash."""
        if self._stopped_at and self._flying and now - self._stopped_at > GRACE:
            for ticket_id in self._flying.values():
                self.store.give_back(ticket_id)
            log.warning("looks given back", tickets=len(self._flying))
            os._exit(0)
        stuck = [number for number in self._flying.values() if now - self._begun[number] > LONGEST_LOOK]
        if stuck:
            self.stopping = True  # the others may end first
            if len(stuck) == len(self._flying):
                log.error("looks are stuck", tickets=sorted(stuck))
                os._exit(1)
