"""One advisory lock per ticket, all held by one connection per process.

Postgres lets go of a session's locks when the session ends, so a killed worker blocks nobody. The connection is never
reopened behind the back of a look that believes it holds a lock: a lock belongs to the connection that took it.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg

from assistant.errors import TemporaryError
from assistant.store.engine import CONNECT_TIMEOUT, KEEPALIVES, SERVER_KEEPALIVES

STILL_OURS = """
select 1 from pg_locks where locktype = 'advisory' and granted and pid = pg_backend_pid() and objsubid = 1
and classid::bigint = %s and objid::bigint = %s
"""


def lock_key(ticket_id: int) -> int:
    """A signed 64-bit key that no other user of advisory locks is likely to pick."""
    digest = hashlib.blake2b(f"deskhand ticket {ticket_id}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


class TicketLocks:
    """The locks of this process. Thread-safe; a forked child starts with none."""

    def __init__(self, database_url: str) -> None:
        self._url = database_url.replace("postgresql+psycopg://", "postgresql://", 1)
        self._reset()

    def _reset(self) -> None:
        self._pid = os.getpid()
        self._guard = threading.Lock()
        self._connection: psycopg.Connection | None = None
        self._held: set[int] = set()

    @contextmanager
    def lock(self, ticket_id: int) -> Iterator[HeldLock | None]:
        """The ticket's lock for the length of the block; None if anybody, this process included, has it.

        Raises TemporaryError if Postgres does not answer.
        """
        if self._pid != os.getpid():
            self._reset()
        held = self._take(ticket_id)
        try:
            yield held
        finally:
            if held is not None:
                self._release(held)

    def _take(self, ticket_id: int) -> HeldLock | None:
        with self._guard:
            if ticket_id in self._held:
                return None
            try:
                connection = self._open()
                row = connection.execute("select pg_try_advisory_lock(%s)", (lock_key(ticket_id),)).fetchone()
            except psycopg.Error as error:
                self._drop()
                raise TemporaryError(f"Postgres did not answer ({type(error).__name__})", retry_after=5) from None
            if not row or not row[0]:
                return None
            self._held.add(ticket_id)
            return HeldLock(ticket_id, connection, self)

    def _open(self) -> psycopg.Connection:
        if self._connection is None or self._connection.closed:
            options: dict[str, Any] = {"connect_timeout": CONNECT_TIMEOUT, "tcp_user_timeout": 25_000, **KEEPALIVES}
            self._connection = psycopg.connect(self._url, autocommit=True, **options)
            self._connection.execute(SERVER_KEEPALIVES)
        return self._connection

    def _drop(self) -> None:
        """Close a connection that failed; looks that relied on it find their lock gone when they ask."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _release(self, held: HeldLock) -> None:
        with self._guard:
            self._held.discard(held.ticket_id)
            if held.connection is not self._connection:
                return
            try:
                held.connection.execute("select pg_advisory_unlock(%s)", (lock_key(held.ticket_id),))
            except psycopg.Error:
                self._drop()

    def still_holds(self, held: HeldLock) -> bool:
        """Ask the very connection that took the lock."""
        key = lock_key(held.ticket_id) & 0xFFFF_FFFF_FFFF_FFFF
        with self._guard:
            if held.connection is not self._connection or held.connection.closed:
                return False
            try:
                return held.connection.execute(STILL_OURS, (key >> 32, key & 0xFFFF_FFFF)).fetchone() is not None
            except psycopg.Error:
                self._drop()
                return False

    def close(self) -> None:
        """Let go of every lock."""
        with self._guard:
            self._drop()


@dataclass(frozen=True)
class HeldLock:
    """A lock on one ticket, as long as its connection lives."""

    ticket_id: int
    connection: psycopg.Connection
    owner: TicketLocks

    def held(self) -> bool:
        """Whether it is still ours, asked of Postgres now."""
        return self.owner.still_holds(self)
