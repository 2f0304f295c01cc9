"""Days as people write them, to YYYY-MM-DD. "03/04/2026" says nothing by itself; its column may."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Literal

DateOrder = Literal["dmy", "mdy", "ymd"]

_PARTS = re.compile(r"(\d{1,4})\s*([-/.年])\s*(\d{1,2})\s*([-/.月])\s*(\d{2,4}|\d{1,2})日?\.?(?:[T ]+[\d:.]+\S*)?\Z")
_NAMED = ("%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y", "%d-%b-%Y", "%d-%b-%y", "%Y%m%d")


def day(text: str, order: DateOrder | None) -> str | None:
    """The day as Freshdesk wants it (freshdesk-api 1), None for what is none.

    Without an `order` dots mean day first, and a slash is read only where one part can be no month.
    """
    parts = _PARTS.match(text)
    if not parts:
        return _named(text)
    first, sign, second, _, third = parts.groups()
    if len(first) == 4:
        return _day(first, second, third)
    if len(first) > 2 or len(third) not in (2, 4):
        return None
    order = order or _order(int(first), int(second)) or ("dmy" if sign == "." else None)
    if order == "ymd":
        return _day(first, second, third)
    if order is None:
        return None
    month, number = (second, first) if order == "dmy" else (first, second)
    return _day(third, month, number)


def order_of(text: str) -> DateOrder | None:
    """Whether this one date tells that day or month comes first."""
    parts = _PARTS.match(text.strip())
    return _order(int(parts[1]), int(parts[3])) if parts else None


def is_unclear(text: str) -> bool:
    """Whether it is a day as soon as somebody says which part is the month."""
    return day(text, None) is None and day(text, "dmy") is not None


def _order(first: int, second: int) -> DateOrder | None:
    if 12 < first <= 31 and second <= 12:
        return "dmy"
    return "mdy" if 12 < second <= 31 and first <= 12 else None


def _day(year: str, month: str, number: str) -> str | None:
    century = "" if len(year) == 4 else "19" if int(year) > 69 else "20"
    try:
        return date(int(century + year), int(month), int(number)).isoformat()
    except ValueError:
        return None


def _named(text: str) -> str | None:
    bare = " ".join(text.replace(",", " ").replace(". ", " ").split())
    for form in _NAMED:
        try:
            return datetime.strptime(bare, form).date().isoformat()  # noqa: DTZ007 -- a day has no zone
        except ValueError:
            continue
    return None
