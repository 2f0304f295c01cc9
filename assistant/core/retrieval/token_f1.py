"""How alike two texts are by their words, whatever their order: token-F1."""

from __future__ import annotations

import re
from collections import Counter

_CHARS = 20_000


def words(text: str) -> tuple[str, ...]:
    """The words of a text in order, without case and signs."""
    return tuple(re.findall(r"\w+", text[:_CHARS].casefold()))


def token_f1(one: Counter[str], other: Counter[str]) -> float:
    """Of two texts' counted `words`: twice the shared ones over all, 0 to 1."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0
