"""Whether our own servers are well, from what they say: pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

State = Literal["ok", "warn", "fail"]

STALE = 300.0
"""Seconds that a due ticket may wait."""
SHOWN = 10
"""Dead letters and tickets that are named; the rest is counted."""
OLDEST_REDIS = (6, 2)


@dataclass(frozen=True)
class Check:
    """What was found about one part."""

    name: str
    state: State
    message: str
    remedy: str = ""


@dataclass(frozen=True)
class Records:
    """What the database says about the desk."""

    schema: str | None
    """The version of the tables; None if there are none."""
    newest_schema: str
    activated_at: datetime | None = None
    paused: bool = False
    dry_run: bool = False
    parked: bool = False
    dead_letters: Sequence[tuple[int, str]] = ()
    oldest_due: float = 0.0
    """Seconds that the ticket longest due has waited."""
    foreign: Sequence[int] = ()
    """Tickets on which another installation writes."""
    pgvector: bool = True
    """Whether Postgres can search vectors."""


@dataclass(frozen=True)
class Queues:
    """What Redis says. `policy` and `limit` (bytes, 0 is none) are of its memory; None where it would not tell."""

    version: str
    used: int
    limit: int | None
    policy: str | None
    workers: dict[str, int]
    """Queue -> workers that gave a sign of life."""


def of_records(found: Records) -> Iterator[Check]:
    """Tables, switches, and tickets that wait for something."""
    if found.schema != found.newest_schema:
        what = "has none of our tables" if found.schema is None else "has tables of another version"
        yield Check("postgres", "fail", what, "run python -m assistant db upgrade")
        return
    yield Check("postgres", "ok", "answers, and its tables are up to date")
    if not found.pgvector:
        remedy = "make pgvector 0.7 or newer available, then run python -m assistant db upgrade"
        yield Check("pgvector", "warn", "is not there: texts are found by their words alone", remedy)
    yield _activated(found.activated_at)
    if found.paused:
        yield Check("paused", "warn", "nothing is drafted", "python -m assistant resume goes on")
    if found.dry_run:
        yield Check("dry run", "warn", "drafts are stored and nothing is written to Freshdesk", "set DRY_RUN=false")
    if found.parked:
        yield Check(
            "locked out",
            "fail",
            "Freshdesk refused our key, and all waits",
            "put FRESHDESK_API_KEY right; the clock then goes on by itself within a minute",
        )
    yield _waiting(found.oldest_due, found.paused)
    yield _dead(found.dead_letters)
    if found.foreign:
        yield Check(
            "another installation",
            "warn",
            f"writes notes on {_numbers(found.foreign)}; nothing is drafted there",
            "let one installation serve the desk, or this one took over a new database: then delete the older notes",
        )


def _activated(moment: datetime | None) -> Check:
    if moment is None:
        return Check("activated", "fail", "never", "run python -m assistant activate")
    return Check("activated", "ok", f"for messages since {moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC")


def _waiting(seconds: float, paused: bool) -> Check:
    if seconds < STALE or paused:
        return Check("waiting tickets", "ok", f"the oldest waits for {seconds:.0f} s" if seconds else "none")
    remedy = "see that python -m worker and python -m worker clock run, and what their logs say"
    return Check("waiting tickets", "fail", f"one has been due for {seconds / 60:.0f} minutes", remedy)


def _dead(letters: Sequence[tuple[int, str]]) -> Check:
    if not letters:
        return Check("dead letters", "ok", "none")
    reasons = "; ".join(f"ticket {number}: {why}" for number, why in letters[:SHOWN])
    more = f"; and {len(letters) - SHOWN} more" if len(letters) > SHOWN else ""
    return Check("dead letters", "fail", reasons + more, "python -m assistant requeue TICKET, once the reason is gone")


def _numbers(tickets: Sequence[int]) -> str:
    more = f" and {len(tickets) - SHOWN} more" if len(tickets) > SHOWN else ""
    return f"ticket{'s' if len(tickets) > 1 else ''} {', '.join(map(str, tickets[:SHOWN]))}{more}"


def of_queues(found: Queues) -> Iterator[Check]:
    """Redis itself, and who works."""
    yield _redis(found)
    idle = [name for name, count in found.workers.items() if count == 0]
    counts = ", ".join(f"{name} {count}" for name, count in found.workers.items())
    if idle:
        yield Check(
            "workers", "warn", f"none for {', '.join(idle)}", "start python -m worker (Heroku: ps:scale worker=1)"
        )
    else:
        yield Check("workers", "ok", counts)


def _redis(found: Queues) -> Check:
    limit = f" of {_mib(found.limit)}" if found.limit else ""
    message = f"version {found.version}, {_mib(found.used)}{limit} used, policy {found.policy or 'not told'}"
    if tuple(int(part) for part in found.version.split(".")[:2] if part.isdecimal()) < OLDEST_REDIS:
        return Check("redis", "fail", message, "use Redis 6.2 or newer, or Valkey")
    if found.limit and found.policy not in (None, "noeviction"):
        remedy = "set maxmemory-policy to noeviction: else workers can vanish from its memory"
        return Check("redis", "warn", message, remedy)
    return Check("redis", "ok", message)


def _mib(count: int) -> str:
    return f"{count / 2**20:.1f} MiB"
