"""A report of figures as a table, as JSON, as CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict

from rich.console import Console
from rich.table import Table
from rich.text import Text

from assistant.cli.output import one_line
from assistant.core.metrics.figures import Figures, Share, Spread
from assistant.core.metrics.report import Dimension, Key, Report

Names = Mapping[Dimension, Mapping[int, str]]
NONE: Mapping[Dimension, str] = {
    "group": "(no group)",
    "agent": "(nobody)",
    "type": "(no type)",
    "priority": "(none)",
    "source": "(none)",
}
COLUMNS: tuple[tuple[str, str], ...] = (
    ("new", "tickets that came"),
    ("answered", "tickets that got their first answer"),
    ("solved", "tickets solved or closed"),
    ("reopened", "tickets opened again"),
    ("open", "open at the end"),
    ("1st answer", "time to the first answer, median"),
    ("9 in 10", "nine in ten got it within"),
    ("in hours", "median, in working hours"),
    ("solution", "time to the solution, median"),
    ("9 in 10", "nine in ten were solved within"),
    ("in hours", "median, in working hours"),
    ("SLA answer", "first answers in time"),
    ("SLA solution", "solutions in time"),
    ("happy", "of those who rated"),
)
WIDTH = 200
"""Characters of a table that no terminal shows."""


def label(dimension: Dimension, key: Key, names: Names) -> str:
    """What a row is called: the account's own name where it is known, else its number."""
    if key is None:
        return NONE.get(dimension, "(none)")
    return one_line(names.get(dimension, {}).get(key, key) if isinstance(key, int) else key)


def as_text(report: Report, names: Names) -> str:
    """For people: the whole as a list, each dimension as a table."""
    console = Console(file=io.StringIO(), width=_width(), color_system=None, highlight=False)
    period = report.period
    console.print(f"{_day(report)}, {getattr(period.zone, 'key', None) or 'UTC'}\n")
    whole = Table(box=None, show_header=False, pad_edge=False)
    for (_, meaning), value in zip(COLUMNS, _cells(report.total), strict=True):
        whole.add_row(meaning, value)
    console.print(whole)
    for dimension, rows in report.rows.items():
        table = Table(box=None, pad_edge=False, header_style="bold", title_justify="left")
        table.add_column(dimension, overflow="fold")
        for name, _ in COLUMNS:
            table.add_column(name, justify="right", no_wrap=True)
        for key, figures in rows.items():
            table.add_row(Text(label(dimension, key, names)), *_cells(figures))
        console.print()
        console.print(table)
    lines = console.file.getvalue().splitlines()  # type: ignore[attr-defined]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _width() -> int:
    screen = Console(stderr=False)
    return screen.width if screen.is_terminal else WIDTH


def _day(report: Report) -> str:
    since, until = (at.astimezone(report.period.zone) for at in (report.period.since, report.period.until))
    return f"{since:%Y-%m-%d %H:%M} to {until:%Y-%m-%d %H:%M}"


def _cells(row: Figures) -> Iterator[str]:
    yield from map(str, (row.created, row.responded, row.resolved, row.reopened, row.backlog))
    for spread, hours in (
        (row.first_response, row.first_response_open),
        (row.resolution, row.resolution_open),
    ):
        yield duration(spread.median) if spread else "-"
        yield duration(spread.p90) if spread else "-"
        yield duration(hours.median) if hours else "-"
    for share in (row.first_response_sla, row.resolution_sla, row.happy):
        yield f"{share.percent:.0f} % of {share.of}" if share else "-"


def duration(seconds: float) -> str:
    """ "45 s", "12 min", "3 h 20 min", "2 d 4 h": two units at most."""
    minutes = round(seconds / 60)
    if seconds < 60:
        return f"{round(seconds)} s"
    if minutes < 60:
        return f"{minutes} min"
    if minutes < 24 * 60:
        return f"{minutes // 60} h {minutes % 60} min" if minutes % 60 else f"{minutes // 60} h"
    days, hours = divmod(round(seconds / 3600), 24)
    return f"{days} d {hours} h" if hours else f"{days} d"


def as_json(report: Report, names: Names) -> str:
    """One object: `total`, and `by` with a list of rows for each dimension. Times in seconds, shares as counts."""
    return json.dumps(
        {
            "since": report.period.since.isoformat(),
            "until": report.period.until.isoformat(),
            "total": asdict(report.total),
            "by": {
                dimension: [
                    {"key": key, "name": label(dimension, key, names), **asdict(figures)}
                    for key, figures in rows.items()
                ]
                for dimension, rows in report.rows.items()
            },
        },
        ensure_ascii=False,
        indent=2,
    )


def as_csv(report: Report, names: Names) -> str:
    """A line for the whole, one for each row. Times in seconds, shares in per cent."""
    lines = [("all", "", report.total)]
    for dimension, rows in report.rows.items():
        lines += [(dimension, label(dimension, key, names), figures) for key, figures in rows.items()]
    file = io.StringIO()
    writer = csv.DictWriter(file, ["by", "name", *_flat(report.total)], lineterminator="\n")
    writer.writeheader()
    for by, name, figures in lines:
        writer.writerow({"by": by, "name": name, **_flat(figures)})
    return file.getvalue()


def _flat(row: Figures) -> dict[str, object]:
    """The same columns for every row, those of what was not measured empty."""
    numbers: dict[str, object] = {
        name: getattr(row, name) for name in ("created", "responded", "resolved", "reopened", "backlog")
    }
    for name in ("first_response", "first_response_open", "resolution", "resolution_open"):
        spread: Spread | None = getattr(row, name)
        for part in ("median", "mean", "p90"):
            numbers[f"{name}_{part}"] = round(getattr(spread, part)) if spread else ""
    for name in ("first_response_sla", "resolution_sla", "happy", "unhappy"):
        share: Share | None = getattr(row, name)
        numbers[f"{name}_percent"] = round(share.percent, 1) if share else ""
    return {**numbers, "ratings": row.happy.of if row.happy else 0}
