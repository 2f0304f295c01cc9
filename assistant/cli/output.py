"""Rows on stdout: a table at a terminal, lines with tabs for a pipe, JSON, JSON Lines or CSV."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain, islice
from typing import Any, Generic, Literal, TypeVar

import click

Form = Literal["table", "json", "jsonl", "csv"]
Cell = str | int | bool | datetime | Sequence[str] | None
T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., Any])
Record = Callable[[T], dict[str, Any]]


@dataclass(frozen=True)
class Column(Generic[T]):
    """One column. A `wide` one gives way where the terminal is narrow."""

    title: str
    value: Callable[[T], Cell]
    wide: bool = False


def form_options(command: F) -> F:
    """--json, --jsonl and --csv, as `form`."""
    for name, said in (
        ("csv", "The table's columns as CSV."),
        ("jsonl", "One JSON object a line, as Freshdesk gives it."),
        ("json", "One JSON array, as Freshdesk gives it."),
    ):
        command = click.option(f"--{name}", "form", flag_value=name, default="table", help=said)(command)
    return command


def limit_option(default: int = 30) -> Callable[[F], F]:
    """--limit."""
    return click.option(
        "--limit", type=click.IntRange(min=1), default=default, show_default=True, help="Most rows to show."
    )


def show(
    rows: Iterable[T],
    columns: Sequence[Column[T]],
    form: Form,
    record: Record[T],
    *,
    limit: int | None = None,
    more: str = "--limit N shows more",
) -> None:
    """Write `rows`, the first `limit` of them; that there are more is said on stderr."""
    under_way = _begun(rows)
    shown = under_way if limit is None else islice(under_way, limit)
    write: Callable[..., None] = {"table": _table, "json": _json, "jsonl": _jsonl, "csv": _csv}[form]
    write(shown, columns, record)
    if limit is not None and next(under_way, None) is not None:
        click.echo(f"The first {limit} are shown; {more}.", err=True)


def _begun(rows: Iterable[T]) -> Iterator[T]:
    """With the first row asked for: what is wrong is said before a heading is written."""
    under_way = iter(rows)
    return chain(list(islice(under_way, 1)), under_way)


def _json(rows: Iterable[T], columns: Sequence[Column[T]], record: Record[T]) -> None:
    opened = False
    for row in rows:
        click.echo(("," if opened else "[") + "\n" + json.dumps(record(row), ensure_ascii=False), nl=False)
        opened = True
    click.echo("\n]" if opened else "[]")


def _jsonl(rows: Iterable[T], columns: Sequence[Column[T]], record: Record[T]) -> None:
    for row in rows:
        click.echo(json.dumps(record(row), ensure_ascii=False))


def _csv(rows: Iterable[T], columns: Sequence[Column[T]], record: Record[T]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow([column.title for column in columns])
    writer.writerows([plain(column.value(row)) for column in columns] for row in rows)


def _table(rows: Iterable[T], columns: Sequence[Column[T]], record: Record[T]) -> None:
    if sys.stdout.isatty():
        _drawn(rows, columns)
        return
    click.echo("\t".join(column.title for column in columns))
    for row in rows:
        click.echo("\t".join(plain(column.value(row)) for column in columns))


def _drawn(rows: Iterable[T], columns: Sequence[Column[T]]) -> None:
    """For eyes: the wide columns are cut to the terminal; nothing of a row is read as markup."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    cells = [[Text(short(column.value(row))) for column in columns] for row in rows]
    for place, column in enumerate(columns):
        longest = max((row[place].cell_len for row in cells), default=0)
        least = None if column.wide else max(longest, len(column.title))
        table.add_column(
            column.title, no_wrap=True, overflow="ellipsis", ratio=1 if column.wide else None, min_width=least
        )
    for row in cells:
        table.add_row(*row)
    Console().print(table)


def plain(cell: Cell) -> str:
    """A cell for programs: times in ISO, one line, nothing that a terminal would obey."""
    if isinstance(cell, datetime):
        return f"{cell.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return one_line(cell)


def short(cell: Cell) -> str:
    """A cell for eyes: times to the minute, in UTC."""
    return f"{cell.astimezone(UTC):%Y-%m-%d %H:%M}" if isinstance(cell, datetime) else one_line(cell)


def one_line(cell: Cell) -> str:
    """Text without line breaks and without what a terminal would obey."""
    from assistant.core.invisible import visible

    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, str | int | datetime):
        return visible(" ".join(str(cell).split()))
    return ", ".join(one_line(each) for each in cell)


def bold(text: str) -> str:
    """A heading; click leaves the style out for a pipe."""
    return click.style(text, bold=True)


def facts(pairs: Iterable[tuple[str, Cell]]) -> Iterator[str]:
    """Lines "Status    Open", without those that say nothing."""
    said = [(name, short(value)) for name, value in pairs]
    width = max((len(name) for name, value in said if value), default=0)
    return (f"{click.style(f'{name:<{width}}', dim=True)}  {value}" for name, value in said if value)


def of_form(custom_fields: Mapping[str, Any]) -> Iterator[tuple[str, Cell]]:
    """An account's own fields for `facts`, those without a value left out."""
    return ((name, str(value)) for name, value in custom_fields.items() if value not in (None, ""))


def as_given(model: Any) -> dict[str, Any]:
    """A record as Freshdesk gave it."""
    given: dict[str, Any] = model.model_dump(mode="json", exclude_unset=True, by_alias=False)
    return given
