"""What changes rarely is read rarely: values kept for a while."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")

KEPT = 600.0
"""Seconds. A group made this minute may be missing for ten; nothing that is kept changes by the hour."""


class Cache:
    """Values by name, each with the time when it was asked for. Safe for threads; `clock` gives seconds.

    Two threads that miss a value at once both read it: a lock held over the network would cost more.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._kept: dict[str, tuple[float, Any]] = {}
        self._lock = threading.Lock()

    def get(self, name: str, read: Callable[[], T], *, oldest: float = KEPT) -> T:
        """The value if it is at most `oldest` seconds old, else what `read` gives, which may raise: nothing is kept."""
        now = self._clock()
        with self._lock:
            asked, value = self._kept.get(name, (None, None))
        if asked is not None and now - asked <= oldest:
            return value  # type: ignore[return-value]  # put there by the same `read`
        fresh = read()
        with self._lock:
            self._kept[name] = (now, fresh)
        return fresh

    def forget(self, name: str | None = None) -> None:
        """Read it anew next time; everything, without a name."""
        with self._lock:
            if name is None:
                self._kept.clear()
            else:
                self._kept.pop(name, None)
