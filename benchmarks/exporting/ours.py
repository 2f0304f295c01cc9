"""`python -m benchmarks.exporting.ours URL OUTPUT SINCE INCLUDES [moved]`: what `tickets export --output` runs."""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import requests

from assistant.core.export.wanted import Wanted
from assistant.exports.formats import in_a_file
from assistant.exports.shelf import FileShelf
from assistant.freshdesk import Credits, Freshdesk
from assistant.helpdesk.export import FreshdeskSource
from assistant.usecases.export_tickets import export_tickets
from benchmarks.exporting.used import Used


class MovedClock:
    """The real clock, but who sleeps moves it on at once, here and in the sandbox."""

    def __init__(self, url: str) -> None:
        self._url, self._ahead = url, 0.0

    def now(self) -> float:
        return time.monotonic() + self._ahead

    def sleep(self, seconds: float) -> None:
        requests.post(f"{self._url}/_sandbox/clock", json={"advance": seconds}, timeout=10).raise_for_status()
        self._ahead += seconds


def main(url: str, output: str, since: str, includes: str, moved: str = "") -> None:
    clock = MovedClock(url)
    now, sleep = (clock.now, clock.sleep) if moved else (time.monotonic, time.sleep)
    credits = Credits(priority="bulk", max_wait=300.0, clock=now, sleep=sleep)
    source = FreshdeskSource(Freshdesk(url, "bench", credits=credits, clock=now, sleep=sleep, total_timeout=60.0))
    names = frozenset(includes.split(",")) - {""}
    wanted = Wanted(datetime.fromisoformat(since), names - {"description"}, descriptions="description" in names)
    used, read = Used(), 0

    def tell(stage: str, done: int, total: int | None) -> None:
        nonlocal read
        if done:
            used.first_page()
        read = done

    used.begin()
    began = now()
    with FileShelf(None) as shelf:
        rows = export_tickets(wanted, source=source, shelf=shelf, clock=lambda: datetime.now(UTC), tell=tell)
        used.seconds = now() - began
        in_a_file(rows, Path(output), "jsonl", (), ())
    with Path(output).open() as lines:
        used.end(sum(1 for _ in lines))
    used.tell()


if __name__ == "__main__":
    main(*sys.argv[1:])
