"""How a long run ends early: by a signal, a reader that left, an outage."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from assistant.errors import TemporaryError


@contextmanager
def quiet_pipe(target: Path | None) -> Iterator[None]:
    """Who reads stdout has seen enough: as with any other filter that is no failure."""
    try:
        yield
    except BrokenPipeError:
        if target is not None:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


@contextmanager
def goes_on(state: Path | None) -> Iterator[None]:
    """What an early end leaves, in a line."""
    try:
        yield
    except (TemporaryError, SystemExit) as error:
        if state is not None and getattr(error, "code", True):
            click.echo(f"What was read is kept in {state}: the same command goes on from there.", err=True)
        raise


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """SIGINT and SIGTERM end the run where it is, files closed."""

    def end(number: int, _: object) -> None:
        raise SystemExit(128 + number)

    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
