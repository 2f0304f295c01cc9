"""Other people's text inside a prompt: between marks it cannot forge, without the tokens of chat templates."""

from __future__ import annotations

import hashlib
import re

from assistant.core.html_text import tidy

_TOKENS = re.compile(
    r"<\|[^<>|\n]{0,40}\|>|<[｜|][^<>\n]{0,40}[｜|]>|\[/?INST\]|<</?SYS>>|</?s>|<(?:start|end)_of_turn>|<\|?/?im_(?:start|end)\|?>"
    r"|<(?:bos|eos|pad|unk)>|\[/?(?:AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS|SYSTEM_PROMPT)\]",
    re.IGNORECASE,
)
_MARKS = re.compile(r"<{3,}|>{3,}")


def fence(name: str, content: str) -> str:
    """A named block of data; the same content always has the same mark, another content another."""
    safe = neutral(content)
    mark = hashlib.sha256(f"{name}\n{safe}".encode()).hexdigest()[:16]
    return f"<<<{name} {mark}\n{safe}\n{mark} {name}>>>"


def neutral(content: str) -> str:
    """Text without invisible characters, marks of a fence and tokens of chat templates."""
    safe = _TOKENS.sub(lambda found: re.sub(r"[<>\[\]]", "'", found[0]).replace("|", "'"), tidy(content))
    return _MARKS.sub(lambda found: "‹" * len(found[0]) if "<" in found[0] else "›" * len(found[0]), safe)
