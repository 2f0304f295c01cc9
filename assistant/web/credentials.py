"""Read and compare what a caller shows us. Pure; nothing here raises, whatever bytes arrive."""

from __future__ import annotations

import binascii
import hmac
from base64 import b64decode
from collections.abc import Iterable


def header_bytes(value: str) -> bytes:
    """The bytes that stood on the wire: WSGI hands headers over as Latin-1."""
    return value.encode("latin-1", "replace")


def matches(given: bytes, secrets: Iterable[str]) -> bool:
    """Whether `given` is one of `secrets`, in a time that tells nothing of them. An empty secret matches nothing."""
    found = False
    for secret in secrets:
        found |= bool(secret) and hmac.compare_digest(given, secret.encode("utf-8", "replace"))
    return found


def basic(authorization: str) -> tuple[bytes, bytes]:
    """User name and password of a Basic Authorization header; two empty ones if it is none."""
    scheme, _, rest = authorization.strip().partition(" ")
    if scheme.lower() != "basic" or len(rest) > 4000:
        return b"", b""
    try:
        name, _, password = b64decode(header_bytes(rest)).partition(b":")
    except (binascii.Error, ValueError):
        return b"", b""
    return name, password


def token(authorization: str, scheme: str) -> bytes:
    """What follows `scheme`, say Bearer, in an Authorization header; empty if it is of another scheme."""
    given, _, rest = authorization.strip().partition(" ")
    return header_bytes(rest.strip()) if given.lower() == scheme.lower() else b""
