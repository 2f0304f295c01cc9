"""Whether a host is this machine: who asks from there, and what may be reached without TLS."""

from __future__ import annotations

from ipaddress import ip_address


def is_loopback(host: str) -> bool:
    """localhost, 127.0.0.0/8 or ::1, without brackets. The client for Freshdesk stands alone and has its own."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
