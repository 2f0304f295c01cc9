"""How much of a sentence's words stands in another text, in any language: rough stems, the rare ones weighing most."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping

from assistant.core.words import STOP

_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""Scripts that put no space between words: Thai, Lao, Burmese, Khmer, Japanese, Chinese."""
_STEM = 5


def every_word(text: str) -> list[str]:
    """The words of a text, casefolded, in order."""
    return _WORD.findall(_folded(text))


def keys(text: str) -> list[str]:
    """What its telling words are compared by, in order; numbers are facts, not words."""
    return [key for word in every_word(text) for key in keys_of(word)]


def keys_of(word: str) -> tuple[str, ...]:
    """The beginning of a casefolded word without its ending, so that "orders" meets "order" and "Tagen" meets "Tag".

    In a script without spaces each two neighbouring signs."""
    if word.isascii():
        return () if len(word) < 2 or word in STOP or word.isdigit() else (_stem(word),)
    if _UNSPACED.search(word):
        return tuple(word[at : at + 2] for at in range(max(1, len(word) - 1)) if not _kana(word[at : at + 2]))
    return () if len(word) < 2 or word in STOP or word.isnumeric() else (_stem(word),)


def rarity(known: Iterable[frozenset[str]]) -> Mapping[str, float]:
    """Key -> its weight, from the keys of each text: what stands in many says little."""
    texts = list(known)
    counts: dict[str, int] = {}
    for text in texts:
        for key in text:
            counts[key] = counts.get(key, 0) + 1
    return {key: math.log(1 + (len(texts) + 1) / count) for key, count in counts.items()}


def weight(words: Iterable[str], weights: Mapping[str, float], unknown: float) -> float:
    """The weight of some keys; one that no text holds weighs `unknown`."""
    return sum(weights.get(word, unknown) for word in words)


def _stem(word: str) -> str:
    stem = word[:_STEM].rstrip("esn") if len(word) > 3 else ""
    return stem if len(stem) > 1 else word


def _kana(pair: str) -> bool:
    """Two hiragana: grammar for the most part."""
    return all("\u3040" <= sign <= "\u309f" for sign in pair)


def _folded(text: str) -> str:
    return text.casefold() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
