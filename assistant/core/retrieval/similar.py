"""What similar old tickets agree on: votes of past matches, the nearest counting most."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.core.draft import Match

NEIGHBOURS = 8
_STEEP = 10.0
"""A ticket whose score is 0.1 less counts e times less: of 68 insurance tickets asked against the other 67 all got the
right one of ten types so; counted alike, eight neighbours got 91 in 100 right."""


@dataclass(frozen=True)
class Vote:
    """One value and how far the neighbours agree on it."""

    value: str
    share: float
    """Of the weight of all neighbours, 0 to 1."""
    count: int
    """Neighbours that have it."""
    of: int
    """Neighbours asked."""


def neighbours(matches: Iterable[Match]) -> list[Match]:
    """The past tickets that may vote, nearest first."""
    past = [match for match in matches if match.pool == "past"]
    return sorted(past, key=lambda match: -match.score)[:NEIGHBOURS]


def weights(matches: Sequence[Match], steep: float = _STEEP) -> list[float]:
    """How much each counts, the nearest 1."""
    best = max((match.score for match in matches), default=0.0)
    return [math.exp((match.score - best) * steep) for match in matches]


def votes(matches: Iterable[Match], field: str) -> list[Vote]:
    """Every value that the neighbours have in a field, most agreed first; a ticket without one votes for none."""
    near = neighbours(matches)
    weight, count = defaultdict[str, float](float), defaultdict[str, int](int)
    for match, heavy in zip(near, weights(near), strict=True):
        for name, value in match.labels:
            if name == field:
                weight[value] += heavy
                count[value] += 1
    total = sum(weights(near)) or 1.0
    found = [Vote(value, weight[value] / total, count[value], len(near)) for value in weight]
    return sorted(found, key=lambda vote: (-vote.share, vote.value))
