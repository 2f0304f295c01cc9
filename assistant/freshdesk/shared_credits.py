"""One count of credits for all processes of an account, in Redis. Needs the `redis` package, as no other module here.

The count is one hash per account, changed by one script on Redis' own clock, so it needs no lock and no agreement
between clocks. When Redis is away each process counts alone, its share of the share, and no call fails for it.
"""

from __future__ import annotations

import hashlib
import json
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from redis import Redis
from redis.exceptions import RedisError

from assistant.freshdesk.address import base_url
from assistant.freshdesk.credits import Credits, take_in_time
from assistant.freshdesk.headers import LONGEST_PAUSE
from assistant.freshdesk.minute import Ask, Priority, limits
from assistant.freshdesk.prices import own_limits

log = logging.getLogger(__name__)

SCRIPT = (Path(__file__).parent / "credits.lua").read_text("utf-8")
REST = 10.0
"""Seconds that a Redis which failed is not asked again."""


class SharedCredits:
    """Fills `CreditPool` for all who are handed the same Redis and account. Safe for threads.

    Give the client short timeouts: they are what a call waits when Redis hangs. `account` is as for `Freshdesk`.
    `reserve`, `priority` and `max_wait` are as for `Credits`. `processes`: how many share the account, for the time
    that Redis is away. `clock` stands in for Redis' own, in tests.
    """

    def __init__(
        self,
        redis: Redis,
        account: str,
        *,
        priority: Priority = "tickets",
        reserve: float = 0.2,
        max_wait: float = 90.0,
        processes: int = 1,
        clock: Callable[[], float] | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.key = key_of(account)
        self._priority, self._share, self._max_wait = priority, 1.0 - reserve, max_wait
        self._script = redis.register_script(SCRIPT)
        self._given, self._clock, self._sleep = clock, clock or time.monotonic, sleep
        self._rests_until = float("-inf")
        self._alone, self._processes = Credits(clock=self._clock), processes

    @property
    def total(self) -> float | None:
        """The account's limit, as the last answer to this process named it."""
        return self._alone.total

    @property
    def remaining(self) -> float | None:
        """What the answers to this process have left of the minute."""
        return self._alone.remaining

    def acquire(self, price: int, *, wait: bool, call: str = "") -> None:
        """Raises RateLimited, with the seconds to wait, when `wait` is False or it would take too long."""
        ask = Ask(call, price, self._priority, self._share)
        patience = self._max_wait if wait else 0.0
        take_in_time(partial(self.take, ask), call, patience=patience, clock=self._clock, sleep=self._sleep)

    def take(self, ask: Ask, patience: float) -> float:
        """0 and the credits are set aside, or the seconds to wait. See `Minute.take`."""
        own = json.dumps(own_limits(ask.call))
        pause = self._ask("take", ask.call, ask.price, ask.priority, ask.share, ask.floor, patience, own)
        return self._alone.take(replace(ask, share=ask.share / self._processes), patience) if pause is None else pause

    def settle(self, price: int, headers: Mapping[str, str] | None, *, call: str = "", seconds: float = 0.0) -> None:
        said = limits(headers)
        answer = (int(headers is not None), *_words(said.total, said.remaining, said.used))
        taken_there = self._ask("settle", price, seconds, *answer) is not None
        self._alone.settle(0 if taken_there else price, headers, call=call, seconds=seconds)

    def block(self, seconds: float, headers: Mapping[str, str], *, call: str = "", price: int = 1) -> None:
        """With credits left over, only `call` has met a limit of its own, such as the ticket list's."""
        self._alone.block(seconds, headers, call=call, price=price)
        self._ask("block", min(seconds, LONGEST_PAUSE), price, call, *_words(limits(headers).remaining))

    def _ask(self, step: str, *values: Any) -> float | None:
        """What the script says; None while Redis is away."""
        if self._clock() < self._rests_until:
            return None
        try:
            now = "" if self._given is None else self._given()
            return float(self._script(keys=[self.key], args=[step, now, *values]))
        except (RedisError, OSError) as error:
            self._rests_until = self._clock() + REST
            log.warning("API credits are counted by this process alone: Redis is away (%s)", type(error).__name__)
            return None


def key_of(account: str) -> str:
    """The hash of an account. Its name says neither the account nor anything of a key."""
    return f"freshdesk:credits:{hashlib.sha256(base_url(account).encode()).hexdigest()[:16]}"


def _words(*values: float | None) -> list[float | str]:
    return ["" if value is None else value for value in values]
