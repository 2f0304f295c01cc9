"""Real servers and processes for the tests."""

from __future__ import annotations

import contextlib
import os
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import trustme

from assistant.embedded import FAST, Servers

ROOT = Path(__file__).parent.parent
FOREIGN = ("FRESHDESK_", "DATABASE_URL", "REDIS_", "SLACK_", "SLASH_", "OPENAI_", "SECRET_KEY", "DESKHAND_HOME")
"""Beginnings of variables that could lead a test to somebody's real desk."""


@contextmanager
def fresh_servers(*, appendonly: bool = True) -> Iterator[Servers]:
    """Postgres and Valkey of one's own, to kill and restart; about 0.7 s."""
    with tempfile.TemporaryDirectory(prefix="deskhand-test-") as home:
        Path(home).chmod(0o755)  # as root, Postgres runs as another user
        with Servers(Path(home), settings=FAST, appendonly=appendonly) as servers:
            yield servers


class TlsDoor:
    """TLS in front of a port of this machine, with a certificate that it signed itself (as Heroku's Redis does)."""

    def __init__(self, port: int, folder: Path) -> None:
        authority = trustme.CA()
        self.ca = folder / "ca.pem"
        authority.cert_pem.write_to_path(str(self.ca))
        self._inside = port
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("redis.example").configure_cert(self._context)
        self._door = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = int(self._door.getsockname()[1])
        threading.Thread(target=self._open, daemon=True).start()

    def close(self) -> None:
        """Take no more connections."""
        self._door.close()

    def _open(self) -> None:
        with contextlib.suppress(OSError):  # closed
            while True:
                plain, _ = self._door.accept()
                threading.Thread(target=self._serve, args=(plain,), daemon=True).start()

    def _serve(self, plain: socket.socket) -> None:
        with contextlib.suppress(OSError):
            outside = self._context.wrap_socket(plain, server_side=True)
            inside = socket.create_connection(("127.0.0.1", self._inside))
            threading.Thread(target=pass_on, args=(inside, outside), daemon=True).start()
            pass_on(outside, inside)


def pass_on(source: socket.socket, target: socket.socket) -> None:
    """Until either end closes; then both are."""
    with contextlib.suppress(OSError), source, target:
        while data := source.recv(65536):
            target.sendall(data)


def clean_environment(**more: str) -> dict[str, str]:
    """This process's environment without anything of a real desk, and `more`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
    return {**kept, "PYTHONPATH": str(ROOT), **more}


def deskhand(
    *arguments: str,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    seconds: float = 60,
    stdin: str | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run `python -m assistant ...` and wait for its end."""
    return subprocess.run(
        [sys.executable, "-m", "assistant", *arguments],
        env=clean_environment(**(env or {})),
        cwd=cwd or ROOT,
        input=stdin,
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )
