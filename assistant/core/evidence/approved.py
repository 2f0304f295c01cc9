"""The desk's own sentences, as they stand and as they read once their placeholders are filled."""

from __future__ import annotations

import re

from assistant.core.context import Context
from assistant.core.draft import Match
from assistant.core.evidence.overlap import keys
from assistant.core.html_text import plain
from assistant.core.liquid import fill
from assistant.core.placeholders import values
from assistant.core.sentences import sentences


def approved(match: Match, context: Context) -> dict[str, str]:
    """Folded sentence of a canned response or article -> the words of the source that it is."""
    ours = sentences(match.text)
    found = {folded(part): part for part in (match.title, *ours)}
    if "{{" in match.html or "{%" in match.html:
        for part in sentences(plain(fill(match.html, values(context)).html)):
            found.setdefault(folded(part), _nearest(part, ours))
    return found


def folded(sentence: str) -> str:
    """Equal for sentences that differ in white space and marks of quotation alone."""
    return " ".join(re.sub("[‘’‚]", "'", re.sub("[“”„«»]", '"', sentence)).split())


def _nearest(sentence: str, ours: list[str]) -> str:
    words = set(keys(sentence))
    return max(ours, key=lambda one: len(words.intersection(keys(one))), default="")
