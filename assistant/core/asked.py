"""What a customer asks, sentence by sentence, and how much of it a text speaks of. Words alone tell."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator

from assistant.core.context import Context
from assistant.core.draft import Match
from assistant.core.given_numbers import NUMBER
from assistant.core.retrieval.terms import terms
from assistant.core.sentences import sentences

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
_ASKS = re.compile(
    r"[?？]$|^\W*(?:please|could you|can you|also|and|bitte|außerdem|auch|könnten sie|s['’]il vous plaît|aussi"
    r"|pourriez-vous|por favor|además|también|podrían?|per favore|inoltre|potreste|além disso|também|poderiam|graag"
    r"|ook|kunt u"
    r"|proszę|ponadto|również)\b",
    re.IGNORECASE,
)
_LISTED = re.compile(r"(?m)^\s*(?:\d{1,2}[.)]|[-*•])\s+(\S.*)$")


def several(context: Context) -> list[str]:
    """The questions of a message that asks more than one thing; none of any other."""
    asked = list(dict.fromkeys(_asked(context)))
    return asked if len(asked) > 1 else []


def _asked(context: Context) -> Iterator[str]:
    """Questions and wishes of the customer's, and the items of a list, as they stand."""
    said = "\n".join(entry.text for entry in context.entries if entry.in_turn and entry.who == "customer")
    listed = {line.strip() for line in _LISTED.findall(said)}
    for sentence in sentences(said):
        if (_ASKS.search(sentence) or sentence in listed) and len(telling(sentence)) > 1:
            yield sentence


def telling(text: str) -> list[str]:
    """Telling words; fillers and numbers of orders tell nothing of what is asked."""
    return [term for term in terms(NUMBER.sub(" ", text)) if term not in _FILLERS]


class Rarity:
    """How telling a word is among the texts that were found: one that most of them hold tells little.

    Each text is taken to words once, however much is asked of it."""

    def __init__(self, matches: Iterable[Match]) -> None:
        self._held = {match: set(telling(f"{match.title} {match.text} {match.answer}")) for match in matches}

    def spoken(self, text: str, match: Match) -> float:
        """The share of a text that one of the matches says, its title and its answer among it."""
        return self.share(text, self._held[match])

    def share(self, text: str, said: set[str]) -> float:
        """Of a text's words the part, by weight, that was said."""
        weights = {word: self._weight(word) for word in set(telling(text))}
        return math.fsum(weight for word, weight in weights.items() if word in said) / (
            math.fsum(weights.values()) or 1.0
        )

    def _weight(self, word: str) -> float:
        return math.log(1 + (len(self._held) + 1) / (1 + sum(word in text for text in self._held.values())))
