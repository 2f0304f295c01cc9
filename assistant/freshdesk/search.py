"""The walk over what a search finds: 30 a page, ten pages, and then by days (freshdesk-api 7)."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import islice
from typing import Annotated, Any, Generic, TypeVar

from assistant.freshdesk.call import Call
from assistant.freshdesk.caller import Caller
from assistant.freshdesk.custom_fields import RECHECK, Field
from assistant.freshdesk.errors import QueryError, SearchIncomplete
from assistant.freshdesk.models import Model
from assistant.freshdesk.models.base import null_as
from assistant.freshdesk.models.load import load
from assistant.freshdesk.query import Name, Query, Searchable, check, parse
from assistant.freshdesk.query.days import Days

PAGES = 10
PER_PAGE = 30
MOST = PAGES * PER_PAGE

M = TypeVar("M", bound=Model)
Definitions = Callable[..., Sequence[Field] | None]
"""The definitions of custom fields, at most so many seconds old; None while they cannot be read."""


class Found(Model):
    """One page; `total` counts what all pages would hold, beyond the tenth too."""

    total: int = 0
    results: Annotated[list[Any], null_as(list)] = []  # noqa: RUF012 -- pydantic gives each model a copy


def search(
    caller: Caller, where: Searchable, query: Query | str, model: type[M], definitions: Definitions, limit: int | None
) -> Iterator[M]:
    """What `query` finds, each id once, the first `limit` if given; it is checked before the first is asked for.

    Raises QueryError here; while iterating BadRequest for what only Freshdesk knows to be wrong, and SearchIncomplete
    at the end if one day holds too many.
    """
    walk = _Walk(caller, where, model)
    wanted = checked(query, where, definitions)
    if limit is None:
        return walk.all(wanted)
    return islice(walk.first(wanted) if limit <= MOST else walk.all(wanted), limit)


def checked(query: Query | str, where: Searchable, definitions: Definitions) -> Query:
    """The query of a text or of values. Raises QueryError for what Freshdesk would not take."""
    wanted = parse(query) if isinstance(query, str) else query
    if all(each.field in where.fields for each in wanted.comparisons()):
        check(wanted, where, None)
        return wanted
    try:
        check(wanted, where, definitions())
    except QueryError:
        check(wanted, where, definitions(RECHECK))  # the field may be new
    return wanted


class _Walk(Generic[M]):
    """One search under way: no id comes twice, although the index changes meanwhile."""

    def __init__(self, caller: Caller, where: Searchable, model: type[M]) -> None:
        self._caller, self._where, self._model = caller, where, model
        self._seen: set[int] = set()

    def first(self, query: Query) -> Iterator[M]:
        """What the ten pages give."""
        yield from self._rest(query, self._page(query, 1))

    def all(self, query: Query) -> Iterator[M]:
        """Everything: where there is more than 300, the days on which it was made are halved until each part fits."""
        found = self._page(query, 1)
        if found.total <= MOST:
            yield from self._rest(query, found)
            return
        full: list[date] = []
        yield from self._halves(query, Days.of(query, datetime.now(UTC).date()), found.total, full)
        if full:
            raise SearchIncomplete(full)

    def _halves(self, query: Query, days: Days, total: int, full: list[date]) -> Iterator[M]:
        """What was made in `days`, the newest first."""
        halves = days.halves()
        if halves is None:
            yield from self._day(query, days, full)
            return
        newer, older = halves
        found = yield from self._part(query, newer, 0, full)
        yield from self._part(query, older, total - found, full)

    def _day(self, query: Query, days: Days, full: list[date]) -> Iterator[M]:
        """One day that holds too much: by the values of a field, where there is one to cut by."""
        name, values = self._where.parts or ("", ())
        parts = [days.within(query & (Name(name) == value)) for value in values] or [days.within(query)]
        for part in parts:
            found = self._page(part, 1)
            if found.total > MOST and days.oldest not in full:
                full.append(days.oldest)
            yield from self._rest(part, found)

    def _part(self, query: Query, days: Days, expected: int, full: list[date]) -> Generator[M, None, int]:
        """One half, and how many it holds. It is not asked for as a whole if so many are `expected` that it cannot be
        given: the half that was read first told how many are left."""
        if expected > MOST and days.halves():
            yield from self._halves(query, days, expected, full)
            return expected
        asked = days.within(query)
        found = self._page(asked, 1)
        if found.total > MOST:
            yield from self._halves(query, days, found.total, full)
        else:
            yield from self._rest(asked, found)
        return found.total

    def _rest(self, query: Query, found: Found) -> Iterator[M]:
        """The results of the first page, then the other pages."""
        yield from self._fresh(found)
        number, total = 1, found.total
        while len(found.results) == PER_PAGE and number * PER_PAGE < total and number < PAGES:
            number += 1
            found = self._page(query, number)
            total = found.total
            yield from self._fresh(found)

    def _page(self, query: Query, number: int) -> Found:
        return self._caller.one(self._call(query, number), Found)

    def _call(self, query: Query | None = None, number: int = 1) -> Call:
        return Call("GET", f"/search/{self._where.name}", params={"query": f'"{query}"', "page": number})

    def _fresh(self, found: Found) -> Iterator[M]:
        for result in (load(self._call(), self._model, each) for each in found.results):
            if result.id not in self._seen:  # type: ignore[attr-defined]
                self._seen.add(result.id)  # type: ignore[attr-defined]
                yield result
