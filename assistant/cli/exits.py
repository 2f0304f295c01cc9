"""Which error ends a command with which exit code."""

from __future__ import annotations

from assistant.errors import DeskhandError, LockedOut, NotFound, TemporaryError

EXIT_CODES = {
    0: "done",
    1: "failed",
    2: "wrong usage",
    3: "configuration or credentials",
    4: "not found",
    5: "temporary (rate limit, outage)",
}
SETUP = ("ConfigError", "ServerError")
"""By name: importing them would make `--help` slow."""


def exit_code(error: DeskhandError) -> int:
    """The exit code of an error of ours."""
    if isinstance(error, LockedOut) or type(error).__name__ in SETUP:
        return 3
    if isinstance(error, NotFound):
        return 4
    return 5 if isinstance(error, TemporaryError) else 1
