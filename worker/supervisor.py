"""`python -m worker`: one process per queue, forked from a parent that has imported everything already."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from types import FrameType

import structlog

log = structlog.get_logger()

PATIENCE = 24.0
"""Seconds for the children to end after SIGTERM, within the platform's 30."""
RESPAWN = 1.0


class Supervisor:
    """Keeps one child per name alive until it is told to stop."""

    def __init__(self, names: list[str], run: Callable[[str], None]) -> None:
        self.context = multiprocessing.get_context("fork")
        self.run_child = run
        self.children: dict[int, BaseProcess] = {}
        self.names = dict(enumerate(names))
        self.stopping = False

    def run(self) -> int:
        """Returns when every child has ended after SIGTERM or SIGINT; 0."""
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        while not self.stopping:
            for slot, name in self.names.items():
                child = self.children.get(slot)
                if child is None or not child.is_alive():
                    if child is not None:
                        log.warning("worker died", queue=name, code=child.exitcode)
                    self.children[slot] = self._start(name)
            time.sleep(RESPAWN)
        return self._end()

    def _start(self, name: str) -> BaseProcess:
        child = self.context.Process(target=self._child, args=(name, os.getpid()), name=f"worker-{name}")
        child.start()
        return child

    def _child(self, name: str, parent: int) -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        if os.getppid() != parent:
            sys.exit(0)
        self.run_child(name)

    def _stop(self, _signal: int, _frame: FrameType | None) -> None:
        self.stopping = True

    def _end(self) -> int:
        for child in self.children.values():
            if child.is_alive():
                child.terminate()
        deadline = time.monotonic() + PATIENCE
        for child in self.children.values():
            child.join(max(0.1, deadline - time.monotonic()))
        for child in self.children.values():
            if child.is_alive():
                log.error("worker had to be killed", name=child.name)
                child.kill()
        return 0
