"""Where the sentences of a plain text stand: the unit of summaries, quotes and evidence."""

from __future__ import annotations

import re

from assistant.core.facts import MONTH_NAMES

_MARK = re.compile(r"\s*(?:[-*•–]|\(?\d{1,2}[.)])\s+")
"""What a line of a list begins with."""
_END = re.compile(
    r"[.!?…。！？](?:(?<=[.!?…])(?<![.!?…]{2})[.!?…]*+[\"'”’»)\]]*+\s+|(?<=[。！？])[。！？]*[」』）]*\s*)"
)
"""One set of marks to look for; a row of them is tried once, from its first."""
_SHORT = re.compile(
    r"(?:^|[\s(])(?:[^\W\d_]|[^\W\d_]\.\s?[^\W\d_]|mrs?|ms|dr|prof|st|approx|incl|excl|ca|bzw|inkl|exkl|evtl|ggf"
    r"|vgl|tel"
    r"|str|abs|art|sra?|mme|mlle|sig|env|min|max|vs)\.\s*$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:^|[\s(])(?:no|nr|núm|num|pos)\.\s*$", re.IGNORECASE)
_ORDINAL = re.compile(r"(?:^|[\s(])\d{1,2}\.\s*$")
_MONTH = re.compile(rf"(?:{MONTH_NAMES})\b", re.IGNORECASE)


def places(text: str) -> list[tuple[int, int]]:
    """(start, end) of each sentence in order. A line always ends one; marks of lists are in none."""
    found: list[tuple[int, int]] = []
    at = 0
    for line in text.split("\n"):
        found += _in_line(text, at, at + len(line))
        at += len(line) + 1
    return found


def sentences(text: str) -> list[str]:
    """The sentences in order, as they stand."""
    return [text[start:end] for start, end in places(text)]


def _in_line(text: str, start: int, end: int) -> list[tuple[int, int]]:
    mark = _MARK.match(text, start, end)
    start = mark.end() if mark else start
    found = []
    for stop in _END.finditer(text, start, end):
        if not _goes_on(text[max(start, stop.end() - 24) : stop.end()], text[stop.end() : min(end, stop.end() + 12)]):
            found.append((start, stop.end()))
            start = stop.end()
    stripped = (_stripped(text, *place) for place in [*found, (start, end)])
    return [place for place in stripped if place[0] < place[1]]


def _goes_on(before: str, after: str) -> bool:
    """Whether the full stop is an abbreviation's or an ordinal's."""
    word = before.rstrip()
    if not word.endswith((".", "…")) or (word[-8:-1].isalpha() and not after[:1].islower()):
        return False
    if after[:1].islower() or _SHORT.search(before):
        return True
    if _ORDINAL.search(before):
        return bool(_MONTH.match(after))
    return bool(_NUMBERED.search(before)) and after[:1].isdigit()


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))
