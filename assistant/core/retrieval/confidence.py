"""How likely the best match answers the question, as a number that means the same on every desk."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.core.draft import Match, Pool

_OURS = (-5.2, 7.6, 0.5)
"""Of a logistic: constant, then the weights of the nearest text's cosine and of the best one's lexical score. Fitted on
questions to four public libraries against 500 about other things, which it tells apart with an AUROC of 0.975 (27
canned responses), 0.992 (77 titles), 0.996 (FAQ) and 1.000 (documentation)."""
_RIGHT = (-5.1, 6.6, 2.2, 12.7)
"""The same with the margin as the last, fitted on whether the best text was right, and on questions whose right
response was taken away: of two questions as near, a margin of 0.1 makes nine in ten right, one of 0.01 four in ten."""
_KNOWN = (-8.0, 9.2, 3.6)
"""The same where past tickets vote: weights of the best text's votes and of the nearest past ticket's cosine. Where the
same was asked before, agreement tells a missing response as no cosine does: of questions whose response was taken
away 3 in 100 (27 responses) and 7 in 100 (77 titles) are answered all the same, of 500 others 3 in 100."""
_FAMILIAR, _STRANGE = 0.7, 0.4
"""Cosines of the nearest past ticket from which on votes alone count, and up to which they do not: nobody asked. Of a
desk with few past tickets they never count alone: that nobody asked yet says little."""
_PAST = (-10.5, 19.0)
"""Constant and weight of a past ticket's score, for its own answer: AUROC 0.997 and 0.994."""
_FREE = (-6.5, 14.0)
"""The same where no past ticket used a text: few are as near then, and the answer is all there is. Of 324 such
questions 99 in 100 are answered; of others one in ten or more, where thousands of past tickets are stored."""
_BY_WORDS = (-4.7, 9.5, 4.2, 4.8)
"""By words alone, weights of score, margin and votes: 0.83, 0.92, 0.97 and 0.97; 0.995 with past tickets."""
_WIDEST = 0.3
"""A wider margin tells no more: a desk with one response would else always be sure."""
_ENOUGH_SAMPLES = 30


@dataclass(frozen=True)
class Limits:
    """What a match must reach for a reply to rest on it."""

    answer: float = 0.08
    """Of `certainty`; a desk finds its own by `knowledge calibrate`."""
    relevance: float = 0.092


WITH_VECTORS = Limits()
"""Without a history, 27 canned responses: 87 % of their own questions are answered, 4 % of others. With past tickets 98
and 96 % (27 responses, 77 titles), and 3 to 4 % of others."""
BY_WORDS = Limits(0.15, 0.15)
"""The same without vectors: 7 % pass, 57 % of its own are answered. Words in common prove less."""


def certainty(matches: Sequence[Match], pool: Pool | None = None) -> float:
    """0 to 1: the part of such best matches that were right. `matches` as `rank` gives them; none gives 0.

    It is the best one of a `pool`; of none, the best canned response or article, else the best past ticket. Past
    tickets that were answered with texts tell of those texts whichever pool is asked for. The margin is to the first
    other text: two texts that answer equally well are one too many."""
    return _sure(matches, pool, lambda texts: _logistic(_RIGHT, _nearest(texts), texts[0].lexical, _margin(texts)))


def relevance(matches: Sequence[Match], pool: Pool | None = None) -> float:
    """0 to 1: whether the question is one that this desk's texts are about at all, whichever of them answers it."""
    return _sure(matches, pool, lambda texts: _logistic(_OURS, _nearest(texts), texts[0].lexical))


def _sure(matches: Sequence[Match], pool: Pool | None, near: Callable[[Sequence[Match]], float]) -> float:
    """`near` judges texts by their vectors, as far as no past ticket knows better."""
    ranked = sorted(matches, key=lambda match: -match.score)
    past = [match for match in ranked if match.pool == "past"]
    texts = [match for match in ranked if match.pool != "past" and pool in (None, match.pool)]
    if pool == "past" or (pool is None and not texts):
        return _of_past(past)
    if not texts:
        return 0.0
    if texts[0].nearness is None:
        return _logistic(_BY_WORDS, texts[0].score, _margin(texts), texts[0].votes)
    voters = [match for match in past if match.used]
    if not voters:
        return near(texts)
    asked = _nearest(voters)
    strange = max(0.0, min(1.0, (_FAMILIAR - asked) / (_FAMILIAR - _STRANGE)))
    unheard = 1 - voters[0].votes * (1 - strange)
    return max(unheard * near(texts), _logistic(_KNOWN, texts[0].votes, asked))


def _of_past(past: Sequence[Match]) -> float:
    if not past:
        return 0.0
    if past[0].nearness is None:
        return _logistic(_BY_WORDS[:2], past[0].score)
    return _logistic(_PAST if any(match.used for match in past) else _FREE, past[0].score)


def _margin(texts: Sequence[Match]) -> float:
    best = texts[0]
    rivals = [match.score for match in texts if (match.title, match.text) != (best.title, best.text)]
    return min(best.score - max(rivals, default=0.0), _WIDEST)


def _nearest(matches: Sequence[Match]) -> float:
    return max(match.nearness or 0.0 for match in matches)


def _logistic(weights: Sequence[float], *values: float) -> float:
    return 1 / (1 + math.exp(-math.fsum([weights[0], *(a * b for a, b in zip(weights[1:], values, strict=True))])))


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
    return replace(default, answer=limit)
