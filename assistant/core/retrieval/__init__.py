"""Which stored text answers a question: nearness of meaning, words in common, and what answered such questions before.

The weights are one set for every desk, chosen on four public libraries: 27 short canned responses, 77 bare titles, 208
FAQ articles and 232 long sections of documentation (`python -m benchmarks.quality.ranking`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.core.draft import Match, Pool
from assistant.core.retrieval.lexical import Index, Statistics, index, statistics, wording
from assistant.core.retrieval.terms import terms
from assistant.core.retrieval.votes import with_votes

__all__ = ["Candidate", "Index", "Statistics", "index", "rank", "statistics", "terms"]

_NEARER, _EACH = 0.6, 0.2
"""Weights of the nearer of title and chunk, and of each of the two: one good part is enough, both are better."""
_LEXICAL = 0.7
"""Weight of shared wording beside a cosine of weight 1: cosines of rival texts lie close together, so on short texts it
decides near ties only; in long ones, where names and numbers count, it says more by itself."""


@dataclass(frozen=True)
class Candidate:
    """A text that may answer, and the cosines of the question with it; None without vectors."""

    item: Match
    """Its `passage` is the nearest chunk. Nothing of it is read but pool, id and `used` where there is an index."""
    title: float | None = None
    """Of a past ticket: with its whole question."""
    passage: float | None = None
    index: Index | None = None
    """Of the item as it was stored; None: made of the item."""


def rank(
    question: str,
    candidates: Mapping[Pool, Sequence[Candidate]],
    statistics: Mapping[Pool, Statistics],
    *,
    limit: int,
) -> list[Match]:
    """The `limit` best of each pool, best first over all, with score (0 to 1), nearness, lexical and votes.

    Without vectors the score is the root of the lexical one, which lies where scores with vectors lie. Past tickets
    vote for the texts that they `used`, wherever those are candidates."""
    scored = {pool: _scored(question, found, statistics.get(pool, Statistics())) for pool, found in candidates.items()}
    past = scored.get("past", [])
    best: list[Match] = []
    for pool, matches in scored.items():
        best += sorted(matches if pool == "past" else with_votes(matches, past), key=_order)[:limit]
    return sorted(best, key=_order)


def _order(match: Match) -> tuple[float, str, str]:
    return -match.score, match.pool, match.id


def _scored(question: str, candidates: Sequence[Candidate], known: Statistics) -> list[Match]:
    shared = wording(question, [each.index or index(each.item) for each in candidates], known)
    return [_match(candidate, lexical) for candidate, lexical in zip(candidates, shared, strict=True)]


def _match(candidate: Candidate, lexical: float) -> Match:
    near = [cosine for cosine in (candidate.title, candidate.passage) if cosine is not None]
    if not near:
        return replace(candidate.item, score=math.sqrt(lexical), nearness=None, lexical=lexical, votes=0.0)
    dense = max(0.0, _NEARER * max(near) + _EACH * (near[0] + near[-1]))
    score = (min(1.0, dense) + _LEXICAL * lexical) / (1 + _LEXICAL)
    return replace(candidate.item, score=score, nearness=max(near), lexical=lexical, votes=0.0)
