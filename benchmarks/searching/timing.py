"""Where a search's time goes: the statements by the clock, the server's CPU, and our own."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Engine, event


@dataclass
class Times:
    """Milliseconds of each question."""

    name: str
    server: list[float] = field(default_factory=list)
    """From a statement's sending to its answer, of all statements of one question."""
    cpu: list[float] = field(default_factory=list)
    """Of the server's process."""
    own: list[float] = field(default_factory=list)
    """CPU of this process."""
    right: list[bool] = field(default_factory=list)
    """Whether all past tickets that were found are of the question's topic."""

    def row(self, ours: Times) -> list[str]:
        """With the server's CPU at p95 as a multiple of ours."""
        chosen = [at(of, share) for of in (self.server, self.cpu, self.own) for share in (0.5, 0.95)]
        chosen.append(at(self.cpu, 0.95) / at(ours.cpu, 0.95))
        return [self.name, *(f"{value:.1f}" for value in chosen), f"{sum(self.right) / len(self.right):.0%}"]


def at(values: Sequence[float], share: float) -> float:
    """The value that this share of them does not exceed."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


class Spent:
    """Watches an engine's statements while it is open. One connection at a time, on this machine."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.server, self.cpu, self.began = 0.0, 0.0, (0.0, 0.0)
        self.listeners = {"before_cursor_execute": self._before, "after_cursor_execute": self._after}

    def __enter__(self) -> Self:
        for name, listener in self.listeners.items():
            event.listen(self.engine, name, listener)
        return self

    def __exit__(self, *_: object) -> None:
        for name, listener in self.listeners.items():
            event.remove(self.engine, name, listener)

    @contextmanager
    def into(self, times: Times) -> Iterator[None]:
        """What is done meanwhile is one question of these."""
        self.server = self.cpu = 0.0
        began = time.process_time()
        yield
        times.own.append((time.process_time() - began) * 1000)
        times.server.append(self.server)
        times.cpu.append(self.cpu)

    def _before(self, connection: Any, *_: Any) -> None:
        self.began = time.perf_counter(), _cpu(connection)

    def _after(self, connection: Any, *_: Any) -> None:
        self.server += (time.perf_counter() - self.began[0]) * 1000
        self.cpu += _cpu(connection) - self.began[1]


def _cpu(connection: Any) -> float:
    """Milliseconds that the connection's server process has run."""
    process = connection.connection.driver_connection.info.backend_pid
    return int(Path(f"/proc/{process}/schedstat").read_text().split()[0]) / 1e6
