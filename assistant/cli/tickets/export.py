"""`tickets export`: all tickets of the account, in a format that other programs read."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant.cli.moments import Moment
from assistant.cli.tickets.ending import ended_by_signals, goes_on, quiet_pipe
from assistant.core.export.wanted import EXTRAS, Wanted

if TYPE_CHECKING:
    from assistant.cli.tickets.meter import Meter
    from assistant.core.export.row import Row
    from assistant.freshdesk import Answer
    from assistant.helpdesk.export import FreshdeskSource

FORMATS = ("json", "jsonl", "csv", "parquet", "sqlite")
SUFFIXES = {".ndjson": "jsonl", ".sqlite3": "sqlite", ".db": "sqlite", **{f".{name}": name for name in FORMATS}}
SLOW = 60.0
"""Seconds that one answer may take: a page of long descriptions is megabytes."""


class Extras(click.ParamType["frozenset[str]"]):
    """Names of parts, by commas."""

    name = "parts"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> frozenset[str]:
        """The names."""
        if isinstance(value, frozenset):
            return value
        names = frozenset(name.strip() for name in str(value).split(",") if name.strip())
        if not names <= set(EXTRAS):
            self.fail(f"write some of {','.join(EXTRAS)}", param, ctx)
        return names


@dataclass
class Calls:
    """What the API was asked, counted as it answers."""

    calls: int = 0
    credits: float = 0
    refused: int = 0
    began: float = field(default_factory=time.monotonic)

    def hear(self, answer: Answer) -> None:
        self.calls += 1
        if answer.status == 429:
            self.refused += 1
        else:
            self.credits += answer.credits

    def summary(self) -> dict[str, Any]:
        seconds = round(time.monotonic() - self.began, 1)
        return {"calls": self.calls, "credits": round(self.credits), "refused": self.refused, "seconds": seconds}


@click.command()
@click.option("--format", "kind", type=click.Choice(FORMATS), help="By default as the end of --output says, else json.")
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help="File to write, whole or not at all; without it, or with -, the tickets go to stdout.",
)
@click.option("--since", type=Moment(), help="Only tickets changed at or after this moment (ISO 8601, UTC).")
@click.option(
    "--with", "extras", type=Extras(), default="", metavar="PARTS", help=f"More of each ticket: {', '.join(EXTRAS)}."
)
@click.option("--no-descriptions", is_flag=True, help="Without the first message's text: 1 credit a page, not 3.")
@click.option("--spam", is_flag=True, help="Also tickets marked as spam.")
@click.option("--deleted", is_flag=True, help="Also deleted tickets.")
@click.option(
    "--state",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File that keeps what was read: a run that was ended goes on, a later one reads only what changed.",
)
@click.option("--dry-run", is_flag=True, help="Only say what it would cost: tickets, calls, credits, minutes.")
@click.option("--json", "as_json", is_flag=True, help="What was done (with --output) or would be (--dry-run), as JSON.")
def export(
    kind: str | None,
    output: Path | None,
    since: datetime | None,
    extras: frozenset[str],
    no_descriptions: bool,
    spam: bool,
    deleted: bool,
    state: Path | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """All tickets, each once and as it was last, past the list's 300 pages.

    Without --output and --state tickets are written while they are read. With either they are first read to the end:
    one that changes meanwhile is then written as it became. Freshdesk's limits are kept, a fifth of them left to
    others. Ended by a signal: 128 and its number; --state goes on from there, also after kill -9 or an outage (5).
    """
    target = None if output is None or str(output) == "-" else output
    kind = kind or SUFFIXES.get(target.suffix.lower() if target else "", "json")
    _check(kind, target, as_json and not dry_run)
    gone = frozenset(name for name, also in (("spam", spam), ("deleted", deleted)) if also)
    wanted = Wanted(since, extras, gone, not no_descriptions)
    calls = Calls()
    source = _source(calls)
    if dry_run:
        click.echo(_price(wanted, source, as_json))
        return
    with ExitStack() as stack:
        stack.enter_context(ended_by_signals())
        stack.enter_context(goes_on(state))
        stack.enter_context(quiet_pipe(target))
        from assistant.cli.tickets.meter import Meter

        meter = stack.enter_context(Meter(wanted, source.limits))
        rows, shape = _rows(stack, wanted, source, kind, target, state, meter)
        _write(rows, kind, target, shape, wanted)
    summary = {"tickets": meter.written, **calls.summary(), "output": str(target) if target else "-", "format": kind}
    if as_json:
        click.echo(json.dumps(summary))
    else:
        click.echo("{tickets} tickets, {calls} calls, {credits} credits, {seconds} s".format(**summary), err=True)


def _check(kind: str, target: Path | None, summary: bool) -> None:
    if target is None and kind in ("parquet", "sqlite"):
        raise click.UsageError(f"{kind} is no stream: name a file with --output")
    if target is None and summary:
        raise click.UsageError("--json says what was done: name a file for the tickets with --output")
    if target is not None and not target.parent.is_dir():
        raise click.UsageError(f"--output: there is no folder {target.parent}")
    if kind == "parquet":
        from assistant.exports.parquet import duckdb

        duckdb()


def _source(calls: Calls) -> FreshdeskSource:
    from assistant.account import BULK_PATIENCE, make_client
    from assistant.config import load
    from assistant.helpdesk.export import FreshdeskSource
    from assistant.logs import configure

    configure("WARNING")
    settings = load(need=("freshdesk",))
    api = make_client(settings, priority="bulk", patience=BULK_PATIENCE, total_timeout=SLOW, on_answer=calls.hear)
    return FreshdeskSource(api)


def _price(wanted: Wanted, source: FreshdeskSource, as_json: bool) -> str:
    """One credit is spent on asking how many tickets there are."""
    count = source.count(wanted.since)
    limits = source.limits()
    found: dict[str, Any] = {"tickets": count, "calls": None, "credits": None, "minutes": None}
    if count is not None:
        cost = wanted.cost(count)
        found |= {"calls": cost.calls, "credits": cost.credits}
        found["minutes"] = round(cost.seconds(limits) / 60, 1) if limits else None
    if as_json:
        return json.dumps(found)
    if count is None:
        return "The search does not tell how many tickets there are."
    return (
        f"About {count} tickets: {found['calls']} calls, {found['credits']} credits,"
        f" {found['minutes']} minutes at four fifths of the account's limits."
    )


def _rows(
    stack: ExitStack,
    wanted: Wanted,
    source: FreshdeskSource,
    kind: str,
    target: Path | None,
    state: Path | None,
    meter: Meter,
) -> tuple[Iterator[Row], list[Any]]:
    from assistant.account import now
    from assistant.core.export.columns import columns
    from assistant.core.export.run import OtherWish
    from assistant.errors import PermanentError
    from assistant.exports.shelf import FileShelf
    from assistant.usecases.export_tickets import export_tickets, stream_tickets

    custom = source.custom_fields() if kind not in ("json", "jsonl") else ()
    shape = columns(wanted, custom, parts=kind != "sqlite")
    if target is None and state is None and not wanted.parts:
        return meter.writing(stream_tickets(wanted, source=source, tell=meter.tell)), shape
    shelf = stack.enter_context(FileShelf(state))
    try:
        rows = export_tickets(wanted, source=source, shelf=shelf, clock=now, tell=meter.tell)
    except OtherWish as error:
        remedy = "repeat them as they were, or name another state file"
        raise PermanentError(f"{state}: made with another {', '.join(error.names)}; {remedy}") from None
    return meter.writing(rows), shape


def _write(rows: Iterator[Row], kind: str, target: Path | None, shape: list[Any], wanted: Wanted) -> None:
    from assistant.exports.formats import in_a_file, in_lines

    if target is not None:
        in_a_file(rows, target, kind, shape, wanted.parts)
        return
    out = TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="", write_through=False)
    try:
        in_lines(rows, out, kind, shape)
        out.flush()
    finally:
        out.detach()
