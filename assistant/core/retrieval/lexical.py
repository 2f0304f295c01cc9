"""How much of a question's wording a text holds: BM25 of its terms and of its head's characters, each 0 to 1."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from assistant.core.draft import Match
from assistant.core.retrieval.centre import Centre
from assistant.core.retrieval.terms import flat, grams, terms

_K1 = 1.2
_B_TEXT, _B_HEAD = 0.75, 0.5
"""How much a long text is held back: bodies differ in length for no good reason, titles less so."""
_TERMS, _GRAMS = 16, 80
"""Pieces that a question of two sentences has. More of a long mail need not be found for a full score."""
_SEPARATOR = "  "


@dataclass(frozen=True)
class Statistics:
    """What is known of one whole pool, however few of its items are candidates."""

    items: int = 0
    length: float = 0.0
    """Average number of terms of an item, title and text."""
    frequencies: Mapping[str, int] = field(default_factory=dict)
    """In how many items each term of the question is."""
    centre: Centre | None = None
    """None without vectors."""


@dataclass(frozen=True)
class Index:
    """What ranking reads of a text in place of the text, so that it is worked out once, when the text is stored."""

    terms: str
    """As often as they stand in title and text, between spaces: " term " is counted faster than in any table."""
    head: str
    """Its title flat, of a past ticket its whole question: see `terms.flat`."""

    @property
    def length(self) -> int:
        """How many terms there are."""
        return self.terms.count(" ") // 2


def index(item: Match) -> Index:
    """The index of an item of any pool."""
    return _index(item.title, item.text, item.pool == "past")


@lru_cache(maxsize=2_000)
def _index(title: str, text: str, whole: bool) -> Index:
    held = terms(f"{title}\n{text}")
    head = f"{title} {text}" if whole else title or text
    return Index(f" {_SEPARATOR.join(held)} " if held else "", flat(head))


def statistics(items: Sequence[Match]) -> Statistics:
    """The statistics of a pool that is held in memory."""
    found = [index(item).terms.split() for item in items]
    length = sum(map(len, found)) / max(1, len(found))
    return Statistics(len(found), length, Counter(term for held in found for term in set(held)))


def wording(question: str, indexes: Sequence[Index], known: Statistics) -> list[float]:
    """For each text, half the share of the question's BM25 that it reaches, half that of its head's characters.

    How rare a run of characters is, the texts tell among themselves: a hundred candidates are sample enough."""
    words = _by_terms(frozenset(terms(question)), indexes, known)
    characters = _by_grams(grams(flat(question)), indexes)
    return [(one + other) / 2 for one, other in zip(words, characters, strict=True)]


def _by_terms(asked: frozenset[str], indexes: Sequence[Index], known: Statistics) -> list[float]:
    weights = {f" {term} ": _rarity(known.frequencies.get(term, 0), known.items) for term in asked}
    ideal = _ideal(weights.values(), _TERMS)
    return [_bm25(weights, each, known.length) / ideal for each in indexes]


def _bm25(weights: Mapping[str, float], of: Index, average: float) -> float:
    norm = _K1 * (1 - _B_TEXT + _B_TEXT * of.length / max(1.0, average))
    counts = [(weight, of.terms.count(term)) for term, weight in weights.items() if term in of.terms]
    return sum(weight * count / (count + norm) for weight, count in counts)


def _by_grams(asked: frozenset[str], indexes: Sequence[Index]) -> list[float]:
    heads = [_head_grams(each.head) for each in indexes]
    shared = [asked & head for head in heads]
    seen = Counter(gram for held in shared for gram in held)
    weights = {gram: _rarity(seen[gram], len(indexes)) for gram in asked}
    ideal = _ideal(weights.values(), _GRAMS)
    average = sum(map(len, heads)) / max(1, len(heads))
    norms = [1 + _K1 * (1 - _B_HEAD + _B_HEAD * len(head) / max(1.0, average)) for head in heads]
    return [sum(map(weights.__getitem__, held)) / norm / ideal for held, norm in zip(shared, norms, strict=True)]


def _rarity(count: int, total: int) -> float:
    """The inverse document frequency of BM25."""
    count = min(count, total)
    return math.log(1 + (total - count + 0.5) / (count + 0.5))


def _ideal(weights: Collection[float], most: int) -> float:
    """What a text would reach that holds the question's most telling pieces again and again."""
    return max(sum(sorted(weights, reverse=True)[:most]), 1e-9)


@lru_cache(maxsize=500)
def _head_grams(head: str) -> frozenset[str]:
    """Those of a small pool, which every question is compared with, stay."""
    return grams(head)
