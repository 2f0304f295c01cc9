"""A stored text cut into the parts that get a vector each: its title, then chunks that know where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.core.draft import Match

WORDS = 110
"""Words of a chunk: what a small sentence encoder reads well."""
CHUNKS = 40
CHARS = 1_000
"""Most of a chunk, and of a title or a past ticket's question; languages without spaces are cut by it alone."""

_HEADING = re.compile(r"#{1,6}\s+(?P<marked>.+?)\s*#*$|(?P<alone>\S[^\n]{0,58}[^\s.!?:;,。！？])$")


def passages(item: Match) -> list[str]:
    """The texts of an item to embed: its title, then its chunks with title and heading in front.

    A past ticket is one text, what was asked: its answer is not what a question is near to. Nothing at all gives []."""
    if item.pool == "past":
        asked = _line(f"{item.title} {item.text}")
        return [asked] if asked else []
    title = _line(item.title)
    chunks = [_line(f"{title}. {chunk}" if title else chunk) for chunk in _chunks(item.text)]
    return [text for text in (title, *chunks) if text]


def positions(item: Match) -> dict[int, str]:
    """The passages of an item by position: the title is 0, so the chunks of a text without one begin at 1."""
    first = 0 if item.pool == "past" or item.title.strip() else 1
    return dict(enumerate(passages(item), first))


def _chunks(text: str) -> list[str]:
    found: list[str] = []
    for heading, words in _sections(text):
        for at in range(0, len(words), WORDS):
            found.append(" ".join([heading, *words[at : at + WORDS]]).strip())
    return found[:CHUNKS]


def _sections(text: str) -> Iterator[tuple[str, list[str]]]:
    """(heading, words) of each part under a heading; the part before the first has none."""
    heading, words = "", list[str]()
    for block in re.split(r"\n\s*\n", text[: CHUNKS * CHARS]):
        found = _HEADING.fullmatch(block.strip())
        if not found:
            words += block.split()
            continue
        if words:
            yield heading, words
        heading, words = found["marked"] or found["alone"], []
    if words:
        yield heading, words


def _line(text: str) -> str:
    return " ".join(text.split())[:CHARS].strip()
