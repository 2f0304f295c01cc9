"""Who may see the rest: this machine, a program with a token, or whoever has the dashboard's password."""

from __future__ import annotations

import re
from ipaddress import ip_address

from flask import Flask, request

from assistant.loopback import is_loopback
from assistant.web.credentials import basic, matches, token
from assistant.web.problems import Problem
from assistant.web.services import Services, services

OPEN = ("/webhooks/freshdesk", "/slack/commands", "/healthz")
"""Addresses that everybody reaches; the first two ask their callers themselves."""

_HOST = re.compile(r"(?:\[([0-9a-f:.]+)\]|([^:\[\]]+))(?::[0-9]*)?", re.IGNORECASE)


def register(app: Flask) -> None:
    """Ask who it is before every view of `app` that is not open."""
    app.before_request(_guard)


def _guard() -> None:
    given = services()
    if request.path.rstrip("/") in OPEN:
        return
    if not given.dashboard_password and not from_this_machine():
        raise Problem(403, "Only this machine may see this until DASHBOARD_PASSWORD is set.")
    if request.path.startswith("/api/"):
        _require_token(given)
    elif given.dashboard_password:
        _require_password(given)


def _require_token(given: Services) -> None:
    if given.api_tokens:
        if not matches(token(request.headers.get("Authorization", ""), "Bearer"), given.api_tokens):
            challenge = {"WWW-Authenticate": 'Bearer realm="Deskhand"'}
            raise Problem(401, "Send one of API_TOKENS as Authorization: Bearer.", challenge)
    elif given.dashboard_password:
        raise Problem(403, "The API is closed until API_TOKENS is set.")


def _require_password(given: Services) -> None:
    name, password = basic(request.headers.get("Authorization", ""))
    named = not given.dashboard_username or matches(name, (given.dashboard_username,))
    if not matches(password, (given.dashboard_password,)) & named:
        challenge = {"WWW-Authenticate": 'Basic realm="Deskhand", charset="UTF-8"'}
        raise Problem(401, "Sign in with DASHBOARD_USERNAME and DASHBOARD_PASSWORD.", challenge)


def from_this_machine() -> bool:
    """Whether a person or program on this machine asks: a loopback address, and no sign of a proxy in between.

    The name that was asked for must be this machine's too: a page elsewhere whose name is made to point here would
    otherwise read drafts through the browser of whoever sits at this machine.
    """
    names = [name.lower() for name, _ in request.headers.items()]
    if any(name == "forwarded" or name.startswith("x-forwarded-") for name in names):
        return False
    asked = _HOST.fullmatch(request.headers.get("Host", ""))
    return _is_loopback(request.remote_addr or "") and asked is not None and _is_loopback(asked[1] or asked[2])


def _is_loopback(host: str) -> bool:
    """As `is_loopback`; a socket of IPv6 shows an IPv4 address as ::ffff:127.0.0.1."""
    try:
        mapped = getattr(ip_address(host), "ipv4_mapped", None)
    except ValueError:
        mapped = None
    return is_loopback(str(mapped or host))
