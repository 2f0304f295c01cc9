"""One server as a child process: started, awaited, ended, and found again after its parent was killed."""

# ruff: noqa: S603 - every command is written in this package

from __future__ import annotations

import contextlib
import importlib.util
import os
import pwd
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Any

from assistant.errors import PermanentError

START_SECONDS = 30.0
STOP_SECONDS = 10.0


class ServerError(PermanentError):
    """An embedded server is not installed or does not start; the message says what to do."""


def wheel(package: str) -> Path:
    """Directory of an installed package, without importing it. Raises ServerError."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise ServerError(f"{package} is not installed: run pip install -r requirements-demo.txt (make demo does it)")
    return Path(spec.origin).parent


def tail(log: Path, lines: int = 15) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:]) if log.exists() else ""


def _ours(pid: int, name: str, data: Path) -> Any:
    """The running server `name` whose directory is `data`, if `pid` is that; else None (a number used again)."""
    import psutil  # type: ignore[import-untyped]  # comes with the wheels

    try:
        process = psutil.Process(pid)
        return process if process.name() == name and Path(process.cwd()) == data else None
    except psutil.Error:
        return None


def end_leftover(pid_file: Path, name: str, data: Path, how: signal.Signals) -> None:
    """End the server that a killed process of ours left behind on `data`, and forget its pid file."""
    if not pid_file.exists():
        return
    first = pid_file.read_text().split("\n", 1)[0].strip()
    pid = int(first) if first.isdigit() else 0
    if _ours(pid, name, data):
        _end_stranger(pid, how, lambda: bool(_ours(pid, name, data)))
    pid_file.unlink(missing_ok=True)


def _end_stranger(pid: int, how: signal.Signals, runs: Callable[[], bool]) -> None:
    """End a process that is not our child. One that is dead but not yet reaped has no directory: it does not run."""
    for signal_number in (how, signal.SIGKILL):
        deadline = time.monotonic() + STOP_SECONDS
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal_number)
        while time.monotonic() < deadline:
            if not runs():
                return
            time.sleep(0.02)


class Server:
    """One child process with a data directory and a log."""

    name: str
    stop_signal: signal.Signals

    def __init__(self, data: Path, user: str | None = None) -> None:
        self.data = data
        self.log = data.parent / f"{data.name}.log"
        self.user = user
        self.process: subprocess.Popen[bytes] | None = None

    def _spawn(self, command: Sequence[str | Path], stdin: IO[bytes] | int = subprocess.DEVNULL) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command,
                stdin=stdin,
                stdout=log,
                stderr=log,
                cwd=self.data,
                start_new_session=True,
                **as_user(self.user),
            )

    def _await(self, ready: Callable[[], bool]) -> bool:
        """True when it answers, False if it ended. Raises ServerError if it does neither."""
        assert self.process  # noqa: S101 - only called after _spawn
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if ready():
                return True
            if self.process.poll() is not None:
                return False
            time.sleep(0.02)
        self.stop()
        raise ServerError(f"{self.name} did not answer within {START_SECONDS:.0f} s\n{tail(self.log)}")

    def stop(self) -> None:
        """End it in an orderly way; by force if that takes too long. Harmless when it does not run."""
        self._end(self.stop_signal)

    def kill(self) -> None:
        """End it as a crash would (SIGKILL)."""
        self._end(signal.SIGKILL)

    def _end(self, how: signal.Signals) -> None:
        if self.process is None:
            return
        self.process.send_signal(how)
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None


def free_port() -> int:
    """A TCP port of 127.0.0.1 that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def as_user(user: str | None) -> dict[str, Any]:
    """Arguments for subprocess: run as that user, with none of root's groups; nothing for None."""
    return {} if user is None else {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []}
