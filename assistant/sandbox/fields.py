"""Readers of the control routes' fields; each raises Refused 400 that names the field."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.sandbox.errors import control_error
from assistant.sandbox.state import JSON


def known_only(body: JSON, known: Sequence[str]) -> None:
    for name in body:
        if name not in known:
            raise control_error(name, f"is not known here; known are {', '.join(known)}")


def text(body: JSON, name: str, default: str | None = None) -> str:
    value = body.get(name, default)
    if not isinstance(value, str):
        raise control_error(name, "should be text")
    return value


def one_of(body: JSON, name: str, choices: Sequence[str], default: str | None = None) -> str:
    value = text(body, name, default)
    if value not in choices:
        raise control_error(name, f"should be one of {', '.join(choices)}")
    return value


def boolean(body: JSON, name: str, default: bool) -> bool:
    value = body.get(name, default)
    if not isinstance(value, bool):
        raise control_error(name, "should be true or false")
    return value


def whole(body: JSON, name: str, default: int) -> int:
    value = body.get(name, default)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise control_error(name, "should be a whole number, 0 or more")
    return value


def seconds(body: JSON, name: str, default: float | None = None) -> float:
    value = body.get(name, default)
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value < 1e9:
        raise control_error(name, "should be a number of seconds, 0 or more")
    return float(value)
