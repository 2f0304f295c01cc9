"""The archive: once a night go the tickets that are closed and were not touched for 120 days (freshdesk-api 4.3).

An archived ticket is in no list and no search, and the usual paths do not know it.
"""

from __future__ import annotations

from assistant.sandbox.clock import iso
from assistant.sandbox.state import JSON, Desk

IDLE, NIGHTLY = 120 * 86_400, 86_400
CLOSED = 5


def is_ripe(desk: Desk, ticket: JSON) -> bool:
    gone = ticket.get("deleted") or ticket["spam"]
    return ticket["status"] == CLOSED and not gone and ticket["updated_at"] <= iso(desk.clock.now() - IDLE)


def put_away(desk: Desk, ticket: JSON) -> JSON:
    desk.archived[ticket["id"]] = desk.tickets.pop(ticket["id"])
    desk.listing.forget(ticket["id"])
    return ticket


def nightly(desk: Desk) -> None:
    """Put away what is ripe. A desk that was just filled keeps everything for its first day."""
    if desk.clock.now() < desk.archived_next:
        return
    for ticket in [row for row in desk.tickets.values() if is_ripe(desk, row)]:
        put_away(desk, ticket)
    desk.archived_next = desk.clock.now() + NIGHTLY


def find(desk: Desk, number: int) -> JSON | None:
    """An archived ticket; one that waits for the night goes now."""
    ticket = desk.tickets.get(number)
    if ticket is not None and is_ripe(desk, ticket):
        return put_away(desk, ticket)
    return desk.archived.get(number)
