"""The desk's own sentences, as they stand and as they read once their placeholders are filled."""

from __future__ import annotations

from functools import cached_property

from assistant.core.context import Context
from assistant.core.draft import Match
from assistant.core.evidence.overlap import keys
from assistant.core.html_text import plain
from assistant.core.liquid import fill
from assistant.core.placeholders import values
from assistant.core.sentences import sentences

_MARKS = [*((mark, "'") for mark in "‘’‚"), *((mark, '"') for mark in "“”„«»")]


class Approved:
    """The sentences of one canned response or article; placeholders are filled in only when somebody asks for more."""

    def __init__(self, match: Match, context: Context) -> None:
        self._match, self._context = match, context

    def words_of(self, sentence: str) -> str | None:
        """The words of the source that a folded sentence is; None if it is none of them."""
        if sentence in self._own:
            return self._own[sentence]
        return self._nearest(sentence) if sentence in self._filled else None

    @cached_property
    def _sentences(self) -> list[str]:
        return sentences(self._match.text)

    @cached_property
    def _own(self) -> dict[str, str]:
        """Folded sentence -> as it stands."""
        return {folded(part): part for part in (self._match.title, *self._sentences)}

    @cached_property
    def _filled(self) -> frozenset[str]:
        """Folded sentences as they read once their placeholders are filled."""
        if not has_placeholders(self._match):
            return frozenset()
        return frozenset(map(folded, sentences(plain(fill(self._match.html, values(self._context)).html))))

    @cached_property
    def _words(self) -> list[tuple[str, frozenset[str]]]:
        return [(part, frozenset(keys(part))) for part in self._sentences]

    def _nearest(self, sentence: str) -> str:
        words = set(keys(sentence))
        return max(self._words, key=lambda one: len(words & one[1]), default=("", frozenset()))[0]


def has_placeholders(match: Match) -> bool:
    """Whether its HTML may hold something to fill in."""
    return "{{" in match.html or "{%" in match.html


def folded(sentence: str) -> str:
    """Equal for sentences that differ in white space and marks of quotation alone."""
    if not sentence.isascii():
        for mark, plain_mark in _MARKS:
            sentence = sentence.replace(mark, plain_mark)
    return " ".join(sentence.split())
