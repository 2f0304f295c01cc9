"""What the web needs of the outside world and of the settings, in one value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, cast

from flask import current_app

from assistant.ports import Clock, JobQueue, Store

KEY = "deskhand"


class Check(NamedTuple):
    """What a readiness check saw: whether that is well, and a number or a word without secrets."""

    ok: bool
    value: str | float = ""


@dataclass(frozen=True)
class Services:
    """Everything that a view may use. Empty secrets never open anything."""

    store: Store
    queue: JobQueue
    clock: Clock
    seen: Callable[[str], bool]
    """Whether this signature was handed in within the last 10 minutes; remembers it."""
    ready: Mapping[str, Callable[[], tuple[bool, str | float]]]
    """Name -> check of /readyz; one that raises is not well, one that hangs is given up on."""
    webhook_secrets: tuple[str, ...] = field(default=(), repr=False)
    slack_signing_secret: str = field(default="", repr=False)
    slash_token: str = field(default="", repr=False)
    response_hosts: tuple[str, ...] = ("hooks.slack.com",)
    dashboard_username: str = ""
    dashboard_password: str = field(default="", repr=False)
    api_tokens: tuple[str, ...] = field(default=(), repr=False)


def services() -> Services:
    """Those of the application that serves this request."""
    return cast(Services, current_app.extensions[KEY])
