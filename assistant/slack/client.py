"""Answers to people in a chat, through the response URL that came with their command."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import requests

from assistant.deadline import Deadline
from assistant.errors import PermanentError, TemporaryError
from assistant.slack.hosts import is_allowed

SECONDS = 5.0


class ResponseUrls:
    """A Messenger that POSTs JSON to response URLs on `hosts`, and to no other host.

    Slack takes five messages within 30 minutes of the command; then the URL is gone (404).
    """

    def __init__(self, hosts: Sequence[str], *, seconds: float = SECONDS) -> None:
        self._hosts = tuple(hosts)
        self._seconds = seconds
        self._deadline = Deadline(at_once=8)

    def respond(self, url: str, payload: Mapping[str, Any]) -> None:
        """Post `payload`, once. Raises PermanentError (host not allowed, expired, refused) or TemporaryError."""
        if not is_allowed(url, self._hosts):
            raise PermanentError("response_url is not on a host of SLASH_RESPONSE_HOSTS; add its host there")
        try:
            status, retry_after = self._deadline.run(lambda: self._post(url, payload), self._seconds)
        except (requests.RequestException, OSError) as error:
            raise TemporaryError(f"the chat did not take the answer: {type(error).__name__}") from None
        _judge(status, retry_after)

    def _post(self, url: str, payload: Mapping[str, Any]) -> tuple[int, str]:
        """Status and Retry-After. The body is left unread: an endless one costs nothing."""
        with requests.post(url, json=payload, timeout=self._seconds, allow_redirects=False, stream=True) as response:
            return response.status_code, response.headers.get("Retry-After", "")


def _judge(status: int, retry_after: str) -> None:
    if 200 <= status < 300:
        return
    if status == 429 or status >= 500:
        seconds = (
            float(retry_after) if retry_after.isascii() and retry_after.isdigit() and len(retry_after) < 6 else None
        )
        raise TemporaryError(f"the chat answered {status}", retry_after=seconds)
    raise PermanentError(f"the chat answered {status}: the response_url has expired or refuses the message")
