"""Take somebody's word, a webhook's or a program's, that a ticket is to be looked at."""

from __future__ import annotations

from assistant.ports import JobQueue, Store


def take_webhook(ticket_id: int, *, store: Store, queue: JobQueue, why: str = "webhook") -> None:
    """Commit the row, then wake a worker. Raises TemporaryError if the row could not be stored.

    The wake-up may be lost: what is due is looked for every few seconds anyway.
    """
    store.ask(ticket_id, why)
    queue.wake(ticket_id)
