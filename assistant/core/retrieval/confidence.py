"""How likely the best match answers the question, as a number that means the same on every desk."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.core.draft import Match

_WITH_VECTORS = (-5.3, 12.3, 3.1, -1.6)
_BY_WORDS = (-4.7, 9.5, 4.2, 4.8)
"""Of a logistic: constant, then the weights of score, margin and votes. Fitted on questions to four public libraries,
two of them also with past tickets, against 500 questions about other things and questions whose right response was
taken away. With vectors the two kinds are told apart with an AUROC of 0.972 (27 canned responses), 0.991 (77 titles),
0.996 (FAQ), 1.000 (documentation) and 0.997 (27 canned responses with past tickets); by words alone 0.83, 0.92, 0.97,
0.97 and 0.995. Votes are part of the score already: -1.6 takes back what they add for nothing."""
_WIDEST = 0.3
"""A wider margin tells no more: a desk with one response would else always be sure."""
_ENOUGH_SAMPLES = 30


@dataclass(frozen=True)
class Limits:
    """Least certainty of a match that a reply may rest on."""

    answer: float = 0.075


WITH_VECTORS = Limits(0.075)
"""Of a desk without a history, 27 canned responses: one in twenty questions about other things passes, 87 % of its own
are answered. A desk with past tickets finds its own limit by `knowledge calibrate`."""
BY_WORDS = Limits(0.15)
"""The same without vectors: 7 % pass, 57 % of its own are answered. Words in common prove less."""


def certainty(matches: Sequence[Match]) -> float:
    """0 to 1: the part of such best matches that were right. `matches` as `rank` gives them; none gives 0.

    The best match is the first canned response or article, else the first past ticket. The margin is to the first
    other text: two texts that answer equally well are one too many."""
    texts = [match for match in matches if match.pool != "past"]
    if not matches:
        return 0.0
    best = (texts or matches)[0]
    rivals = [match.score for match in texts if (match.title, match.text) != (best.title, best.text)]
    margin = min(best.score - max(rivals, default=0.0), _WIDEST) if texts else 0.0
    constant, score, gap, votes = _BY_WORDS if best.nearness is None else _WITH_VECTORS
    return 1 / (1 + math.exp(-(constant + score * best.score + gap * margin + votes * best.votes)))


def default_limits(matches: Sequence[Match]) -> Limits:
    """For a desk without a history: whether vectors were at hand, the matches tell."""
    return WITH_VECTORS if any(match.nearness is not None for match in matches) else BY_WORDS


def calibrate(
    samples: Sequence[tuple[float, bool]], accept_wrong: float = 0.2, default: Limits = WITH_VECTORS
) -> Limits:
    """A desk's limit from its own history: (certainty, whether the best match was right).

    The lowest from which on at most `accept_wrong` of the answers are wrong, counted with one wrong and one right one
    more. Fewer than 30 samples give the default; where no limit will do, nothing is answered."""
    if len(samples) < _ENOUGH_SAMPLES:
        return default
    limit, wrong = math.inf, 0
    falling = sorted(samples, reverse=True)
    for count, (value, right) in enumerate(falling, start=1):
        wrong += not right
        last_of_its_kind = count == len(falling) or falling[count][0] < value
        if last_of_its_kind and (wrong + 1) / (count + 2) <= accept_wrong:
            limit = value
    return Limits(limit)
