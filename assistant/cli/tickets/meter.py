"""How far a long job is, on stderr: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Self

import click

from assistant.core.export.cost import Limits
from assistant.core.export.row import Row
from assistant.core.export.wanted import Wanted

EVERY = 10.0
"""Seconds between two lines where there is no terminal."""
NAMES = {
    "tickets": "Tickets",
    "conversations": "Tickets with their conversations",
    "attachments": "Tickets with their files",
    "time_entries": "Time entries",
    "ratings": "Ratings",
}


class Meter:
    """`limits`: of the account, as its last answer said. The time left is what the credits allow, or what the pace so
    far makes it if that is longer."""

    def __init__(self, wanted: Wanted, limits: Callable[[], Limits | None]) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn

        self.written = 0
        self._wanted, self._limits = wanted, limits
        self._stage, self._began, self._first, self._said = "", 0.0, 0, 0.0
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.fields[numbers]}"),
            console=Console(stderr=True),
            disable=not sys.stderr.isatty(),
            transient=True,
        )
        self._task = self._bar.add_task("Tickets", total=None, numbers="")

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def tell(self, stage: str, done: int, total: int | None) -> None:
        """So much of so much was read."""
        if stage == "changed":
            click.echo(f"{done} tickets changed after they were written; --output writes the newest.", err=True)
            return
        now = time.monotonic()
        if stage != self._stage:
            self._stage, self._began, self._first = stage, now, done
        numbers = _numbers(done, total, self._left(done, total, now))
        self._bar.update(self._task, description=NAMES[stage], completed=done, total=total, numbers=numbers)
        if self._bar.disable and now - self._said >= EVERY:
            self._said = now
            click.echo(f"{NAMES[stage]}: {numbers}", err=True)

    def writing(self, rows: Iterator[Row]) -> Iterator[Row]:
        """The same rows, counted."""
        for row in rows:
            self.written += 1
            yield row

    def _left(self, done: int, total: int | None, now: float) -> float | None:
        """Seconds; None while nobody knows."""
        limits = self._limits()
        if total is None or limits is None:
            return None
        if self._stage == "tickets":
            allowed = self._wanted.cost(total - done, total)
        else:
            allowed = Wanted(extras=frozenset(self._wanted.own)).cost(0, total - done)
        read = done - self._first
        pace = (now - self._began) * (total - done) / read if read else 0.0
        return max(allowed.seconds(limits), pace)


def _numbers(done: int, total: int | None, left: float | None) -> str:
    if total is None:
        return f"{done:,}"
    share = f" ({done * 100 // total} %)" if total else ""
    return f"{done:,} of {total:,}{share}{'' if left is None else f', {in_words(left)} left'}"


def in_words(seconds: float) -> str:
    """A length of time, rounded up: nobody minds being early."""
    if seconds < 60:
        return f"{max(1, round(seconds))} s"
    minutes = -(-int(seconds) // 60)
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h {minutes % 60} min"
