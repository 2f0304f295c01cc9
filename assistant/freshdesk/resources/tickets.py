"""Tickets (freshdesk-api 4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from assistant.freshdesk.call import Call, Param
from assistant.freshdesk.models import Ticket
from assistant.freshdesk.pagination import PER_PAGE, Page
from assistant.freshdesk.resources.ticket_search import TicketSearch
from assistant.freshdesk.walk import version, walk


class Tickets(TicketSearch):
    """`api.tickets`."""

    def get(self, ticket_id: int, *, include: tuple[str, ...] = ()) -> Ticket:
        """One ticket. `include`: conversations (the oldest ten only), requester, company, stats; a credit each."""
        params: dict[str, Param] = {"include": include or None}
        call = Call("GET", "/tickets/{ticket_id}", {"ticket_id": ticket_id}, params)
        return self._caller.one(call, Ticket)

    def pages(self, *, include: tuple[str, ...] = (), **filters: Param) -> Iterator[Page[Ticket]]:
        """Pages of 100. Without `updated_since` only tickets made in the last 30 days (freshdesk-api 4.4).

        `filters`: updated_since, order_by, order_type, filter, requester_id, email, company_id, page.
        `include`: stats, requester, description; two credits each and page.
        Page 301 is refused with BadRequest, and a ticket that changes meanwhile makes another be missed: see `walk`.
        """
        return self._caller.pages(_list(include, filters), Ticket)

    def list(self, *, include: tuple[str, ...] = (), **filters: Param) -> Iterator[Ticket]:
        """The tickets of those pages, each once."""
        return self._caller.every(_list(include, filters), Ticket)

    def walk(
        self, *, updated_since: datetime, include: tuple[str, ...] = (), per_page: int = PER_PAGE, **filters: Param
    ) -> Iterator[Page[Ticket]]:
        """Pages of every ticket updated at or after a time, oldest change first, however many there are.

        None is missed and none comes twice as it was; one that changes meanwhile comes again. `filters`: filter (spam,
        deleted), requester_id, email, company_id. Raises BadRequest if 300 pages of tickets share one second.
        """
        order: dict[str, Param] = {"order_by": "updated_at", "order_type": "asc", "per_page": per_page}

        def fetch(since: datetime, number: int) -> Page[Ticket]:
            more = {**filters, **order, "updated_since": since, "page": number}
            return next(self._caller.pages(_list(include, more), Ticket))

        return walk(fetch, updated_since, version)

    def create(self, **fields: Any) -> Ticket:
        """A new ticket, from `subject`, `description`, `status`, `priority` and one requester, as `email`."""
        return self._caller.one(Call("POST", "/tickets", body=fields), Ticket)

    def update(self, ticket_id: int, **fields: Any) -> Ticket:
        """Change what is given. `tags` replaces the whole list. Raises MethodNotAllowed for spam and deleted ones."""
        return self._caller.one(Call("PUT", "/tickets/{ticket_id}", {"ticket_id": ticket_id}, body=fields), Ticket)

    def delete(self, ticket_id: int) -> None:
        """Move to the trash; `restore` brings it back."""
        self._caller.nothing(Call("DELETE", "/tickets/{ticket_id}", {"ticket_id": ticket_id}))

    def restore(self, ticket_id: int) -> None:
        self._caller.nothing(Call("PUT", "/tickets/{ticket_id}/restore", {"ticket_id": ticket_id}))


def _list(include: tuple[str, ...], filters: Mapping[str, Param]) -> Call:
    return Call("GET", "/tickets", params={"include": include or None, **filters})
