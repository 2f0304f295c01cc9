"""What route and update show: which ticket would change, in what, and why; then what became of it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence

import click

from assistant.cli.output import Column, one_line, show
from assistant.core.labels import Labels
from assistant.core.routing.changes import Change
from assistant.errors import TemporaryError
from assistant.usecases.route_tickets import Outcome, Routed

Row = tuple[Change, tuple[str, str, str]]
COLUMNS = (
    Column[Row]("ticket", lambda row: row[0].ticket_id),
    Column[Row]("subject", lambda row: row[0].subject, wide=True),
    Column[Row]("field", lambda row: row[1][0]),
    Column[Row]("now", lambda row: row[1][1]),
    Column[Row]("then", lambda row: row[1][2]),
    Column[Row]("why", lambda row: ", ".join(row[0].why), wide=True),
)


def preview(changes: Sequence[Change], labels: Labels, as_json: bool, *, by_job: bool = False) -> None:
    """A line for each field of each ticket; the cost on stderr. JSON is written at the end instead."""
    if not as_json:
        rows = [(change, line) for change in changes for line in change.lines(labels)]
        show(rows, COLUMNS, "table", lambda row: {})
    price = "by job" if by_job else f"at {cost(changes)} credits"
    click.echo(f"{len(changes)} to change, {price}.", err=True)


def cost(changes: Sequence[Change]) -> int:
    """A write each, and a read before it where tags are merged."""
    return len(changes) + sum(change.touches_tags for change in changes)


def finish(routed: Routed, labels: Labels, as_json: bool, dry_run: bool) -> None:
    """The outcome; exit code 1 if a ticket was refused or nothing agreed to. Raises TemporaryError where it stopped."""
    if as_json:
        click.echo(json.dumps([_plain(each, labels) for each in routed.outcomes], ensure_ascii=False, indent=2))
    failed = [each for each in routed.outcomes if each.state == "failed"]
    for each in failed:
        click.echo(f"Ticket {each.change.ticket_id}: {one_line(each.error)}", err=True)
    done = sum(each.state == "done" for each in routed.outcomes)
    said = "Nothing was written." if dry_run else f"{done} changed, {len(failed)} refused."
    click.echo(f"{routed.looked_at} looked at. {said}", err=True)
    if routed.stopped is not None:
        left = len(routed.outcomes) - done - len(failed)
        after = routed.stopped.retry_after
        raise TemporaryError(f"{routed.stopped}; {left} are left, run it again to go on", retry_after=after)
    if failed or (not dry_run and any(each.state == "planned" for each in routed.outcomes)):
        sys.exit(1)


def telling(every: int = 50) -> Callable[[Outcome], None]:
    """Says now and then how many are done."""
    count = 0

    def tell(outcome: Outcome) -> None:
        nonlocal count
        count += 1
        if count % every == 0:
            click.echo(f"Done: {count}", err=True)

    return tell


def _plain(outcome: Outcome, labels: Labels) -> dict[str, object]:
    change = outcome.change
    return {
        "ticket": change.ticket_id,
        "changes": [dict(zip(("field", "now", "then"), line, strict=True)) for line in change.lines(labels)],
        "why": list(change.why),
        "state": outcome.state,
        "error": outcome.error or None,
    }
