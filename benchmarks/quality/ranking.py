"""How often the right text comes first, and how well we know when none is right.

`python -m benchmarks.quality.ranking DATA [EVERY]` searches in memory and by words alone, with every EVERYth question;
`figures` measures any search, such as a store's with vectors.
"""

from __future__ import annotations

import random
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.core.choose import QUOTED
from assistant.core.draft import Match, Pool
from assistant.core.retrieval import Candidate, rank, statistics
from assistant.core.retrieval.confidence import Limits, calibrate, certainty, relevance
from benchmarks.quality.libraries import Library, Question, libraries, unrelated

Search = Callable[[str], Sequence[Match]]
"""Matches for a question, best first, at least 5 of each pool."""
Open = Callable[[Sequence[Match]], Search]
"""Makes a desk that holds exactly these items."""

_SAMPLES = 1_000
_SEED = 20_261_123
_TOP = 5
_USUAL = Limits()
_DESKS, _DESKS_WITH_PAST = 10, 5
"""Of which the right text is taken away: each with past tickets takes seconds to open."""


@dataclass(frozen=True)
class Figure:
    """One measured share of `count` questions, 0 to 1, with its 95 % interval by bootstrap."""

    name: str
    value: float
    low: float
    high: float
    count: int

    def __str__(self) -> str:
        return f"{self.name:44} {self.value:6.1%}  ({self.low:.1%} to {self.high:.1%}, {self.count} questions)"


def figures(folder: Path, opened: Open, *, every: int = 1, by_words: Search | None = None) -> Iterator[Figure]:
    """All figures of all libraries, each as soon as it is known; `every` nth question alone is asked.

    `by_words` searches the desk that was opened last by words alone."""
    others = unrelated(folder)[::every]
    for library in libraries(folder):
        for past in [(), library.past] if library.past else [()]:
            name = f"{library.name} with past tickets" if past else library.name
            yield from _desk(name, library, past, opened, others, every, by_words)


def _desk(
    name: str,
    library: Library,
    past: Sequence[Match],
    opened: Open,
    others: Sequence[str],
    every: int,
    by_words: Search | None,
) -> Iterator[Figure]:
    search = opened([*library.items, *past])
    questions = library.questions[::every]
    if by_words:
        plain = [float(_place(by_words(question.text), question.right) == 1) for question in questions]
        yield _share(f"{name}: right text first by words alone", plain)
    found = [list(search(question.text)) for question in questions]
    astray = [list(search(text)) for text in others]
    own = _own(found, questions)
    yield from _of(name, questions, found, astray)
    yield _share(f"{name}: answered at its own limit", [float(_answers(each, own)) for each in found[1::2]])
    yield _share(f"{name}: unrelated answered at its own limit", [float(_answers(each, own)) for each in astray])
    if past:
        yield _neighbours(name, questions, found)
    yield from _missing(name, library, past, opened, every, own)


def _own(found: Sequence[Sequence[Match]], questions: Sequence[Question]) -> Limits:
    """The limit that `knowledge calibrate` would find: from every other question, so that the rest are measured."""
    pairs = list(zip(found, questions, strict=True))[::2]
    samples = [(certainty(matches), _place(matches, question.right) == 1) for matches, question in pairs]
    return calibrate(samples)


def _of(
    name: str, questions: Sequence[Question], found: Sequence[Sequence[Match]], astray: Sequence[Sequence[Match]]
) -> Iterator[Figure]:
    places = [_place(matches, question.right) for matches, question in zip(found, questions, strict=True)]
    yield _share(f"{name}: right text first", [float(place == 1) for place in places])
    yield _share(f"{name}: right text in the first {_TOP}", [float(place <= _TOP) for place in places])
    yield _share(f"{name}: reciprocal rank", [1 / place for place in places])
    yield _auroc(f"{name}: AUROC of relevance", list(map(relevance, found)), list(map(relevance, astray)))
    yield _share(f"{name}: answered by default", [float(_answers(matches)) for matches in found])
    yield _share(f"{name}: unrelated answered by default", [float(_answers(matches)) for matches in astray])


def _neighbours(name: str, questions: Sequence[Question], found: Sequence[Sequence[Match]]) -> Figure:
    """Whether the nearest past ticket was answered with the right text."""
    nearest = [next(_only(matches, "past"), None) for matches in found]
    pairs = zip(nearest, questions, strict=True)
    hits = [float(bool(ticket and each.right.intersection(ticket.used))) for ticket, each in pairs]
    return _share(f"{name}: nearest past ticket is alike", hits)


def _missing(
    name: str, library: Library, past: Sequence[Match], opened: Open, every: int, own: Limits
) -> Iterator[Figure]:
    """How many are answered all the same when the very texts that answer them are not there: some such desks."""
    groups: dict[frozenset[str], list[Question]] = {}
    for question in library.questions:
        groups.setdefault(question.right, []).append(question)
    found: list[Sequence[Match]] = []
    for right in random.Random(_SEED).sample(sorted(groups, key=sorted), _DESKS_WITH_PAST if past else _DESKS):
        search = opened([*(item for item in library.items if item.key not in right), *past])
        found += [search(question.text) for question in groups[right][::every]]
    yield _share(f"{name}: answered without its text", [float(_answers(matches)) for matches in found])
    at_own = [float(_answers(matches, own)) for matches in found]
    yield _share(f"{name}: answered without its text at its own limit", at_own)


def _answers(matches: Sequence[Match], limits: Limits = _USUAL) -> bool:
    """As `choose` decides, texts without a body included; past tickets have no answers here."""
    best = next((match.pool for match in matches if match.pool != "past"), None)
    strict = QUOTED if best == "article" else 1
    return certainty(matches) >= limits.answer * strict and relevance(matches) >= limits.relevance * strict


def _place(matches: Sequence[Match], right: frozenset[str]) -> float:
    keys = [match.key for match in matches if match.pool != "past"]
    return next((float(place) for place, key in enumerate(keys, start=1) if key in right), float("inf"))


def _only(matches: Sequence[Match], pool: Pool) -> Iterator[Match]:
    return (match for match in matches if match.pool == pool)


def _share(name: str, values: Sequence[float]) -> Figure:
    chance = random.Random(_SEED)
    means = sorted(_mean(chance.choices(values, k=len(values))) for _ in range(_SAMPLES))
    return Figure(name, _mean(values), means[_SAMPLES // 40], means[-_SAMPLES // 40], len(values))


def _auroc(name: str, ours: Sequence[float], others: Sequence[float]) -> Figure:
    """How often a question of ours is surer of its match than an unrelated one; ties count half."""
    ordered = sorted(others)
    wins = [(bisect_left(ordered, value) + bisect_right(ordered, value)) / 2 / len(ordered) for value in ours]
    return _share(name, wins)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / max(1, len(values))


def in_memory(items: Sequence[Match]) -> Search:
    """A desk of this process, without vectors, every item a candidate."""
    pools: dict[Pool, list[Match]] = {}
    for item in items:
        pools.setdefault(item.pool, []).append(item)
    candidates = {pool: [Candidate(item) for item in held] for pool, held in pools.items()}
    known = {pool: statistics(held) for pool, held in pools.items()}
    return lambda question: rank(question, candidates, known, limit=20)


if __name__ == "__main__":
    for figure in figures(Path(sys.argv[1]), in_memory, every=int(sys.argv[2]) if len(sys.argv) > 2 else 1):
        print(figure, flush=True)
