"""The whole path on other people's questions: `make eval DATA=DIR`.

Opens 100 tickets of each data set on a bare desk with that set's canned responses, through sandbox, webhooks, web,
worker and clock as in production, and checks that each ticket has exactly one note. Exit 1 if one has none or two.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import psycopg

from assistant.config import load, only
from assistant.demo import questions
from assistant.demo.processes import ChildEnded
from assistant.demo.stack import Stack, running

TICKETS = 100
QUIET_SECONDS = 60.0
"""Without a new note for so long, the rest is missing."""
Row = dict[str, Any]


@dataclass(frozen=True)
class DataSet:
    """Questions with the title of the canned response that answers each."""

    name: str
    responses: Sequence[Row]
    tickets: Sequence[Row]
    titles: Sequence[str]


@dataclass(frozen=True)
class Result:
    """What a run gave."""

    name: str
    tickets: int
    notes: Counter[int]
    """Ticket -> notes that were posted on it."""
    right: int
    """Tickets whose draft puts the right canned response first."""
    replies: int
    right_replies: int
    seconds: Sequence[float]
    """From opening a ticket to its note."""
    took: float

    @property
    def wrong_numbers(self) -> int:
        """Tickets without exactly one note."""
        return self.tickets - sum(count == 1 for count in self.notes.values())


def spread(rows: Sequence[Row], count: int) -> list[Row]:
    """That many rows, evenly over the file."""
    return [rows[i * len(rows) // count] for i in range(min(count, len(rows)))]


def bitext(folder: Path) -> DataSet:
    """A web shop's questions and its 27 canned responses."""
    responses = [row for _, row in questions.rows(folder / "canned_responses.jsonl")]
    titles = {row["id"]: row["title"] for row in responses}
    return _data_set("bitext", folder, responses, lambda row: titles[row["canned_response_id"]])


def banking77(folder: Path) -> DataSet:
    """A bank's questions and the titles of its 77 intents, without bodies."""
    responses = [row for _, row in questions.rows(folder / "intents.jsonl")]
    titles = {row["intent"]: row["title"] for row in responses}
    return _data_set("banking77", folder, responses, lambda row: titles[row["intent"]])


def _data_set(name: str, folder: Path, responses: Sequence[Row], title: Any) -> DataSet:
    asked = spread([row for _, row in questions.rows(folder / "queries_dev.jsonl")], TICKETS)
    tickets = [questions.ticket(row, number, name) for number, row in enumerate(asked, 1)]
    return DataSet(name, [questions.response(row, name) for row in responses], tickets, [title(row) for row in asked])


def measure(data: DataSet, home: Path) -> Result:
    """Run one data set. Raises ChildEnded."""
    seed = questions.write_desk(home / data.name / "desk", list(data.responses))
    with running(home / data.name, seed=str(seed)) as stack:
        started = time.time()
        opened = {}
        for ticket in data.tickets:
            at = time.time()
            opened[stack.desk.open(ticket)] = at
        posted = _await_notes(stack, len(opened))
        last = max((at for _, at in posted), default=time.time())
        chosen, replies = _chosen(stack)
    right = {ticket for ticket, title in zip(opened, data.titles, strict=True) if chosen.get(ticket) == title}
    return Result(
        name=data.name,
        tickets=len(opened),
        notes=Counter(ticket for ticket, _ in posted),
        right=len(right),
        replies=len(replies),
        right_replies=len(right & replies),
        seconds=[at - opened[ticket] for ticket, at in posted if ticket in opened],
        took=last - started,
    )


def _await_notes(stack: Stack, count: int) -> list[tuple[int, float]]:
    """(ticket, moment) of every note posted, once there are `count` or no more come."""
    posted: list[tuple[int, float]] = []
    moved = time.monotonic()
    while len(posted) < count and time.monotonic() - moved < QUIET_SECONDS:
        time.sleep(1)
        stack.processes.check()
        now = _posted(stack)
        if len(now) > len(posted):
            moved = time.monotonic()
        posted = now
    time.sleep(2)  # a second note would come now
    return _posted(stack)


def _posted(stack: Stack) -> list[tuple[int, float]]:
    return [
        (int(call["path"].split("/")[4]), datetime.fromisoformat(call["at"]).timestamp())
        for call in stack.desk.requests()
        if call["method"] == "POST" and call["path"].endswith("/notes") and call["status"] < 300
    ]


def _chosen(stack: Stack) -> tuple[dict[int, str], set[int]]:
    """Ticket -> title of the canned response that its draft puts first; and the tickets with a reply to send."""
    with psycopg.connect(stack.servers.database_url) as connection:
        drafts = connection.execute("SELECT ticket_id, kind, body FROM drafts").fetchall()
    chosen: dict[int, str] = {}
    for ticket, _, body in drafts:
        canned = [source["title"] for source in body["sources"] if source["pool"] == "canned"]
        chosen |= {ticket: canned[0]} if canned else {}
    return chosen, {ticket for ticket, kind, _ in drafts if kind == "reply"}


def report(result: Result) -> str:
    """One line for people."""
    p95 = quantiles(result.seconds, n=20)[-1] if len(result.seconds) > 1 else float("nan")
    mid = median(result.seconds) if result.seconds else float("nan")
    return (
        f"{result.name}: {result.tickets} tickets, {sum(result.notes.values())} notes, "
        f"{result.wrong_numbers} without exactly one; recall@1 {result.right / result.tickets:.2f}, "
        f"{result.replies} replies ({result.right_replies} right), {result.tickets - result.replies} investigations; "
        f"{sum(result.notes.values()) / result.took:.1f} notes/s, "
        f"time to note median {mid:.1f} s, p95 {p95:.1f} s"
    )


def main(arguments: Sequence[str]) -> int:
    """The command; its exit code."""
    folder = Path(arguments[0]) if arguments else None
    if folder is None or not folder.is_dir():
        print(f"No data at {folder}: nothing to do." if folder else "No data named: make eval DATA=DIR.")
        return 0
    home = load(only("DESKHAND_HOME"), need=()).deskhand_home.resolve() / "eval"
    results = []
    for data in (bitext(folder / "bitext"), banking77(folder / "banking77")):
        try:
            results.append(measure(data, home))
        except ChildEnded as error:
            print(f"{data.name}: {error}", file=sys.stderr)
            return 1
        print(report(results[-1]), flush=True)
    return int(any(result.wrong_numbers for result in results))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
