"""What `contacts sync` tells of each row: a CSV file of results, or one JSON object on stdout; problems on stderr."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import click

from assistant.usecases.sync_contacts import RowResult, Summary

HEADINGS = ("row", "email", "action", "contact_id", "field", "reason")
SHOWN = 20
"""Problems that are told on stderr; all are in the results."""

Report = Callable[[RowResult], None]


@contextmanager
def results_file(path: Path) -> Iterator[Report]:
    """Rows are written as they are done, so that what was done is known even after a crash. Raises UsageError."""
    try:
        file = path.open("w", encoding="utf-8", newline="", buffering=1)
    except OSError as error:
        raise click.UsageError(f"--results {path}: cannot be written: {error.strerror}") from None
    with file:
        rows = csv.writer(file)
        rows.writerow(HEADINGS)
        yield lambda result: rows.writerow(_cells(result))


@contextmanager
def json_rows(out: IO[str]) -> Iterator[Report]:
    """One object, a row a line; `end_json` closes it."""
    separator = '{"rows": [\n'

    def report(result: RowResult) -> None:
        nonlocal separator
        out.write(separator + json.dumps(dict(zip(HEADINGS, _cells(result), strict=True)), ensure_ascii=False))
        separator = ",\n"

    yield report
    if separator != ",\n":
        out.write(separator)


def end_json(out: IO[str], summary: object) -> None:
    """After the last row."""
    out.write(f'\n], "summary": {json.dumps(summary, ensure_ascii=False)}}}\n')


def _cells(result: RowResult) -> tuple[int, str, str, int | None, str, str]:
    return result.number, result.email, result.action, result.contact_id, result.where, result.why


class Problems:
    """The first few rows that went wrong, told without a customer's word; then how many more there are."""

    def __init__(self) -> None:
        self.count = 0

    def tell(self, result: RowResult) -> None:
        """One line on stderr for a row that was not taken."""
        if result.action not in ("skipped", "failed"):
            return
        self.count += 1
        if self.count <= SHOWN:
            where = f"{result.where}: " if result.where else ""
            click.echo(f"Row {result.number} {result.action}: {where}{result.why}", err=True)

    def end(self) -> None:
        """How many were not told."""
        if self.count > SHOWN:
            click.echo(f"... and {self.count - SHOWN:,} more, all in the results.", err=True)


def counted(summary: Summary) -> dict[str, int]:
    """The numbers of a run, each name always there."""
    names: Sequence[str] = ("created", "updated", "unchanged", "skipped", "failed")
    return {**{name: summary.counts[name] for name in names}, "companies_created": summary.companies}
