"""Our records in Postgres, the only store."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import timedelta

from assistant.ports import Clock, Switches
from assistant.store.drafts import DraftRows
from assistant.store.engine import make_engine, ping
from assistant.store.knowledge import PostgresKnowledge
from assistant.store.locks import HeldLock, TicketLocks
from assistant.store.migrate import upgrade
from assistant.store.pending import PendingRows
from assistant.store.requests import RequestRows
from assistant.store.switches import SwitchRows

__all__ = ["PostgresKnowledge", "PostgresStore", "upgrade"]


class PostgresStore(PendingRows, DraftRows, RequestRows, SwitchRows):
    """Fills `ports.Store`. Thread-safe; make it after a fork, not before."""

    def __init__(
        self,
        database_url: str,
        *,
        clock: Clock,
        crash_wait: timedelta = timedelta(seconds=45),
        defaults: Switches | None = None,
        pool_size: int = 3,
    ) -> None:
        self.engine = make_engine(database_url, pool_size=pool_size)
        self.clock = clock
        self.crash_wait = crash_wait
        self.defaults = defaults or Switches()
        self.locks = TicketLocks(database_url)

    def lock(self, ticket_id: int) -> AbstractContextManager[HeldLock | None]:
        """The ticket's lock for the length of the block; None if somebody else has it."""
        return self.locks.lock(ticket_id)

    def ping(self) -> None:
        """Raises TemporaryError if Postgres does not answer."""
        ping(self.engine)

    def close(self) -> None:
        """End every connection of this store."""
        self.locks.close()
        self.engine.dispose()
