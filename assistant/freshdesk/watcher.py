"""One thread that says when the time of something is over: an alarm costs a place in a heap, not a thread."""

from __future__ import annotations

import heapq
import itertools
import os
import threading
import time
from collections.abc import Iterator
from typing import Protocol


class Timed(Protocol):
    """What is watched."""

    over: bool
    """Whether it ended by itself: nothing is to be done any more."""

    def expire(self) -> None:
        """Its time is over. Called on the watcher's thread: must be quick and must not raise."""


class Watcher:
    """Alarms of one process. Its thread starts with the first one; a forked child has alarms of its own."""

    _changed: threading.Condition
    _alarms: list[tuple[float, int, Timed]]
    _order: Iterator[int]
    _thread: threading.Thread | None

    def __init__(self) -> None:
        self._forget()
        os.register_at_fork(after_in_child=self._forget)

    def watch(self, timed: Timed, ends: float) -> None:
        """Call `timed.expire` at that time of the monotonic clock, unless it is over by then."""
        with self._changed:
            heapq.heappush(self._alarms, (ends, next(self._order), timed))
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="deadlines", daemon=True)
                self._thread.start()
            elif self._alarms[0][2] is timed:
                self._changed.notify()  # it is earlier than what the thread waits for

    def _forget(self) -> None:
        self._changed = threading.Condition()
        self._alarms = []
        self._order = itertools.count()
        self._thread = None

    def _run(self) -> None:
        while True:
            self._next().expire()

    def _next(self) -> Timed:
        """Waits for the next alarm that is due."""
        with self._changed:
            while True:
                while self._alarms and self._alarms[0][2].over:
                    heapq.heappop(self._alarms)
                left = self._alarms[0][0] - time.monotonic() if self._alarms else None
                if left is not None and left <= 0:
                    return heapq.heappop(self._alarms)[2]
                self._changed.wait(left)
