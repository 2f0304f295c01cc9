"""Answers to people in a chat."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol


class Messenger(Protocol):
    """Answers to people in a chat."""

    def respond(self, url: str, payload: Mapping[str, Any]) -> None:
        """POST to a response URL. Raises TemporaryError, PermanentError (host not allowed, expired)."""
