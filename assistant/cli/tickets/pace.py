"""Progress of a job over a known number of tickets, told now and then."""

from __future__ import annotations

import time
from collections import Counter

import click

EVERY = 5.0
"""Seconds between two lines of progress."""


class Pace:
    """How far it is and how long it will take, as the pace so far says."""

    def __init__(self, total: int) -> None:
        self.total, self.began, self.told = total, time.monotonic(), time.monotonic()

    def tell(self, counts: Counter[str]) -> None:
        """A line on stderr now and then. Tickets that were there already cost no time, so they do not count."""
        now = time.monotonic()
        if now - self.told < EVERY:
            return
        self.told = now
        done = sum(counts[name] for name in ("tickets", "there", "skipped", "failed"))
        made = counts["tickets"] + counts["failed"]
        left = f", about {_duration((self.total - done) * (now - self.began) / made)} left" if made else ""
        click.echo(f"{done:,} of {self.total:,} tickets{left}", err=True)


def _duration(seconds: float) -> str:
    return f"{seconds / 3600:.1f} h" if seconds > 5400 else f"{max(1, round(seconds / 60))} min"
