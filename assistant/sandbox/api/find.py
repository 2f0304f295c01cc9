"""Look a record up or answer 404."""

from __future__ import annotations

from assistant.sandbox import errors
from assistant.sandbox.state import JSON


def find(rows: dict[int, JSON], number: int) -> JSON:
    """Raises Refused 404."""
    if number not in rows:
        raise errors.not_found()
    return rows[number]


def live(rows: dict[int, JSON], number: int) -> JSON:
    """A record that may be changed. Raises Refused 404, or 405 when it is deleted or spam (freshdesk-api 4.3)."""
    row = find(rows, number)
    if row.get("deleted") or row.get("spam"):
        raise errors.not_allowed("GET")
    return row


def without(row: JSON, *keys: str) -> JSON:
    return {key: value for key, value in row.items() if key not in keys}
