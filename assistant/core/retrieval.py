"""Which stored text answers a question: BM25 over a few candidates, as a score that says "none" when none does."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.core.draft import Match
from assistant.core.words import STOP

_K1, _B = 1.2, 0.5
_TITLE = 3
"""A word of the title counts as often: titles of canned responses name the case, bodies are politeness."""
_TEXT_CHARS = 20_000

_SUFFIX = re.compile(r"(?<=\w{3})(?:ies|ing|ed|en|es|er|e|s|n)$")


def tokens(text: str) -> list[str]:
    """The words that tell texts apart, casefolded, plural endings off."""
    words = re.findall(r"[\w'’]+", text[:_TEXT_CHARS].casefold())
    return [_stem(word) for word in words if word not in STOP and (len(word) > 1 or ord(word) > 0x3000)]


def _stem(word: str) -> str:
    """A light stem: the same for "refunds" and "refund", "Rückgaben" and "Rückgabe"."""
    return _SUFFIX.sub("", word.split("'")[0].split("’")[0]) or word


@dataclass(frozen=True)
class _Text:
    counts: Counter[str]
    title: frozenset[str]
    length: int


def rank(question: str, matches: Sequence[Match]) -> list[Match]:
    """The matches with a score from 0 to 1, best first.

    The score is how much of the question's weight the text covers, and of the title's weight the question: a long mail
    about a short title still scores high, a few common words in common score low."""
    texts = [_read(match) for match in matches]
    weights = _weights(texts)
    asked = Counter(tokens(question))
    average = sum(text.length for text in texts) / max(1, len(texts))
    scored = [
        replace(match, score=_score(asked, text, weights, average)) for match, text in zip(matches, texts, strict=True)
    ]
    return sorted(scored, key=lambda match: (-match.score, match.pool, match.id))


def _read(match: Match) -> _Text:
    title = tokens(match.title)
    body = tokens(match.text)
    return _Text(Counter(title * _TITLE + body), frozenset(title), len(title) * _TITLE + len(body))


def _weights(texts: Sequence[_Text]) -> dict[str, float]:
    """Word -> how telling it is: rare among the candidates is high."""
    seen = Counter(word for text in texts for word in text.counts)
    return {word: _weight(count, len(texts)) for word, count in seen.items()}


def _weight(count: int, total: int) -> float:
    return math.log(1 + (total - count + 0.5) / (count + 0.5)) + 0.3


def _score(asked: Counter[str], text: _Text, weights: dict[str, float], average: float) -> float:
    """0.5 x the question's best possible BM25 that is reached + 0.5 x share of the title that the question names."""
    if not asked:
        return 0.0
    unseen = max(weights.values(), default=1.0)
    norm = _K1 * (1 - _B + _B * text.length / max(1.0, average))
    got = sum(weights[word] * text.counts[word] / (text.counts[word] + norm) for word in asked if text.counts[word])
    ideal = sum(sorted((weights.get(word, unseen * 0.5) for word in asked), reverse=True)[:8])
    return round(min(1.0, 0.5 * min(1.0, got / max(ideal, 1e-9)) + 0.5 * _share(text.title, asked, weights)), 4)


def _share(words: Iterable[str], asked: Counter[str], weights: dict[str, float]) -> float:
    """The part of the words' weight that the question holds; one shared word alone counts half."""
    total = sum(weights[word] for word in words)
    hits = [word for word in words if word in asked]
    share = sum(weights[word] for word in hits) / total if total else 0.0
    return share * (1.0 if len(hits) > 1 else 0.6)
