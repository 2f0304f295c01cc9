"""node, and the package freshdesk-api as its lock file says."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
from pathlib import Path
from typing import NoReturn

import pytest

from tests.servers import ROOT

HERE = Path(__file__).parent / "npm"
FOLDER = ROOT / "build/npm"
LOCKED = ("package.json", "package-lock.json")
INSTALL = ("ci", "--ignore-scripts", "--no-audit", "--no-fund")


def node() -> str:
    return _program("node")


def installed() -> Path:
    """The folder in which the package is; it is fetched once for each lock file. Skips the test where it cannot be."""
    npm = _program("npm")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = FOLDER / "done"
        if not done.exists() or done.read_text() != (HERE / LOCKED[1]).read_text():
            _fetch(npm)
            shutil.copy(HERE / LOCKED[1], done)
    return FOLDER


def _fetch(npm: str) -> None:
    for name in LOCKED:
        shutil.copy(HERE / name, FOLDER / name)
    ran = subprocess.run([npm, *INSTALL], cwd=FOLDER, capture_output=True, text=True, timeout=300, check=False)
    if ran.returncode:
        _without(f"npm could not fetch freshdesk-api: {ran.stderr.strip().splitlines()[-1]}")


def _program(name: str) -> str:
    return shutil.which(name) or _without(f"{name} is not on the PATH")


def _without(why: str) -> NoReturn:
    if os.environ.get("REQUIRE_ALL") == "1":
        pytest.fail(f"{why}, and REQUIRE_ALL=1 lets nothing skip")
    pytest.skip(why)
