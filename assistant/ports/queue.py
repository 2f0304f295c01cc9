"""Wake-ups for the workers."""

from __future__ import annotations

from typing import Protocol


class JobQueue(Protocol):
    """Wake-ups. Losing one costs five seconds, never a ticket."""

    def wake(self, ticket_id: int, *, person_waits: bool = False, alone: bool = False) -> None:
        """Something is to be looked at. Never raises."""

    def deliver(self, request_id: int) -> None:
        """An answer waits for its delivery. Never raises."""

    def sync_knowledge(self) -> None:
        """Canned responses and articles are to be read anew. Never raises."""

    def sync_past(self) -> None:
        """Past answers are to be read, on from where it was left. Never raises."""

    def embed_knowledge(self) -> None:
        """Texts wait for their vectors. Never raises."""
