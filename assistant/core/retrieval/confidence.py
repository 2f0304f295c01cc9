"""How likely the best match answers the question, as a number that means the same on every desk."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.core.draft import Match, Pool
from assistant.core.retrieval.familiar import chance, closeness

_OURS, _OURS_BY_WORDS = (-2.3, 18.0), (-2.3, 15.0)
"""Of a logistic: constant, then the weight of how much closer a pool is than chance makes it (`familiar`)."""
_RIGHT = (-4.3, 5.3, 2.3, 13.1)
"""The same of the nearest text's cosine, the best one's lexical score and the margin. Fitted on whether the best text
was right, on unrelated questions, and on questions whose right response was taken away: of two questions as near, a
margin of 0.1 makes nine in ten right, one of 0.01 four in ten."""
_RIGHT_BY_WORDS = (-4.0, 7.2, 10.2)
"""The same of score and margin."""
_KNOWN, _KNOWN_BY_WORDS = (-8.0, 9.2, 3.6), (-4.0, 9.0, 0.0)
"""The same where past tickets vote: weights of the best text's votes and of the nearest past ticket's cosine. Where the
same was asked before, agreement tells a missing response as no cosine does."""
_STRANGE, _STRANGE_BY_WORDS = (0.4, 0.5), (0.3, 0.4)
"""Cosine, or score, of the nearest past ticket up to which nobody asked anything like it, so that texts are judged by
themselves; and the one from which on votes alone count. Of a desk with few past tickets they never count alone: that
nobody asked yet says little."""
_PAST, _PAST_BY_WORDS = (-2.9, 16.2), (-0.6, 16.7)
"""The same as `_OURS` for a past ticket's own answer, fitted on whether the nearest ticket was answered rightly."""
_WIDEST = 0.3
"""A wider margin tells no more: a desk with one response would else always be sure."""
_ENOUGH_SAMPLES = 30


@dataclass(frozen=True)
class Limits:
    """What a match must reach for a reply to rest on it."""

    answer: float = 0.1
    """Of `certainty`; a desk finds its own by `knowledge calibrate`."""
    relevance: float = 0.1


def certainty(matches: Sequence[Match], pool: Pool | None = None) -> float:
    """0 to 1: the part of such best matches that were right. `matches` as `rank` gives them; none gives 0.

    It is the best one of a `pool`; of none, the best canned response or article, else the best past ticket. Past
    tickets that were answered with texts tell of those texts whichever pool is asked for. The margin is to the first
    other text: two texts that answer equally well are one too many."""
    texts, past = _apart(matches, pool)
    voters = [match for match in past if match.used]
    if not texts:
        return _answered(past)
    if not voters:
        return _right(texts)
    return max(_unheard(voters) * _right(texts), _known(texts, voters))


def relevance(matches: Sequence[Match], pool: Pool | None = None) -> float:
    """0 to 1: whether the question is one that this desk's texts are about at all, whichever of them answers it.

    So it is where tickets like it were answered with such texts, too."""
    texts, past = _apart(matches, pool)
    telling = [*texts, *(match for match in past if match.used or not texts)]
    pools = [[match for match in telling if match.pool == each] for each in {match.pool for match in telling}]
    return max(map(_ours, pools), default=0.0)


def _apart(matches: Sequence[Match], pool: Pool | None) -> tuple[list[Match], list[Match]]:
    """Texts and past tickets that tell of the pool, best first; no texts where past tickets answer by themselves."""
    ranked = sorted(matches, key=lambda match: -match.score)
    past = [match for match in ranked if match.pool == "past"]
    texts = [match for match in ranked if match.pool != "past" and pool in (None, match.pool)]
    return texts, past if texts or pool in (None, "past") else []


def _ours(matches: Sequence[Match]) -> float:
    return _logistic(_OURS_BY_WORDS if _by_words(matches) else _OURS, _over_chance(matches))


def _right(texts: Sequence[Match]) -> float:
    best = texts[0]
    if _by_words(texts):
        return _logistic(_RIGHT_BY_WORDS, best.score, _margin(texts))
    return _logistic(_RIGHT, _nearest(texts), best.lexical, _margin(texts))


def _known(texts: Sequence[Match], voters: Sequence[Match]) -> float:
    return _logistic(_KNOWN_BY_WORDS if _by_words(voters) else _KNOWN, texts[0].votes, _nearest(voters))


def _answered(past: Sequence[Match]) -> float:
    return _logistic(_PAST_BY_WORDS if _by_words(past) else _PAST, _over_chance(past)) if past else 0.0


def _unheard(voters: Sequence[Match]) -> float:
    """1 where nobody asked anything like it, 0 where somebody did on a desk with many past tickets."""
    strange, known = _STRANGE_BY_WORDS if _by_words(voters) else _STRANGE
    heard = (_nearest(voters) - strange) / (known - strange)
    return 1 - voters[0].votes * max(0.0, min(1.0, heard))


def _over_chance(matches: Sequence[Match]) -> float:
    """How much closer matches of one pool are than an unrelated question's."""
    among = max(matches[0].among, len(matches))
    return closeness(map(_near, matches), among) - chance(among, by_words=_by_words(matches))


def _margin(texts: Sequence[Match]) -> float:
    best = texts[0]
    rivals = [match.score for match in texts if (match.title, match.text) != (best.title, best.text)]
    return min(best.score - max(rivals, default=0.0), _WIDEST)


def _nearest(matches: Sequence[Match]) -> float:
    return max(map(_near, matches))


def _near(match: Match) -> float:
    """Without a vector the score tells it."""
    return match.score if match.nearness is None else match.nearness


def _by_words(matches: Sequence[Match]) -> bool:
    return matches[0].nearness is None


def _logistic(weights: Sequence[float], *values: float) -> float:
    return 1 / (1 + math.exp(-math.fsum([weights[0], *(a * b for a, b in zip(weights[1:], values, strict=True))])))


def calibrate(samples: Sequence[tuple[float, bool]], accept_wrong: float = 0.2) -> Limits:
    """A desk's limits from its own history: (certainty, whether the best match was right).

    The lowest from which on at most `accept_wrong` of the answers are wrong, counted with one wrong and one right one
    more, and no lower than the usual: tickets that are asked again have their text, so they do not show what comes of
    a question without one. Fewer than 30 samples give the usual; where no limit will do, nothing is answered."""
    if len(samples) < _ENOUGH_SAMPLES:
        return Limits()
    limit, wrong = math.inf, 0
    falling = sorted(samples, reverse=True)
    for count, (value, right) in enumerate(falling, start=1):
        wrong += not right
        last_of_its_kind = count == len(falling) or falling[count][0] < value
        if last_of_its_kind and (wrong + 1) / (count + 2) <= accept_wrong:
            limit = value
    return Limits(max(limit, Limits.answer))
