"""The file of `contacts sync`: found out about once, then read row by row as often as wanted."""

from __future__ import annotations

import codecs
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from assistant.core.contact_rows import Columns, DateOrder, field_of, order_of
from assistant.core.table import BadRecord, Record, encoding_of, records, separator_of

SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"}


@dataclass(frozen=True)
class Table:
    """A CSV file with the way to read it. Every reading starts at the heading."""

    path: Path
    encoding: str
    separator: str

    def records(self) -> Iterator[Record | BadRecord]:
        """Raises UsageError where the bytes are not of the encoding."""
        try:
            with self.path.open(encoding=self.encoding, newline="") as file:
                yield from records(file, self.separator)
        except UnicodeError:
            raise click.UsageError(
                f"FILE cannot be read as {self.encoding}; name its encoding with --encoding"
            ) from None

    @property
    def headers(self) -> tuple[str, ...]:
        """The cells of the heading. Raises UsageError where there is none."""
        first = next(self.records(), None)
        if first is None:
            raise click.UsageError("FILE is empty: its first line must name the columns")
        if isinstance(first, BadRecord):
            raise click.UsageError(f"the heading of FILE cannot be read: {first.why}")
        return first.cells

    def rows(self) -> Iterator[Record | BadRecord]:
        """Those below the heading."""
        found = self.records()
        next(found, None)
        yield from found

    def __str__(self) -> str:
        name = next((name for name, sign in SEPARATORS.items() if sign == self.separator), repr(self.separator))
        return f"{self.encoding}, separated by {name}"


@contextmanager
def local_file(name: str) -> Iterator[Path]:
    """The file itself; for "-" what the standard input brings, kept for as long as it is needed."""
    if name != "-":
        yield Path(name)
        return
    with tempfile.NamedTemporaryFile(prefix="contacts-", suffix=".csv") as kept:
        shutil.copyfileobj(sys.stdin.buffer, kept)
        kept.flush()
        yield Path(kept.name)


def open_table(path: Path, encoding: str | None, separator: str | None) -> Table:
    """The file with its encoding and separator, found out unless told. Raises UsageError."""
    try:
        encoding = _named(encoding) if encoding else _found(path)
        with path.open(encoding=encoding, newline="") as file:
            sign = separator or separator_of(file, lambda header: field_of(header) is not None)
    except OSError as error:
        raise click.UsageError(f"FILE cannot be read: {error.strerror}") from None
    except UnicodeError:
        raise click.UsageError(f"FILE cannot be read as {encoding}; name its encoding with --encoding") from None
    return Table(path, encoding, sign)


def _named(encoding: str) -> str:
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        raise click.UsageError(f"--encoding {encoding}: no such encoding; one is utf-8, cp1252, utf-16") from None


def _found(path: Path) -> str:
    with path.open("rb") as file:
        evidence = encoding_of(file)
    if evidence.mixed:
        numbers = ", ".join(map(str, evidence.mixed))
        raise click.UsageError(
            f"FILE is UTF-8 but for some lines (the first: {numbers}): save it anew, or use --encoding"
        )
    return evidence.encoding


def survey(table: Table, columns: Columns) -> tuple[int, dict[int, DateOrder]]:
    """One reading of everything before anything is written: how many rows there are, and which of the date columns
    tell whether the day or the month comes first."""
    rows = 0
    found: dict[int, set[DateOrder]] = {column.place: set() for column in columns.used if column.kind == "date"}
    for row in table.rows():
        rows += 1
        for place, orders in found.items():
            if isinstance(row, Record) and place < len(row.cells) and (order := order_of(row.cells[place])):
                orders.add(order)
    return rows, {place: next(iter(orders)) for place, orders in found.items() if len(orders) == 1}
