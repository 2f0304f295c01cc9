"""What we want of a language model and of vectors."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True)
class Answer:
    """What the model said, and what it cost."""

    text: str
    model: str
    tokens_in: int = 0
    tokens_out: int = 0
    cost_usd: float = 0.0


class LanguageModel(Protocol):
    """A chat model. Raises ModelUnavailable with the reason in an agent's words."""

    def ask(
        self,
        messages: Sequence[Mapping[str, Any]],
        *,
        schema: Mapping[str, Any],
        valid: Callable[[str], str | None],
        temperature: float | None,
        max_tokens: int,
    ) -> Answer:
        """Ask for JSON by `schema`; `valid` gives None or what is wrong, then one repair is asked for.

        A message's content is text, or a list of parts: texts and pictures, as chat completions have them."""


class Embedder(Protocol):
    """Texts to vectors. Raises ModelUnavailable."""

    name: str
    """What the vectors are of: those of another name are never compared with these."""

    def embed(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        """One vector of length 1 for each text."""
