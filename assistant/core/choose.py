"""Which of the desk's own texts a reply rests on when no model writes it, and what the desk's history says for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.core.asked import Rarity
from assistant.core.chrome import say
from assistant.core.draft import Match
from assistant.core.past.reuse import typical
from assistant.core.retrieval.confidence import Limits, certainty, relevance
from assistant.core.retrieval.similar import neighbours, weights

NEAR = 0.2
"""Least score of a match that is worth showing at all."""
QUOTED = 2.5
"""An article must be this much surer than a canned response: nobody wrote it as an answer."""
_TIE = 0.03
"""Scores so close tell little: with a margin of 0.01 the first is right four times in ten."""
_FREE = 0.6
"""Share of similar tickets whose agents wrote something of their own: from here on their answer beats the response."""
_FEW = 3
"""Similar tickets that it takes to overrule a canned response."""


@dataclass(frozen=True)
class Choice:
    """A text to answer from, how sure we are that it answers, and who used it before."""

    match: Match
    certainty: float
    history: str = ""
    """In an agent's words; empty if no similar ticket speaks for it."""


def choose(matches: Sequence[Match], limits: Limits, asked: Sequence[str] = ()) -> Choice | None:
    """A canned response, else what agents answered before, else an article; None if nothing is sure enough.

    Of canned responses that are as near, the one that speaks of more of what is `asked` answers. One that agents do not
    use for such questions gives way to what they write instead."""
    canned = _sure(matches, [one for one in matches if one.pool == "canned" and one.text.strip()], limits, asked)
    past = _past(matches, limits)
    if canned and past and _written_freely(matches):
        return past
    articles = [one for one in matches if one.pool == "article" and one.public and one.text.strip()]
    return canned or past or _sure(matches, articles, Limits(limits.answer * QUOTED, limits.relevance * QUOTED))


def is_ours(matches: Sequence[Match], limits: Limits) -> bool:
    """Whether anything that we have is about what is asked."""
    return any(relevance(matches, pool) >= limits.relevance for pool in {match.pool for match in matches})


def how_sure(matches: Sequence[Match]) -> float:
    """The certainty of the surest pool: whether anything we have answers the question."""
    return max((certainty(matches, pool) for pool in {match.pool for match in matches}), default=0.0)


def history(matches: Sequence[Match], key: str, language: str = "en") -> str:
    """How many similar tickets were answered with a text, in the agents' language."""
    near = [match for match in neighbours(matches) if match.used]
    count = sum(key in match.used for match in near)
    said = "used in {count} of the {all} nearest past answers"
    return say(language, said, count=count, all=len(near)) if count else ""


def _sure(matches: Sequence[Match], pool: Sequence[Match], limits: Limits, asked: Sequence[str] = ()) -> Choice | None:
    if not pool:
        return None
    best = _best(matches, pool, asked)
    of = [*pool, *(match for match in matches if match.pool == "past")]
    sure = certainty(of, best.pool)
    enough = sure >= limits.answer and relevance(of, best.pool) >= limits.relevance
    return Choice(best, sure, history(matches, best.key)) if enough else None


def _best(matches: Sequence[Match], pool: Sequence[Match], asked: Sequence[str]) -> Match:
    """The nearest; of those as near, the one that speaks of most of what is asked."""
    nearest = max(pool, key=lambda match: match.score)
    near = [one for one in pool if nearest.score - one.score <= _TIE]
    if not asked or len(near) == 1:
        return nearest
    weigh = Rarity(matches)
    return max(near, key=lambda one: (sum(weigh.spoken(text, one) for text in asked), one.score))


def _past(matches: Sequence[Match], limits: Limits) -> Choice | None:
    near = sorted((one for one in matches if one.pool == "past"), key=lambda match: -match.score)
    best, sure = typical(near), certainty(near, "past")
    if best is None or sure < limits.answer or relevance(near, "past") < limits.relevance:
        return None
    return Choice(best, sure, f"the most typical of {len(near)} past answers" if len(near) > 1 else "")


def _written_freely(matches: Sequence[Match]) -> bool:
    """Whether agents answer such questions in words of their own."""
    near = neighbours(matches)
    heavy = weights(near)
    free = sum(weight for match, weight in zip(near, heavy, strict=True) if not match.used)
    return len(near) >= _FEW and free / sum(heavy) >= _FREE
