"""Which words a model that obeys everything would repeat."""

from __future__ import annotations

import re
from typing import Any

_DEMAND = re.compile(
    r"\b(ignore|disregard|forget|you are now|system prompt|instructions?|reply|answer|respond|write|say|output|"
    r"include|mention|tell|print|repeat|add|ignoriere?|antworte|schreibe?|réponds?|répondez|écris|écrivez|responde|"
    r"escribe|rispondi|scrivi|antwoord|schrijf)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“„«]([^\"”“»]{3,})[\"”“»]")
_PIECE = re.compile(r"(?<=[.!?])\s+|\n+")


def last_user_text(messages: list[Any]) -> str:
    """The text of the last user message, also when it comes in parts."""
    users = [m for m in messages if isinstance(m, dict) and m.get("role") == "user"]
    content = users[-1].get("content") if users else ""
    if isinstance(content, list):
        content = "\n".join(str(part.get("text", "")) for part in content if isinstance(part, dict))
    return str(content or "")


def demanded(messages: list[Any]) -> str:
    """What the sentences that order something quote, then those sentences, verbatim; the whole message if none does.

    A sentence that ends in a colon takes the next along.
    """
    text = last_user_text(messages)
    pieces = _PIECE.split(text)
    orders = [
        piece
        for before, piece in zip(["", *pieces], pieces, strict=False)
        if _DEMAND.search(piece) or (before.endswith(":") and _DEMAND.search(before))
    ]
    quoted = [words for piece in orders for words in _QUOTED.findall(piece)]
    return "\n".join([*quoted, *orders]) or text
