"""Measure a desk's work over a period."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from assistant.core.metrics.report import Dimension, Period, Report, measure
from assistant.ports.workload import Account, Workload

T = TypeVar("T")
EVERY = 100


def ticket_metrics(
    *,
    workload: Workload,
    account: Account,
    period: Period,
    by: Iterable[Dimension] = (),
    progress: Callable[[int], None] = lambda count: None,
) -> Report:
    """The report. `progress` hears how many tickets were read, every hundred of them.

    Raises what `workload` raises."""
    tickets = _told(workload.tickets(period.since), progress)
    return measure(tickets, workload.ratings(period.since), period=period, by=by, calendars=account.calendars)


def _told(items: Iterator[T], progress: Callable[[int], None]) -> Iterator[T]:
    for count, item in enumerate(items, 1):
        yield item
        if count % EVERY == 0:
            progress(count)
