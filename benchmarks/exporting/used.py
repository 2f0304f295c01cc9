"""What this process used."""

from __future__ import annotations

import json
import re
import time
from dataclasses import asdict, dataclass
from pathlib import Path


def peak() -> int:
    """KiB of this program at its highest. getrusage would tell that of the parent it was forked from, too."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return int(found[1]) if found else 0


@dataclass
class Used:
    """CPU and clock from `began` on, memory from the first page on; `seconds` may be of a clock that was moved."""

    tickets: int = 0
    cpu: float = 0.0
    wall: float = 0.0
    grown: int = 0
    seconds: float = 0.0
    failed: str = ""

    def begin(self) -> None:
        self._cpu, self._wall, self._peak = time.process_time(), time.perf_counter(), 0

    def first_page(self) -> None:
        """Once; later calls say nothing."""
        self._peak = self._peak or peak()

    def end(self, tickets: int, failed: str = "") -> None:
        self.cpu, self.wall = time.process_time() - self._cpu, time.perf_counter() - self._wall
        self.tickets, self.failed, self.grown = tickets, failed, peak() - (self._peak or peak())

    def tell(self) -> None:
        print(json.dumps(asdict(self)))
