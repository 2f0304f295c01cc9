"""Wake a worker without making the caller wait for a queue that hangs."""

from __future__ import annotations

import logging
from collections.abc import Callable

from assistant.deadline import Deadline
from assistant.ports import JobQueue

log = logging.getLogger(__name__)

WAKE_SECONDS = 1.0


class PromptQueue:
    """A JobQueue that is waited for at most a second, and whose errors never reach an answer.

    A wake-up that comes late or never costs five seconds: the clock looks for what is due.
    """

    def __init__(self, queue: JobQueue) -> None:
        self._queue = queue
        self._deadline = Deadline(at_once=4)

    def wake(self, ticket_id: int, *, person_waits: bool = False, alone: bool = False) -> None:
        """As JobQueue has it."""
        self._within(lambda: self._queue.wake(ticket_id, person_waits=person_waits, alone=alone))

    def deliver(self, request_id: int) -> None:
        """As JobQueue has it."""
        self._within(lambda: self._queue.deliver(request_id))

    def sync_knowledge(self) -> None:
        """As JobQueue has it."""
        self._within(self._queue.sync_knowledge)

    def sync_past(self) -> None:
        """As JobQueue has it."""
        self._within(self._queue.sync_past)

    def embed_knowledge(self) -> None:
        """As JobQueue has it."""
        self._within(self._queue.embed_knowledge)

    def _within(self, call: Callable[[], None]) -> None:
        try:
            self._deadline.run(call, WAKE_SECONDS)
        except Exception as error:  # noqa: BLE001 - the row is stored; the wake-up is only a short cut
            log.warning("no worker was woken: %s", type(error).__name__)
