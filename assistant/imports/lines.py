"""The tickets of an export, one after the other: a line that cannot be used does not hide those after it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.core.migration.exported import Exported, NoTicket, exported
from assistant.usecases.import_tickets import BadLine


def count_lines(path: Path) -> int:
    """How many tickets a file of JSON Lines has. Raises OSError."""
    with path.open("rb") as file:
        return sum(1 for line in file if line.strip())


def read_lines(path: Path) -> Iterator[Exported | BadLine]:
    """Line by line, in flat memory. Raises OSError."""
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield _read(number, line)


def knows_files(path: Path) -> bool:
    """Whether the export was made with the files of first messages, as its first ticket tells. Raises OSError."""
    first = next((line for line in read_lines(path) if isinstance(line, Exported)), None)
    return first is None or first.with_files


def _read(number: int, line: bytes) -> Exported | BadLine:
    try:
        value: Any = json.loads(line)
    except (ValueError, RecursionError):
        return BadLine(number, "it is no JSON; export with: tickets export --format jsonl")
    try:
        return exported(value)
    except NoTicket as error:
        return BadLine(number, f"{error}; export with: tickets export --format jsonl --with {WITH}")


WITH = "conversations,attachments,requester,company"
