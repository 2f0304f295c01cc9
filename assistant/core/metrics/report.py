"""From tickets and ratings to the rows of a report. Each thing counts when it happened: a ticket that came in May and
was solved in June is one of May's new tickets and one of June's solved ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Literal

from assistant.core.metrics.calendar import Calendar
from assistant.core.metrics.facts import Rating, TicketFacts
from assistant.core.metrics.figures import Figures, Pace, Tally
from assistant.freshdesk.models import DONE

Dimension = Literal["group", "agent", "type", "priority", "source", "week"]
DIMENSIONS: tuple[Dimension, ...] = ("group", "agent", "type", "priority", "source", "week")
Key = int | str | None
"""What a row is of: a number of the account's, a type, a week as "2026-W09"; None where the ticket has none."""


@dataclass(frozen=True)
class Period:
    """From `since` until, not including, `until`; weeks are those of `zone`."""

    since: datetime
    until: datetime
    zone: tzinfo = UTC

    def holds(self, at: datetime | None) -> bool:
        """Whether something happened within it."""
        return at is not None and self.since <= at < self.until

    def week(self, at: datetime) -> str:
        """ISO 8601: weeks begin on Monday, and belong to the year of their Thursday."""
        year, week, _ = at.astimezone(self.zone).isocalendar()
        return f"{year}-W{week:02d}"

    def weeks(self) -> Iterator[tuple[str, datetime]]:
        """Each week of the period and when it ends, the last one with the period."""
        first = self.since.astimezone(self.zone)
        monday = first.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=first.weekday())
        while monday < self.until:
            name, monday = self.week(monday), monday + timedelta(days=7)
            yield name, min(monday, self.until)


@dataclass(frozen=True)
class Calendars:
    """Working hours by group; `usual` for groups without their own, None where the account does not tell."""

    usual: Calendar | None = None
    by_group: Mapping[int, Calendar] = field(default_factory=dict)

    def of(self, group: int | None) -> Calendar | None:
        """Of a ticket in that group."""
        return self.by_group.get(group or 0, self.usual)


@dataclass(frozen=True)
class Report:
    """`total` over everything; `rows` by what was asked for, in the order of `dimensions`."""

    period: Period
    total: Figures
    rows: Mapping[Dimension, Mapping[Key, Figures]]


def measure(
    tickets: Iterable[TicketFacts],
    ratings: Iterable[Rating],
    *,
    period: Period,
    by: Iterable[Dimension] = (),
    calendars: Calendars | None = None,
) -> Report:
    """Read the tickets once, then the ratings. A ticket that comes twice counts once, as it came first.

    Memory: a number for each time measured, and a key for each ticket, so that its ratings find its row.
    """
    count = _Count(period, tuple(by), calendars or Calendars())
    for ticket in tickets:
        count.ticket(ticket)
    for each in ratings:
        count.rating(each)
    return count.report()


_KEYS: Mapping[Dimension, Callable[[TicketFacts], Key]] = {
    "group": lambda ticket: ticket.group,
    "agent": lambda ticket: ticket.agent,
    "type": lambda ticket: ticket.type,
    "priority": lambda ticket: ticket.priority,
    "source": lambda ticket: ticket.source,
}


class _Count:
    """The tallies of every row, and of the whole."""

    def __init__(self, period: Period, by: tuple[Dimension, ...], calendars: Calendars) -> None:
        self.period, self.by, self.calendars = period, by, calendars
        self.total = Tally()
        self.rows: dict[Dimension, dict[Key, Tally]] = {dimension: {} for dimension in by}
        self.weeks = [*period.weeks()] if "week" in by else []
        for name, _ in self.weeks:
            self.rows["week"][name] = Tally()
        self._seen: dict[int, tuple[Key, ...]] = {}

    def ticket(self, ticket: TicketFacts) -> None:
        """Count what happened to it within the period."""
        if ticket.id in self._seen:
            return
        self._seen[ticket.id] = tuple(_KEYS[each](ticket) for each in self.by if each != "week")
        if self.period.holds(ticket.created):
            for tally in self._tallies(ticket.id, ticket.created):
                tally.created += 1
        if self.period.holds(ticket.reopened):
            for tally in self._tallies(ticket.id, ticket.reopened):
                tally.reopened += 1
        if self.period.holds(ticket.responded):
            for tally in self._tallies(ticket.id, ticket.responded):
                self._pace(tally.response, ticket, ticket.responded, ticket.respond_by, late=ticket.respond_late)
        if self.period.holds(ticket.resolved):
            for tally in self._tallies(ticket.id, ticket.resolved):
                self._pace(tally.resolution, ticket, ticket.resolved, ticket.resolve_by, late=ticket.resolve_late)
        self._backlog(ticket)

    def _pace(self, pace: Pace, ticket: TicketFacts, at: datetime | None, due: datetime | None, *, late: bool) -> None:
        if at is None:
            return
        pace.times.append(max(0.0, (at - ticket.created).total_seconds()))
        pace.in_time += at <= due if due is not None else not late
        calendar = self.calendars.of(ticket.group)
        if calendar is not None:
            pace.open_times.append(calendar.seconds(ticket.created, at))

    def _backlog(self, ticket: TicketFacts) -> None:
        """At the end of the period; of weeks, at the end of each."""
        if _is_open(ticket, self.period.until):
            for tally in self._tallies(ticket.id, None):
                tally.backlog += 1
        for name, end in self.weeks:
            if _is_open(ticket, end):
                self.rows["week"][name].backlog += 1

    def rating(self, each: Rating) -> None:
        """Counts for its ticket's row; of a ticket that was not read, for the group and agent that it names itself."""
        if not self.period.holds(each.at):
            return
        if each.ticket not in self._seen:
            named: dict[Dimension, Key] = {"group": each.group, "agent": each.agent}
            self._seen[each.ticket] = tuple(named.get(name) for name in self.by if name != "week")
        for tally in self._tallies(each.ticket, each.at):
            tally.moods[each.mood] = tally.moods.get(each.mood, 0) + 1

    def _tallies(self, ticket: int, at: datetime | None) -> Iterator[Tally]:
        """The whole and the ticket's row of each dimension; the week's only for what happened at a time."""
        yield self.total
        keys = iter(self._seen[ticket])
        for dimension in self.by:
            if dimension != "week":
                yield self.rows[dimension].setdefault(next(keys), Tally())
            elif at is not None:
                yield self.rows["week"].setdefault(self.period.week(at), Tally())

    def report(self) -> Report:
        """Everything counted so far; rows in the order of their keys, that of tickets without one last."""
        return Report(
            self.period,
            self.total.figures(),
            {
                dimension: {key: rows[key].figures() for key in sorted(rows, key=lambda each: (each is None, each))}
                for dimension, rows in self.rows.items()
            },
        )


def _is_open(ticket: TicketFacts, at: datetime) -> bool:
    """Whether it waited for an answer or a solution then. One that was reopened since counts as open all the time:
    Freshdesk keeps only its last resolution."""
    if ticket.created >= at:
        return False
    return ticket.status not in DONE or (ticket.resolved is not None and ticket.resolved >= at)
