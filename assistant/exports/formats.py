"""The formats of an export, one function each: rows in, a file out, with no more than a row in memory."""

from __future__ import annotations

import csv
import os
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, TextIO

from assistant.core.export.columns import OTHER, PARTS, Column, cells
from assistant.core.export.row import Row, dump
from assistant.exports.parquet import write_parquet

LINES = ("json", "jsonl", "csv")
"""Those that can be written to a pipe."""


def write_json(rows: Iterable[Row], file: TextIO) -> None:
    """One array, a ticket in each line."""
    before = "[\n"
    for row in rows:
        file.write(before + row.json())
        before = ",\n"
    file.write("[]\n" if before == "[\n" else "\n]\n")


def write_jsonl(rows: Iterable[Row], file: TextIO) -> None:
    """A ticket in each line."""
    for row in rows:
        file.write(row.json() + "\n")


def write_csv(rows: Iterable[Row], file: TextIO, shape: Sequence[Column]) -> None:
    """A header and a record for each ticket (RFC 4180); lists and objects as JSON, true and false in words."""
    out = csv.writer(file)
    out.writerow([*(column.name for column in shape), OTHER])
    for row in rows:
        out.writerow([_in_words(cell) for cell in cells(row.value(), shape)])


def _in_words(cell: Any) -> Any:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return dump(cell) if isinstance(cell, list | dict) else cell


def write_sqlite(rows: Iterable[Row], file: Path, shape: Sequence[Column], parts: Sequence[str]) -> None:
    """Table tickets, and one for each of `parts`, which names its ticket in ticket_id; lists and objects as JSON."""
    file.unlink(missing_ok=True)
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute("pragma journal_mode = off")  # the file takes its place when it is whole
        db.execute("begin")
        tables = {"tickets": shape, **{part: PARTS[part] for part in parts}}
        for table, its_shape in tables.items():
            db.execute(_create(table, its_shape))
        for row in rows:
            value = row.value()
            lines = {part: [{"ticket_id": row.id, **each} for each in value.pop(part, ())] for part in parts}
            for table, found in [*lines.items(), ("tickets", [value])]:
                stored = ([_stored(cell) for cell in cells(each, tables[table])] for each in found)
                db.executemany(_insert(table, tables[table]), stored)
        for part in parts:
            db.execute(f'create index "{part}_ticket" on "{part}" (ticket_id)')
        db.execute("commit")


_TYPES = {"int": "integer", "real": "real", "bool": "integer", "time": "text", "text": "text"}


def _create(table: str, shape: Sequence[Column]) -> str:
    defined = [f"{_name(c.name)} {_TYPES.get(c.kind, 'text')}{' primary key' * (c.name == 'id')}" for c in shape]
    return f'create table "{table}" ({", ".join([*defined, OTHER])})'


def _insert(table: str, shape: Sequence[Column]) -> str:
    return f'insert or replace into "{table}" values ({", ".join("?" * (len(shape) + 1))})'


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _stored(cell: Any) -> Any:
    return dump(cell) if isinstance(cell, list | dict) else cell


def in_lines(rows: Iterable[Row], file: TextIO, kind: str, shape: Sequence[Column]) -> None:
    """In one of LINES."""
    if kind == "csv":
        write_csv(rows, file, shape)
    else:
        {"json": write_json, "jsonl": write_jsonl}[kind](rows, file)


def in_a_file(rows: Iterable[Row], file: Path, kind: str, shape: Sequence[Column], parts: Sequence[str]) -> None:
    """In any format; what stood there is replaced by the whole new file at once, or stays.

    Raises PermanentError for a format whose package is not installed."""
    if file.exists() and not file.is_file():  # a pipe, a device
        with file.open("w", encoding="utf-8", newline="") as stream:
            return in_lines(rows, stream, kind, shape)
    part = file.with_name(f"{file.name}.part")
    if kind == "sqlite":
        write_sqlite(rows, part, shape, parts)
    elif kind == "parquet":
        write_parquet(rows, part, shape)
    else:
        with part.open("w", encoding="utf-8", newline="") as stream:
            in_lines(rows, stream, kind, shape)
    with part.open("rb") as stream:
        os.fsync(stream.fileno())
    part.replace(file)
    return None
