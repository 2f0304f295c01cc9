"""Who may see the rest: this machine, or whoever has the dashboard's password."""

from __future__ import annotations

from ipaddress import ip_address

from flask import Flask, request

from assistant.web.credentials import basic, matches
from assistant.web.problems import Problem
from assistant.web.services import services

OPEN = ("webhooks.freshdesk", "slack.commands", "slack.ssl_check", "health.healthz")
"""Views that everybody reaches; the first three know their callers by themselves."""


def register(app: Flask) -> None:
    """Ask who it is before every view of `app` that is not open."""
    app.before_request(_guard)


def _guard() -> None:
    if request.endpoint in OPEN:
        return
    if not services().dashboard_password:
        if not from_this_machine():
            raise Problem(403, "Only this machine may see this until DASHBOARD_PASSWORD is set.")
    elif request.blueprint != "api":
        _require_password()


def _require_password() -> None:
    name, password = basic(request.headers.get("Authorization", ""))
    settings = services()
    if not matches(name, (settings.dashboard_username,)) & matches(password, (settings.dashboard_password,)):
        challenge = {"WWW-Authenticate": 'Basic realm="Deskhand", charset="UTF-8"'}
        raise Problem(401, "Sign in with DASHBOARD_USERNAME and DASHBOARD_PASSWORD.", challenge)


def from_this_machine() -> bool:
    """Whether a person or program on this machine asks: a loopback address, and no sign of a proxy in between."""
    names = [name.lower() for name in request.headers.keys()]  # noqa: SIM118 - iterating Headers gives pairs
    if any(name == "forwarded" or name.startswith("x-forwarded-") for name in names):
        return False
    return _is_loopback(request.remote_addr or "")


def _is_loopback(address: str) -> bool:
    try:
        found = ip_address(address)
    except ValueError:
        return False
    mapped = getattr(found, "ipv4_mapped", None)
    return (mapped or found).is_loopback
