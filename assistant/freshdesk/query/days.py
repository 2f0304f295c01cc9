"""Days of creation, halved until a search of each part gives all of it (freshdesk-api 7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.freshdesk.errors import QueryError
from assistant.freshdesk.query.build import Q
from assistant.freshdesk.query.check import LONGEST
from assistant.freshdesk.query.expression import Compare, Joined, Query

FIRST = date(2010, 1, 1)
"""Before Freshdesk was; what claims to be older is found all the same, with the first day."""
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Days:
    """From `oldest` to `newest`. An end that is open also takes what lies beyond it, as what is made meanwhile.

    They go by `created_at`, which nothing changes: what moved from part to part could be missed.
    """

    oldest: date
    newest: date
    from_ever: bool = True
    to_ever: bool = True

    @classmethod
    def of(cls, query: Query, today: date) -> Days:
        """All days that `query` leaves open; its own ends need not be said again."""
        bounds = [(each.sign, _day(each)) for each in _must(query) if each.field == "created_at"]
        lowest = [day for sign, day in bounds if day and sign in (":", ":>")]
        highest = [day for sign, day in bounds if day and sign in (":", ":<")]
        oldest, newest = max(lowest, default=FIRST), min(highest, default=today)
        return cls(oldest, max(oldest, newest))

    def halves(self) -> tuple[Days, Days] | None:
        """The newer and the older half; None for a single day."""
        if self.oldest >= self.newest:
            return None
        middle = self.oldest + (self.newest - self.oldest) // 2
        older = Days(self.oldest, middle, self.from_ever, False)
        return Days(middle + _DAY, self.newest, False, self.to_ever), older

    def within(self, query: Query) -> Query:
        """What `query` finds of these days. Raises QueryError where that is longer than Freshdesk takes."""
        if not self.from_ever:
            query = query & (Q.created_at >= self.oldest)
        if not self.to_ever:
            query = query & (Q.created_at <= self.newest)
        if len(str(query)) > LONGEST:
            raise QueryError("query", f"finds more than 300 and is too long to ask by days within {LONGEST} characters")
        return query


def _must(query: Query) -> Iterator[Compare]:
    """The comparisons that whatever is found fits: those not under an OR."""
    if isinstance(query, Compare):
        yield query
    elif isinstance(query, Joined) and query.word == "AND":
        for part in query.parts:
            yield from _must(part)


def _day(comparison: Compare) -> date | None:
    value = comparison.value
    return date.fromisoformat(value) if isinstance(value, str) else value if isinstance(value, date) else None
