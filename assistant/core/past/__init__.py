"""Past answers: which of the desk's texts they were made of, and what of them may be kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from assistant.core import text
from assistant.core.draft import Match
from assistant.core.phrases import has_closing, has_greeting
from assistant.core.privacy import scrub
from assistant.core.retrieval.token_f1 import words

SHINGLE = 4
"""Words in a row that count as one piece: three are shared by chance, five are broken by each word edited."""
MOST_OF = 0.4
"""Part of a text that must stand in the answer: agents drop the half of a response that does not fit."""
PASSAGE, PART = 8.0, 0.35
"""Or so many pieces of one text, and of the answer this part: a passage of a long article was copied."""
MOST = 4
"""Texts that one answer is made of."""
_CHARS = 20_000
_LETTER_LINE = 60
"""Characters of a line that is a greeting or a closing and nothing else."""

Words = tuple[str, ...]
Places = tuple[int, ...]


@dataclass(frozen=True)
class PastAnswer:
    """What a resolved ticket asked and the public reply that answered it. Raw: nothing is blanked out yet."""

    ticket_id: int
    subject: str
    question: str
    """Plain, quoted mail off."""
    answer: str
    """Plain, quoted mail and signature off."""
    names: tuple[str, ...]
    """Names, addresses and numbers of the people and the company in it, as the records hold them."""
    url: str = ""
    asked: tuple[str, ...] = ()
    """Questions that the desk asked back before it answered."""
    needed: tuple[str, ...] = ()
    """Names of the form's own fields whose value the answer says."""
    triage: Mapping[str, str] = field(default_factory=dict)
    """type, priority, group, tags (comma-separated) as the ticket ended up."""


def to_match(past: PastAnswer, made_of: tuple[str, ...]) -> Match:
    """A past answer as it is kept: other people's particulars are blanked out in title, question and answer.

    `made_of` is what `used` found in the raw answer: it cannot be found in what is kept."""
    return Match(
        "past",
        str(past.ticket_id),
        scrub(past.subject, past.names),
        scrub(past.question, past.names),
        url=past.url or None,
        answer=scrub(past.answer, past.names),
        used=made_of,
        labels=(*_labels(past.triage), *_asking(past)),
        language=text.language(past.question),
    )


def _labels(triage: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, value in triage.items():
        for one in value.split(",") if name == "tags" else [value]:
            if one.strip():
                yield name, one.strip()


def _asking(past: PastAnswer) -> Iterator[tuple[str, str]]:
    """What had to be asked, and what had to be known, for `core.asking`."""
    yield from (("asked", scrub(question, past.names)) for question in past.asked)
    yield from (("needed", name) for name in past.needed)


@dataclass(frozen=True)
class Library:
    """The desk's texts, ready to be recognised in answers."""

    keys: tuple[str, ...]
    pieces: Mapping[Words, Places]
    """Each shingle -> the texts that hold it."""
    totals: tuple[float, ...]
    """How much the shingles of each text weigh. One weighs 1 over the texts that hold it: greetings say little."""
    whole: Mapping[Words, Places]
    """All words of a text, and of its title if it has next to none -> the texts."""

    @classmethod
    def of(cls, items: Iterable[Match]) -> Library:
        """Index canned responses and articles."""
        listed = list(items)
        pieces, whole = defaultdict[Words, list[int]](list), defaultdict[Words, list[int]](list)
        held = [_shingles(item.text) for item in listed]
        for at, item in enumerate(listed):
            for shingle in held[at]:
                pieces[shingle].append(at)
            body = words(item.text)
            for said in {body, words(item.title)} if len(body) < SHINGLE else {body}:
                whole[said].append(at)
        whole.pop((), None)
        totals = tuple(sum(1 / len(pieces[shingle]) for shingle in shingles) for shingles in held)
        return cls(tuple(item.key for item in listed), _frozen(pieces), totals, _frozen(whole))


def used(answer: str, library: Library) -> tuple[str, ...]:
    """Keys of the texts that a raw answer was made of, the one with the most of its words in it first.

    Placeholders may be filled in, sentences left out or added, the greeting may be another."""
    for said in (words(answer), words(body(answer))):
        if said in library.whole:
            return tuple(library.keys[at] for at in library.whole[said][:MOST])
    shingles = _shingles(answer)
    shared = defaultdict[int, float](float)
    for shingle in shingles:
        places = library.pieces.get(shingle, ())
        for at in places:
            shared[at] += 1 / len(places)
    parts = {at: weight / library.totals[at] for at, weight in shared.items()}
    enough = max(PASSAGE, PART * len(shingles))
    found = [at for at, part in parts.items() if part >= MOST_OF or shared[at] >= enough]
    best = sorted(found, key=lambda at: (-parts[at], library.keys[at]))
    return tuple(library.keys[at] for at in best[:MOST])


def body(answer: str) -> str:
    """The paragraphs between greeting and closing."""
    lines = answer.strip().split("\n")
    said = [at for at, line in enumerate(lines) if line.strip()]
    if len(said) > 1 and has_greeting(lines[0]) and len(lines[0]) < _LETTER_LINE:
        said = said[1:]
    end = _end([lines[at] for at in said])
    return "\n".join(lines[said[0] : said[end] if end < len(said) else len(lines)]).strip() if said else ""


def _end(lines: list[str]) -> int:
    """Where the closing begins, within the last lines."""
    for at in range(max(1, len(lines) - 5), len(lines)):
        if has_closing(lines[at]) and len(lines[at]) < _LETTER_LINE:
            return at
    return len(lines)


def unsigned(answer: str) -> str:
    """The answer without its closing and the signature under it."""
    lines = answer.strip().split("\n")
    return "\n".join(lines[: _end(lines)]).strip()


def _shingles(value: str) -> set[Words]:
    """Every SHINGLE words in a row; none reaches over a placeholder, which a text shows as an ellipsis."""
    runs = [words(run) for run in value[:_CHARS].split("…")]
    return {run[at : at + SHINGLE] for run in runs for at in range(len(run) - SHINGLE + 1)}


def _frozen(found: Mapping[Words, list[int]]) -> dict[Words, Places]:
    return {said: tuple(places) for said, places in found.items()}
