"""`demo`: start the desk, open its tickets, show each note as an agent would read it."""

from __future__ import annotations

import sys
import textwrap
import time
from pathlib import Path

import click

from assistant.config import load, only
from assistant.core.note import plain_note
from assistant.demo import questions
from assistant.demo.desk import Desk, Note
from assistant.demo.processes import ChildEnded
from assistant.demo.stack import Stack, running

ONCE_SECONDS = 60.0
LOOK_SECONDS = 0.2
QUESTION_LINES = 12
WIDTH = 100


def run(*, once: bool, port: int | None, tickets: Path | None, canned: Path | None) -> int:
    """The whole command; its exit code. Raises FileError, ServerError, ConfigError."""
    rows = questions.tickets(tickets) if tickets else questions.shop_tickets()
    responses = questions.canned(canned) if canned else None
    home = load(only("DESKHAND_HOME"), need=()).deskhand_home / "demo"
    seed = str(questions.write_desk(home.resolve() / "desk", responses)) if responses else "demo"
    try:
        with running(home, seed=seed, port=port, progress=say) as stack:
            say(_where(stack))
            return _first(stack, rows) if once else _all(stack, rows)
    except ChildEnded as error:
        say(f"Error: {error}")
        return 1
    except KeyboardInterrupt:
        return 0 if not once else 130


def say(line: str) -> None:
    """Progress, on stderr."""
    click.echo(line, err=True)


def _where(stack: Stack) -> str:
    model = (
        f"{stack.model}; the text of the tickets is sent there" if stack.model else "none (OPENAI_API_KEY is not set)"
    )
    return (
        f"\n  Desk   {stack.desk.url}   read the tickets, answer as customer or agent\n"
        f"  Model  {model}\n  Logs   {stack.processes.logs}\n"
    )


def _first(stack: Stack, rows: list[questions.Row]) -> int:
    """Open the first ticket and print its note; 1 if there is none in time."""
    started = time.monotonic()
    number = stack.desk.open(rows[0])
    while time.monotonic() - started < ONCE_SECONDS:
        stack.processes.check()
        if notes := stack.desk.notes(number):
            show(stack.desk, number, notes[-1], time.monotonic() - started)
            return 0
        time.sleep(LOOK_SECONDS)
    say(f"Error: no note on ticket {number} after {ONCE_SECONDS:.0f} s")
    for name in ("web", "worker", "clock"):
        say(f"{name}:\n{stack.processes.tail(name)}")
    return 1


def _all(stack: Stack, rows: list[questions.Row]) -> int:
    """Open every ticket, then print each note that comes, until Ctrl-C."""
    opened = {stack.desk.open(row): time.monotonic() for row in rows}
    say(f"{len(opened)} tickets are open. Ctrl-C ends everything.")
    watch = Watch(stack.desk)
    while True:
        stack.processes.check()
        for number, note in watch.new():
            show(stack.desk, number, note, time.monotonic() - opened.get(number, time.monotonic()))
        time.sleep(LOOK_SECONDS * 3)


class Watch:
    """Knows which notes were seen already."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._seen: set[tuple[int, str]] = set()
        self._changed: dict[int, tuple[str, int]] = {}

    def new(self) -> list[tuple[int, Note]]:
        """Notes that are new or say something else than when they were seen last."""
        found = [(number, note) for number in self._moved() for note in self.desk.notes(number)]
        fresh = [(number, note) for number, note in found if (note.id, note.html) not in self._seen]
        self._seen |= {(note.id, note.html) for _, note in fresh}
        return fresh

    def _moved(self) -> list[int]:
        """Tickets changed since they were read last. Stamps have whole seconds, so each change is read three times."""
        moved = []
        for ticket in self.desk.tickets():
            stamp, reads = self._changed.get(ticket["id"], ("", 0))
            reads = reads + 1 if stamp == ticket["updated_at"] else 1
            self._changed[ticket["id"]] = (ticket["updated_at"], reads)
            if reads <= 3:
                moved.append(ticket["id"])
        return moved


def show(desk: Desk, number: int, note: Note, seconds: float) -> None:
    """The ticket's question and the note, on stdout."""
    ticket = desk.ticket(number)
    heading = f"#{number}  {ticket['subject']}"
    question = _clip(plain_note(ticket.get("description") or ""))
    who = (ticket.get("requester") or {}).get("name") or "The customer"
    text = f"\n{heading}\n{'=' * min(len(heading), WIDTH)}\n{who} wrote:\n{_indent(question, '  > ')}\n\n"
    text += f"Private note, {seconds:.1f} s later:\n\n{_indent(plain_note(note.html), '  ')}\n"
    sys.stdout.buffer.write(text.encode(sys.stdout.encoding or "utf-8", "replace"))
    sys.stdout.flush()


def _indent(text: str, by: str) -> str:
    """Each line wrapped to the width of a page and indented; a list's own indent is kept."""
    lines = []
    for line in text.splitlines():
        inner = by + " " * (len(line) - len(line.lstrip(" *")))
        lines += textwrap.wrap(line, WIDTH, initial_indent=by, subsequent_indent=inner, break_on_hyphens=False) or [by]
    return "\n".join(line.rstrip() for line in lines)


def _clip(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    return "\n".join(lines[:QUESTION_LINES] + (["[…]"] if len(lines) > QUESTION_LINES else []))
