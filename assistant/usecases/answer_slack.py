"""Bring finished answers to the people who asked in a chat."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from assistant.core.answer import Told, from_json
from assistant.core.records import Record, Request
from assistant.errors import PermanentError, TemporaryError
from assistant.ports import Clock, Messenger, Store

log = logging.getLogger(__name__)

RESPONSE_URL_LIVES = timedelta(minutes=30)
"""A response URL of Slack's takes messages for that long."""

DELIVERIES = 0
"""The number under which deliveries are locked; tickets count from 1."""

Render = Callable[[Told, Record | None], Mapping[str, Any]]
"""Makes the chat's payload of an answer and the draft that it names."""


def deliver_answers(*, store: Store, messenger: Messenger, clock: Clock, render: Render, limit: int = 20) -> int:
    """Post every answer that waits; how many arrived. One that cannot arrive for now is left for the next call.

    One process at a time delivers, so that nobody is told twice.
    """
    with store.lock(DELIVERIES) as lock:
        if lock is None:
            return 0
        return sum(
            _deliver(request, store=store, messenger=messenger, clock=clock, render=render)
            for request in store.undelivered(limit)
        )


def _deliver(request: Request, *, store: Store, messenger: Messenger, clock: Clock, render: Render) -> bool:
    if not request.answer_to or clock() - request.created_at > RESPONSE_URL_LIVES:
        store.delivered(request.id)
        return False
    told = from_json(request.answer)
    record = store.draft(told.draft_id) if told.draft_id is not None else None
    try:
        messenger.respond(request.answer_to, render(told, record))
    except TemporaryError as error:
        log.warning("answer %s is left for later: %s", request.id, error)
        return False
    except PermanentError as error:
        log.warning("answer %s cannot be delivered: %s", request.id, error)
        store.delivered(request.id)
        return False
    store.delivered(request.id)
    return True
