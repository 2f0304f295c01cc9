"""Take a person's request from a chat."""

from __future__ import annotations

from typing import Literal

from assistant.ports import Clock, JobQueue, Store


def ask_in_chat(
    ticket_id: int,
    kind: Literal["show", "draft"],
    instruction: str,
    *,
    who: str,
    answer_to: str,
    store: Store,
    queue: JobQueue,
    clock: Clock,
) -> int:
    """Store the request, wake a worker; the request's id. Raises TemporaryError if it could not be stored."""
    request = store.request(ticket_id, kind, instruction=instruction, who=who, answer_to=answer_to, now=clock())
    queue.wake(ticket_id, person_waits=True)
    return request
