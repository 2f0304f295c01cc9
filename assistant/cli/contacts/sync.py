"""`contacts sync FILE`: an address book as a CSV file, into the helpdesk."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from assistant.cli.contacts.results import Report
    from assistant.cli.contacts.source import Table
    from assistant.core.contact_rows import BadRow, Columns, Reading, Wanted
    from assistant.ports.contact_book import ContactBook
    from assistant.usecases.sync_contacts import Options, Summary

SEPARATORS = ("comma", "semicolon", "tab", "pipe")


class Mapped(click.ParamType["tuple[str, str]"]):
    """HEADER=FIELD."""

    name = "header=field"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """The two sides; the right one may be empty."""
        if isinstance(value, tuple):
            return value
        header, sign, field = str(value).rpartition("=")
        if not (sign and header.strip()):
            self.fail('write it as "Header=field", or "Header=" to leave the column out', param, ctx)
        return header, field.strip()


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option(
    "--map", "maps", type=Mapped(), multiple=True, help='A column by hand: "Kd-Nr=cf_number"; "Fax=" leaves it out.'
)
@click.option("--encoding", help="Encoding of the file, such as cp1252; found out by itself.")
@click.option("--delimiter", type=click.Choice(SEPARATORS), help="What separates the cells; found out by itself.")
@click.option("--dates", type=click.Choice(["dmy", "mdy", "ymd"]), help="Which part of a date is which.")
@click.option(
    "--blank", type=click.Choice(["keep", "clear"]), default="keep", show_default=True, help="What an empty cell means."
)
@click.option("--create-companies", is_flag=True, help="Make companies that are not there yet.")
@click.option(
    "--results", type=click.Path(dir_okay=False, path_type=Path), help="Where to write what became of each row."
)
@click.option("--limit", type=click.IntRange(1), help="Most contacts to write now; the next run goes on from there.")
@click.option("--dry-run", is_flag=True, help="Write nothing to Freshdesk; say what would be done.")
@click.option("--json", "as_json", is_flag=True, help="Results and summary as one JSON object on stdout.")
def sync(file: str, as_json: bool, results: Path | None, **options: Any) -> None:
    """Bring the contacts of a CSV file into the helpdesk: create who is new, change what differs.

    Contacts are known by their e-mail address. The first line names the columns, in the usual words of many languages.
    FILE may be - for the standard input. What became of each row is written to FILE.results.csv; rows that cannot be
    used are named there and the others go on. A second run writes nothing that is there already, so a run may be
    stopped at any time. Exit code 1 if a row was skipped or failed.
    """
    from assistant.account import make_contacts
    from assistant.cli.contacts.source import local_file
    from assistant.config import load
    from assistant.logs import configure

    configure("WARNING")
    with local_file(file) as path:
        contacts = make_contacts(load(need=("freshdesk",)))
        target = results or (
            None if as_json else Path("contacts.results.csv" if file == "-" else f"{file}.results.csv")
        )
        fine = _sync(path, contacts, target, as_json, **options)
    if not fine:
        sys.exit(1)


def _sync(
    path: Path,
    contacts: ContactBook,
    target: Path | None,
    as_json: bool,
    *,
    maps: tuple[tuple[str, str], ...],
    encoding: str | None,
    delimiter: str | None,
    dates: Any,
    blank: str,
    **options: Any,
) -> bool:
    """Whether every row was fine."""
    from assistant.cli.contacts.source import SEPARATORS as SIGNS
    from assistant.cli.contacts.source import open_table, survey
    from assistant.core.contact_rows import Reading
    from assistant.usecases.sync_contacts import Options

    table = open_table(path, encoding, SIGNS[delimiter] if delimiter else None)
    columns = _plan(table, contacts, dict(maps))
    rows, orders = survey(table, columns)
    told = {column.place: dates for column in columns.used if column.kind == "date" and dates}
    how = Options(**options)
    _tell(table, columns, rows, contacts.prepare(rows, thorough=how.dry_run))
    reading = Reading(blank == "clear", {**orders, **told})
    summary = _run(_asked(table, columns, reading), contacts, how, target, as_json, columns)
    return summary.all_fine


def _plan(table: Table, contacts: ContactBook, maps: dict[str, str]) -> Columns:
    from assistant.core.contact_rows import ColumnError, plan

    try:
        return plan(table.headers, contacts.fields(), maps)
    except ColumnError as error:
        raise click.UsageError(str(error)) from None


def _asked(table: Table, columns: Columns, reading: Reading) -> Iterator[Wanted | BadRow]:
    from assistant.core.contact_rows import BadRow, read_row
    from assistant.core.table import BadRecord

    for row in table.rows():
        yield (
            BadRow(row.number, "", "", row.why)
            if isinstance(row, BadRecord)
            else read_row(row.number, row.cells, columns, reading)
        )


def _tell(table: Table, columns: Columns, rows: int, listed: bool) -> None:
    """How the file was understood, before anything is done."""
    click.echo(f"{rows:,} rows, read as {table}.", err=True)
    for column in columns.used:
        click.echo(f'  "{column.header}" -> {column.field}', err=True)
    for header, why in columns.left_out:
        click.echo(f'  "{header}" is not used: {why}', err=True)
    if listed:
        click.echo("All contacts were listed first: that costs less than to look each one up.", err=True)


def _run(
    rows: Iterator[Wanted | BadRow],
    contacts: ContactBook,
    options: Options,
    target: Path | None,
    as_json: bool,
    columns: Columns,
) -> Summary:
    from assistant.cli.contacts.results import Problems, end_json, json_rows, results_file
    from assistant.errors import DeskhandError
    from assistant.usecases.sync_contacts import RowResult, sync_contacts

    problems = Problems()
    with ExitStack() as open_ends:
        reports: list[Report] = [problems.tell]
        if target is not None:
            reports.append(open_ends.enter_context(results_file(target)))
        if as_json:
            reports.append(open_ends.enter_context(json_rows(sys.stdout)))

        def report(result: RowResult) -> None:
            for each in reports:
                each(result)

        try:
            summary = sync_contacts(rows, contacts=contacts, options=options, report=report)
        except DeskhandError as error:
            if as_json:
                end_json(sys.stdout, {"complete": False, "error": str(error)})
            raise
    problems.end()
    _tell_end(summary, options, [header for header, _ in columns.left_out], target, as_json)
    return summary


def _tell_end(summary: Summary, options: Options, left_out: list[str], target: Path | None, as_json: bool) -> None:
    from assistant.cli.contacts.results import counted, end_json

    told = {**counted(summary), "complete": summary.complete, "dry_run": options.dry_run}
    if as_json:
        end_json(sys.stdout, {**told, "columns_left_out": left_out})
    else:
        click.echo("\n".join(f"{name}  {str(value).lower()}" for name, value in told.items()))
    if target is not None:
        click.echo(f"What became of each row: {target}", err=True)
    if not summary.complete:
        click.echo("The limit was reached: run it again to go on.", err=True)
