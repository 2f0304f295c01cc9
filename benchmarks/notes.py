"""From a ticket's creation to its note, without a model; and what a note costs in calls and credits.

    python -m benchmarks.notes [TICKETS]

The whole real path on this machine: sandbox, webhook, Postgres, Valkey, RQ, worker, note.
"""

from __future__ import annotations

import os
import platform
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from assistant.demo.desk import Desk
from assistant.demo.stack import running
from benchmarks.report import table, write_section

TICKET = {
    "from": {"name": "Mara Lindqvist", "email": "mara@mail.example"},
    "subject": "Grinder stopped",
    "description": "<p>My grinder stopped in the middle of grinding after one week. Can I have a replacement?</p>",
    "source": 1,
}


def measure(count: int) -> dict[str, Any]:
    """Open `count` tickets one after the other; seconds to each note, and the calls made for them."""
    with tempfile.TemporaryDirectory(prefix="deskhand-bench-") as home:
        Path(home).chmod(0o755)
        with running(Path(home), seed="demo", progress=lambda _: None) as stack:
            _note(stack.desk)  # the first one reads account and canned responses
            before = len(_asked(stack.desk))
            seconds = [_note(stack.desk) for _ in range(count)]
            calls = _asked(stack.desk)[before:]
    return {
        "tickets": count,
        "seconds_median": round(statistics.median(seconds), 3),
        "seconds_p95": round(sorted(seconds)[int(0.95 * (count - 1))], 3),
        "calls_per_note": round(len(calls) / count, 2),
        "credits_per_note": round(sum(float(call["credits"]) for call in calls) / count, 2),
        "sweep_calls": sum(call["path"] == "/api/v2/tickets" for call in calls),
    }


def _note(desk: Desk) -> float:
    began = time.perf_counter()
    ticket = desk.open(TICKET)
    while not desk.notes(ticket):
        if time.perf_counter() - began > 60:
            raise TimeoutError(f"ticket {ticket} got no note within a minute")
        time.sleep(0.005)
    return time.perf_counter() - began


def _asked(desk: Desk) -> list[dict[str, Any]]:
    """The calls of our own processes: those of this script ask for notes, 100 a page."""
    return [call for call in desk.requests() if "per_page=100" not in str(call.get("query", "")) or _is_sweep(call)]


def _is_sweep(call: dict[str, Any]) -> bool:
    return call["path"] == "/api/v2/tickets" and call["method"] == "GET"


SECTION = """## From a ticket to its note

The whole path on one machine ({machine}), without a model: from the ticket's creation, over webhook, Postgres, Valkey
and RQ, to the note in the thread. {tickets} tickets, one after the other.

{table}

Calls and credits are those of our own processes to the helpdesk's API. The sweep comes on top: every change, our own
note included, is looked at once or twice more within minutes (4 credits each), in case a list lagged or a webhook was
lost."""


def main() -> None:
    """Print the figures, one a line, and write them down."""
    found = measure(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
    for name, value in found.items():
        print(f"{name:18} {value}")
    rows = [(name.replace("_", " "), value) for name, value in found.items() if name != "tickets"]
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    text = SECTION.format(machine=machine, tickets=found["tickets"], table=table(["figure", "value"], rows))
    write_section("notes", text)


if __name__ == "__main__":
    main()
