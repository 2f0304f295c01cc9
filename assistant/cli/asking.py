"""A person's request from the command line: stored, looked at here and now, and its answer."""

from __future__ import annotations

import getpass
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.core.answer import Told, from_json
from assistant.core.records import RequestKind
from assistant.errors import TemporaryError

if TYPE_CHECKING:
    from assistant.wiring import Services

PATIENCE = 90.0
"""Seconds that an answer may take: a worker may have the ticket, a model may be slow."""


def ask(
    services: Services,
    ticket_id: int,
    kind: RequestKind,
    *,
    instruction: str = "",
    draft_id: int | None = None,
    prompt: str | None = None,
) -> Told:
    """Store the request, look until it is answered; the answer. Raises TemporaryError if it takes too long."""
    from assistant.account import now
    from assistant.wiring import make_prompts

    looking = replace(services, prompts=make_prompts(prompt)) if prompt else services
    number = services.store.request(
        ticket_id, kind, instruction=instruction, who=getpass.getuser(), answer_to="", now=now(), draft_id=draft_id
    )
    deadline = time.monotonic() + PATIENCE
    outcome = ""
    while time.monotonic() < deadline:
        outcome = looking.look(ticket_id)
        state = services.store.request_state(number)
        if state is not None and state.state == "done":
            return from_json(state.answer)
        time.sleep(0.5)
    raise TemporaryError(f"ticket {ticket_id} is not answered yet ({outcome}); the workers go on with it")
