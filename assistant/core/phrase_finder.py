"""Finds phrases of many languages in a message, from lists that people can read.

A line or a `|` ends a phrase. `*` is any ending of a word, `(a|b)` a choice, `?` makes what is before it optional, `..`
stands for up to three words. In Japanese, where words are not set apart, each stands for itself."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

_PART = re.compile(r"\s+\.\.\s+|\s+|\*")
_BETWEEN = r"(?:\W+\w+){0,3}?\W+"
_UNSPACED = "ja"


class Phrases:
    """The phrases of all languages at once: customers mix them, and a short message's own is not known for sure."""

    def __init__(self, lists: Mapping[str, str]) -> None:
        by_first = defaultdict[str, list[str]](list)
        for phrase in (each for code, text in lists.items() if code != _UNSPACED for each in _written_out(text)):
            by_first[phrase[0]].append(_regex(phrase[1:]))
        spaced = "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in by_first.items())
        unspaced = [f"|{lists[_UNSPACED]}"] if _UNSPACED in lists else []
        self._pattern = re.compile("".join([rf"(?<!\w)(?:{spaced})(?!\w)", *unspaced]))

    def first(self, text: str) -> str:
        """The first of them in a text, as it stands there in small letters; empty if there is none."""
        found = self._pattern.search(_plain(text))
        return " ".join(found[0].split()) if found else ""

    def all(self, text: str) -> list[str]:
        """Those that stand in a text, each once, in order."""
        return list(dict.fromkeys(" ".join(found[0].split()) for found in self._pattern.finditer(_plain(text))))

    def without(self, text: str) -> str:
        """The text in small letters and without them."""
        return self._pattern.sub(" ", _plain(text))


def _plain(text: str) -> str:
    """In small letters: a pattern that knows no case is three times as fast."""
    return text.lower().replace("’", "'")


def _written_out(text: str) -> Iterator[str]:
    """Each phrase; one that begins with a choice as one phrase for each."""
    for phrase in _split(text.replace("\n", "|")):
        choice, end = phrase.startswith("("), phrase.find(")")
        yield from (f"{one}{phrase[end + 1 :]}" for one in phrase[1:end].split("|")) if choice else (phrase,)


def _split(text: str) -> Iterator[str]:
    """At each bar that stands in no parentheses."""
    phrase, depth = "", 0
    for char in text:
        depth += (char == "(") - (char == ")")
        if char == "|" and not depth:
            yield from [phrase.strip()] if phrase.strip() else []
            phrase = ""
        else:
            phrase += char
    yield from [phrase.strip()] if phrase.strip() else []


def _regex(phrase: str) -> str:
    return _PART.sub(lambda found: _BETWEEN if ".." in found[0] else r"\w*" if found[0] == "*" else r"\s+", phrase)
