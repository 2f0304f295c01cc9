"""The walk over all tickets by their change, past the list's last page and while tickets change (freshdesk-api 3)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TypeVar

from assistant.freshdesk.models import Ticket
from assistant.freshdesk.pagination import Page

T = TypeVar("T")
Version = tuple[int, datetime]
"""A ticket's id and when it changed."""


def version(ticket: Ticket) -> Version:
    return ticket.id, ticket.updated_at


def walk(
    fetch: Callable[[datetime, int], Page[T]], since: datetime, version: Callable[[T], Version]
) -> Iterator[Page[T]]:
    """Every ticket updated at or after `since`, oldest change first; one that changes meanwhile comes again, changed.

    `fetch` gives a page by its number, of the tickets updated at or after a time, oldest change first.

    It goes on from the last time seen, not from page to page: a ticket that changes leaves its place, all after it
    move up by one, and the first of the next page would be missed. Further pages are only asked for while more
    tickets than a page holds share one second; those are read until a pass over them brings nothing new.
    """
    known: set[Version] = set()
    number, given, found = 1, 0, False
    while True:
        page = fetch(since, number)
        versions = [version(ticket) for ticket in page.items]
        fresh = [ticket for ticket, each in zip(page.items, versions, strict=True) if each not in known]
        known.update(versions)
        newest = max((at for _, at in versions), default=since)
        found = found or bool(fresh)
        over = page.is_last or newest > since
        done = page.is_last and not (number > 1 and found)
        if fresh or done:
            given += 1
            yield Page(fresh, given, done)
        if done:
            return
        if not over:
            number += 1
        elif number > 1 and found:
            number, found = 1, False
        else:
            since, number, found = newest, 1, False
            known = {(ticket, at) for ticket, at in known if at >= since}
