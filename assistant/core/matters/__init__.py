"""Grave matters: safety, self-harm, threats, law, privacy, press. A person answers them, not a text that sounds alike.

Known by phrases alone, so that no model and no score decides about it. One alarm too many costs a glance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from assistant.core.matters import words
from assistant.core.phrase_finder import Phrases

HIGH: Literal[3] = 3
URGENT: Literal[4] = 4
_LOOKED_AT = 20_000
"""Characters of a message; nobody hides a fire below them."""


@dataclass(frozen=True)
class Kind:
    """One sort of grave matter."""

    name: str
    """In an agent's words, as in "this may be a threat"."""
    level: Literal[3, 4]
    """The priority that it asks for: `HIGH`, or urgent where somebody may come to harm."""
    answerable: bool = True
    """Whether a text of the desk's own about this very matter may be sent."""


@dataclass(frozen=True)
class Matter:
    """A grave matter that a message seems to be about, and the words that say so."""

    kind: Kind
    words: str


_KINDS: Mapping[Kind, Mapping[str, str]] = {
    Kind("a matter of self-harm", URGENT, answerable=False): words.DESPAIR,
    Kind("a threat", URGENT, answerable=False): words.THREAT,
    Kind("a matter of safety", URGENT): words.DANGER,
    Kind("a legal matter", HIGH): words.LAW,
    Kind("a privacy request", HIGH): words.PRIVACY,
    Kind("a press enquiry", HIGH): words.PRESS,
}
"""The gravest first."""


def matter(text: str) -> Matter | None:
    """The gravest matter that a text speaks of; None for an ordinary one. Never raises."""
    said = _harmless().without(text[:_LOOKED_AT])
    found = ((kind, _phrases(kind).first(said)) for kind in _KINDS)
    return next((Matter(kind, hit) for kind, hit in found if hit), None)


def speaks_of(text: str, kind: Kind) -> bool:
    """Whether a text, such as one of the desk's, is about that sort of matter, too."""
    return bool(_phrases(kind).first(_harmless().without(text)))


@cache
def _phrases(kind: Kind) -> Phrases:
    return Phrases(_KINDS[kind])


@cache
def _harmless() -> Phrases:
    return Phrases(words.HARMLESS)
