"""What Freshdesk gave as it gave it, for exports: every key is kept, also those that no model knows, none is made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from assistant.freshdesk.answers import unusable
from assistant.freshdesk.call import Call, Param
from assistant.freshdesk.pagination import PER_PAGE, Page, pages
from assistant.freshdesk.resources.base import Resource
from assistant.freshdesk.walk import Version, walk

JSON = dict[str, Any]


class Raw(Resource):
    """`api.raw`. A page of 100 costs half the time and memory of models; times stay text."""

    def pages(self, path: str, *, ids: Mapping[str, int] | None = None, **filters: Param) -> Iterator[Page[JSON]]:
        """The pages of any list: `pages("/tickets/{ticket_id}/conversations", ids={"ticket_id": 7})`.

        Raises BadAnswer for an item that is no object with an id."""
        call = Call("GET", path, ids or {}, filters)
        for items, number, is_last in pages(self._caller.fetch, call):
            yield Page(_checked(call, items), number, is_last)

    def get(self, path: str, *, ids: Mapping[str, int]) -> JSON:
        """One object: `get("/tickets/{ticket_id}", ids={"ticket_id": 7})`. Raises BadAnswer for what has no id."""
        call = Call("GET", path, ids)
        return _checked(call, [self._caller.fetch(call).value])[0]

    def walk(
        self, *, updated_since: datetime, include: tuple[str, ...] = (), per_page: int = PER_PAGE, **filters: Param
    ) -> Iterator[Page[JSON]]:
        """Every ticket updated at or after a time: see `Tickets.walk`."""
        order: dict[str, Param] = {"order_by": "updated_at", "order_type": "asc", "per_page": per_page}

        more: dict[str, Any] = {**filters, **order}

        def fetch(since: datetime, number: int) -> Page[JSON]:
            return next(self.pages("/tickets", include=include or None, updated_since=since, page=number, **more))

        return walk(fetch, updated_since, version_of)

    def total(self, query: str) -> int:
        """How many tickets a search would find, beyond its 300 too, as of some minutes ago (freshdesk-api 7).

        `query` is as "updated_at:>'2026-01-01'", with the quotes around it ours. Raises BadRequest."""
        call = Call("GET", "/search/tickets", params={"query": f'"{query}"', "page": 1})
        value = self._caller.fetch(call).value
        total = value.get("total") if isinstance(value, dict) else None
        if not isinstance(total, int):
            raise unusable(call, "the answer has no total")
        return total


def version_of(ticket: JSON) -> Version:
    """Its id and when it changed. Raises BadAnswer if it does not say that."""
    try:
        at = datetime.fromisoformat(ticket["updated_at"])
    except (KeyError, TypeError, ValueError):
        raise unusable(Call("GET", "/tickets"), f"ticket {ticket['id']} has no time of its change") from None
    return ticket["id"], at if at.tzinfo else at.replace(tzinfo=UTC)


def _checked(call: Call, items: list[Any]) -> list[JSON]:
    if not all(isinstance(item, dict) and isinstance(item.get("id"), int) for item in items):
        raise unusable(call, "an entry is no object with an id")
    return items
