"""One row of the report: what was counted, and the figures that come of it."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median, quantiles


@dataclass(frozen=True)
class Spread:
    """How long something took, in seconds."""

    count: int
    median: float
    mean: float
    p90: float
    """Nine in ten took no longer."""


@dataclass(frozen=True)
class Share:
    """How many of how many."""

    count: int
    of: int

    @property
    def percent(self) -> float:
        """0 to 100."""
        return 100 * self.count / self.of


@dataclass(frozen=True)
class Figures:
    """Of one row; None where nothing was there to measure."""

    created: int
    responded: int
    resolved: int
    reopened: int
    backlog: int
    """Open at the end."""
    first_response: Spread | None
    first_response_open: Spread | None
    """In working hours."""
    resolution: Spread | None
    resolution_open: Spread | None
    first_response_sla: Share | None
    resolution_sla: Share | None
    happy: Share | None
    unhappy: Share | None


def _numbers() -> array[float]:
    return array("d")


@dataclass
class Pace:
    """How long something took, ticket by ticket, in seconds; and how often it was in time."""

    times: array[float] = field(default_factory=_numbers)
    open_times: array[float] = field(default_factory=_numbers)
    in_time: int = 0


@dataclass
class Tally:
    """What a row counts while tickets go by."""

    created: int = 0
    reopened: int = 0
    backlog: int = 0
    response: Pace = field(default_factory=Pace)
    resolution: Pace = field(default_factory=Pace)
    moods: dict[str, int] = field(default_factory=dict)

    def figures(self) -> Figures:
        """What the row says now."""
        rated = sum(self.moods.values())
        response, resolution = self.response, self.resolution
        return Figures(
            created=self.created,
            responded=len(response.times),
            resolved=len(resolution.times),
            reopened=self.reopened,
            backlog=self.backlog,
            first_response=spread(response.times),
            first_response_open=spread(response.open_times),
            resolution=spread(resolution.times),
            resolution_open=spread(resolution.open_times),
            first_response_sla=share(response.in_time, len(response.times)),
            resolution_sla=share(resolution.in_time, len(resolution.times)),
            happy=share(self.moods.get("happy", 0), rated),
            unhappy=share(self.moods.get("unhappy", 0), rated),
        )


def share(count: int, of: int) -> Share | None:
    """None of nothing."""
    return Share(count, of) if of else None


def spread(values: Sequence[float]) -> Spread | None:
    """None of nothing."""
    if not values:
        return None
    p90 = quantiles(values, n=10, method="inclusive")[-1] if len(values) > 1 else values[0]
    return Spread(len(values), median(values), sum(values) / len(values), p90)
