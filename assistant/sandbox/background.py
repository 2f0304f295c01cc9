"""What the desk does by itself when its clock passes an instant: the work of jobs, and the archive."""

from __future__ import annotations

from collections.abc import Callable

from assistant.sandbox import archive
from assistant.sandbox.state import Desk


def later(desk: Desk, at: float, work: Callable[[], None]) -> None:
    """Do the work at that instant, now if it has come."""
    if at <= desk.clock.now():
        work()
    else:
        desk.work.append((at, work))


def run(desk: Desk) -> None:
    """Catch up: what was due is done as if it had been done in time."""
    while due := [each for each in desk.work if each[0] <= desk.clock.now()]:
        at, work = min(due, key=lambda each: each[0])
        desk.work.remove((at, work))
        with desk.clock.at(at):
            work()
    archive.nightly(desk)
