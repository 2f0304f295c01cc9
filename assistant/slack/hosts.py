"""Which response URLs we may call: a URL in a request must never turn us against a machine behind our firewall."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.loopback import is_loopback

_URL = re.compile(
    r"(?i:(?P<scheme>https?)://)(?P<host>[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:]{2,39}\])(?::(?P<port>[0-9]{1,5}))?"
    r"(?:/[A-Za-z0-9._~/%?=&+,:@!$'()*;-]*)?"
)


def is_allowed(url: str, hosts: Sequence[str]) -> bool:
    """Whether `url` is on one of `hosts` exactly, by https on its usual port.

    A host of this machine (localhost, 127.0.0.1, ::1), if listed, may also be called by http and on any port; listed
    as `localhost:8065`, on that port only. Any other host may be listed with a port of its own too.
    """
    found = _URL.fullmatch(url) if len(url) <= 2000 else None
    if not found:
        return False
    scheme, host, port = found["scheme"].lower(), found["host"].lower().strip("[]"), found["port"]
    named = {entry.strip().lower().replace("[", "").replace("]", "") for entry in hosts}
    if port and f"{host}:{port}" in named:
        return scheme == "https" or is_loopback(host)
    if host not in named:
        return False
    return is_loopback(host) or (scheme == "https" and port in (None, "443"))
