"""Where an account lives: "acme", "acme.freshdesk.com" or a whole URL, made into one base."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\Z")


def base_url(account: str) -> str:
    """Scheme, host and port, as "https://acme.freshdesk.com". Raises ValueError, saying what to write instead."""
    account = account.strip()
    if _NAME.match(account):
        return f"https://{account.lower()}.freshdesk.com"
    url = urlsplit(account if "://" in account else f"https://{account}")
    port = url.port  # raises ValueError for nonsense
    if not url.hostname or url.username is not None or url.path not in ("", "/") or url.query or url.fragment:
        raise ValueError("write the Freshdesk account as acme, acme.freshdesk.com or https://host[:port], nothing more")
    if url.scheme != "https" and not (url.scheme == "http" and is_loopback(url.hostname)):
        raise ValueError("the Freshdesk address must begin with https://; plain http is for loopback only")
    host = f"[{url.hostname}]" if ":" in url.hostname else url.hostname
    return f"{url.scheme}://{host}" + (f":{port}" if port else "")


_FILE_HOSTS = (".freshdesk.com", ".freshworks.com", ".amazonaws.com", ".cloudfront.net")


def may_hold_files(url: str, base: str) -> bool:
    """Whether an attachment may be fetched from there: over https from Freshdesk's stores, or from the account itself
    (freshdesk-api 11)."""
    try:
        parts, own = urlsplit(url), urlsplit(base)
        same = (parts.scheme, parts.hostname, parts.port) == (own.scheme, own.hostname, own.port)
        plain = parts.username is None and parts.password is None
    except ValueError:
        return False
    stored = parts.scheme == "https" and parts.port in (None, 443) and (parts.hostname or "").endswith(_FILE_HOSTS)
    return plain and bool(parts.hostname) and (same or stored)


def is_loopback(host: str) -> bool:
    """Whether a host is this machine: localhost, 127.0.0.0/8 or ::1."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
