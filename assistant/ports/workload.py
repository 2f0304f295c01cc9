"""What figures of a desk's work are made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Protocol

from assistant.core.metrics.facts import Rating, TicketFacts
from assistant.core.metrics.report import Calendars, Dimension


@dataclass(frozen=True)
class Account:
    """What the account says of itself; empty where the key may not read it."""

    zone: tzinfo | None = None
    """Of its usual calendar: where its days begin."""
    calendars: Calendars = field(default_factory=Calendars)
    names: Mapping[Dimension, Mapping[int, str]] = field(default_factory=dict)


class Workload(Protocol):
    """Tickets and ratings of one desk. Raises the kinds of `assistant.errors`."""

    def account(self) -> Account:
        """Calendars and names."""

    def tickets(self, since: datetime) -> Iterator[TicketFacts]:
        """Every ticket that changed at or after `since`, and those that were open then and are still."""

    def ratings(self, since: datetime) -> Iterator[Rating]:
        """Answers to satisfaction surveys at or after `since`; none where there are no surveys."""
