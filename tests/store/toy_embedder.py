"""An embedder whose meanings a test can read: one number for each theme."""

from __future__ import annotations

import math
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.errors import ModelUnavailable

THEMES = (("refund", "money", "reimburse"), ("parcel", "delivery", "courier"), ("grinder", "coffee", "burr"))


@dataclass
class ToyEmbedder:
    """Texts of one theme are near to each other, whatever their words."""

    name: str = "toy"
    wide: int = 4
    away: bool = False
    fails_after: int | None = None
    """Texts that it still takes."""
    seen: list[str] = field(default_factory=list)
    calls: int = 0

    def embed(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        self.calls += 1
        if self.away or (self.fails_after is not None and len(self.seen) + len(texts) > self.fails_after):
            raise ModelUnavailable("The model could not be reached.")
        self.seen += texts
        return [self._vector(text.casefold()) for text in texts]

    def _vector(self, text: str) -> list[float]:
        own = zlib.crc32(text.encode("utf-8", "ignore")) % 1000 / 4000  # so that no two texts are quite the same
        counts = [0.1 + sum(text.count(word) for word in theme) for theme in THEMES]
        counts += [own] * (self.wide - len(THEMES))
        length = math.sqrt(sum(count * count for count in counts))
        return [count / length for count in counts]
