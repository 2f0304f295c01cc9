"""Past tickets vote for the texts that their answers were made of."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from assistant.core.draft import Match

_VOTERS = 100
_SHARPNESS, _BY_WORDS = 0.025, 0.04
"""A past ticket this much less alike than the most alike has 1/e of its vote. By words scores lie further apart."""
_TRUST = 20.0
_MANY = 800
"""Past tickets from which on they are trusted in full. Fewer than that have not asked about every text, and a text of
which none was must not lose by it: of 64 that count in full 73 in 100 questions find the right one of 27 texts, of none
75, of 64 that count by as much less 82; of 77 titles 50, 61 and 65."""
_ALIKE, _SAME = 0.5, 0.9
"""Scores of a past ticket from which on it counts for more, and up to which it counts in full, however few there are:
of 30 the right text was used by one in two at 0.4, by nine in ten at 0.6."""


class Scored(NamedTuple):
    """A text and its scores, as in `Match`; of hundreds of them few become matches."""

    item: Match
    score: float
    nearness: float | None
    lexical: float
    votes: float = 0.0


def depth(past: Sequence[Scored], items: int) -> float:
    """0 to 1: how far this desk's past tickets are trusted to know: by how many of all its `items` used texts, and by
    whether the most alike asks the very same, which one ticket is enough for."""
    scores = [each.score for each in past if each.item.used]
    if not scores:
        return 0.0
    using = len(scores) / len(past) * max(items, len(past))
    same = (max(scores) - _ALIKE) / (_SAME - _ALIKE)
    return max(min(1.0, using / _MANY), min(1.0, same))


def with_votes(found: Sequence[Scored], past: Sequence[Scored], deep: float) -> list[Scored]:
    """Each with the past tickets' votes mixed into its score, `deep` as `depth` says.

    Where there are many, the votes weigh 20 times the fourth power of the most alike ticket's score: 4.8 times the
    match's own score where the same was asked before (0.7), next to nothing where only other things were (0.3)."""
    voters = sorted((each for each in past if each.item.used), key=lambda each: (-each.score, each.item.id))
    if not voters:
        return list(found)
    shares = _shares(voters[:_VOTERS])
    trust = _TRUST * deep * voters[0].score ** 4
    return [_with_share(each, shares.get(each.item.key, 0.0), trust) for each in found]


def _with_share(of: Scored, share: float, trust: float) -> Scored:
    return of._replace(score=(of.score + trust * share) / (1 + trust), votes=share * trust / (1 + trust))


def _shares(voters: Sequence[Scored]) -> Mapping[str, float]:
    """Text -> its share of all votes; a ticket that used several gives a part of its vote to each."""
    shares: defaultdict[str, float] = defaultdict(float)
    sharpness = _BY_WORDS if voters[0].nearness is None else _SHARPNESS
    for ticket in voters:
        weight = math.exp((ticket.score - voters[0].score) / sharpness)
        for key in ticket.item.used:
            shares[key] += weight / len(ticket.item.used)
    total = sum(shares.values())
    return {key: share / total for key, share in shares.items()}
