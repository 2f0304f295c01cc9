"""`make bench`: every benchmark, one after the other."""

from __future__ import annotations

import subprocess
import sys

BENCHMARKS = (
    "benchmarks.notes",
    "benchmarks.draft_cost",
    "benchmarks.evidence_cost",
    "benchmarks.workers",
    "benchmarks.credits",
    "benchmarks.search",
    "benchmarks.export",
)


def main() -> int:
    """Run each in a process of its own; 1 if one failed."""
    failed = 0
    for name in BENCHMARKS:
        print(f"\n{name}", flush=True)
        failed += subprocess.run([sys.executable, "-m", name, *sys.argv[1:]], check=False).returncode != 0  # noqa: S603
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
