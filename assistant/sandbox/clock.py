"""The sandbox's clock: the real one plus what `/_sandbox/clock` added."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime


def iso(seconds: float) -> str:
    """Unix seconds as Freshdesk writes times: UTC, whole seconds, 'Z' (freshdesk-api 1)."""
    return f"{datetime.fromtimestamp(seconds, UTC).isoformat()[:19]}Z"


def iso_millis(seconds: float) -> str:
    text = datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")
    return text.replace("+00:00", "Z")


class Clock:
    """Unix seconds that can be moved forward."""

    def __init__(self) -> None:
        self._ahead = 0.0
        self._here = threading.local()

    def now(self) -> float:
        pinned: float | None = getattr(self._here, "pinned", None)
        return time.time() + self._ahead if pinned is None else pinned

    @contextmanager
    def at(self, moment: float | None) -> Iterator[None]:
        """For this thread it is `moment` within the block; None leaves the time as it is."""
        before = getattr(self._here, "pinned", None)
        self._here.pinned = before if moment is None else moment
        try:
            yield
        finally:
            self._here.pinned = before

    def stamp(self) -> str:
        return iso(self.now())

    def advance(self, seconds: float) -> None:
        self._ahead += seconds

    def reset(self) -> None:
        self._ahead = 0.0
