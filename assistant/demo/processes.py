"""Child processes as one set: any failure ends every one, and what a killed demo left behind is ended by the next."""

# ruff: noqa: S603 - every command is written in this package

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

STOP_SECONDS = 25.0


class ChildEnded(Exception):
    """A process that should run does not; the message says which, and shows the end of its log."""


class Processes:
    """Named children in sessions of their own, with a log each under `home`/logs."""

    def __init__(self, home: Path, environment: Mapping[str, str]) -> None:
        self.home, self.environment = home, dict(environment)
        self.logs = home / "logs"
        self.logs.mkdir(parents=True, exist_ok=True)
        self._record = home / "processes.json"
        self._children: dict[str, subprocess.Popen[bytes]] = {}
        self._recorded: list[tuple[int, list[str]]] = []

    def start(self, name: str, command: Sequence[str], **more: str) -> None:
        """Start one; `more` are variables of its own. It runs in `home`, where no `.env` is."""
        with self.log(name).open("wb") as log:
            self._children[name] = subprocess.Popen(
                command,
                env={**self.environment, **more},
                cwd=self.home,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._recorded.append((self._children[name].pid, list(command)))
        self._record.write_text(json.dumps(self._recorded))

    def log(self, name: str) -> Path:
        """Where a child's output goes."""
        return self.logs / f"{name}.log"

    def tail(self, name: str, lines: int = 12) -> str:
        """The end of a child's log, indented."""
        last = self.log(name).read_text(errors="replace").splitlines()[-lines:] if self.log(name).exists() else []
        return "\n".join(f"    {line}" for line in last) or "    (its log is empty)"

    def check(self) -> None:
        """Raises ChildEnded if one has ended."""
        for name, child in self._children.items():
            if child.poll() is not None:
                raise ChildEnded(f"{name} ended with {_how(child.returncode)}; the end of its log:\n{self.tail(name)}")

    def wait(self, name: str, seconds: float) -> None:
        """Wait until one has done its work. Raises ChildEnded if it fails or takes longer."""
        child = self._children[name]  # until it has ended: Ctrl-C meanwhile ends it with the others
        try:
            code = child.wait(seconds)
            del self._children[name]
        except subprocess.TimeoutExpired:
            del self._children[name]
            _signal(child.pid, signal.SIGKILL)
            child.wait()
            raise ChildEnded(
                f"{name} took longer than {seconds:.0f} s; the end of its log:\n{self.tail(name)}"
            ) from None
        if code:
            raise ChildEnded(f"{name} ended with {_how(code)}; the end of its log:\n{self.tail(name)}")

    def stop(self, *names: str, seconds: float = STOP_SECONDS) -> None:
        """SIGTERM to these (all if none is named) with their own children, SIGKILL after `seconds`."""
        ending = {name: self._children.pop(name) for name in names or tuple(self._children) if name in self._children}
        for child in ending.values():
            _signal(child.pid, signal.SIGTERM)
        deadline = time.monotonic() + seconds
        try:
            for child in ending.values():
                with contextlib.suppress(subprocess.TimeoutExpired):
                    child.wait(max(0.0, deadline - time.monotonic()))
        finally:
            for child in ending.values():
                _signal(child.pid, signal.SIGKILL)  # whatever is left of its session
                child.wait()
        if not self._children:
            self._record.unlink(missing_ok=True)

    def end_leftovers(self) -> None:
        """End what a killed demo left behind: processes with the recorded numbers and the very same command lines."""
        if not self._record.exists():
            return
        for pid, command in json.loads(self._record.read_text()):
            if _command(pid)[1:] == command[1:]:
                _signal(pid, signal.SIGKILL)
        self._record.unlink()


def _signal(session: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(session, number)


def _command(pid: int) -> list[str]:
    import psutil  # type: ignore[import-untyped]  # comes with the embedded servers

    try:
        return list(psutil.Process(pid).cmdline())
    except psutil.Error:
        return []


def _how(code: int) -> str:
    return f"exit code {code}" if code >= 0 else f"signal {-code}"
