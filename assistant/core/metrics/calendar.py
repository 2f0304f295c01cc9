"""Working hours: how much of a time lies within a calendar's open hours (freshdesk-api 6.5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from assistant.core.context import Hours

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY = 86_400


@dataclass(frozen=True)
class Calendar:
    """When a desk is open, by the week. Holidays are not in the API's answer, so they count as any other day."""

    zone: tzinfo
    days: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    """Weekday from Monday, 0, to the seconds after midnight at which it opens and closes."""

    def seconds(self, start: datetime, end: datetime) -> float:
        """Open seconds between two aware times; 0 if the end is not after the start."""
        return max(0.0, self._passed(end) - self._passed(start))

    def _passed(self, at: datetime) -> float:
        """Open seconds since the first Monday of the era. Clocks are set forward and back while desks are closed."""
        local = at.astimezone(self.zone)
        weeks, today = divmod(local.toordinal() - 1, 7)
        now = local.hour * 3600 + local.minute * 60 + local.second + local.microsecond / 1e6
        opens, closes = self.days.get(today, (0, 0))
        earlier = sum(end - start for day, (start, end) in self.days.items() if day < today)
        return weeks * self.week + earlier + min(max(now - opens, 0.0), closes - opens)

    @property
    def week(self) -> int:
        """Open seconds of a week."""
        return sum(end - start for start, end in self.days.values())


def calendar(hours: Hours, zone: tzinfo) -> Calendar | None:
    """The calendar of an account's working hours; None if it is never open, so that nobody divides by it."""
    days = {_WEEKDAYS.index(day): span for day, *times in hours.days if day in _WEEKDAYS and (span := _span(times))}
    return Calendar(zone, days) if days else None


def _span(times: Iterable[str]) -> tuple[int, int] | None:
    """("09:00", "17:00") in seconds. "00:00" as an end is the end of that day, and so is "23:59", one minute early."""
    start, end = (int(text[:2]) * 3600 + int(text[3:5]) * 60 for text in times)
    end = _DAY if end in (0, _DAY - 60) else end
    return (start, end) if start < end else None
