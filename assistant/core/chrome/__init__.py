"""The note's own words in the language that the agents read: English as the code says it, a module for each other."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.core.chrome import de, es, fr, it, ja, nl, pl, pt

WORDS: Mapping[str, Mapping[str, str]] = {
    "de": de.WORDS, "es": es.WORDS, "fr": fr.WORDS, "it": it.WORDS, "ja": ja.WORDS, "nl": nl.WORDS, "pl": pl.WORDS,
    "pt": pt.WORDS,
}  # fmt: skip
"""Language -> the English words -> its own. Names in braces are filled in."""


def say(language: str, words: str, /, **values: object) -> str:
    """The words in a language, filled in; in English where there are none."""
    return WORDS.get(language, {}).get(words, words).format(**values)
