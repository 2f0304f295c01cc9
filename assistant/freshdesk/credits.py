"""The account's minute of API credits: who may call now, and who waits how long (freshdesk-api 2).

Freshdesk counts per account, for every key, app and webhook together, so the only truth is in its answers.
"""

from __future__ import annotations

import copy
import threading
import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import Protocol, Self

from assistant.freshdesk.errors import RateLimited
from assistant.freshdesk.headers import LONGEST_PAUSE
from assistant.freshdesk.minute import NAP, Ask, Minute, Priority, limits


class CreditPool(Protocol):
    """What the client needs of a rate limiter. `SharedCredits` shares its count between processes."""

    def acquire(self, price: int, *, wait: bool, call: str = "") -> None:
        """Set `price` credits aside for `call` ("GET /tickets"). Raises RateLimited when there are none to be had."""

    def settle(self, price: int, headers: Mapping[str, str] | None, *, call: str = "", seconds: float = 0.0) -> None:
        """Take back what was set aside and learn from an answer's headers; None when no answer came.

        `seconds`: how long ago the call was sent. An answer says nothing of a minute that began after that.
        """

    def block(self, seconds: float, headers: Mapping[str, str], *, call: str = "", price: int = 1) -> None:
        """A 429 for `call`: nothing more for `seconds`."""


class Credits:
    """The count of one process, safe for threads.

    `reserve` is the share of the minute that is left to people and other apps; what these have used of it is not kept
    a second time. `max_wait` bounds one `acquire`, in seconds. `priority`: "interactive" for what a person waits for,
    which may use the reserve too, "tickets", or "bulk" for what nobody waits for. Until an answer has told the
    account's limit nothing is held back.
    """

    def __init__(
        self,
        *,
        reserve: float = 0.2,
        max_wait: float = 90.0,
        priority: Priority = "tickets",
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._share, self._max_wait, self._priority = 1.0 - reserve, max_wait, priority
        self._clock, self._sleep = clock, sleep
        self._lock = threading.Lock()
        self._minute = Minute()

    @property
    def total(self) -> float | None:
        """The account's limit, as the last answer named it."""
        return self._minute.total

    @property
    def remaining(self) -> float | None:
        """What the answers of this minute have left; None before the first."""
        left = self._minute.remaining
        return left if left < float("inf") else None

    def for_priority(self, priority: Priority) -> Self:
        """The same count for calls of another priority."""
        other = copy.copy(self)
        other._priority = priority
        return other

    def acquire(self, price: int, *, wait: bool, call: str = "") -> None:
        """Raises RateLimited, with the seconds to wait, when `wait` is False or it would take too long."""
        ask = Ask(call, price, self._priority, self._share)
        patience = self._max_wait if wait else 0.0
        take_in_time(partial(self.take, ask), call, patience=patience, clock=self._clock, sleep=self._sleep)

    def take(self, ask: Ask, patience: float) -> float:
        """0 and the credits are set aside, or the seconds to wait. See `Minute.take`."""
        with self._lock:
            return self._minute.take(self._clock(), ask, patience)

    def settle(self, price: int, headers: Mapping[str, str] | None, *, call: str = "", seconds: float = 0.0) -> None:
        with self._lock:
            now = self._clock()
            self._minute.settle(now, price, now - seconds, None if headers is None else limits(headers))

    def block(self, seconds: float, headers: Mapping[str, str], *, call: str = "", price: int = 1) -> None:
        """With credits left over, only `call` has met a limit of its own, such as the ticket list's."""
        with self._lock:
            self._minute.block(self._clock(), min(seconds, LONGEST_PAUSE), price, call, limits(headers))


def take_in_time(
    take: Callable[[float], float],
    call: str,
    *,
    patience: float,
    clock: Callable[[], float],
    sleep: Callable[[float], None],
) -> None:
    """Ask `take` until it says 0, asleep in between. Raises RateLimited for a pause beyond `patience` seconds."""
    give_up = clock() + patience
    while pause := take(give_up - clock()):
        if clock() + pause > give_up:
            raise RateLimited(f"{call or 'a call'} was held back: no API credits left", retry_after=pause)
        sleep(min(pause, NAP))
