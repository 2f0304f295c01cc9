"""A certificate authority of the sandbox's own, and the certificates of its server (freshdesk-api 1)."""

from __future__ import annotations

import contextlib
import fcntl
import os
import ssl
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a package of the demo and of development, not of production
    from trustme import CA

NAMES = ("localhost", "127.0.0.1", "::1", "freshdesk.com", "*.freshdesk.com")
DAYS = 397
"""Longer than this, some clients take no certificate of a server."""

MARGIN = timedelta(days=2)


class NoTlsError(Exception):
    """https cannot be served; says what to do."""


class Authority:
    """What signs the server's certificates. `file` holds its certificate, for clients to trust."""

    def __init__(self, folder: Path) -> None:
        """Its key and certificate are kept in `folder`, for their owner alone, and used again while they are valid.

        Raises NoTlsError."""
        self.file = folder.resolve() / "ca.pem"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(0o700)
            with (folder / "lock").open("w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                self._ca = _kept(folder / "ca-key.pem", self.file)
        except OSError as error:
            raise NoTlsError(f"{folder} cannot keep a certificate authority: {error.strerror}") from None

    def context(self, *more: str) -> ssl.SSLContext:
        """For a server that answers to `NAMES`, to `more`, and to each name below freshdesk.com that is asked for."""
        context = self._context_for(*NAMES, *(name for name in more if name not in NAMES))
        deeper = lru_cache(64)(self._context_for)

        def choose(connection: ssl.SSLObject, name: str | None, _: ssl.SSLContext) -> None:
            if name is not None and name.endswith(".freshdesk.com") and name.count(".") > 2:
                with contextlib.suppress(ValueError):  # no name that a certificate can hold
                    connection.context = deeper(name)  # the wildcard stands for one part of a name

        context.sni_callback = choose
        return context

    def _context_for(self, *names: str) -> ssl.SSLContext:
        now = datetime.now(UTC)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.set_alpn_protocols(["http/1.1"])
        made = self._ca.issue_cert(*names, not_before=now - MARGIN, not_after=now + timedelta(days=DAYS))
        made.configure_cert(context)
        return context


def _kept(key: Path, certificate: Path) -> CA:
    """The authority of these two files, made anew if they are missing, at an end or not a pair."""
    try:
        from trustme import CA
    except ImportError:
        raise NoTlsError("https needs the package trustme: pip install -r requirements-demo.txt") from None

    found = _read(CA, key, certificate)
    if found is None:
        found = CA(organization_name="Deskhand sandbox")
        _write(key, found.private_key_pem.bytes())
        _write(certificate, found.cert_pem.bytes())
    return found


def _read(kind: type[CA], key: Path, certificate: Path) -> CA | None:
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        pair = key.read_bytes(), certificate.read_bytes()
        owner, shown = load_pem_private_key(pair[0], None), x509.load_pem_x509_certificate(pair[1])
    except (FileNotFoundError, ValueError):
        return None
    ends = shown.not_valid_after_utc - MARGIN
    fits = owner.public_key() == shown.public_key() and datetime.now(UTC) < ends
    return kind.from_pem(cert_bytes=pair[1], private_key_bytes=pair[0]) if fits else None


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all, and never readable by others."""
    made = path.with_suffix(".new")
    made.unlink(missing_ok=True)
    with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
    made.replace(path)
