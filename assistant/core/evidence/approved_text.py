"""The desk's own sentences, as they stand and as they read once their placeholders are filled."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.core.context import Context
from assistant.core.draft import Match
from assistant.core.evidence.overlap import keys
from assistant.core.html_text import plain
from assistant.core.liquid import fill
from assistant.core.placeholders import values
from assistant.core.sentences import sentences

_MARKS = [*((mark, "'") for mark in "‘’‚"), *((mark, '"') for mark in "“”„«»")]


def approved(match: Match, context: Context) -> dict[str, str]:
    """Folded sentence of a canned response or article -> the words of the source that it is."""
    ours = sentences(match.text)
    found = {folded(part): part for part in (match.title, *ours)}
    if "{{" in match.html or "{%" in match.html:
        own = [(part, frozenset(keys(part))) for part in ours]
        for part in sentences(plain(fill(match.html, values(context)).html)):
            if folded(part) not in found:
                found[folded(part)] = _nearest(part, own)
    return found


def folded(sentence: str) -> str:
    """Equal for sentences that differ in white space and marks of quotation alone."""
    if not sentence.isascii():
        for mark, plain_mark in _MARKS:
            sentence = sentence.replace(mark, plain_mark)
    return " ".join(sentence.split())


def _nearest(sentence: str, ours: Sequence[tuple[str, frozenset[str]]]) -> str:
    words = set(keys(sentence))
    return max(ours, key=lambda one: len(words & one[1]), default=("", frozenset()))[0]
