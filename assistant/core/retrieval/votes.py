"""Past tickets vote for the texts that their answers were made of."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from assistant.core.draft import Match

_VOTERS = 100
_SHARPNESS = 0.025
"""A past ticket this much less alike than the most alike has 1/e of its vote."""
_TRUST = 20.0


class Scored(NamedTuple):
    """A text and its scores, as in `Match`; of hundreds of them few become matches."""

    item: Match
    score: float
    nearness: float | None
    lexical: float
    votes: float = 0.0


def with_votes(found: Sequence[Scored], past: Sequence[Scored]) -> list[Scored]:
    """Each with the past tickets' votes mixed into its score.

    The votes weigh 20 times the fourth power of the most alike ticket's score: 4.8 times the match's own score where
    the same was asked before (0.7), next to nothing where only other things were (0.3)."""
    voters = sorted((each for each in past if each.item.used), key=lambda each: (-each.score, each.item.id))
    if not voters:
        return list(found)
    shares = _shares(voters[:_VOTERS])
    trust = _TRUST * voters[0].score ** 4
    return [_with_share(each, shares.get(each.item.key, 0.0), trust) for each in found]


def _with_share(of: Scored, share: float, trust: float) -> Scored:
    return of._replace(score=(of.score + trust * share) / (1 + trust), votes=share * trust / (1 + trust))


def _shares(voters: Sequence[Scored]) -> Mapping[str, float]:
    """Text -> its share of all votes; a ticket that used several gives a part of its vote to each."""
    shares: defaultdict[str, float] = defaultdict(float)
    for ticket in voters:
        weight = math.exp((ticket.score - voters[0].score) / _SHARPNESS)
        for key in ticket.item.used:
            shares[key] += weight / len(ticket.item.used)
    total = sum(shares.values())
    return {key: share / total for key, share in shares.items()}
