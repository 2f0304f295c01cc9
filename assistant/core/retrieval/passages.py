"""A stored text cut into the parts that get a vector each: its title, then chunks that know where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from assistant.core.draft import Match
from assistant.core.subject import with_subject

WORDS = 110
"""Words of a chunk: what a small sentence encoder reads well."""
CHUNKS = 40
CHARS = 1_200
"""Most of a passage, with its title and heading; of a past ticket's question the rest is not read."""
_CHUNK_CHARS = 900
"""Most of a chunk by itself: what bounds it in languages without spaces, and in tables and code."""
_WORD_CHARS = 300
_HEADING_CHARS = 120

_HEADING = re.compile(r"#{1,6}\s+(?P<marked>.+?)\s*#*$|(?P<alone>\S[^\n]{0,58}[^\s.!?:;,。！？])$")


def passages(item: Match) -> list[str]:
    """The texts of an item to embed: its title, then its chunks with title and heading in front.

    A past ticket is one text, what was asked: its answer is not what a question is near to. Nothing at all gives []."""
    if item.pool == "past":
        asked = _line(with_subject(item.title, item.text))
        return [asked] if asked else []
    title = _line(item.title)
    chunks = [_line(f"{title}. {chunk}" if title else chunk) for chunk in _chunks(item.text) if chunk]
    return [text for text in (title, *chunks) if text]


def positions(item: Match) -> dict[int, str]:
    """The passages of an item by position: the title is 0, so the chunks of a text without one begin at 1."""
    first = 0 if item.pool == "past" or item.title.strip() else 1
    return dict(enumerate(passages(item), first))


def _chunks(text: str) -> list[str]:
    sections = _sections(text[: CHUNKS * CHARS])
    chunks = (" ".join([heading, *words]).strip() for heading, held in sections for words in _cut(held))
    return list(islice(chunks, CHUNKS))


def _sections(text: str) -> Iterator[tuple[str, list[str]]]:
    """(heading, words) of each part under a heading; the part before the first has none.

    Headings that follow each other are one, as "Grinder" and "Cleaning" are."""
    heading, words = "", list[str]()
    for block in re.split(r"\n\s*\n", text):
        found = _HEADING.fullmatch(block.strip())
        if not found:
            words += block.split()
            continue
        name = found["marked"] or found["alone"]
        if words or len(f"{heading} {name}") > _HEADING_CHARS:
            yield heading, words
            heading, words = "", []
        heading = f"{heading} {name}".strip()
    yield heading, words


def _cut(words: list[str]) -> Iterator[list[str]]:
    """Runs of words of a chunk's size; no words are one empty run."""
    chunk, size = list[str](), 0
    for word in (long[at : at + _WORD_CHARS] for long in words for at in range(0, len(long), _WORD_CHARS)):
        if len(chunk) == WORDS or size + len(word) > _CHUNK_CHARS:
            yield chunk
            chunk, size = [], 0
        chunk.append(word)
        size += len(word) + 1
    yield chunk


def _line(text: str) -> str:
    return " ".join(text.split())[:CHARS].strip()
