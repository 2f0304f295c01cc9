"""Six desks are asked the same questions: each question's vector is made once in a run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.ports import Embedder


@dataclass
class Remembered:
    """Fills `Embedder` with what another one makes."""

    of: Embedder
    made: dict[str, Sequence[float]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """That of the other: the vectors are its own."""
        return self.of.name

    def embed(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        """One vector for each text, remembered if it is asked for alone, as questions are. Raises ModelUnavailable."""
        if len(texts) != 1:
            return self.of.embed(texts)
        text = texts[0]
        if text not in self.made:
            self.made[text] = self.of.embed(texts)[0]
        return [self.made[text]]
