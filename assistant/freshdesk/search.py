"""The walk over what a search finds: 30 a page, ten pages (freshdesk-api 7)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, TypeVar

from assistant.freshdesk.call import Call
from assistant.freshdesk.caller import Caller
from assistant.freshdesk.models import Model
from assistant.freshdesk.models.base import null_as
from assistant.freshdesk.models.load import load

PAGES = 10
PER_PAGE = 30

M = TypeVar("M", bound=Model)


class Found(Model):
    """One page; `total` counts what all pages would hold, beyond the tenth too."""

    total: int = 0
    results: Annotated[list[Any], null_as(list)] = []  # noqa: RUF012 -- pydantic gives each model a copy


def search(caller: Caller, template: str, query: str, model: type[M]) -> Iterator[M]:
    """What `query` finds, each id once, 300 at most. `query` is as "status:2 AND tag:'vip'", the quotes around it ours.

    Raises BadRequest for a query that Freshdesk does not take.
    """
    seen: set[int] = set()
    for page in range(1, PAGES + 1):
        call = Call("GET", template, params={"query": f'"{query}"', "page": page})
        found = caller.one(call, Found)
        for result in (load(call, model, each) for each in found.results):
            if result.id not in seen:  # type: ignore[attr-defined]
                seen.add(result.id)  # type: ignore[attr-defined]
                yield result
        if len(found.results) < PER_PAGE or page * PER_PAGE >= found.total:
            return
