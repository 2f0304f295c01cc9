"""What somebody wants of a move."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from assistant.core.migration.legend import Legend


@dataclass(frozen=True)
class Wishes:
    """`source`: a short name of the old desk. `statuses`: its number or label -> ours. `quiet`: how long a POST may
    still be on its way."""

    source: str
    legend: Legend = field(default_factory=Legend)
    statuses: dict[str, int] = field(default_factory=dict)
    public_notes: bool = False
    files: bool = True
    dry_run: bool = False
    quiet: timedelta = timedelta(seconds=40)
