"""The openai client of one server, made at its first use: the package takes half a second to import."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import openai

OPENAI = "https://api.openai.com/v1"


class Connection:
    """Shared by all threads of a process; make it after a fork. Tries nothing again by itself."""

    def __init__(self, api_key: str, base_url: str | None) -> None:
        self.base_url = (base_url or OPENAI).rstrip("/")
        self._key = api_key
        self._lock = threading.Lock()
        self._made: openai.OpenAI | None = None

    def client(self) -> openai.OpenAI:
        """The one client, within the bounds of `bounds.CALL`."""
        with self._lock:
            if self._made is None:
                import openai

                from assistant.llm import bounds

                self._made = openai.OpenAI(
                    api_key=self._key, base_url=self.base_url, max_retries=0, http_client=bounds.client()
                )
            return self._made
