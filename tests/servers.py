"""Real servers and processes for the tests."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

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


def clean_environment(**more: str) -> dict[str, str]:
    """This process's environment without anything of a real desk, and `more`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
    return {**kept, "PYTHONPATH": str(ROOT), **more}


def deskhand(
    *arguments: str, env: Mapping[str, str] | None = None, cwd: Path | None = None, seconds: float = 60
) -> subprocess.CompletedProcess[str]:
    """Run `python -m assistant ...` and wait for its end."""
    return subprocess.run(
        [sys.executable, "-m", "assistant", *arguments],
        env=clean_environment(**(env or {})),
        cwd=cwd or ROOT,
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )
