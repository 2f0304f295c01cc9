"""Every fact that a sentence states, each once and of one kind, and whether another text states the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.core import facts
from assistant.core.facts import durations, links

_FINDERS: dict[str, Callable[[str], Iterator[facts.Fact]]] = {
    "link": links.links,
    "e-mail": facts.emails,
    "phone": facts.phones,
    "date": facts.date_facts,
    "amount": facts.amounts,
    "time": durations.durations,
    "number": facts.numbers,
}
"""In this order: what one has found, the next ones do not see."""
_WITHOUT_DIGITS = {kind: _FINDERS[kind] for kind in ("link", "e-mail", "time")}
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Stated:
    """The words of a fact, its kind (a guard rule's name), and the forms that another text may give it."""

    kind: str
    words: str
    forms: frozenset[str]

    def digits(self) -> int:
        """How many digits it has."""
        return len(re.findall(r"\d", self.words))

    @cached_property
    def runs(self) -> frozenset[str]:
        """The digits in a row, zeros in front off, that a text with this fact holds at least one of."""
        narrow = facts.western(self.words)
        digits = re.findall(r"\d+", " ".join([narrow, *self.forms]))
        return frozenset(run.lstrip("0") for run in [*digits, "".join(re.findall(r"\d", narrow))])

    @cached_property
    def spelled(self) -> frozenset[str]:
        """Words that a length of time may be written out with."""
        forms = self.forms if self.kind == "time" else ()
        return frozenset(word for form in forms for word in durations.spelled(form))


def may_state(text: str, kind: str) -> bool:
    """Whether a text can state a fact of this kind at all: a quick look that spares most of the slow ones."""
    return kind in _WITHOUT_DIGITS or bool(_DIGIT.search(text))


def stated(text: str) -> tuple[Stated, ...]:
    """The facts of a text, kind by kind."""
    found: list[Stated] = []
    kinds = _FINDERS if _DIGIT.search(text) else _WITHOUT_DIGITS
    for kind, finder in kinds.items():
        here = [Stated(kind, words, forms) for words, forms in finder(text)]
        for words in dict.fromkeys(fact.words for fact in here):
            text = text.replace(words, " " * len(words))
        found += here
    return tuple(found)


class Known:
    """A long text that is asked for facts: only what stands near the right digits is read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._asked: dict[Stated, bool] = {}
        self._starts: dict[Stated, list[int]] = {}

    @cached_property
    def _runs(self) -> Mapping[str, list[tuple[int, int]]]:
        found: dict[str, list[tuple[int, int]]] = {}
        plain = self.text.isascii()
        for run in re.finditer(r"\d+", self.text):
            digits = run[0] if plain else facts.western(run[0])
            found.setdefault(digits.lstrip("0"), []).append(run.span())
        return found

    @cached_property
    def _folded(self) -> str:
        return self.text.casefold()

    @cached_property
    def _small(self) -> str:
        """As long as the text, but for a letter or two."""
        return self.text.lower()

    @cached_property
    def _words(self) -> list[tuple[str, str]]:
        """Words that can be an address, each as it stands and casefolded."""
        return [
            (word, word.casefold())
            for word in self.text.split()
            if ("." in word and "." in word[1:-1]) or "@" in word or "//" in word
        ]

    def holds(self, fact: Stated) -> bool:
        """Whether the text states this fact, in any form."""
        if fact not in self._asked:
            self._asked[fact] = self._holds(fact)
        return self._asked[fact]

    def _holds(self, fact: Stated) -> bool:
        near = self._near_links(fact) if fact.kind in ("link", "e-mail") else self._near_digits(fact)
        if not near:
            return False
        known = frozenset(form for _, forms in _FINDERS[fact.kind](near) for form in forms)
        return facts.same_day(fact.forms, known) if fact.kind == "date" else bool(fact.forms & known)

    def _near_links(self, fact: Stated) -> str:
        start = _beginning(fact)
        if start not in self._folded:
            return ""
        return " ".join(word for word, folded in self._words if start in folded)

    def _near_digits(self, fact: Stated) -> str:
        spans = self.spans(fact)
        return facts.near(self.text, spans) if spans else ""

    def holds_near(self, fact: Stated) -> bool:
        """Whether a part of the text can state this fact: a quick look that may say yes too often."""
        if fact.kind in ("link", "e-mail"):
            return _beginning(fact) in self._folded
        starts = self.starts(fact)
        return starts is None or bool(starts)

    def starts(self, fact: Stated) -> list[int] | None:
        """Places in order of which every part that states this fact holds one; None where they are not known."""
        if fact.kind in ("link", "e-mail") or len(self._small) != len(self.text):
            return None
        if fact not in self._starts:
            self._starts[fact] = sorted(start for start, _ in self.spans(fact))
        return self._starts[fact]

    def spans(self, fact: Stated) -> list[tuple[int, int]]:
        """Places of digits and number words that a statement of this fact, no link or e-mail, holds one of."""
        spans = [span for run in fact.runs for span in self._runs.get(run, ())]
        if fact.kind == "phone":
            end = re.sub(r"\D", "", fact.words)[-4:]
            spans += [span for run, found in self._runs.items() if run.endswith(end) for span in found]
        return spans + [place for word in fact.spelled for place in _places(word, self._small)]


def _beginning(address: Stated) -> str:
    return next(iter(address.forms))[:8].casefold()


def _places(word: str, text: str) -> Iterator[tuple[int, int]]:
    at = text.find(word)
    while at >= 0:
        yield at, at + len(word)
        at = text.find(word, at + 1)


def holds(text: str, fact: Stated) -> bool:
    """Whether a short text states this fact, in any form."""
    return Known(text).holds(fact)


def without(text: str, found: Sequence[Stated]) -> str:
    """The text with its facts blanked out: only its words."""
    for words in dict.fromkeys(fact.words for fact in found):
        text = text.replace(words, " ")
    return text
