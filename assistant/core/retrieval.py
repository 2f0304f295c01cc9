"""Which stored text answers a question: words in common and, where there are vectors, nearness of meaning."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.core.draft import Match, Pool
from assistant.core.words import STOP

_K1, _B = 1.2, 0.5
_TITLE = 3
"""A word of the title counts as often: titles of canned responses name the case, bodies are politeness."""
_TEXT_CHARS = 20_000

_SUFFIX = re.compile(r"(?<=\w{3})(?:ies|ing|ed|en|es|er|e|s|n)$")


def terms(text: str) -> list[str]:
    """The words that tell texts apart, casefolded, plural endings off."""
    words = re.findall(r"[\w'’]+", text[:_TEXT_CHARS].casefold())
    return [_stem(word) for word in words if word not in STOP and (len(word) > 1 or ord(word) > 0x3000)]


def _stem(word: str) -> str:
    """A light stem: the same for "refunds" and "refund", "Rückgaben" and "Rückgabe"."""
    return _SUFFIX.sub("", word.split("'")[0].split("’")[0]) or word


tokens = terms


@dataclass(frozen=True)
class Statistics:
    """What is known of one whole pool, however few of its items are candidates."""

    items: int = 0
    length: float = 0.0
    """Average number of terms of an item, title and text."""
    frequencies: Mapping[str, int] = field(default_factory=dict)
    """In how many items each term of the question is."""


@dataclass(frozen=True)
class Candidate:
    """A text that may answer, and the cosines of the question with it; None without vectors."""

    item: Match
    """Its `passage` is the nearest chunk."""
    title: float | None = None
    passage: float | None = None


def item_terms(item: Match) -> list[str]:
    """The terms that an item is found by: of its title and its text."""
    return terms(item.title) + terms(item.text)


def statistics(items: Sequence[Match]) -> Statistics:
    """The statistics of a pool that is held in memory."""
    found = [item_terms(item) for item in items]
    length = sum(map(len, found)) / max(1, len(found))
    return Statistics(len(found), length, Counter(term for held in found for term in set(held)))


def rank(
    question: str,
    candidates: Mapping[Pool, Sequence[Candidate]],
    statistics: Mapping[Pool, Statistics],
    *,
    limit: int,
) -> list[Match]:
    """The `limit` best of each pool, best first over all, each with score (0 to 1) and nearness."""
    asked = Counter(terms(question))
    best: list[Match] = []
    for pool, found in candidates.items():
        known = statistics.get(pool, Statistics())
        best += sorted((_scored(asked, candidate, known) for candidate in found), key=_order)[:limit]
    return sorted(best, key=_order)


def _order(match: Match) -> tuple[float, str, str]:
    return -match.score, match.pool, match.id


def _scored(asked: Counter[str], candidate: Candidate, known: Statistics) -> Match:
    lexical = _score(asked, _read(candidate.item), known)
    near = [cosine for cosine in (candidate.title, candidate.passage) if cosine is not None]
    if not near:
        return replace(candidate.item, score=lexical)
    score = 0.8 * sum(near) / len(near) + 0.2 * lexical
    return replace(candidate.item, score=round(min(1.0, max(0.0, score)), 4), nearness=max(near))


@dataclass(frozen=True)
class _Text:
    counts: Counter[str]
    title: frozenset[str]
    length: int


def _read(match: Match) -> _Text:
    title = tokens(match.title)
    body = tokens(match.text)
    return _Text(Counter(title * _TITLE + body), frozenset(title), len(title) * _TITLE + len(body))


def _weight(term: str, known: Statistics) -> float:
    """How telling a term is: rare in the pool is high."""
    count = min(known.frequencies.get(term, 0), known.items)
    return math.log(1 + (known.items - count + 0.5) / (count + 0.5)) + 0.3


def _score(asked: Counter[str], text: _Text, known: Statistics) -> float:
    """0.5 x the question's best possible BM25 that is reached + 0.5 x share of the title that the question names."""
    if not asked:
        return 0.0
    weights = {term: _weight(term, known) for term in (*asked, *text.title)}
    norm = _K1 * (1 - _B + _B * text.length / max(1.0, known.length))
    got = sum(weights[term] * text.counts[term] / (text.counts[term] + norm) for term in asked)
    ideal = sum(sorted((weights[term] for term in asked), reverse=True)[:8])
    return round(min(1.0, 0.5 * min(1.0, got / max(ideal, 1e-9)) + 0.5 * _share(text.title, asked, weights)), 4)


def _share(words: Iterable[str], asked: Counter[str], weights: Mapping[str, float]) -> float:
    """The part of the words' weight that the question holds; one shared word alone counts half."""
    total = sum(weights[word] for word in words)
    hits = [word for word in words if word in asked]
    share = sum(weights[word] for word in hits) / total if total else 0.0
    return share * (1.0 if len(hits) > 1 else 0.6)
