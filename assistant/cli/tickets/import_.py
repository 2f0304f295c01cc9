"""`tickets import EXPORT`: the tickets of an export, into the desk of the settings."""

from __future__ import annotations

import json
import re
import sys
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from assistant.config import Settings
    from assistant.core.migration.legend import Legend
    from assistant.core.migration.wishes import Wishes
    from assistant.imports.log import FileLog

COUNTS = ("tickets", "there", "skipped", "failed", "notes", "files", "contacts", "companies")
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
NEW_FILE = click.Path(dir_okay=False, path_type=Path)


class Status(click.ParamType["tuple[str, str]"]):
    """OLD=NEW, each a number or a label."""

    name = "old=new"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """Both sides."""
        if isinstance(value, tuple):
            return value
        old, sign, new = (part.strip() for part in str(value).partition("="))
        if not (sign and old and new):
            self.fail('write it as "8=Pending": a number or label there, a number or label here', param, ctx)
        return old, new


@click.command("import")
@click.argument("export", type=FILE)
@click.option("--legend", "legend_file", type=FILE, help="What `tickets legend` wrote on the old desk.")
@click.option("--to", help="The desk that you mean; refused if the settings name another.")
@click.option("--source", help="Short name of the old desk, part of each origin; by default as the legend says.")
@click.option("--status", "statuses", type=Status(), multiple=True, help='A status by hand: --status "8=Pending".')
@click.option("--public-notes", is_flag=True, help="Public messages become public notes; by default all are private.")
@click.option("--no-files", is_flag=True, help="Leave attachments and pictures behind.")
@click.option("--state", type=NEW_FILE, help="Record of what was moved; by default EXPORT.import.")
@click.option("--report", type=NEW_FILE, help="Where to write what could not be carried; by default EXPORT.import.csv.")
@click.option("--dry-run", is_flag=True, help="Write nothing to Freshdesk; report what could not be carried.")
@click.option("--json", "as_json", is_flag=True, help="The summary as one JSON object.")
def import_(
    export: Path,
    legend_file: Path | None,
    to: str | None,
    source: str | None,
    statuses: tuple[tuple[str, str], ...],
    state: Path | None,
    report: Path | None,
    as_json: bool,
    **options: Any,
) -> None:
    """Move the tickets of an export into the desk of the settings.

    EXPORT is what `tickets export --format jsonl --with conversations,attachments,requester,company` wrote on the old
    desk. Each ticket is opened with its fields and files, its conversations become notes that name author and time, its
    requester and company are found or made. Customers get no mail. It may be ended at any time and run again: each
    ticket and each conversation is there once. Exit code 1 if a ticket was not taken.
    """
    from assistant.config import load
    from assistant.logs import configure

    configure("WARNING")
    legend = _legend(legend_file)
    settings = load(need=("freshdesk",))
    _check_desks(settings, legend, to)
    wishes = {"source": _source(source, legend), "legend": legend, **options}
    report = report or export.with_name(f"{export.name}.import.csv")
    record: Path | str = "" if options["dry_run"] else state or export.with_name(f"{export.name}.import")
    counts = _run(export, settings, record, report, wishes, statuses, as_json)
    if counts["failed"]:
        sys.exit(1)


def _run(
    export: Path,
    settings: Settings,
    record: Path | str,
    report: Path,
    wishes: dict[str, Any],
    statuses: tuple[tuple[str, str], ...],
    as_json: bool,
) -> Counter[str]:
    from assistant.account import make_new_desk, make_policy, now, upload_seconds
    from assistant.cli.tickets.pace import Pace
    from assistant.core.migration.losses import FILES_LEFT
    from assistant.imports.lines import count_lines, knows_files, read_lines
    from assistant.imports.log import FileLog, write_report
    from assistant.usecases.import_tickets import import_tickets

    desk = make_new_desk(settings, wishes["legend"].desk)
    quiet = make_policy(settings).quiet + timedelta(seconds=upload_seconds(settings))
    log = FileLog(record)
    try:
        how = _wishes(wishes, statuses, desk.facts().statuses, quiet)
        if how.files and not knows_files(export):
            click.echo(f"not carried: {FILES_LEFT.what}: {FILES_LEFT.why}", err=True)
        pace = Pace(count_lines(export))
        counts = import_tickets(
            read_lines(export),
            desk=desk,
            log=log,
            wishes=how,
            target=settings.freshdesk_base_url,
            clock=now,
            sleep=time.sleep,
            tell=pace.tell,
        )
        _tell_end(counts, log, how.dry_run, as_json)
        return counts
    finally:
        write_report(report, log)
        log.close()
        click.echo(f"What was moved and what could not be carried: {report}", err=True)


def _legend(file: Path | None) -> Legend:
    from assistant.core.migration.legend import Legend

    if file is None:
        return Legend()
    try:
        return Legend.load(json.loads(file.read_text("utf-8")))
    except ValueError as error:
        raise click.UsageError(f"--legend {file}: it cannot be read: {error}") from None


def _check_desks(settings: Settings, legend: Legend, to: str | None) -> None:
    from assistant.freshdesk.address import base_url

    here = settings.freshdesk_base_url
    try:
        meant = base_url(to) if to else here
    except ValueError as error:
        raise click.UsageError(f"--to: {error}") from None
    if meant != here:
        raise click.UsageError(f"--to {to}: the settings name another desk, {here}")
    if legend.desk == here:
        raise click.UsageError(f"the settings name the old desk itself, {here}: set FRESHDESK_DOMAIN to the new one")


def _source(given: str | None, legend: Legend) -> str:
    from assistant.core.migration.origins import SOURCE

    host = legend.desk.partition("://")[2].partition(":")[0]
    name = (given or re.sub(r"[^a-z0-9]", "", host.removesuffix(".freshdesk.com").lower())[:20] or "export").lower()
    if not SOURCE.match(name):
        raise click.UsageError("--source: up to 20 letters a to z and digits")
    return name


def _wishes(
    given: dict[str, Any], statuses: tuple[tuple[str, str], ...], there: dict[str, int], quiet: timedelta
) -> Wishes:
    from assistant.core.migration.wishes import Wishes

    files = not given.pop("no_files")
    mapped: dict[str, int] = {}
    for old, new in statuses:
        number = there.get(new.casefold(), int(new) if new.isdecimal() else 0)
        if number not in there.values():
            raise click.UsageError(f'--status "{old}={new}": that desk has {", ".join(sorted(there))}')
        mapped[old.casefold()] = number
    return Wishes(**given, files=files, statuses=mapped, quiet=quiet)


def _tell_end(counts: Counter[str], log: FileLog, dry_run: bool, as_json: bool) -> None:
    from assistant.core.migration.losses import FILES_LEFT

    told: dict[str, Any] = {name: counts[name] for name in (*COUNTS, *(("credits",) if dry_run else ()))}
    lost = dict(log.lost())
    if counts["unknown_files"]:  # the report has one line for all of them
        lost[FILES_LEFT.what] = counts["unknown_files"]
    if as_json:
        click.echo(json.dumps({**told, "dry_run": dry_run, "not_carried": lost}))
        return
    click.echo("\n".join(f"{name}  {value}" for name, value in told.items()))
    for what, tickets in lost.items():
        click.echo(f"not carried: {what}, of {tickets} tickets")
