"""Eight processes want twice the account's credits: who gets how much, and how long a person waits.

`python -m benchmarks.credits`. Real parts: the sandbox over HTTP with the limits of a plan, Valkey, forked processes.
Three ways of counting run side by side, each on an account of its own, for two whole minutes of the limit; another
app takes a fifth of each account, and somebody who waits asks for a ticket every few seconds.
"""

from __future__ import annotations

import multiprocessing
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.pool import AsyncResult
from pathlib import Path

import requests
from redis import Redis

from assistant.embedded import Servers
from assistant.freshdesk import Answer, CreditPool, Credits, Freshdesk, FreshdeskError
from assistant.freshdesk.minute import Priority
from assistant.freshdesk.shared_credits import SharedCredits
from assistant.sandbox import Sandbox
from benchmarks.report import table, write_section

PLAN, LIMIT, OTHERS = "growth", 200, 0.2
PROCESSES, DEMAND = 8, 2.0
SECONDS = 120.0
EVERY = 4.0
"""Seconds between two questions of the one who waits."""
INCLUDES = (("requester",), (), ("requester", "company", "stats"))


class NoCount:
    """Ask at once, and obey a 429 when it comes."""

    def acquire(self, price: int, *, wait: bool, call: str = "") -> None: ...

    def settle(
        self, price: int, headers: Mapping[str, str] | None, *, call: str = "", seconds: float = 0.0
    ) -> None: ...

    def block(self, seconds: float, headers: Mapping[str, str], *, call: str = "", price: int = 1) -> None: ...


Make = Callable[[str, str, Priority], CreditPool]


def _shared(redis_url: str, account: str, priority: Priority) -> CreditPool:
    return SharedCredits(Redis.from_url(redis_url), account, priority=priority, reserve=OTHERS, max_wait=SECONDS)


def _alone(redis_url: str, account: str, priority: Priority) -> CreditPool:
    return Credits(priority=priority, reserve=OTHERS, max_wait=SECONDS)


def _none(redis_url: str, account: str, priority: Priority) -> CreditPool:
    return NoCount()


WAYS: dict[str, Make] = {
    "one count in Redis": _shared,
    "each process counts alone": _alone,
    "no count, obey 429s": _none,
}


@dataclass(frozen=True)
class Seen:
    """What one process saw until the end. `waits`: seconds of each call."""

    credits: float
    calls: int
    refused: int
    waits: list[float]


@dataclass(frozen=True)
class Result:
    """Of one way. Shares from 0 to 1, waits in seconds."""

    name: str
    used: float
    refused: float
    others_refused: float
    waits: list[float]
    bulk: float


@dataclass(frozen=True)
class Place:
    """Where one way is measured, from when to when on the monotonic clock."""

    make: Make
    redis_url: str
    account: str
    ticket: int
    began: float
    ends: float


def _client(place: Place, priority: Priority) -> tuple[Freshdesk, list[Answer]]:
    heard: list[Answer] = []

    def hear(answer: Answer) -> None:
        if time.monotonic() < place.ends:
            heard.append(answer)

    credits = place.make(place.redis_url, place.account, priority)
    return Freshdesk(place.account, "bench", credits=credits, on_answer=hear), heard


def _work(place: Place, priority: Priority, every: float, includes: Sequence[tuple[str, ...]]) -> Seen:
    """Ask for a ticket each `every` seconds, at once when late."""
    api, heard = _client(place, priority)
    waits: list[float] = []
    due = place.began + every * (os.getpid() % PROCESSES) / PROCESSES
    turn = 0
    while (now := time.monotonic()) < place.ends:
        if now < due:
            time.sleep(min(due, place.ends) - now)
            continue
        with suppress(FreshdeskError):  # given up for now: asked again at its next turn
            api.tickets.get(place.ticket, include=includes[turn % len(includes)])
        waits.append(time.monotonic() - max(now, due))
        due, turn = due + every, turn + 1
    good = [answer for answer in heard if answer.status == 200]
    return Seen(sum(answer.credits for answer in good), len(heard), len(heard) - len(good), waits)


def _other_app(place: Place) -> Seen:
    """Takes its fifth evenly, and asks again at its next turn when it is refused."""
    every = 60 / (LIMIT * OTHERS)
    refused = calls = 0
    while time.monotonic() < place.ends:
        answer = requests.get(f"{place.account}/api/v2/agents/me", auth=("other", "X"), timeout=10)
        calls, refused = calls + 1, refused + (answer.status_code == 429)
        time.sleep(max(0.0, place.began + calls * every - time.monotonic()))
    return Seen(calls - refused, calls, refused, [])


