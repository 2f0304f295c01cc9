"""Make the vectors that the desk's texts lack."""

from __future__ import annotations

from collections.abc import Callable

from assistant.ports import Knowledge

AT_ONCE = 256
"""Vectors made between two commits."""


def embed_knowledge(knowledge: Knowledge, *, tell: Callable[[int], None] = lambda _: None) -> int:
    """Until none is missing, or none can be made; how many still are. Raises ModelUnavailable, TemporaryError."""
    before: int | None = None
    while (missing := knowledge.embed(AT_ONCE)) and (before is None or missing < before):
        before = missing
        tell(missing)
    return missing
