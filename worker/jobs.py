"""What the queue can run, a few lines each: an id in, a use case called, the row decides what comes next."""

from __future__ import annotations

from functools import partial

import structlog

from assistant.account import now
from assistant.config import load
from assistant.errors import ModelUnavailable, NoAccess, TemporaryError
from assistant.freshdesk.minute import Priority
from assistant.slack import blocks
from assistant.slack.client import ResponseUrls
from assistant.usecases.answer_slack import deliver_answers as deliver
from assistant.usecases.embed_knowledge import embed_knowledge as make_vectors
from assistant.usecases.sync_knowledge import sync_knowledge as sync
from assistant.usecases.sync_past import sync_past as go_on_with_past
from assistant.wiring import make_services
from worker.looks import Drive

log = structlog.get_logger()

CAPACITY = 16
"""Looks in flight in one process: see docs/decisions on how one worker carries many."""


def look_at_tickets(_first: int) -> None:
    """Look at whatever is due, many at once. The id only says why we were woken."""
    _drive("tickets", capacity=CAPACITY, only=None)


def look_at_ticket(ticket_id: int) -> None:
    """Look at one ticket: a person waits for it, or it must be alone."""
    _drive("interactive", capacity=1, only=ticket_id)


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
    services = make_services(load(), priority="bulk")
    try:
        sync(helpdesk=services.helpdesk, knowledge=services.knowledge, store=services.store, clock=now)
        services.queue.embed_knowledge()
    finally:
        services.close()


def sync_past() -> None:
    """Read some more past answers; without credits the clock goes on with it later."""
    services = make_services(load(), priority="bulk")
    try:
        go_on_with_past(helpdesk=services.helpdesk, knowledge=services.knowledge, store=services.store, clock=now)
        services.queue.embed_knowledge()
    except (TemporaryError, NoAccess) as error:
        log.info("past answers wait", reason=str(error))
    finally:
        services.close()


def embed_knowledge() -> None:
    """Make the vectors that are missing."""
    services = make_services(load())
    try:
        make_vectors(services.knowledge)
    except ModelUnavailable as error:
        log.warning("no vectors", reason=str(error))
    finally:
        services.close()


def _drive(priority: Priority, *, capacity: int, only: int | None) -> None:
    services = make_services(load(), pool_size=3 if capacity > 1 else 1, priority=priority)
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
