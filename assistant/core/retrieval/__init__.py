"""Which stored text answers a question: nearness of meaning, words in common, and what answered such questions before.

The weights are one set for every desk, chosen on four public libraries: 27 short canned responses, 77 bare titles, 208
FAQ articles and 232 long sections of documentation (`python -m benchmarks.quality.ranking`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.core.draft import Match, Pool
from assistant.core.retrieval.centre import Centre
from assistant.core.retrieval.familiar import closeness
from assistant.core.retrieval.lexical import Index, Statistics, index, statistics, wording
from assistant.core.retrieval.terms import terms
from assistant.core.retrieval.votes import Scored, depth, with_votes

__all__ = ["Candidate", "Centre", "Index", "Statistics", "index", "rank", "statistics", "terms"]

_NEARER, _EACH = 0.6, 0.2
"""Weights of the nearer of title and chunk, and of each of the two: one good part is enough, both are better."""
_LEXICAL = 0.9, 0.7
"""Weight of shared wording beside a cosine of weight 1: cosines of rival texts lie close together, so on short texts it
decides near ties only; in long ones, where names and numbers count, it says more by itself.
Of past tickets, which are short, a little less."""


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
    common: tuple[float | None, float | None] = (None, None)
    """Cosines of title and passage with the mean of the pool; None where it is not known."""


def rank(
    question: str,
    candidates: Mapping[Pool, Sequence[Candidate]],
    statistics: Mapping[Pool, Statistics],
    *,
    limit: int,
) -> list[Match]:
    """The `limit` best of each pool, best first over all, with score (0 to 1), nearness, lexical, votes and among.

    Without vectors the score is the root of the lexical one, which lies where scores with vectors lie. Past tickets
    vote for the texts that they `used`, wherever those are candidates."""
    known = {pool: statistics.get(pool, Statistics()) for pool in candidates}
    among = {pool: known[pool].items or len(found) for pool, found in candidates.items()}
    scored = {pool: _scored(question, found, known[pool]) for pool, found in candidates.items()}
    past = scored.get("past", [])
    deep = depth(past, among.get("past", 0))
    best: list[Scored] = []
    for pool, found in scored.items():
        best += sorted(_voted(found, past, deep, among[pool]), key=_order)[:limit]
    return [replace(item, **scores, among=among[item.pool]) for item, scores in map(_apart, sorted(best, key=_order))]


def _apart(scored: Scored) -> tuple[Match, dict[str, Any]]:
    item, score, nearness, lexical, votes = scored
    return item, {"score": score, "nearness": nearness, "lexical": lexical, "votes": votes}


def _voted(found: Sequence[Scored], past: Sequence[Scored], deep: float, among: int) -> Sequence[Scored]:
    if found is past:
        return [each._replace(votes=deep) for each in found]
    return with_votes(_comparable(found, among), past, deep)


def _comparable(found: Sequence[Scored], among: int) -> Sequence[Scored]:
    """The same distances between scores, the best one as high as the pool is close to the question.

    A score tells which text is best; so that it can be compared with another question's, too, all are moved."""
    nearness = [each.nearness for each in found if each.nearness is not None]
    if not nearness:
        return found
    up = closeness(nearness, among) - max(each.score for each in found)
    return [each._replace(score=min(1.0, max(0.0, each.score + up))) for each in found]


def _order(scored: Scored) -> tuple[float, str, str]:
    return -scored.score, scored.item.pool, scored.item.id


def _scored(question: str, candidates: Sequence[Candidate], known: Statistics) -> list[Scored]:
    shared = wording(question, [each.index or index(each.item) for each in candidates], known)
    return [_score(candidate, lexical, known.centre) for candidate, lexical in zip(candidates, shared, strict=True)]


def _score(candidate: Candidate, lexical: float, centre: Centre | None) -> Scored:
    pairs = zip((candidate.title, candidate.passage), candidate.common, strict=True)
    near = [(cosine, common) for cosine, common in pairs if cosine is not None]
    if not near:
        return Scored(candidate.item, math.sqrt(lexical), None, lexical)
    apart = [centre.apart(*each) if centre else each[0] for each in near]
    dense = max(0.0, _NEARER * max(apart) + _EACH * (apart[0] + apart[-1]))
    weight = _LEXICAL[candidate.item.pool == "past"]
    score = (min(1.0, dense) + weight * lexical) / (1 + weight)
    return Scored(candidate.item, score, max(cosine for cosine, _ in near), lexical)
