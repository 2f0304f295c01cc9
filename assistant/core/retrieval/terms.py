"""A text as the pieces that it is found by: stems of its telling words, and runs of characters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from snowballstemmer import stemmer

from assistant.core.words import STOP

_TEXT_CHARS = 20_000
_HEAD_CHARS = 500
_GRAM = 4

_WORD = re.compile(r"(\w+)(?:['’][\w'’]*)?")
"""Without what follows an apostrophe."""
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af]+")
"""Japanese, Chinese and Korean: words are not set apart, so pairs of characters stand for them."""
_SUFFIX = re.compile(r"(?<=\w{3})(?:en|es|er|em|e|s|n)$")


def terms(text: str) -> list[str]:
    """The words that tell texts apart, casefolded and stemmed, in order and as often as they stand."""
    return [term for word in _words(text[:_TEXT_CHARS]) if word not in STOP for term in _terms(word)]


def flat(text: str) -> str:
    """The words of a text's beginning, common ones included, each between two spaces; empty without any."""
    words = _words(text[:_HEAD_CHARS])
    return f" {' '.join(words)} " if words else ""


def grams(flat: str) -> frozenset[int]:
    """Every run of four characters of a flat text, each as one number: sets of numbers are made twice as fast.

    They see what stems do not: misspellings, compounds, word order, and "how much" against "how long"."""
    return frozenset().union(*_runs(flat))


def shared(asked: frozenset[int], flat: str) -> set[int]:
    """Those of the `grams` asked for that a flat text has."""
    return set().union(*map(asked.intersection, _runs(flat)))


def _runs(flat: str) -> Iterator[Iterable[int]]:
    """Four characters of UTF-16 are eight bytes: read as numbers from each of the first four on."""
    held = memoryview(flat.ljust(_GRAM).encode("utf-16-le") if flat else b"")
    return (held[at : at + (len(held) - at) // 8 * 8].cast("Q") for at in range(0, min(8, len(held)), 2))


def _words(text: str) -> list[str]:
    """Casefolded."""
    return _WORD.findall(text.casefold())


@lru_cache(maxsize=50_000)
def _terms(word: str) -> tuple[str, ...]:
    """The same for "refund" and "refunding", "Rückgabe" and "Rückgaben". A single Latin letter is no term.

    A stemmer for each call: it holds the word that it works on, which threads would overwrite."""
    if _UNSPACED.search(word):
        return tuple(word[at : at + 2] for at in range(max(1, len(word) - 1)))
    return (_SUFFIX.sub("", stemmer("english").stemWord(word)),) if len(word) > 1 else ()
