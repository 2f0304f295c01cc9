"""The words of a source that a sentence rests on: enough of its words, all of its facts, and the same yes or no."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial

from assistant.core import sentences
from assistant.core.evidence import negation
from assistant.core.evidence.grounds import Ground
from assistant.core.evidence.overlap import every_word, keys, keys_of, rarity, weight
from assistant.core.facts import stated
from assistant.core.facts.stated import Known, Stated

ENOUGH = 0.6
"""Least part of a sentence's words, weighted, that has to stand in the few sentences it rests on."""
_WINDOW = 3
"""Sentences in a row that may say together what one of ours says."""
_TRIED = 6
"""Sources, and windows of one, that are looked at closely; the best come first."""
_PART = re.compile(r"[,;:–—()、。]\s|[.!?]\s|\b(?:and|but|und|aber|et|mais|y|pero|e|ma|en|maar|mas)\b", re.IGNORECASE)
LIGHT = frozenset(
    keys("""
    ask see click visit follow following step steps below above here also must shall able via simply note find make
    made sure let go using use used take takes then next first once case however therefore well back within order
    unten oben hier folgen folgende folgenden schritte klicken besuchen finden machen nutzen dann zuerst danach
    innerhalb     suivre suivez étapes suivantes cliquez ici ensuite abord voici
    siga pasos siguientes haga clic aquí luego primero
    """)
)
"""Words that lead on to what is said and say nothing themselves."""
_OURS = re.compile(r"\[(?:link |address )?removed\]|\[…\]")


@dataclass(frozen=True)
class Claim:
    """A sentence of the reply taken apart."""

    text: str
    facts: tuple[Stated, ...]
    words: frozenset[str]

    @staticmethod
    def of(text: str) -> Claim:
        """Facts and telling words of a sentence."""
        bare = _OURS.sub(" ", text)
        found = stated.stated(bare)
        return Claim(text, found, frozenset(keys(stated.without(bare, found))) - LIGHT)


@dataclass(frozen=True)
class Read:
    """A ground as it is searched: of its words only those that the reply uses."""

    ground: Ground
    known: Mapping[str, frozenset[str]]
    """Word as it stands, casefolded -> what it is compared by."""
    words: frozenset[str]
    """All of the latter."""

    @cached_property
    def facts(self) -> Known:
        """The text as it is asked for facts."""
        return Known(self.ground.text)

    @cached_property
    def sentences(self) -> list[tuple[int, int, frozenset[str]]]:
        """(start, end, telling words that the reply uses) of each sentence."""
        text = self.ground.text
        return [(start, end, self._in(text[start:end])) for start, end in sentences.places(text)]

    def _in(self, part: str) -> frozenset[str]:
        found = [self.known[word] for word in every_word(part) if word in self.known]
        return frozenset().union(*found) if found else frozenset()


@dataclass(frozen=True)
class Shelf:
    """All grounds read for one reply."""

    reads: tuple[Read, ...]
    weights: Mapping[str, float]
    told: frozenset[str]
    """Words of the reply that the customer used: they count less, being no news."""

    unknown: float
    """The weight of a word that stands nowhere."""

    @cached_property
    def known(self) -> Callable[[str], Known]:
        """A part of a ground as it is asked for facts; each is read once for a reply."""
        return cache(Known)

    @cached_property
    def kinds(self) -> Callable[[str], frozenset[str]]:
        """The kinds of facts that a part of a ground states."""
        return cache(lambda part: frozenset(fact.kind for fact in stated.stated(part)))

    def coverage(self, claim: Claim, held: frozenset[str]) -> float:
        """The part of the claim's words that `held` has, weighted by rarity; 0 without words."""
        shared = claim.words & held
        if not shared:
            return 0.0
        rest = claim.words - shared
        got = weight(shared, self.weights, self.unknown)
        news = weight(rest - self.told, self.weights, self.unknown)
        return got / (got + news + weight(rest & self.told, self.weights, self.unknown) / 2)


def shelve(grounds: Iterable[Ground], claims: Sequence[Claim]) -> Shelf:
    """Read the grounds for what the claims say."""
    known = _Vocabulary(frozenset(word for claim in claims for word in claim.words))
    reads = tuple(_read(ground, known) for ground in grounds)
    told = frozenset(word for read in reads if read.ground.role == "customer" for word in read.words)
    weights = rarity(read.words for read in reads)
    return Shelf(reads, weights, told, 1.3 * max(weights.values(), default=1.0))


