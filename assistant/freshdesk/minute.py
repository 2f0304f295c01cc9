"""The account's current minute: what was taken, what Freshdesk says is left, and who may take next. Values only.

A bucket refills with our share of the limit, so that calls spread over the minute; answers correct it: they tell when
a minute begins, what others took, and what a call really cost. `credits.lua` does the same inside Redis, step by step.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from assistant.freshdesk.headers import number
from assistant.freshdesk.prices import own_limits

Priority = Literal["interactive", "tickets", "bulk"]
PRIORITIES: tuple[Priority, ...] = ("interactive", "tickets", "bulk")
"""A person waits; a new ticket waits; nobody waits."""

WINDOW = 60.0
"""Seconds that the account's limit counts over."""

SAVED = 0.5
"""How much of our share of a minute may pile up unused, to be taken at once."""

FLOORS: Mapping[Priority, float] = {"interactive": 0.0, "tickets": 1 / 3, "bulk": 2 / 3}
"""Share of a full bucket that a priority leaves to those above it."""

WRITES = 0.5
"""A write needs only this part of the floor: it ends what reads began, and they were paid for."""

SHORT = 0.05
"""Seconds: the shortest pause."""

NAP = 1.0
"""Seconds: the longest pause before one asks again, for an answer may have brought a new minute."""

STEP_BACK = 0.5
"""Seconds that one who waits may be late to ask again before those below go on."""

NOISE = 0.05
"""Share of the limit by which "remaining" may rise without a new minute having begun."""

LEAST = 1e-4
"""Less than this is a rounding error."""


@dataclass(frozen=True)
class Limits:
    """What an answer's headers say, in credits; None where they say nothing."""

    total: float | None = None
    remaining: float | None = None
    used: float | None = None


def limits(headers: Mapping[str, str] | None) -> Limits:
    """Letter case and decimals do not matter; a limit of nothing is not believed."""
    there = headers or {}
    return Limits(
        total=number(there, "X-RateLimit-Total") or None,
        remaining=number(there, "X-RateLimit-Remaining"),
        used=number(there, "X-RateLimit-Used-CurrentRequest"),
    )


@dataclass(frozen=True)
class Ask:
    """Who wants to make which call. `share`: how much of the account's limit is ours."""

    call: str
    price: float
    priority: Priority
    share: float

    @property
    def floor(self) -> float:
        """The part of a full bucket that must stay in it."""
        return FLOORS[self.priority] * (1.0 if self.call.startswith("GET ") else WRITES)

    @property
    def above(self) -> tuple[Priority, ...]:
        """The priorities that go first."""
        return PRIORITIES[: PRIORITIES.index(self.priority)]


@dataclass
class Bucket:
    """What may be taken at once. None: never used, so full."""

    tokens: float | None = None
    at: float = 0.0
    used: float = 0.0
    """Taken in this minute."""


@dataclass
class Minute:
    """Times are seconds of one clock, amounts credits. Not safe for threads."""

    total: float | None = None
    remaining: float = math.inf
    """As the answers of this minute said, the lowest."""
    began: float = -math.inf
    _heard: float = -math.inf
    """When `remaining` was told."""
    _flying: float = 0.0
    """Taken for calls that are not answered yet."""
    _buckets: dict[str, Bucket] = field(default_factory=lambda: {"": Bucket()})
    _blocked: dict[str, float] = field(default_factory=dict)
    _waiting: dict[str, float] = field(default_factory=dict)

    def take(self, now: float, ask: Ask, patience: float) -> float:
        """0 and the credits are taken, or the seconds to wait.

        One who waits, as `patience` seconds allow it, makes those of lower priority step back.
        """
        self._turn(now)
        own = own_limits(ask.call).get(int(self.total or 0))
        pause = max(0.0, *(self._blocked.get(each, now) - now for each in ("", ask.call)))
        scarce = max(0.0, 0.0, *(self._waiting.get(each, now) - now for each in ask.above))
        if self.total:
            scarce = max(scarce, self._short("", self.total, self.remaining - self._flying, now, ask, ask.price))
        if own:
            pause = max(pause, self._short(ask.call, own, own - self._bucket(ask.call).used, now, ask, 1.0))
        pause = max(pause, scarce)
        if pause > 0:
            if scarce > 0 and pause <= patience:
                self._waiting[ask.priority] = now + min(pause, NAP) + STEP_BACK
            return max(pause, SHORT)
        self._flying += ask.price
        self._spend("", ask.price)
        if own:
            self._spend(ask.call, 1.0)
        return 0.0

    def settle(self, now: float, price: float, sent: float, said: Limits | None) -> None:
        """Learn from the answer to a call of that price, `sent` then; None gives the credits back: no answer came."""
        self._turn(now)
        fresh = sent >= self.began
        if fresh:
            cost = 0.0 if said is None else price if said.used is None else said.used
            self._flying = max(0.0, self._flying - price)
            self._spend("", cost - price)
        if said is None or said.total is None or said.remaining is None:
            return
        self.total = said.total
        if sent >= self._heard and said.remaining > self.remaining + NOISE * said.total:
            self._begin(now, said.remaining)
        elif fresh and said.remaining < self.remaining:
            self.remaining, self._heard = said.remaining, now

    def block(self, now: float, seconds: float, price: float, call: str, said: Limits) -> None:
        """After a 429. With credits left for it, only this kind of call has met a limit of its own."""
        own = said.remaining is not None and said.remaining >= price
        self._blocked[call if own else ""] = now + seconds
        if not own:
            self.began = now + seconds - WINDOW

    def _turn(self, now: float) -> None:
        if now - self.began >= WINDOW:
            self._begin(now, math.inf)

    def _begin(self, now: float, remaining: float) -> None:
        """A new minute. What flies was sent in the old one."""
        self.began, self.remaining, self._heard, self._flying = now, remaining, now, 0.0
        for bucket in self._buckets.values():
            bucket.used = 0.0

    def _bucket(self, name: str) -> Bucket:
        return self._buckets.setdefault(name, Bucket())

    def _spend(self, name: str, amount: float) -> None:
        bucket = self._bucket(name)
        bucket.used += amount
        if bucket.tokens is not None:
            bucket.tokens -= amount

    def _short(self, name: str, limit: float, left: float, now: float, ask: Ask, price: float) -> float:
        """Refill a bucket. Seconds until it, and what is left of the minute, have enough; 0 when they have."""
        bucket, ours, rest = self._bucket(name), limit * ask.share, self.began + WINDOW - now
        ours_left = min(left, ours - bucket.used)
        rate = min(ours / WINDOW, max(0.0, ours_left) / rest)
        full = ours * SAVED
        tokens = full if bucket.tokens is None else bucket.tokens + max(0.0, now - bucket.at) * rate
        bucket.tokens, bucket.at = min(full, tokens), now
        # What costs more than there ever is must still pass: from a whole minute, from a full bucket.
        if (left if ask.priority == "interactive" else ours_left) - price < min(0.0, ours - price) - LEAST:
            return rest
        lacking = price + min(ask.floor * full, full - price) - bucket.tokens
        if lacking <= LEAST:
            return 0.0
        return min(rest, lacking / rate) if rate > 0 else rest
