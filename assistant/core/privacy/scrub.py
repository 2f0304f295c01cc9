"""Another customer's text made fit to be kept: nothing in it says any longer who, which order or how much."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from assistant.core.html_text import visible
from assistant.core.privacy.credentials import REMOVED, secrets
from assistant.core.privacy.kinds import LINK, Kind, find
from assistant.core.privacy.letters import in_letters
from assistant.core.privacy.names import known
from assistant.core.privacy.plain_facts import DATES, MONEY

_WORDS: dict[Kind, str] = {
    "EMAIL": "[e-mail]", "PHONE": "[phone]", "ADDRESS": "[address]", "LINK": "[link]",
    "CARD": "[number]", "IBAN": "[number]", "ID": "[number]", "IP": "[number]",
}  # fmt: skip
_OURS = re.compile(rf"\[(?:name|e-mail|phone|address|number|amount|date|link)\]|{re.escape(REMOVED)}")
_UNITS = (
    r"(?:[kmgt]i?b(?:it|ps)?|[mck]?[lm]|k?m|[mk]?g|k?wh?|m?ah|[kmg]?hz|kv|px|dpi|inch(?:es)?|in|oz|lbs?|ft|bar|min|sec|hrs?|uhr|am|pm|st|nd|rd|th|er|ers"
    r"|x|v|w|a|s|h|p|k|°c|°f)"
)
_HARMLESS = re.compile(
    rf"\d{{1,3}}(?:x\d{{1,3}}){{0,3}}{_UNITS}?|\d{{1,3}}(?:-[a-zà-ÿ]+)+|\d{{1,3}}(?:[-/.]\d{{1,3}}){{0,2}}",
    re.IGNORECASE,
)
"""Sizes, "30-day", "24/7": small numbers that name nobody."""
_CODE = re.compile(r"(?<![\w])#?[A-Za-z0-9]{1,60}(?:[-_/.:][A-Za-z0-9]{1,60}){0,12}(?!\w)")
_GROUPS = re.compile(r"(?<![\w-])(?:[A-Z0-9]{1,8}[ -]){1,9}[A-Z0-9]{1,8}(?![\w-])")
_LONG = re.compile(r"\d{4,}")
_PASSES = 6


def scrub(text: str, names: Iterable[str] = ()) -> str:
    """The text with names, addresses, numbers, amounts and dates blanked out for good, as "[name]", "[number]"...

    `names` are those that are known to stand in it. "5 days" stays, so do small numbers and links to pages. Scrubbing
    twice changes nothing more. Never raises."""
    listed = known(names)
    text = visible(text)
    for _ in range(_PASSES):  # a blank can set free what stood beside it
        before, text = text, _once(secrets(text), listed)
        if text == before:
            break
    return text


def _once(text: str, listed: re.Pattern[str] | None) -> str:
    taken = bytearray(len(text))
    found: list[tuple[int, int, str]] = []
    for finder in _finders(listed):
        for start, end, word in finder(text):
            if start < end and not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                found.append((start, end, word))
    parts, at = [], 0
    for start, end, word in sorted(found):
        parts += [text[at:start], word]
        at = end
    return re.sub(r"\[name\](?:[ ]\[name\]){1,9}", "[name]", "".join([*parts, text[at:]]))


Finder = Callable[[str], Iterator[tuple[int, int, str]]]


def _finders(listed: re.Pattern[str] | None) -> list[Finder]:
    return [_blanks, _shapes, *([partial(_matches, listed, "[name]")] if listed else []), _pages, _letters,
            partial(_matches, MONEY, "[amount]"), partial(_matches, DATES, "[date]"), _numbers]  # fmt: skip


def _blanks(text: str) -> Iterator[tuple[int, int, str]]:
    return ((found.start(), found.end(), found[0]) for found in _OURS.finditer(text))


def _shapes(text: str) -> Iterator[tuple[int, int, str]]:
    return ((span.start, span.end, _WORDS[span.kind]) for span in find(text))


def _matches(pattern: re.Pattern[str], word: str, text: str) -> Iterator[tuple[int, int, str]]:
    return ((found.start(), found.end(), word) for found in pattern.finditer(text))


def _pages(text: str) -> Iterator[tuple[int, int, str]]:
    """A link to a page stays as it is, numbers and all."""
    return ((found.start(), found.end(), found[0]) for found in LINK.finditer(text))


def _letters(text: str) -> Iterator[tuple[int, int, str]]:
    return ((start, end, "[name]") for start, end in in_letters(text))


def _numbers(text: str) -> Iterator[tuple[int, int, str]]:
    for found in _GROUPS.finditer(text):
        groups = re.split(r"[ -]", found[0])
        if all(re.search(r"\d", group) for group in groups) and sum(map(str.isdigit, found[0])) >= 6:
            yield found.start(), found.end(), "[number]"
    for found in _CODE.finditer(text):
        if _identifies(found[0].lstrip("#")):
            yield found.start(), found.end(), "[number]"


def _identifies(code: str) -> bool:
    """Four digits in a row, or letters and digits mixed in five characters and more."""
    if _HARMLESS.fullmatch(code):
        return False
    digits = sum(map(str.isdigit, code))
    mixed = len(code) >= 5 and digits >= 2 and any(map(str.isalpha, code))
    return bool(_LONG.search(code)) or mixed or digits >= 6
