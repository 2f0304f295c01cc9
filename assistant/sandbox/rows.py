"""Reading the files of a desk: every fault names file, line and field."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.sandbox.state import JSON


class SeedError(ValueError):
    """Names the file, the line and the field at fault."""


def read_rows(file: Path) -> Iterator[tuple[str, JSON]]:
    lines = file.read_text("utf-8").splitlines() if file.exists() else []
    for number, line in enumerate(lines, 1):
        if line.strip():
            where = f"{file.name}: line {number}"
            yield where, parsed(line, where)


def parsed(text: str, where: str) -> JSON:
    try:
        value = json.loads(text)
    except ValueError as error:
        raise SeedError(f"{where}: not JSON: {error}") from None
    if not isinstance(value, dict):
        raise SeedError(f"{where}: should be a JSON object")
    return value


def get(row: JSON, field: str, where: str) -> Any:
    if field not in row:
        raise SeedError(f"{where}: field {field} is missing")
    return row[field]


def by_name(rows: dict[int, JSON], name: str | None, where: str, field: str) -> int | None:
    if name is None:
        return None
    found = (row["id"] for row in rows.values() if row["name"] == name)
    number: int | None = next(found, None)
    if number is None:
        raise SeedError(f"{where}: field {field}: no {name!r} in this desk")
    return number
