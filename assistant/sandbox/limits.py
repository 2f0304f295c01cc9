"""Credits, plans and the windows of a minute (freshdesk-api 2)."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field

from flask import request

from assistant.sandbox import errors
from assistant.sandbox.state import Desk

WINDOW = 60.0
_ONE_TICKET = re.compile(r"/api/v2/tickets/\d+")


@dataclass(frozen=True)
class Plan:
    """Calls a minute: in all (credits), and of the kinds that have a limit of their own (calls)."""

    total: int
    sub: dict[str, int] = field(default_factory=dict)


def _plan(total: int, writes: int, lists: int) -> Plan:
    sub = {"create": writes, "update": writes, "tickets": lists, "contacts": lists}
    return Plan(total, sub)


PLANS = {
    "off": Plan(1_000_000),
    "trial": Plan(50),
    "growth": _plan(200, 80, 20),
    "pro": _plan(400, 160, 100),
    "enterprise": _plan(700, 280, 200),
}
"""`off` is a limit that no test reaches, so that the headers are there all the same."""


def price(method: str, path: str, includes: int) -> int:
    """Credits of a call: an include costs 1 on one ticket and 2 on the list (freshdesk-api 2)."""
    if method == "GET" and path == "/api/v2/tickets":
        return 1 + 2 * includes
    if method == "GET" and _ONE_TICKET.fullmatch(path):
        return 1 + includes
    return 1


def kind(method: str, path: str) -> str | None:
    """Which sub-limit a call counts against."""
    match (method, path):
        case ("POST", "/api/v2/tickets"):
            return "create"
        case ("GET", "/api/v2/tickets"):
            return "tickets"
        case ("GET", "/api/v2/contacts"):
            return "contacts"
        case ("PUT", _) if _ONE_TICKET.fullmatch(path):
            return "update"
    return None


class Limiter:
    """What the current minute has used. Held under the desk's lock."""

    def __init__(self, plan: str) -> None:
        self.use(plan)

    def use(self, plan: str) -> None:
        self.name, self.plan = plan, PLANS[plan]
        self._empty(-math.inf)

    def _empty(self, now: float) -> None:
        self._began, self._used, self._calls = now, 0, dict.fromkeys(self.plan.sub, 0)

    @property
    def remaining(self) -> int:
        return max(0, self.plan.total - self._used)

    def take(self, now: float, credits: int, sub: str | None) -> int:
        """Take the credits; 0, or the whole seconds to wait when the minute has not so many left."""
        if now - self._began >= WINDOW:
            self._empty(now)
        full = sub in self._calls and self._calls[sub] >= self.plan.sub[sub]
        if full or self._used + credits > self.plan.total:
            return max(1, math.ceil(self._began + WINDOW - now))
        self._used += credits
        if sub in self._calls:
            self._calls[sub] += 1
        return 0


def charge(desk: Desk, limiter: Limiter) -> int:
    """Credits taken for the request at hand. Raises Refused 429 with Retry-After."""
    path = request.path.rstrip("/")
    includes = [word for word in request.args.get("include", "").split(",") if word.strip()]
    credits = price(request.method, path, len(includes))
    with desk.lock:
        wait = limiter.take(desk.clock.now(), credits, kind(request.method, path))
    if wait:
        body = {"message": "You have exceeded the limit of requests per minute"}
        raise errors.Refused(429, body, {"Retry-After": str(wait)})
    return credits


def headers(limiter: Limiter, credits: int) -> dict[str, str]:
    return {
        "X-RateLimit-Total": str(limiter.plan.total),
        "X-RateLimit-Remaining": str(limiter.remaining),
        "X-RateLimit-Used-CurrentRequest": str(credits),
    }
