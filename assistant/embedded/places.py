"""Where the servers' files are: directories that each server's user, and nobody else, can use."""

# ruff: noqa: S603 - every command is written in this package

from __future__ import annotations

import fcntl
import hashlib
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from assistant.embedded.process import ServerError, as_user


def directory(path: Path, user: str | None) -> Path:
    """A directory that its server alone may read."""
    path.mkdir(exist_ok=True)
    path.chmod(0o700)
    if user:
        shutil.chown(path, user)
    return path


def short_directory(data: Path, user: str | None) -> Path:
    """A short directory for the socket of a data directory with a long name; the same one each time."""
    return directory(_temporary(data), user)


def _temporary(instead_of: Path) -> Path:
    """A directory for `instead_of` where temporary files are; refused if somebody else made it first."""
    path = Path(tempfile.gettempdir(), f"deskhand-{hashlib.sha256(bytes(instead_of)).hexdigest()[:12]}")
    path.mkdir(mode=0o700, exist_ok=True)
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in (os.geteuid(), _uid("nobody")):
        raise ServerError(f"{path} belongs to somebody else: remove it, or set DESKHAND_HOME to another directory")
    return path


def _uid(user: str) -> int:
    return pwd.getpwnam(user).pw_uid


def lock(home: Path) -> IO[bytes]:
    """Hold the home until this process ends, however it ends. Raises ServerError if another has it."""
    held = (home / "lock").open("ab")
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        held.close()
        raise ServerError(f"{home} is in use by another demo or command: end it, or set DESKHAND_HOME") from None
    return held


def reachable(home: Path, bin_dir: Path, user: str | None) -> tuple[Path, Path]:
    """Home and programs, in a place that `user` can reach: root's own directories are closed to others."""
    home.mkdir(parents=True, exist_ok=True)
    if user is None:
        return home, bin_dir
    if not _can_run(["/bin/ls", "-d", f"{home}/."], user):
        home = _open_to_all(_temporary(home))
    if not _can_run([f"{bin_dir}/postgres", "--version"], user):
        bin_dir = _copied(bin_dir, _open_to_all(_temporary(bin_dir)))
    return home, bin_dir


def _open_to_all(path: Path) -> Path:
    path.chmod(0o711)
    return path


def _can_run(command: Sequence[str], user: str) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False, cwd="/", **as_user(user)).returncode == 0
    except OSError:
        return False


def _copied(bin_dir: Path, target: Path) -> Path:
    """Copy the programs where everybody may run them."""
    if not (target / "bin" / "postgres").exists():
        shutil.copytree(bin_dir.parent, target, dirs_exist_ok=True)
        subprocess.run(["/bin/chmod", "-R", "go+rX", str(target)], check=True)
    return target / "bin"