def _run(place: Place, pool: multiprocessing.pool.Pool) -> list[AsyncResult[Seen]]:
    per_call = statistics.mean(1 + len(include) for include in INCLUDES)
    every = PROCESSES * per_call / (DEMAND * LIMIT * (1 - OTHERS) / 60)
    bulk = [pool.apply_async(_work, (place, "bulk", every, INCLUDES)) for _ in range(PROCESSES)]
    person = pool.apply_async(_work, (place, "interactive", EVERY, [("requester",)]))
    return [*bulk, person, pool.apply_async(_other_app, (place,))]


def _result(name: str, seen: Sequence[Seen]) -> Result:
    *ours, other = seen
    calls = sum(each.calls for each in ours)
    ours_possible = LIMIT * SECONDS / 60 - other.credits
    return Result(
        name=name,
        used=sum(each.credits for each in ours) / ours_possible,
        refused=sum(each.refused for each in ours) / calls,
        others_refused=other.refused / other.calls,
        waits=ours[-1].waits,
        bulk=statistics.median(wait for each in ours[:-1] for wait in each.waits),
    )


def main() -> int:
    """Measure the three ways at once, print and write the section."""
    with tempfile.TemporaryDirectory(prefix="deskhand-bench-") as home:
        Path(home).chmod(0o755)
        context = multiprocessing.get_context("fork")
        with context.Pool(len(WAYS) * (PROCESSES + 2)) as pool, Servers(Path(home)) as servers:  # forks have no threads
            boxes = [Sandbox.start(seed="empty", plan=PLAN) for _ in WAYS]
            try:
                results = _measure(boxes, pool, servers.redis_url)
            finally:
                for box in boxes:
                    box.stop()
    text = _report(results)
    print(text)
    write_section("credits", text)
    return 0


def _measure(boxes: Sequence[Sandbox], pool: multiprocessing.pool.Pool, redis_url: str) -> list[Result]:
    tickets = [_ticket(box.url) for box in boxes]
    for box in boxes:  # a new minute for all
        requests.post(f"{box.url}/_sandbox/clock", json={"advance": 61}, timeout=10).raise_for_status()
    began = time.monotonic() + 0.5
    running = {
        name: _run(Place(make, redis_url, box.url, ticket, began, began + SECONDS), pool)
        for (name, make), box, ticket in zip(WAYS.items(), boxes, tickets, strict=True)
    }
    return [_result(name, [each.get(SECONDS * 2) for each in ours]) for name, ours in running.items()]


def _ticket(url: str) -> int:
    return Freshdesk(url, "bench").tickets.create(email="ana@example.org", subject="Hi", description="Hi").id


ABOUT = """\
{processes} processes of bulk work want twice our share of an account of {limit} credits a minute, over real HTTP, for
{minutes:.0f} minutes; another app takes {others:.0%} of it, and somebody who waits asks for a ticket each {every:.0f} s
(2 credits). "Used" is what we took of all that the other app did not. Waits are whole calls, in seconds. Measured {day}
with Python {python} on {cores} cores that did other work too."""


def _report(results: Sequence[Result]) -> str:
    head = ["way", "used", "our 429s", "the other's 429s", "person p50", "person p95", "bulk p50"]
    rows = [
        [r.name, f"{r.used:.1%}", f"{r.refused:.1%}", f"{r.others_refused:.1%}", *_quantiles(r.waits), f"{r.bulk:.2f}"]
        for r in results
    ]
    about = ABOUT.format(
        processes=PROCESSES,
        limit=LIMIT,
        minutes=SECONDS / 60,
        others=OTHERS,
        every=EVERY,
        day=time.strftime("%Y-%m-%d", time.gmtime()),
        python=platform.python_version(),
        cores=os.cpu_count(),
    )
    return f"## Sharing the account's credits\n\n{about}\n\n{table(head, rows)}\n"


def _quantiles(waits: Sequence[float]) -> list[str]:
    cuts = statistics.quantiles(waits, n=20, method="inclusive")
    return [f"{cuts[9]:.2f}", f"{cuts[18]:.2f}"]


if __name__ == "__main__":
    sys.exit(main())
