"""Reading answer headers: pure, tolerant of letter case, decimals and nonsense (freshdesk-api 2)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LONGEST_PAUSE = 300.0
"""Seconds. A longer Retry-After is taken for a mistake: Freshdesk counts per minute."""

USUAL_PAUSE = 60.0
"""Seconds to wait after a 429 that does not say how long: one whole window."""


def header(headers: Mapping[str, str], name: str) -> str | None:
    """The value of a header, whatever the letter case on either side."""
    if (as_asked := headers.get(name)) is not None:
        return as_asked.strip()
    wanted = name.lower()
    return next((value.strip() for key, value in headers.items() if key.lower() == wanted), None)


def number(headers: Mapping[str, str], name: str) -> float | None:
    """A header as a number that is finite and not negative; None when it is absent or anything else."""
    try:
        value = float(header(headers, name) or "")
    except ValueError:
        return None
    return value if math.isfinite(value) and value >= 0 else None


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds to wait, at most `LONGEST_PAUSE`; None when the header is absent or makes no sense."""
    seconds = number(headers, "Retry-After")
    if seconds is None:
        when = _date(header(headers, "Retry-After"))
        if when is None:
            return None
        # The answer's own Date is the better "now": two clocks seldom agree.
        seconds = max(0.0, (when - (_date(header(headers, "Date")) or now)).total_seconds())
    return min(seconds, LONGEST_PAUSE)


def _date(text: str | None) -> datetime | None:
    try:
        when = parsedate_to_datetime(text or "")
    except (ValueError, TypeError, OverflowError):
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)
