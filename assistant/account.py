"""Settings -> the client of the account, for commands that need neither store nor queue: quick to import."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from assistant.config import Settings
from assistant.core.policy import Policy
from assistant.freshdesk.call import Answer
from assistant.freshdesk.client import Freshdesk
from assistant.freshdesk.credits import CreditPool, Credits
from assistant.freshdesk.minute import Priority
from assistant.freshdesk.retry import Retry

if TYPE_CHECKING:
    from redis import Redis

    from assistant.helpdesk.contact_book import FreshdeskContacts
    from assistant.helpdesk.new_desk import FreshdeskNewDesk

PATIENCE = 5.0
"""Seconds that a look waits for API credits before its ticket is put off."""
BULK_PATIENCE = 300.0
"""Seconds that one call of an export or a sync waits for credits before the command gives up; it can go on later."""
OTHERS = 4
"""Processes beside the ticket workers that call Freshdesk: interactive and bulk worker, clock, one command."""


def now() -> datetime:
    """The clock of the real world."""
    return datetime.now(UTC)


def make_policy(settings: Settings) -> Policy:
    """The desk's wishes. HASTE shortens, for tests, what is only waited for after a fault."""
    usual = Policy()
    return Policy(
        max_turn_age=timedelta(seconds=settings.max_turn_age),
        settle=timedelta(seconds=settings.turn_settle),
        post_timeout=usual.post_timeout / settings.haste,
        quiet=usual.quiet / settings.haste,
        crash_wait=usual.crash_wait / settings.haste,
        reply_doubt=usual.reply_doubt / settings.haste,
        groups=frozenset(settings.draft_groups),
        products=frozenset(settings.draft_products),
        types=frozenset(settings.draft_types),
        apply_triage=frozenset(settings.apply_triage),
        sources=frozenset(int(number) for number in settings.draft_sources if number.isdecimal()),
    )


def make_redis(settings: Settings, *, timeout: float | None = 2.0) -> Redis:
    """A connection to Redis, opened at its first use."""
    from assistant.queue import connect  # with rq it takes long to import, and commands without REDIS_URL need neither

    return connect(settings.redis_url, timeout=timeout, **settings.redis_options)


def make_credits(settings: Settings, priority: Priority, patience: float) -> CreditPool:
    """The account's minute of credits: shared by all processes over Redis, or this one's own where there is none."""
    if not settings.redis_url:
        return Credits(priority=priority, max_wait=patience)
    from assistant.freshdesk.shared_credits import SharedCredits

    return SharedCredits(
        make_redis(settings),
        settings.freshdesk_base_url,
        priority=priority,
        max_wait=patience,
        processes=settings.worker_concurrency + OTHERS,
    )


def make_client(
    settings: Settings,
    *,
    priority: Priority = "interactive",
    patience: float = PATIENCE,
    total_timeout: float | None = None,
    on_answer: Callable[[Answer], None] | None = None,
) -> Freshdesk:
    """The account of FRESHDESK_DOMAIN or FRESHDESK_URL. `total_timeout`, `on_answer`: see `Freshdesk`.

    A call waits for credits by its `priority`, at most `patience` seconds. After a 429 that asks for more the row says
    when to try again: no look sleeps on a lock."""
    return Freshdesk(
        settings.freshdesk_base_url,
        settings.freshdesk_api_key.get_secret_value(),
        total_timeout=total_timeout or make_policy(settings).post_timeout.total_seconds(),
        credits=make_credits(settings, priority, patience),
        retry=Retry(longest_limit=patience),
        on_answer=on_answer,
    )


def make_contacts(settings: Settings) -> FreshdeskContacts:
    """The account's contacts, for a file of them: after everything that people and tickets wait for."""
    from assistant.helpdesk.contact_book import FreshdeskContacts

    return FreshdeskContacts(make_client(settings, priority="bulk", patience=BULK_PATIENCE))


def make_new_desk(settings: Settings, old_desk: str) -> FreshdeskNewDesk:
    """The account that tickets are moved to; their files are fetched from the old desk's hosts, without a key.

    A call may carry 20 MB of files, so it may take longer than others: see `upload_seconds`."""
    from assistant.helpdesk.new_desk import FreshdeskNewDesk

    seconds = upload_seconds(settings)
    api = make_client(settings, priority="bulk", patience=BULK_PATIENCE, total_timeout=seconds)
    return FreshdeskNewDesk(api, files=Freshdesk(old_desk or settings.freshdesk_base_url, "none"))


def upload_seconds(settings: Settings) -> float:
    """A minute for one call, as HASTE has it."""
    return 6 * make_policy(settings).post_timeout.total_seconds()
