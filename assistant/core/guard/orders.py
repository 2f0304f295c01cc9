"""Orders in other people's text: sentences that speak to a machine, and what a machine that obeyed them would say."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.core.text import folded

REMOVED = "[removed]"
_SENTENCE = re.compile(
    r"[^.!?。！？\n]*(?:[.!?。！？]+(?=\s|$)|[.!?。！？](?!\s)[^.!?。！？\n]*)*[.!?。！？]?", re.DOTALL
)
_MACHINE = re.compile(
    r"\b(?:AI|A\.I\.|KI|IA|LLM|GPT)[ -]?(?:assistants?|agents?|models?|systems?|bots?|Assistent\w*|modelle?)?\b.{0,80}"
    r"\b(?:read\w*|process\w*|answer\w*|must|should|instruct\w*|add|end|include|reply|lesen|antwort\w*)\b"
    r"|\b(?:assistants?|chatbots?|language models?|Sprachmodell\w*|bots?)"
    r" (?:that|who|which|reading|processing|must|should)\b"
    r"|\b(?:ignore|disregard|forget|override|ignoriere\w*|vergiss|ignorez|ignora)\b.{0,40}"
    r"\b(?:instructions?|prompts?|rules?|Anweisung\w*|Regeln|consignes|instrucciones|istruzioni)\b"
    r"|\b(?:instructions?|note|message|Hinweis|Anweisung\w*) (?:for|to|an|für) (?:the |all |alle )?"
    r"(?:AI|KI|assistants?|bots?|models?|LLMs?)\b",
    re.IGNORECASE,
)
_STATE = re.compile(
    r"\b(?:set|mark|move|change|put|switch)\w*\b.{0,20}\b(?:this|the|your|that) ticket\b"
    r"|\b(?:tags?|tagged|label(?:l?ed)?|priority|Priorität|priorité|prioridad|étiquettes?|etiquetas?|Schlagw\w+)\b.{0,30}"
    r"\b(?:set|add|added|as|to|low|high|urgent|medium|niedrig|hoch|basse|haute|baja|alta)\b"
    r"|\b(?:set|add|added|adding|change|changed|lower|raise)\w*\b.{0,40}"
    r"\b(?:tags?|priority|Priorität|priorité|prioridad|étiquettes?|etiquetas?|Schlagw\w+)\b"
    r"|\bticket\b.{0,40}\b(?:tag(?:ged)?|priority)\b|\btags?\s*[:=]",
    re.IGNORECASE,
)
_MARKS = re.compile(r"(?:<{3}|‹{3})\s*[A-Z][A-Z0-9 ]{0,40} [0-9a-f]{16}|[0-9a-f]{16} [A-Z][A-Z0-9 ]{0,40}(?:>{3}|›{3})")
"""The marks of a fence, which only a prompt holds."""
_MOST = 4000
"""Characters of one sentence that are looked at."""


def without_machine_orders(text: str) -> str:
    """A source without the sentences that speak to whatever reads it: an article is written for people."""
    return _without(text, _MACHINE, "")


def without_obedience(text: str, ours: Iterable[str]) -> str:
    """A reply without what would change the ticket and without marks of the prompt.

    Nothing that we write changes a ticket, so a sentence that says so is wrong; the desk's own sentences stay."""
    return _without(_MARKS.sub("", text), _STATE, REMOVED, ours)


def _without(text: str, bad: re.Pattern[str], instead: str, ours: Iterable[str] = ()) -> str:
    if not bad.search(text):  # nearly every text; cutting it into sentences costs more
        return text
    held = " ".join(folded(one) for one in ours).casefold()

    def keep(found: re.Match[str]) -> str:
        words = found[0]
        if not bad.search(words[:_MOST]) or (held and " ".join(words.split()).casefold() in held):
            return words
        return words[: len(words) - len(words.lstrip())] + instead

    return _SENTENCE.sub(keep, text)
