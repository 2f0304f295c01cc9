"""Which words a model that obeys everything would repeat."""

from __future__ import annotations

import re
from typing import Any

_DEMAND = re.compile(
    r"\b(ignore (?:all|any|the|your|previous)|disregard|you are now|system prompt|instructions?:|"
    r"(?:reply|answer|respond|write|say|output|include|mention|tell|print|repeat|add)\b)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“«']([^\"”»']{3,})[\"”»']")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")


def last_user_text(messages: list[Any]) -> str:
    """The text of the last user message, also when it comes in parts."""
    users = [m for m in messages if isinstance(m, dict) and m.get("role") == "user"]
    content = users[-1].get("content") if users else ""
    if isinstance(content, list):
        content = "\n".join(str(part.get("text", "")) for part in content if isinstance(part, dict))
    return str(content or "")


def demanded(messages: list[Any]) -> str:
    """The sentences that order something, and what they quote, verbatim; the whole message if none does."""
    text = last_user_text(messages)
    orders = [sentence for sentence in _SENTENCE.split(text) if _DEMAND.search(sentence)]
    quoted = [words for sentence in orders for words in _QUOTED.findall(sentence)]
    return "\n".join([*quoted, *orders]) or text
