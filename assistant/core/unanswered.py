"""What the customer asks and the reply does not speak of. Words alone decide: a hint for the agent, no verdict.

A wrong hint costs trust: it takes another source that says clearly more of the question, or a question of many telling
words of which the reply holds none. Of 1,050 questions to a shop with their right response 1 in 100 would get a hint by
the first, 9 by the second; replies in full say more than those short responses."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from assistant.core.chrome import say
from assistant.core.context import Context
from assistant.core.draft import Draft, Finding
from assistant.core.given_numbers import NUMBER
from assistant.core.html_text import plain
from assistant.core.retrieval.terms import terms
from assistant.core.sentences import sentences
from assistant.core.text import clip, language

_MORE = 0.4
"""Share of a question's telling words, rare ones counting more, that another source holds beyond the reply."""
_NOTHING = 0.15
"""The share of a text that does not speak of it."""
_SOME, _MANY = 3, 4
"""Telling words of a question that another source speaks of, and of one that none does; one of fewer may be answered in
other words."""
_FILLERS = frozenset(
    terms("""
    still also just maybe perhaps only already again exactly really actually quite need want try wish assistance assist
    question problem know find check see something anything possible able like make get information
    noch nur vielleicht genau eigentlich schon denn gern brauche möchte würde können encore juste exactement peut-être
    bien voudrais aimerais todavía solo exactamente quizás quiero necesito ancora forse esattamente vorrei ainda só
    talvez exatamente queria nog alleen misschien precies graag wil jeszcze tylko może dokładnie chcę
    """)
)
"""Stand in many questions and tell nothing of what is asked."""
_OF_ALL = 0.2
"""Share of the whole message from which on a text speaks of it: of the demo shop's, wrong replies have 0.1, right ones
0.2 and more."""
_MOST = 3
_CHARS = 160
_ASKS = re.compile(
    r"[?？]$|^\W*(?:please|could you|can you|also|and|bitte|außerdem|auch|könnten sie|s['’]il vous plaît|aussi"
    r"|pourriez-vous|por favor|además|también|podrían?|per favore|inoltre|potreste|além disso|também|poderiam|graag"
    r"|ook|kunt u"
    r"|proszę|ponadto|również)\b",
    re.IGNORECASE,
)

_LISTED = re.compile(r"(?m)^\s*(?:\d{1,2}[.)]|[-*•])\s+(\S.*)$")


def unanswered(draft: Draft, context: Context) -> tuple[Finding, ...]:
    """A finding for each question that the reply leaves open, where a message asks more than one thing.

    A reply that takes up none of them by its words, but the message all the same, answers in other words."""
    shares = _shares(draft, context)
    if shares and max(shares.values()) < _NOTHING and _of_all(draft, context) >= _OF_ALL:
        return ()
    found = (_left_open(text, share, draft, context) for text, share in shares.items())
    return tuple(finding for finding in found if finding)[:_MOST]


def _left_open(text: str, share: float, draft: Draft, context: Context) -> Finding | None:
    """A finding if another source says clearly more of a question than the reply, or nothing says anything of it."""
    near, theirs = _near(text, draft, context)
    telling, code = len(set(_terms(text))), draft.desk_language
    is_clear = telling >= _SOME and theirs - share >= _MORE
    if not is_clear and (share or telling < _MANY):
        return None
    said = "Not answered: “{question}”; see [{near}]" if is_clear and near else "Not answered: “{question}”"
    return Finding("unanswered", "", say(code, said, question=clip(text, _CHARS), near=near))


def answers_nothing(draft: Draft, context: Context) -> bool:
    """Whether a message asks more than one thing, and the reply speaks of none of them nor of what else it says."""
    shares = _shares(draft, context)
    return bool(shares) and max(shares.values()) < _NOTHING and _of_all(draft, context) < _OF_ALL


def _shares(draft: Draft, context: Context) -> dict[str, float]:
    """Each of several questions with the share of it that the reply speaks of; none across languages."""
    asked, theirs = list(dict.fromkeys(_asked(context))), language(context.question())
    if len(asked) < 2 or not draft.reply or (theirs and draft.language and theirs != draft.language):
        return {}
    weigh, said = _Rarity(context), _said(draft)
    return {text: weigh.share(text, said) for text in asked}


def _of_all(draft: Draft, context: Context) -> float:
    return _Rarity(context).share(context.question(), _said(draft))


def _said(draft: Draft) -> set[str]:
    """What the reply says, and the titles that it rests on: a response about cancelling may never use the word."""
    used = {line.source for line in draft.ledger if line.source}
    titles = [source.title for source in draft.sources if source.number in used]
    return set(_terms(f"{plain(draft.reply)} {' '.join(titles)}"))


def _asked(context: Context) -> Iterator[str]:
    """Questions and wishes of the customer's, and the items of a list, as they stand."""
    said = "\n".join(entry.text for entry in context.entries if entry.in_turn and entry.who == "customer")
    listed = {line.strip() for line in _LISTED.findall(said)}
    for sentence in sentences(said):
        if (_ASKS.search(sentence) or sentence in listed) and len(_terms(sentence)) > 1:
            yield sentence


def _near(text: str, draft: Draft, context: Context) -> tuple[int, float]:
    """How much of a question the other text that speaks of it most says, and its number; 0 if the note shows none."""
    weigh, used = _Rarity(context), {line.source for line in draft.ledger}
    numbers = {f"{source.pool}:{source.id}": source.number for source in draft.sources}
    shares = [
        (numbers.get(match.key, 0), weigh.share(text, set(_terms(f"{match.title} {match.text} {match.answer}"))))
        for match in context.matches
        if not numbers.get(match.key) or numbers[match.key] not in used
    ]
    return max(shares, key=lambda found: found[1], default=(0, 0.0))


def _terms(text: str) -> list[str]:
    """Telling words; fillers and numbers of orders tell nothing of what is asked."""
    return [term for term in terms(NUMBER.sub(" ", text)) if term not in _FILLERS]


class _Rarity:
    """How telling a word is among the texts that were found: one that most of them hold tells little."""

    def __init__(self, context: Context) -> None:
        self._texts = [set(_terms(f"{match.title} {match.text} {match.answer}")) for match in context.matches]

    def share(self, text: str, said: set[str]) -> float:
        """Of a text's words the part, by weight, that was said."""
        weights = {word: self._weight(word) for word in set(_terms(text))}
        return math.fsum(weight for word, weight in weights.items() if word in said) / (
            math.fsum(weights.values()) or 1.0
        )

    def _weight(self, word: str) -> float:
        return math.log(1 + (len(self._texts) + 1) / (1 + sum(word in text for text in self._texts)))
