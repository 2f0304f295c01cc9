"""Orders in other people's text: sentences that speak to a machine, and what a machine that obeyed them would say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from assistant.core.draft import Match
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
_VERB = (
    r"(?:set|mark|mov|chang|put|switch|add|appl[iy]|rais|lower|tag|clos|reopen|escalat|assign|updat|remov|delet|merg"
    r"|resolv)\w*"
)
_DONE = (
    r"(?:set|marked|moved|changed|put|switched|added|applied|raised|lowered|tagged|closed|reopened|escalated|assigned"
    r"|updated|removed|deleted|merged|resolved)"
)
_THING = r"(?:(?:this|the|your|that) (?:ticket|case)|priority|tags?|ticket status)"
_LEVEL = r"(?:low|medium|high|urgent|niedrig|mittel|hoch|dringend|basse|haute|urgente?|baja|alta|bassa|laag|hoog|baixa)"
_ABROAD = (
    r"(?:dieses ticket|das ticket|ihr ticket|priorität|schlagw(?:ort|örter)|ce ticket|votre ticket|priorité|étiquettes?"
    r"|este ticket|su ticket|prioridade?|etiquetas?|questo ticket|priorità|dit ticket|uw ticket|prioriteit)"
)
_DONE_ABROAD = (
    r"(?:gesetzt|geändert|geschlossen|hinzugefügt|markiert|erhöht|gesenkt|verschoben|eskaliert|zugewiesen"
    r"|(?:défini|chang|modifi|ajout|ferm|marqu|clôtur|assign)[ée]+s?|(?:establecid|cambiad|modificad|añadid|cerrad"
    r"|marcad|asignad|fechad|alterad|adicionad|impostat|cambiat|chius|aggiunt|modificat)[oa]s?"
    r"|gezet|gesloten|toegevoegd|gewijzigd|verhoogd|verlaagd)"
)
_STATE = re.compile(
    rf"\b(?:i|we)\b(?:['’](?:ve|ll|m|re)|\s+(?:have|am|are|will|just|now|also|already|\w+ly))*\s+{_VERB}\b.{{0,60}}\b{_THING}\b"
    rf"|\b(?:{_THING}|ticket)\b.{{0,40}}\b(?:has|have|had|was|were|is|are|be|been)\s+(?:(?:now|also|already|been)\s+)*{_DONE}\b"
    rf"|\b{_VERB}\b.{{0,20}}\bthis (?:ticket|case)\b"
    r"|\bpriority\s*(?:[:=,]\s*|(?:is |was )?(?:set|changed|raised|lowered)\b|(?:to|as|is now)\s+)?\s*(?:to |as )?"
    rf"{_LEVEL}\b"
    r"|\b(?:set|chang|rais|lower|switch)\w*\s+(?:the|its|your|this|ticket)?\s*priority\b"
    r"|\badd(?:s|ed|ing)?\s+(?:(?:the|a|these|this|following|new)\s+)*tags?\b(?!\s+(?:to|on|of|that)\b)"
    r"|\btags?\s*[:=]|\b(?:ticket|case|it|this)\b.{0,20}\btagged\b"
    rf"|\b{_ABROAD}\b.{{0,60}}\b{_DONE_ABROAD}\b|\b{_DONE_ABROAD}\b.{{0,40}}\b{_ABROAD}\b"
    rf"|\b(?:setze|ändere|schließe|markiere|erhöhe|senke|füge|mets|changez?|fermez?|ajoutez?|cambia|cierra|añade|chiudi"
    rf"|aggiungi|zet|sluit|feche|adicione)\b.{{0,40}}\b{_ABROAD}\b",
    re.IGNORECASE,
)
"""Says that something of the ticket was changed, or tells somebody to change it. A ticket, a priority or a tag that is
only spoken of is no such thing: "your ticket number", "priority shipping", "print the label and put it on the box"."""
_MARKS = re.compile(r"(?:<{3}|‹{3})\s*[A-Z][A-Z0-9 ]{0,40} [0-9a-f]{16}|[0-9a-f]{16} [A-Z][A-Z0-9 ]{0,40}(?:>{3}|›{3})")
"""The marks of a fence, which only a prompt holds."""
_MOST = 4000
"""Characters of one sentence that are looked at."""


def for_people(match: Match) -> Match:
    """A text of the desk as it is stored: without what it says to machines."""
    title, body, answer = map(without_machine_orders, (match.title, match.text, match.answer))
    return replace(match, title=title, text=body, answer=answer)


def without_machine_orders(text: str) -> str:
    """A source without the sentences that speak to whatever reads it: an article is written for people."""
    return _without(text, _MACHINE, "")


def without_obedience(text: str, ours: Iterable[str]) -> str:
    """A reply without sentences that say that the ticket was changed, or demand it, and without marks of the prompt.

    Nothing that a model writes changes a ticket, so such a sentence is wrong; the desk's own sentences stay."""
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