class _Vocabulary(dict[str, frozenset[str]]):
    """Word -> those of the reply's words that it is compared by; each word is looked at once for all texts."""

    def __init__(self, words: frozenset[str]) -> None:
        super().__init__()
        self._words = words
        self._heads = frozenset(word[:3] for word in words)

    def __missing__(self, word: str) -> frozenset[str]:
        near = word[:3] in self._heads or word[:2] in self._heads or not word.isascii()
        self[word] = found = self._words.intersection(keys_of(word)) if near else frozenset()
        return found


def _read(ground: Ground, vocabulary: Mapping[str, frozenset[str]]) -> Read:
    known = {word: shared for word in set(every_word(ground.text)) if (shared := vocabulary[word])}
    return Read(ground, known, frozenset().union(*known.values()))


def find(claim: Claim, shelf: Shelf, reads: Sequence[Read], needed: tuple[Stated, ...]) -> tuple[Ground, str] | None:
    """(ground, the words it rests on) of the first that holds the claim; `needed` are the facts it must state."""
    if not claim.words and not needed:
        return None
    fits = [read for read in reads if not claim.words or shelf.coverage(claim, read.words) >= ENOUGH]
    for read in fits[:_TRIED]:
        quote = _window(claim, shelf, read, needed)
        if quote:
            return read.ground, quote
    return None


def _window(claim: Claim, shelf: Shelf, read: Read, needed: tuple[Stated, ...]) -> str:
    """The fewest sentences in a row that have enough of the words; what says most is no use if a fact is another."""
    if not claim.words and not all(read.facts.holds_near(fact) for fact in needed):
        return ""
    for size in range(1, _WINDOW + 1):
        places = _best(claim, shelf, read, size) if claim.words else _near_facts(read, needed, size)
        for start, end in places[: _TRIED if claim.words else None]:
            quote = read.ground.text[start:end]
            if all(_says(quote, fact, claim, shelf) for fact in needed) and negation.agrees(claim.text, quote):
                return " ".join(quote.split())
        if places and claim.words:
            return ""
    return ""


def _best(claim: Claim, shelf: Shelf, read: Read, size: int) -> list[tuple[int, int]]:
    """Where so many sentences in a row have enough of the claim's words, those with most first."""
    held = [words & claim.words for _, _, words in read.sentences]
    reached = cache(partial(shelf.coverage, claim))
    reaches = [reached(words) if words else 0.0 for words in _in_a_row(held, size)]
    enough = sorted((-reach, at) for at, reach in enumerate(reaches) if reach >= ENOUGH)
    return [(read.sentences[at][0], read.sentences[at + size - 1][1]) for _, at in enough]


def _near_facts(read: Read, needed: Sequence[Stated], size: int) -> list[tuple[int, int]]:
    """Where so many sentences in a row can state these facts, in order."""
    starts = [start for start, _, _ in read.sentences]
    ends = [end for _, end, _ in read.sentences][size - 1 :]
    windows = list(zip(starts, ends, strict=False))
    for fact in needed:
        places = read.facts.starts(fact)
        windows = [one for one in windows if places is None or _any_within(places, *one)]
    return windows


def _any_within(places: Sequence[int], start: int, end: int) -> bool:
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end


def _in_a_row(words: Sequence[frozenset[str]], size: int) -> Iterator[frozenset[str]]:
    """The words of each so many sentences together."""
    for at in range(len(words) - size + 1):
        yield words[at].union(*words[at + 1 : at + size]) if size > 1 else words[at]


def _says(quote: str, fact: Stated, claim: Claim, shelf: Shelf) -> bool:
    """Whether the fact stands there and, of several of its kind, beside the claim's own words."""
    if not shelf.known(quote).holds(fact):
        return False
    parts = [part for part in _PART.split(quote) if stated.may_state(part, fact.kind)]
    rivals = [(part, len(claim.words.intersection(keys(part)))) for part in parts if fact.kind in shelf.kinds(part)]
    nearest = max((near for _, near in rivals), default=0)
    return len(rivals) < 2 or any(near == nearest and shelf.known(part).holds(fact) for part, near in rivals)
