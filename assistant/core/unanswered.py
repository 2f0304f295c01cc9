"""What the customer asks and the reply does not speak of. Words alone decide: a hint for the agent, no verdict.

A wrong hint costs trust: it takes another source that says clearly more of the question, or a question of many telling
words of which the reply holds none. Of 1,050 questions to a shop with their right response 1 in 100 would get a hint by
the first, 9 by the second; replies in full say more than those short responses."""

from __future__ import annotations

from itertools import islice

from assistant.core.asked import Rarity, several, telling
from assistant.core.chrome import say
from assistant.core.context import Context
from assistant.core.draft import Draft, Finding
from assistant.core.html_text import plain
from assistant.core.text import clip, language

_MORE = 0.4
"""Share of a question's telling words, rare ones counting more, that another source holds beyond the reply."""
_NOTHING = 0.15
"""The share of a text that does not speak of it."""
_SOME, _MANY = 3, 4
"""Telling words of a question that another source speaks of, and of one that none does; one of fewer may be answered in
other words."""
_OF_ALL = 0.2
"""Share of the whole message from which on a text speaks of it: of the demo shop's, wrong replies have 0.1, right ones
0.2 and more."""
_MOST = 3
_CHARS = 160


def unanswered(draft: Draft, context: Context) -> tuple[Finding, ...]:
    """A finding for each question that the reply leaves open, where a message asks more than one thing.

    A reply that takes up none of them by its words, but the message all the same, answers in other words."""
    weigh = Rarity(context.matches)
    shares = _shares(draft, context, weigh)
    if shares and max(shares.values()) < _NOTHING and _of_all(draft, context, weigh) >= _OF_ALL:
        return ()
    found = (_left_open(text, share, draft, context, weigh) for text, share in shares.items())
    return tuple(islice(filter(None, found), _MOST))


def _left_open(text: str, share: float, draft: Draft, context: Context, weigh: Rarity) -> Finding | None:
    """A finding if another source says clearly more of a question than the reply, or nothing says anything of it."""
    near, theirs = _near(text, draft, context, weigh)
    words, code = len(set(telling(text))), draft.desk_language
    is_clear = words >= _SOME and theirs - share >= _MORE
    if not is_clear and (share or words < _MANY):
        return None
    said = "Not answered: “{question}”; see [{near}]" if is_clear and near else "Not answered: “{question}”"
    return Finding("unanswered", "", say(code, said, question=clip(text, _CHARS), near=near))


def answers_nothing(draft: Draft, context: Context) -> bool:
    """Whether a message asks more than one thing, and the reply speaks of none of them nor of what else it says."""
    weigh = Rarity(context.matches)
    shares = _shares(draft, context, weigh)
    return bool(shares) and max(shares.values()) < _NOTHING and _of_all(draft, context, weigh) < _OF_ALL


def _shares(draft: Draft, context: Context, weigh: Rarity) -> dict[str, float]:
    """Each of several questions with the share of it that the reply speaks of; none across languages."""
    theirs = language(context.question())
    if not draft.reply or (theirs and draft.language and theirs != draft.language):
        return {}
    said = _said(draft)
    return {text: weigh.share(text, said) for text in several(context)}


def _of_all(draft: Draft, context: Context, weigh: Rarity) -> float:
    return weigh.share(context.question(), _said(draft))


def _said(draft: Draft) -> set[str]:
    """What the reply says, and the titles that it rests on: a response about cancelling may never use the word."""
    used = {line.source for line in draft.ledger if line.source}
    titles = [source.title for source in draft.sources if source.number in used]
    return set(telling(f"{plain(draft.reply)} {' '.join(titles)}"))


def _near(text: str, draft: Draft, context: Context, weigh: Rarity) -> tuple[int, float]:
    """How much of a question the other text that speaks of it most says, and its number; 0 if the note shows none."""
    used = {line.source for line in draft.ledger}
    numbers = {f"{source.pool}:{source.id}": source.number for source in draft.sources}
    shares = [
        (numbers.get(match.key, 0), weigh.spoken(text, match))
        for match in context.matches
        if not numbers.get(match.key) or numbers[match.key] not in used
    ]
    return max(shares, key=lambda found: found[1], default=(0, 0.0))
