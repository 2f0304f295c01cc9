"""The line by which a ticket or note that was moved is known again, also when our own records are lost."""

from __future__ import annotations

import hashlib
import re
from base64 import b32encode
from typing import NamedTuple

SOURCE = re.compile(r"[a-z0-9]{1,20}\Z")
_ORIGIN = re.compile(r"moved-([a-z0-9]{1,20})-([0-9]{1,19})-([0-9]{1,19})-([a-z2-7]{10})")


class Origin(NamedTuple):
    """`entry` is the conversation's id; 0 is the ticket itself."""

    source: str
    ticket: int
    entry: int = 0

    def __str__(self) -> str:
        return f"moved-{self.source}-{self.ticket}-{self.entry}-{_check(self.source, self.ticket, self.entry)}"


def find_origin(text: str, source: str) -> Origin | None:
    """The last origin of the text that is one of this source and fits; people paste, and may cut."""
    for name, ticket, entry, check in reversed(_ORIGIN.findall(text)):
        if name == source and check == _check(name, int(ticket), int(entry)):
            return Origin(name, int(ticket), int(entry))
    return None


def _check(source: str, ticket: int, entry: int) -> str:
    digest = hashlib.sha256(f"deskhand/{source}/{ticket}/{entry}".encode()).digest()
    return b32encode(digest).decode().lower()[:10]
