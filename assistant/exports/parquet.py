"""Parquet, by DuckDB: an extra (requirements-parquet.in), imported only here."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from assistant.core.export.columns import OTHER, Column, cells
from assistant.core.export.row import Row, dump
from assistant.errors import PermanentError

TYPES = {
    "int": "BIGINT",
    "real": "DOUBLE",
    "bool": "BOOLEAN",
    "time": "TIMESTAMP",
    "text": "VARCHAR",
    "texts": "VARCHAR[]",
    "json": "VARCHAR",
}
LARGEST = 64 * 1024 * 1024
"""Bytes of one ticket with all its parts."""


def duckdb() -> ModuleType:
    """Raises PermanentError with the remedy where it is not installed."""
    try:
        import duckdb as module
    except ImportError:
        raise PermanentError(
            "parquet needs the package duckdb: pip install -r requirements-parquet.txt, or choose another --format"
        ) from None
    return module


def write_parquet(rows: Iterable[Row], file: Path, shape: Sequence[Column]) -> None:
    """Columns of their types, times as UTC; objects and parts as JSON text."""
    module = duckdb()
    types = {**{column.name: TYPES[column.kind] for column in shape}, OTHER: "VARCHAR"}
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".jsonl", dir=file.parent) as lines:
        for row in rows:
            found = zip(types.items(), cells(row.value(), shape), strict=True)
            lines.write(dump({name: _fitting(cell, kind) for (name, kind), cell in found}) + "\n")
        lines.flush()
        with module.connect() as db:
            db.execute("set threads = 1")
            db.execute("set memory_limit = '512MB'")
            found = db.read_json(lines.name, format="newline_delimited", columns=types, maximum_object_size=LARGEST)
            found.write_parquet(str(file), compression="zstd")


def _fitting(cell: Any, kind: str) -> Any:
    """Lists and objects in a column of text are JSON."""
    return dump(cell) if kind == "VARCHAR" and isinstance(cell, list | dict) else cell
