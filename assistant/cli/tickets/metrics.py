"""`tickets metrics`: how many tickets, how fast, how well."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from assistant.cli.moments import LocalMoment

if TYPE_CHECKING:
    from assistant.config import Settings
    from assistant.core.metrics.report import Dimension, Period
    from assistant.ports.workload import Account, Workload

BY = ("group", "agent", "type", "priority", "source", "week")
USUAL = timedelta(days=30)


class Dimensions(click.ParamType["tuple[Dimension, ...]"]):
    """What the rows are by, with commas."""

    name = "names"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[Dimension, ...]:
        """Each once, in the order in which they were named."""
        names = value if isinstance(value, tuple) else [name.strip() for name in str(value).split(",") if name.strip()]
        if not set(names) <= set(BY):
            self.fail(f"write some of {', '.join(BY)}", param, ctx)
        return cast("tuple[Dimension, ...]", tuple(dict.fromkeys(names)))


@click.command()
@click.option("--since", type=LocalMoment(), help="From then on: 2026-11-01, or 12w (ago). By default 30 days ago.")
@click.option("--until", type=LocalMoment(), help="Until then, not including it. By default now.")
@click.option("--by", type=Dimensions(), default=(), help=f"A row for each of these, by commas: {', '.join(BY)}.")
@click.option(
    "--from",
    "exported",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Measure an export of `tickets export --with stats` instead of the desk.",
)
@click.option(
    "--plot", type=click.Path(dir_okay=False, writable=True, path_type=Path), help="Draw the first table as an SVG."
)
@click.option("--json", "form", flag_value="json", help="As one JSON object; times in seconds.")
@click.option("--csv", "form", flag_value="csv", help="As CSV; times in seconds.")
def metrics(
    since: datetime | None,
    until: datetime | None,
    by: tuple[Dimension, ...],
    exported: Path | None,
    plot: Path | None,
    form: str | None,
) -> None:
    """First response and resolution times, backlog, reopened tickets, SLA met and satisfaction of a period.

    Each thing counts when it happened: a ticket of May that was solved in June is one of June's solved tickets. Times
    are those of the clock and, "in hours", of the account's own working hours. Days and weeks begin where the desk is.

    \b
    python -m assistant tickets metrics --since 2026-11-01 --until 2026-12-01
    python -m assistant tickets metrics --by week --plot weeks.svg
    python -m assistant tickets metrics --by group,agent --csv > team.csv
    """
    from assistant.cli.tickets import metrics_output
    from assistant.usecases.ticket_metrics import ticket_metrics

    workload, account = _source(exported)
    period = _period(since, until, account)
    report = ticket_metrics(workload=workload, account=account, period=period, by=by, progress=_tell)
    write = {"json": metrics_output.as_json, "csv": metrics_output.as_csv}.get(form or "", metrics_output.as_text)
    click.echo(write(report, account.names), nl=form == "json")
    if plot is not None:
        from assistant.cli.tickets.metrics_plot import picture

        plot.write_text(picture(report, account.names), encoding="utf-8")
        click.echo(f"Drawn: {plot}", err=True)


def _source(exported: Path | None) -> tuple[Workload, Account]:
    """The desk of the settings; of an export the desk is asked for names and working hours only, if there is one."""
    from assistant.config import load
    from assistant.ports.workload import Account

    if exported is None:
        live = _live(load(need=("freshdesk",)))
        return live, live.account()
    from assistant.helpdesk.exported import ExportedWorkload

    settings = load(need=())
    desk = _live(settings) if settings.freshdesk_base_url and settings.freshdesk_api_key.get_secret_value() else None
    if desk is None:
        click.echo(
            "No desk is set (FRESHDESK_DOMAIN): numbers stay numbers, and working hours are not known.", err=True
        )
    return ExportedWorkload(exported), desk.account() if desk else Account()


def _live(settings: Settings) -> Workload:
    from assistant.account import BULK_PATIENCE, make_client
    from assistant.helpdesk.workload import FreshdeskWorkload
    from assistant.logs import configure

    configure("WARNING")
    return FreshdeskWorkload(make_client(settings, priority="bulk", patience=BULK_PATIENCE))


def _period(since: datetime | None, until: datetime | None, account: Account) -> Period:
    from assistant.core.metrics.report import Period

    zone = account.zone or UTC
    end = datetime.now(zone) if until is None else until if until.tzinfo else until.replace(tzinfo=zone)
    if since is None:
        midnight = end.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
        return Period(midnight - USUAL, end, zone)
    start = since if since.tzinfo else since.replace(tzinfo=zone)
    if start >= end:
        raise click.BadParameter("this is not before --until", param_hint="--since")
    return Period(start, end, zone)


def _tell(count: int) -> None:
    if count % 1000 == 0:
        click.echo(f"Tickets read: {count}", err=True)
