"""What the queue can run, a few lines each: an id in, a use case called, the row decides what comes next."""

from __future__ import annotations

from functools import partial

from assistant.config import load
from assistant.slack import blocks
from assistant.slack.client import ResponseUrls
from assistant.usecases.answer_slack import deliver_answers as deliver
from assistant.usecases.sync_knowledge import sync_knowledge as sync
from assistant.wiring import make_services, now
from worker.looks import Drive

CAPACITY = 16
"""Looks in flight in one process: see docs/decisions on how one worker carries many."""


def look_at_tickets(_first: int) -> None:
    """Look at whatever is due, many at once. The id only says why we were woken."""
    _drive(capacity=CAPACITY, only=None)


def look_at_ticket(ticket_id: int) -> None:
    """Look at one ticket: a person waits for it, or it must be alone."""
    _drive(capacity=1, only=ticket_id)


def deliver_answers(_request_id: int) -> None:
    """Bring answers to the people who asked."""
    services = make_services(load())
    try:
        deliver(
            store=services.store,
            messenger=ResponseUrls(services.settings.slash_response_hosts),
            render=partial(blocks.answer, portal_url=services.settings.freshdesk_base_url),
            clock=now,
        )
    finally:
        services.close()


def sync_knowledge() -> None:
    """Load canned responses and articles anew."""
    services = make_services(load())
    try:
        sync(helpdesk=services.helpdesk, knowledge=services.knowledge, store=services.store, clock=now)
    finally:
        services.close()


def _drive(*, capacity: int, only: int | None) -> None:
    services = make_services(load(), pool_size=3 if capacity > 1 else 1)
    try:
        Drive(
            store=services.store,
            queue=services.queue,
            look=services.look,
            clock=now,
            capacity=capacity,
            alone_after=services.policy.alone_after,
            only=only,
        ).run()
    finally:
        services.close()
