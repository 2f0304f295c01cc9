"""Thirty thousand tickets out of an account: ours, python-freshdesk, npm freshdesk-api. `python -m benchmarks.export`

Real HTTP to the sandbox, whose pages are kept ready, so that the clients are measured. Each client is a process of its
own; one after the other, in one run.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

from assistant.sandbox import Sandbox
from benchmarks.report import table, write_section

ROOT = Path(__file__).parents[1]
EVER = "2015-01-01T00:00:00Z"
WALL = 20_000
"""Tickets that a client may list that cannot get past the 300th page."""
NPM = "freshdesk-api@3.1.0"
RICH = "description,requester,stats"
SHARE = 0.8
PER_CALL = 1500
CLIENTS = {"ours": "ours", "python-freshdesk": "python_freshdesk"}


@dataclass(frozen=True)
class Result:
    """Of one client. `used`: as `exporting.used.Used`; the rest is what the sandbox saw."""

    name: str
    used: dict[str, Any]
    calls: int
    credits: int
    refused: int
    lists: int

    @property
    def us(self) -> float:
        """CPU of the client per ticket, in microseconds; of what it read, if it failed."""
        return float(self.used["cpu"]) / max(1, self.used["tickets"]) * 1e6


class Bench:
    """A sandbox with everything, and clients let loose on it."""

    def __init__(self, box: Sandbox, folder: Path) -> None:
        self.box, self.folder = box, folder

    def plan(self, name: str) -> None:
        requests.post(f"{self.box.url}/_sandbox/plan", json={"name": name}, timeout=10).raise_for_status()

    def since(self, count: int) -> str:
        """A moment since which so many tickets changed."""
        with self.box.state.lock:
            stamps = sorted(ticket["updated_at"] for ticket in self.box.state.tickets.values())
        return str(stamps[-count])

    def run(self, name: str, since: str, includes: str = "", *more: str) -> Result:
        client = name.split(",")[0]
        args = [self.box.url, str(self.folder / "out.jsonl"), since, includes, *more]
        with self.box.state.lock:
            self.box.state.requests.clear()
        if client in CLIENTS:
            command = [sys.executable, "-m", f"benchmarks.exporting.{CLIENTS[client]}", *args]
        else:
            command = ["node", str(self.folder / "npm.js"), *args]
        used = _answer(command)
        with self.box.state.lock:
            calls = [call for call in self.box.state.requests if call["path"].startswith("/api/")]
        return Result(
            name,
            used,
            len(calls),
            sum(call["credits"] for call in calls),
            sum(call["status"] == 429 for call in calls),
            sum(call["path"] == "/api/v2/tickets" and call["status"] == 200 for call in calls),
        )

    def per_call(self, client: str) -> float:
        """Microseconds of CPU."""
        command = [sys.executable, "-m", "benchmarks.exporting.calls", self.box.url, client, str(PER_CALL)]
        return float(_answer(command)["us"])


def _answer(command: Sequence[str]) -> dict[str, Any]:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=1200, check=True)  # noqa: S603
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def npm_installed(folder: Path) -> bool:
    """The package in a folder of its own; False, said on stderr, where there is no npm or no network."""
    shutil.copy(ROOT / "benchmarks" / "exporting" / "npm.js", folder)
    npm = shutil.which("npm")
    if npm is None:
        print("npm is not here: its client is left out", file=sys.stderr)
        return False
    command = [npm, "install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(folder), NPM]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300, check=False)  # noqa: S603
    if done.returncode:
        print(f"npm could not install {NPM}: its client is left out", file=sys.stderr)
    return done.returncode == 0


def main() -> int:
    """Measure, print and write the section; 1 if a goal is missed."""
    with tempfile.TemporaryDirectory(prefix="deskhand-bench-") as home, Sandbox.start(seed="big") as box:
        bench = Bench(box, Path(home))
        others = ["python-freshdesk", *([f"npm {NPM}"] if npm_installed(Path(home)) else [])]
        some = bench.since(WALL)
        warm = bench.run("ours", EVER, RICH)  # the sandbox's pages are made by this
        print(f"warmed up with {warm.used['tickets']} tickets", file=sys.stderr)
        all_off = [bench.run(name, EVER) for name in ("ours", *others)]
        some_off = [bench.run(name, some) for name in ("ours", *others)]
        rich_off = [bench.run(name, some, RICH) for name in ("ours", *others)]
        bench.plan("growth")
        limited = [bench.run("ours", EVER, "", "moved")]
        for name in others:
            bench.plan("growth")  # a new minute
            limited.append(bench.run(name, EVER))
        bench.plan("pro")
        rich = bench.run("ours", EVER, RICH, "moved")
        bench.plan("off")
        calls = {name: bench.per_call(name) for name in ("bare requests", "ours", "python-freshdesk")}
        total = len(box.state.tickets)
    text = _report(total, all_off, some_off, rich_off, limited, rich, calls)
    print(text)
    write_section("export", text)
    missed = _missed(some_off, limited[0], rich, total)
    for each in missed:
        print(f"Missed: {each}", file=sys.stderr)
    return 1 if missed else 0


def list_share(result: Result, lists: int) -> float:
    """Of the calls of the ticket list that our share allows in the time it took."""
    return float(result.lists / (lists * SHARE * result.used["seconds"] / 60))


def credit_share(result: Result, credits: int) -> float:
    return float(result.credits / (credits * SHARE * result.used["seconds"] / 60))


def _missed(some: Sequence[Result], growth: Result, pro: Result, total: int) -> list[str]:
    ours, theirs = some[0], some[1]
    goals = {
        "every ticket": growth.used["tickets"] == pro.used["tickets"] == total,
        "half of python-freshdesk's CPU per ticket": ours.us <= theirs.us / 2,
        "a tenth of its growth of memory": ours.used["grown"] <= theirs.used["grown"] / 10,
        "no 429 of our own making": growth.refused == pro.refused == 0,
        "95 % of our share": min(list_share(growth, 20), credit_share(pro, 400)) >= 0.95,
    }
    return [name for name, met in goals.items() if not met]


ABOUT = """\
{total} tickets over real HTTP from the sandbox, each client a process of its own, one after the other in one run. CPU
is the client's own, per ticket; memory is how much its peak grew after the first page. Ours writes JSON lines by way of
its shelf, as `tickets export --output` does; python-freshdesk gives a list of objects and writes nothing; the script
for npm's writes each page to a file. Measured {day} with Python {python} on {cores} cores that did other work too:
trust ratios more than times."""

GROWTH = """\
On the Growth plan (200 credits and 20 lists a minute), with a clock that waits move on here and in the sandbox: ours
took {minutes:.1f} minutes and {lists:.1%} of the lists that our share (four fifths) allows. On Pro, with
`include={rich}` (7 credits a page): {rich_minutes:.1f} minutes, {credits:.1%} of the credits of our share,
{refused} 429s."""

HEAD = [
    "client",
    "tickets",
    "seconds",
    "CPU us/ticket",
    "ratio",
    "grew, MiB",
    "calls",
    "credits",
    "429s",
    "ended",
]


def _rows(results: Sequence[Result]) -> str:
    base = results[0].us
    rows = [
        [
            each.name,
            each.used["tickets"],
            f"{each.used['wall']:.1f}",
            f"{each.us:.0f}" if each.used["tickets"] else "",
            f"{each.us / base:.1f}" if each.used["tickets"] else "",
            f"{each.used['grown'] / 1024:.1f}",
            each.calls,
            each.credits,
            each.refused,
            each.used["failed"] or "well",
        ]
        for each in results
    ]
    return table(HEAD, rows)


def _report(
    total: int,
    everything: Sequence[Result],
    some: Sequence[Result],
    rich_some: Sequence[Result],
    limited: Sequence[Result],
    rich: Result,
    calls: dict[str, float],
) -> str:
    about = ABOUT.format(
        total=total,
        day=time.strftime("%Y-%m-%d", time.gmtime()),
        python=platform.python_version(),
        cores=os.cpu_count(),
    )
    growth = GROWTH.format(
        minutes=limited[0].used["seconds"] / 60,
        lists=list_share(limited[0], 20),
        rich=RICH,
        rich_minutes=rich.used["seconds"] / 60,
        credits=credit_share(rich, 400),
        refused=rich.refused,
    )
    per_call = ", ".join(f"{name} {us:.0f} us ({us / calls['bare requests']:.1f})" for name, us in calls.items())
    return "\n\n".join(
        [
            "## Export of all tickets",
            about,
            f"No limits, all {total}:",
            _rows(everything),
            f"No limits, the last {WALL}, which every client can list:",
            _rows(some),
            f"The same with `include={RICH}`:",
            _rows(rich_some),
            growth,
            _rows(limited),
            f"CPU of one small call (`GET /agents/me`), against `requests` alone: {per_call}.",
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
