"""The account's minute of API credits: what a call costs, what is left, when to wait (freshdesk-api 2).

Freshdesk counts per account, for every key, app and webhook together, so the only truth is in its answers.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from typing import Protocol

from assistant.freshdesk.errors import RateLimited
from assistant.freshdesk.headers import LONGEST_PAUSE, number

WINDOW = 60.0
"""Seconds that the account's limit counts over."""

SHORT = 0.25
"""Seconds until calls that are under way may have told more."""


def ticket_price(include: tuple[str, ...] = ()) -> int:
    """Viewing one ticket: 1, and 1 more for each include."""
    return 1 + len(include)


def list_price(include: tuple[str, ...] = ()) -> int:
    """A page of the ticket list: 1, and 2 more for each include."""
    return 1 + 2 * len(include)


class CreditPool(Protocol):
    """What the client needs of a rate limiter. Another one may share its count between processes."""

    def acquire(self, price: int, *, wait: bool, call: str = "") -> None:
        """Set `price` credits aside for `call` ("GET /tickets"). Raises RateLimited when there are none to be had."""

    def settle(self, price: int, headers: Mapping[str, str] | None, *, call: str = "") -> None:
        """Take back what was set aside and learn from an answer's headers; None when no answer came."""

    def block(self, seconds: float, headers: Mapping[str, str], *, call: str = "") -> None:
        """A 429 for `call`: nothing more for `seconds`."""


class Credits:
    """The count of one process, safe for threads.

    `reserve` is the share of the minute that is left to people and other apps. `max_wait` bounds one `acquire`, in
    seconds. Until an answer has told the account's limit nothing is held back.
    """

    def __init__(
        self,
        *,
        reserve: float = 0.2,
        max_wait: float = 90.0,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.total: float | None = None
        self.remaining: float | None = None
        self._reserve, self._max_wait = reserve, max_wait
        self._clock, self._sleep = clock, sleep
        self._lock = threading.Lock()
        self._set_aside = 0
        self._window_began = 0.0
        self._blocked: dict[str, float] = {}

    def acquire(self, price: int, *, wait: bool, call: str = "") -> None:
        """Raises RateLimited, with the seconds to wait, when `wait` is False or it would take too long."""
        give_up = self._clock() + (self._max_wait if wait else 0.0)
        while pause := self._take(price, call):
            if self._clock() + pause > give_up:
                raise RateLimited(f"{call or 'a call'} was held back: no API credits left", retry_after=pause)
            self._sleep(pause)

    def settle(self, price: int, headers: Mapping[str, str] | None, *, call: str = "") -> None:
        with self._lock:
            self._set_aside -= price
            total, remaining = _limits(headers or {})
            if not total or remaining is None:
                return
            # More left than we knew of: a new minute began, at the latest now.
            if self.remaining is None or remaining > self.remaining or self._window_is_over():
                self._window_began = self._clock()
            self.total, self.remaining = total, remaining

    def block(self, seconds: float, headers: Mapping[str, str], *, call: str = "") -> None:
        """With credits left over, only `call` has met a limit of its own, such as the ticket list's."""
        _, remaining = _limits(headers)
        with self._lock:
            self._blocked[call if remaining else ""] = self._clock() + min(seconds, LONGEST_PAUSE)

    def _take(self, price: int, call: str) -> float:
        """0 and the credits are set aside, or the seconds after which to ask again."""
        with self._lock:
            pause = max(self._blocked_for(""), self._blocked_for(call), self._short_for(price))
            if pause <= 0:
                self._set_aside += price
            return pause

    def _blocked_for(self, call: str) -> float:
        return self._blocked.get(call, 0.0) - self._clock()

    def _short_for(self, price: int) -> float:
        if self.total is None or self.remaining is None:
            return 0.0
        # A call that costs more than the reserve leaves, or than there is, must still pass at the start of a minute.
        floor = min(self.total * self._reserve, self.total - price)
        left = self.total if self._window_is_over() else self.remaining
        if left - self._set_aside - price >= floor:
            return 0.0
        return max(self._window_began + WINDOW - self._clock(), SHORT)

    def _window_is_over(self) -> bool:
        return self._clock() >= self._window_began + WINDOW


def _limits(headers: Mapping[str, str]) -> tuple[float | None, float | None]:
    return number(headers, "X-RateLimit-Total"), number(headers, "X-RateLimit-Remaining")
