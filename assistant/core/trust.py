"""How far a draft can be trusted and why, from retrieval and evidence alone; never a model's own word for it."""

from __future__ import annotations

from typing import Literal

from assistant.core.chrome import say
from assistant.core.draft import Confidence, Draft, Finding, Source
from assistant.core.text import clip

_HIGH = 0.9
"""Score from which nine in ten drafts are right: an agent may skim them."""
_LOW = 0.5
"""Below it a draft is rather wrong than right."""
_DOUBT = {"quote": 0.9, "source": 0.8, "language": 0.9, "name": 0.95, "evidence": 1.0, "gap": 0.95,
    "unanswered": 0.9,
}  # fmt: skip
"""What a finding leaves of the score, by rule; 0.85 of any other. Sentences without evidence count as such."""
_POOLS = {
    "canned": "Canned response “{title}”",
    "article": "Article “{title}”",
    "past": "Earlier answer “{title}”",
    "ticket": "Ticket “{title}”",
}
_DOUBT_SAID = "it may answer another question"
_DOUBT_BY_WORDS = "it may answer another question, as it was found by words in common alone"
_TITLE = 80


def confidence(draft: Draft, certainty: float, limit: float, votes: str = "", *, by_words: bool = False) -> Confidence:
    """Level, score and reason of a checked draft.

    `certainty` is retrieval's, the part of such matches that were right. Below `limit` the level is low whatever the
    evidence. `votes` is what past tickets say for the source: "used in 7 of the 9 nearest past answers". `by_words`
    says that the source was found by words in common, not by meaning, which is said where it is in doubt."""
    score = max(0.0, min(1.0, certainty)) * (0.5 + 0.5 * supported_share(draft)) * _left(draft.findings)
    low = certainty < limit or draft.kind == "investigation" or score < _LOW
    level: Literal["high", "medium", "low"] = "low" if low else "high" if score >= _HIGH else "medium"
    doubt = (_DOUBT_BY_WORDS if by_words else _DOUBT_SAID) if certainty < max(limit, _LOW) else ""
    return Confidence(level, round(score, 3), _reason(draft, doubt, votes))


def supported_share(draft: Draft) -> float:
    """The part of the claims that something holds; 1 for a reply without claims, 0 without a reply."""
    claims = [line for line in draft.ledger if line.kind != "courtesy"]
    if not claims:
        return float(bool(draft.ledger))
    return sum(line.kind != "unsupported" for line in claims) / len(claims)


def _left(findings: tuple[Finding, ...]) -> float:
    left = 1.0
    for rule in {finding.rule for finding in findings}:
        left *= _DOUBT.get(rule, 0.85)
    return left


def _reason(draft: Draft, doubt: str, votes: str) -> str:
    """One or two sentences: a doubt, what it rests on, and how much of it."""
    if draft.kind == "investigation" or not draft.reply:
        return say(draft.desk_language, "Nothing that we have answers this for sure.")
    main, code = main_source(draft), draft.desk_language
    named = say(code, _POOLS[main.pool], title=clip(main.title, _TITLE)) if main else say(code, "No source")
    history = f", {votes}" if votes else ""
    return f"{say(code, doubt)}{'. ' if doubt else ''}{named}{history}; {_evidence(draft)}."


def main_source(draft: Draft) -> Source | None:
    """The source that most sentences rest on; the first named, if none does."""
    count = {source.number: sum(line.source == source.number for line in draft.ledger) for source in draft.sources}
    return max(draft.sources, key=lambda source: (count[source.number], -source.number), default=None)


def _evidence(draft: Draft) -> str:
    claims, code = [line for line in draft.ledger if line.kind != "courtesy"], draft.desk_language
    bare = sum(line.kind == "unsupported" for line in claims)
    if not claims:
        return say(code, "the reply states nothing")
    if not bare:
        return say(code, "every sentence is supported")
    if len(claims) == 1:
        return say(code, "its one sentence is not supported")
    return say(code, "{count} of {all} sentences are supported", count=len(claims) - bare, all=len(claims))
