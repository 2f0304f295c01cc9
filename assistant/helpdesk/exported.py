"""The tickets and ratings of an export, as figures need them. Fills `ports.workload.Workload` but for the account."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from assistant.core.metrics.facts import Rating, TicketFacts, rating, ticket_facts
from assistant.errors import PermanentError
from assistant.ports.workload import Account

REMEDY = "export with: tickets export --format jsonl --with stats,ratings"


class ExportedWorkload:
    """A file of `tickets export` as json or jsonl. It is read line by line, twice; an array is read as a whole."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def account(self) -> Account:
        """An export does not tell."""
        return Account()

    def tickets(self, since: datetime) -> Iterator[TicketFacts]:
        """All of them. Raises PermanentError for a file that is no export, or one without stats."""
        for number, row in self._rows():
            if "stats" not in row:
                raise PermanentError(f"{self.file.name}, ticket {number}: it has no stats; {REMEDY}")
            facts = ticket_facts(row)
            if facts is not None:
                yield facts

    def ratings(self, since: datetime) -> Iterator[Rating]:
        """Those that were exported with the tickets."""
        for _, row in self._rows():
            yield from filter(None, map(rating, row.get("ratings") or ()))

    def _rows(self) -> Iterator[tuple[int, Mapping[str, Any]]]:
        """Each ticket with its number in the file, from 1."""
        for number, row in enumerate(self._values(), 1):
            if not isinstance(row, dict):
                raise PermanentError(f"{self.file.name}, entry {number}: it is no JSON object; {REMEDY}")
            yield number, row

    def _values(self) -> Iterator[Any]:
        try:
            with self.file.open(encoding="utf-8") as lines:
                if lines.read(1) == "[":
                    lines.seek(0)
                    yield from json.load(lines)
                    return
                lines.seek(0)
                yield from (json.loads(line) for line in lines if line.strip())
        except ValueError:
            raise PermanentError(f"{self.file.name}: it is neither JSON Lines nor a JSON array; {REMEDY}") from None
