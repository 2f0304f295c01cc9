"""How much of a question's wording a text holds: BM25 of its terms and of its head's characters, each 0 to 1."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

from assistant.core.draft import Match
from assistant.core.retrieval.centre import Centre
from assistant.core.retrieval.terms import flat, grams, shared, terms

_K1 = 1.2
_B_TEXT, _B_HEAD = 0.75, 0.5
"""How much a long text is held back: bodies differ in length for no good reason, titles less so."""
_TERMS, _GRAMS = 16, 80
"""Pieces that a question of two sentences has. More of a long mail need not be found for a full score."""


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

    counts: Mapping[str, int]
    """How often each term stands in title and text; those of the question are enough."""
    length: int
    """How many terms there are, each as often as it stands."""
    head: str
    """Its title flat, of a past ticket its whole question: see `terms.flat`."""
    runs: int
    """How many different runs of characters the head has."""


def index(item: Match) -> Index:
    """The index of an item of any pool."""
    return _index(item.title, item.text, item.pool == "past")


@lru_cache(maxsize=2_000)
def _index(title: str, text: str, whole: bool) -> Index:
    counts = Counter(terms(f"{title}\n{text}"))
    head = flat(f"{title} {text}" if whole else title or text)
    return Index(counts, counts.total(), head, len(grams(head)))


def statistics(items: Sequence[Match]) -> Statistics:
    """The statistics of a pool that is held in memory."""
    found = [index(item) for item in items]
    length = sum(each.length for each in found) / max(1, len(found))
    return Statistics(len(found), length, Counter(term for each in found for term in each.counts))


def wording(question: str, indexes: Sequence[Index], known: Statistics) -> list[float]:
    """For each text, half the share of the question's BM25 that it reaches, half that of its head's characters.

    How rare a run of characters is, the texts tell among themselves: a hundred candidates are sample enough."""
    words = _by_terms(frozenset(terms(question)), indexes, known)
    characters = _by_grams(grams(flat(question)), indexes)
    return [(one + other) / 2 for one, other in zip(words, characters, strict=True)]


def _by_terms(asked: frozenset[str], indexes: Sequence[Index], known: Statistics) -> list[float]:
    weights = {term: _rarity(known.frequencies.get(term, 0), known.items) for term in asked}
    ideal = _ideal(weights.values(), _TERMS)
    return [_bm25(weights, each, known.length) / ideal for each in indexes]


def _bm25(weights: Mapping[str, float], of: Index, average: float) -> float:
    norm = _K1 * (1 - _B_TEXT + _B_TEXT * of.length / max(1.0, average))
    counts = [(weights[term], of.counts[term]) for term in weights.keys() & of.counts.keys()]
    return math.fsum([weight * count / (count + norm) for weight, count in counts])


def _by_grams(asked: frozenset[int], indexes: Sequence[Index]) -> list[float]:
    held = [shared(asked, each.head) for each in indexes]
    seen = Counter(chain.from_iterable(held))
    weights = {gram: _rarity(seen[gram], len(indexes)) for gram in asked}
    ideal = _ideal(weights.values(), _GRAMS)
    average = sum(each.runs for each in indexes) / max(1, len(indexes))
    norms = [1 + _K1 * (1 - _B_HEAD + _B_HEAD * each.runs / max(1.0, average)) for each in indexes]
    return [math.fsum(map(weights.__getitem__, has)) / norm / ideal for has, norm in zip(held, norms, strict=True)]


def _rarity(count: int, total: int) -> float:
    """The inverse document frequency of BM25."""
    count = min(count, total)
    return math.log(1 + (total - count + 0.5) / (count + 0.5))


def _ideal(weights: Collection[float], most: int) -> float:
    """What a text would reach that holds the question's most telling pieces again and again."""
    return max(sum(sorted(weights, reverse=True)[:most]), 1e-9)
