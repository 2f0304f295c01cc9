"""Past tickets vote for the texts that their answers were made of."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.core.draft import Match

_VOTERS = 100
_SHARPNESS = 0.035
"""A past ticket this much less alike than the most alike has 1/e of its vote."""
_TRUST = 12.0


def with_votes(matches: Sequence[Match], past: Sequence[Match]) -> list[Match]:
    """Each with the past tickets' votes mixed into its score.

    The votes weigh 12 times the fourth power of the most alike ticket's score: 2.9 times the match's own score where
    the same was asked before (0.7), next to nothing where only other things were (0.3)."""
    voters = sorted((ticket for ticket in past if ticket.used), key=lambda ticket: (-ticket.score, ticket.id))
    if not voters:
        return list(matches)
    shares = _shares(voters[:_VOTERS])
    trust = _TRUST * voters[0].score ** 4
    return [_with_share(match, shares.get(match.key, 0.0), trust) for match in matches]


def _with_share(match: Match, share: float, trust: float) -> Match:
    return replace(match, score=(match.score + trust * share) / (1 + trust), votes=share * trust / (1 + trust))


def _shares(voters: Sequence[Match]) -> Mapping[str, float]:
    """Text -> its share of all votes; a ticket that used several gives a part of its vote to each."""
    shares: defaultdict[str, float] = defaultdict(float)
    for ticket in voters:
        weight = math.exp((ticket.score - voters[0].score) / _SHARPNESS)
        for key in ticket.used:
            shares[key] += weight / len(ticket.used)
    total = sum(shares.values())
    return {key: share / total for key, share in shares.items()}
