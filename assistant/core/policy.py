"""What the desk wants: times, limits and filters, as one value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

MAX_ATTEMPTS = 5
"""Crashes and permanent errors before a ticket is a dead letter. One that is asked for again gets one attempt."""


@dataclass(frozen=True)
class Policy:
    """Handed to `decide`. Durations are timedeltas; empty filters mean "all"."""

    activated_at: datetime | None = None
    """Turns whose newest message is older are not drafted unasked: the first day does not flood old tickets."""
    max_turn_age: timedelta = timedelta(hours=24)
    settle: timedelta = timedelta(seconds=45)
    """How long a chat or social turn must be quiet before it is drafted; mail waits for nothing."""
    post_timeout: timedelta = timedelta(seconds=10)
    """The total deadline of a POST."""
    quiet: timedelta = timedelta(seconds=30)
    """How long after that deadline a POST of unknown outcome may still show up in the thread."""
    fresh: timedelta = timedelta(seconds=10)
    """A thread read longer ago than this is read again before a POST."""
    crash_wait: timedelta = timedelta(seconds=45)
    """When a look that died is tried again."""
    reply_doubt: timedelta = timedelta(seconds=40)
    """When a reply whose answer was lost is looked for in the thread."""
    too_late: timedelta = timedelta(hours=24)
    """How long temporary errors are tried again."""
    alone_after: int = 2
    """Crashes before a ticket is looked at in a process of its own."""
    dry_run: bool = False
    groups: frozenset[str] = frozenset()
    products: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    sources: frozenset[int] = frozenset()
    apply_triage: frozenset[str] = frozenset()
    """Fields of the ticket that sure proposals are written to: type, priority, group, tags. Empty is none."""

    def doubt_ends(self, posting_at: datetime) -> datetime:
        """When a POST begun at `posting_at` has either shown up in the thread or never will."""
        return posting_at + self.post_timeout + self.quiet
