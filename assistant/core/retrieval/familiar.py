"""Whether a question is about what a pool of texts is about at all, whichever of them answers it.

Of many texts one is near to any question by chance. How near an unrelated question comes grows with the logarithm of
their number, and the same law holds for 27 canned responses, 77 titles, 208 FAQ articles, 232 sections of a
documentation, parts of these, and 324, 3,456 and 10,003 past tickets: so one limit serves every desk and every pool."""

from __future__ import annotations

import math
from collections.abc import Iterable

_NEAREST, _PART = 5, 5
"""The nearest five, of a small pool the nearest fifth: what several texts are near to is the desk's business. It tells
questions from 500 unrelated ones with an AUROC of 0.979 (27 responses), 0.993, 0.997 and 1.000; the nearest alone with
0.975, 0.992, 0.996 and 1.000."""
_CHANCE, _CHANCE_BY_WORDS = (0.2, 0.04), (0.11, 0.035)
"""What 19 of 20 unrelated questions do not reach: a constant, and what e times as many texts add. For cosines of
all-MiniLM-L6-v2, and for scores by words."""
_FEW = 25
"""Of fewer texts no less is asked: what comes to such a desk is often its business, and nothing there answers it."""


def closeness(nearness: Iterable[float], among: int) -> float:
    """Halfway from the mean of the nearest few to the nearest; `among` is how many the pool holds. None give 0."""
    nearest = sorted(nearness, reverse=True)[: max(1, min(_NEAREST, math.ceil(among / _PART)))]
    return (nearest[0] + math.fsum(nearest) / len(nearest)) / 2 if nearest else 0.0


def chance(among: int, *, by_words: bool = False) -> float:
    """The closeness that an unrelated question stays below, 19 times of 20, in a pool of that many texts."""
    least, more = _CHANCE_BY_WORDS if by_words else _CHANCE
    return least + more * math.log(max(among, _FEW))
