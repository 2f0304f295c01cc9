"""A point in time as an option: a day, a time, or so long ago."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import click

_AGO = re.compile(r"(\d{1,5})\s*(min|h|d|w|y)")
_UNITS = {
    "min": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "w": timedelta(weeks=1),
    "y": timedelta(days=365),
}


class LocalMoment(click.ParamType["datetime"]):
    """As `Moment`, but a time without a zone has none yet: it is meant where the desk is."""

    name = "time"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """A time, aware if it was written with a zone or as so long ago."""
        if isinstance(value, datetime):
            return value
        text = str(value).strip()
        try:
            found = _AGO.fullmatch(text)
            if found:
                return datetime.now(UTC) - int(found[1]) * _UNITS[found[2]]
            return datetime.fromisoformat(text)
        except (ValueError, OverflowError):
            self.fail(
                "write a day (2026-01-31), a time (2026-01-31T08:00) or how long ago (12h, 7d, 2w, 1y)", param, ctx
            )


class Moment(LocalMoment):
    """ "2026-01-31", "2026-01-31T08:00+01:00" (UTC without a zone), "90min", "12h", "7d", "2w", "1y" (ago)."""

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """An aware UTC time."""
        when = super().convert(value, param, ctx)
        return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
