"""How far the walk over resolved tickets has come: enough to go on after a kill, without loss and without repeats."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

KEPT = 1
"""Raised by a release that keeps more of a past ticket, such as a new label: then all are read once more."""
OVERLAP = timedelta(minutes=5)
"""A change may come to be listed a little after one that has a later time."""


@dataclass(frozen=True)
class Progress:
    """What was read, by Freshdesk's own times."""

    at: datetime | None = None
    """The latest change that was read; None before the first."""
    seen: Mapping[int, datetime] = field(default_factory=dict)
    """Ticket -> its change, of those within OVERLAP before `at`: they are listed again and need not be read again."""
    gone_at: datetime | None = None
    """Deleted and spam tickets up to here were taken out."""

    @property
    def since(self) -> datetime | None:
        """Where to list from; None is from the beginning."""
        return self.at - OVERLAP if self.at is not None else None

    def has(self, ticket_id: int, changed: datetime) -> bool:
        """Whether the ticket was read as it is now."""
        return self.seen.get(ticket_id) == changed

    def after(self, changes: Iterable[tuple[int, datetime]]) -> Progress:
        """With these tickets read, too."""
        seen = {**self.seen, **dict(changes)}
        at = max([*seen.values(), *([self.at] if self.at else [])], default=None)
        kept = {ticket: changed for ticket, changed in seen.items() if at is not None and changed >= at - OVERLAP}
        return replace(self, at=at, seen=kept)

    def dump(self) -> str:
        """As JSON; times are seconds since 1970."""
        seen = {str(ticket): changed.timestamp() for ticket, changed in self.seen.items()}
        return json.dumps({"kept": KEPT, "at": _seconds(self.at), "gone_at": _seconds(self.gone_at), "seen": seen})

    @classmethod
    def load(cls, text: str | None) -> Progress:
        """What `dump` wrote; from the beginning for what it did not write, or wrote when less was kept of a ticket."""
        try:
            values = json.loads(text or "{}")
            seen = {int(ticket): _time(changed) for ticket, changed in values.get("seen", {}).items()}
            at, gone_at = (_time(values[name]) if values.get(name) else None for name in ("at", "gone_at"))
        except (ValueError, TypeError, AttributeError):
            return cls()
        return cls(at, seen, gone_at) if values.get("kept") == KEPT else cls(gone_at=gone_at)


def _seconds(moment: datetime | None) -> float | None:
    return moment.timestamp() if moment is not None else None


def _time(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
