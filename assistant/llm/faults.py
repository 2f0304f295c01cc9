"""What went wrong with a model, in words for an agent. No message holds a key, a prompt or what the server said."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from assistant.errors import ModelUnavailable

if TYPE_CHECKING:
    import openai

REFUSED = "The model refused to answer."
CUT_OFF = "The model's answer was cut off because it grew too long."
EMPTY = "The model gave an empty answer."
BROKEN = "The model's answer could not be used, not even after one repair."
ENDLESS = "The model's answer did not end."
TIMEOUT = "The model did not answer in time."
AWAY = "The model could not be reached."
NO_CHAT = "What answered at the model's address does not speak chat completions; see OPENAI_BASE_URL."

_STATUS = {
    400: "The model did not accept the question.",
    401: "The model does not accept our key; see OPENAI_API_KEY.",
    402: "The model is out of quota.",
    403: "Our key may not use this model; see OPENAI_API_KEY and OPENAI_MODEL.",
    404: "There is no such model at that address; see OPENAI_MODEL and OPENAI_BASE_URL.",
    413: "The question is too long for the model.",
    422: "The model did not accept the question.",
    429: "The model is answering too many questions just now.",
}
_QUOTA = ("insufficient_quota", "billing_hard_limit", "billing_not_active", "exceeded your current quota")


def unavailable(error: openai.APIError, *, endless: bool = False) -> ModelUnavailable:
    """The error that the use case knows, for one of the client's."""
    import openai

    if endless:
        return ModelUnavailable(ENDLESS)
    if isinstance(error, openai.APITimeoutError):
        return ModelUnavailable(TIMEOUT)
    if isinstance(error, openai.APIStatusError):
        return _of_status(error)
    return ModelUnavailable(AWAY if isinstance(error, openai.APIConnectionError) else NO_CHAT)


def _of_status(error: openai.APIStatusError) -> ModelUnavailable:
    words = said(error)
    if any(mark in words for mark in _QUOTA):
        return ModelUnavailable("The model is out of quota.")
    if "content_filter" in words or "content_policy" in words:
        return ModelUnavailable(REFUSED)
    if "context_length_exceeded" in words:
        return ModelUnavailable(_STATUS[413])
    fallback = "The model's server had a fault of its own." if error.status_code >= 500 else _STATUS[400]
    return ModelUnavailable(_STATUS.get(error.status_code, fallback), retry_after=retry_after(error))


def said(error: openai.APIStatusError) -> str:
    """Everything the server said, in small letters: to look for marks in, never to show."""
    try:
        return f"{error.code or ''} {error.type or ''} {error.param or ''} {json.dumps(error.body)[:5000]}".casefold()
    except (TypeError, ValueError, RecursionError):
        return ""


def retry_after(error: openai.APIStatusError) -> float | None:
    """Seconds that the server asks us to wait, if it does so in a number."""
    for name, share in (("retry-after-ms", 1000.0), ("retry-after", 1.0)):
        try:
            seconds = float(error.response.headers.get(name, "")) / share
        except ValueError:
            continue
        if 0 <= seconds < 86_400:
            return seconds
    return None
