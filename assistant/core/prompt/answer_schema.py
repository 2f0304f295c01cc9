"""The JSON that a model answers with: its schema, its faults, and the draft that it becomes.

A model's output is as hostile as the mail it read: lengths and depth are bounded, tags are made by us alone."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.core.context import Context
from assistant.core.draft import Draft, Finding, Source, Triage, Written
from assistant.core.html_text import tidy, visible
from assistant.core.markup import clean_reply, paragraphs, with_links, without_braces
from assistant.core.prompt.reading import THREAD, numbered
from assistant.core.text import clip, first_sentences

_MAX_ANSWER = 60_000
_MAX_REPLY = 8_000
_MAX_LINE = 600
_MAX_CHOICES = 100
"""Values of one field that a schema offers; desks with more groups than that get no proposal of a group."""


def schema(context: Context) -> dict[str, Any]:
    """The strict JSON schema for this context: only its own sources and the desk's own values can be named."""
    labels = [*(label for label, _ in numbered(context)), THREAD]
    cited = {"source": {"type": "string", "enum": labels}, "quote": {"type": "string"}}
    triage = {field: _choice(values) for field, values in _choices(context).items()}
    return _object(
        {
            "summary": {"type": "string"},
            "enough": {"type": "boolean"},
            "reply": {"type": "string"},
            "sources": {"type": "array", "items": _object(cited)},
            "question": {"type": "string"},
            "language": {"type": "string"},
            "translation": {"type": "string"},
            "triage": _object(triage),
        }
    )


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def _choice(values: Sequence[str]) -> dict[str, Any]:
    return {"type": ["string", "null"], "enum": [*values, None]}


def _choices(context: Context) -> dict[str, list[str]]:
    desk = context.desk
    found = {
        "type": list(desk.types),
        "priority": [name for _, name in desk.priorities],
        "group": [name for _, name in desk.groups],
    }
    return {field: values if len(values) <= _MAX_CHOICES else [] for field, values in found.items()}


def problem(text: str, context: Context) -> str | None:
    """What is wrong with an answer, as it is told to the model for a repair; None if it can be used."""
    try:
        _valid(text, context)
    except ValueError as error:
        return str(error)
    return None


def parse(text: str, context: Context, written: Written) -> Draft:
    """The draft that an answer stands for. Raises ValueError with what is wrong."""
    answer = _valid(text, context)
    enough = answer["enough"]
    code = answer["language"][:2].casefold() if re.match(r"[A-Za-z]{2}\b", answer["language"]) else ""
    cited, doubts = _sources(answer["sources"], context)
    return Draft(
        kind="reply" if enough else "investigation",
        summary=first_sentences(_line(answer["summary"]), 400),
        reply=_html(answer["reply"]) if enough else "",
        sources=cited,
        findings=doubts if enough else (),
        triage=_triage(answer["triage"], context),
        question=clip(_line(answer["question"]), _MAX_LINE),
        language=code,
        translation=_translation(answer["translation"]) if enough and code != context.desk.language[:2] else "",
        remarks=context.remarks,
        written=written,
    )


def _valid(text: str, context: Context) -> dict[str, Any]:
    """The answer as a dict of the right types. Raises ValueError."""
    answer = read(text)
    kinds = {"summary": str, "enough": bool, "reply": str, "sources": list, "question": str, "language": str}
    for name, kind in kinds.items():
        if not isinstance(answer.get(name), kind):
            raise ValueError(f'"{name}" must be there and be a {_KINDS[kind]}.')
    if not isinstance(answer.get("translation", ""), str | None):
        raise ValueError('"translation" must be a string.')
    if not isinstance(answer.get("triage", {}), dict | None):
        raise ValueError('"triage" must be an object.')
    if answer["enough"] and not tidy(answer["reply"]):
        raise ValueError('"reply" is empty though "enough" is true.')
    labels = {label for label, _ in numbered(context)} | {THREAD}
    for cited in answer["sources"]:
        if not isinstance(cited, dict) or cited.get("source") not in labels or not isinstance(cited.get("quote"), str):
            raise ValueError(f'"sources" must hold objects of a "source" out of {sorted(labels)} and a "quote".')
    return answer | {"triage": answer.get("triage") or {}, "translation": answer.get("translation") or ""}


_KINDS = {str: "string", bool: "boolean", list: "array"}


def read(text: str) -> dict[str, Any]:
    """The JSON object in a model's text, which may stand in a code fence or between sentences. Raises ValueError."""
    if len(text) > _MAX_ANSWER:
        raise ValueError("The answer is too long.")
    start, end = text.find("{"), text.rfind("}")
    if start < 0 or end < start:
        raise ValueError("The answer holds no JSON object.")
    try:
        answer = json.loads(text[start : end + 1], strict=False)
    except (ValueError, RecursionError) as error:
        raise ValueError("The answer is no valid JSON.") from error
    if not isinstance(answer, dict):
        raise ValueError("The answer is no JSON object.")
    return answer


def _line(text: str) -> str:
    return " ".join(without_braces(visible(text)).split())


def _translation(words: str) -> str:
    """Plain text for the agent, paragraph by paragraph."""
    return clip(tidy(without_braces(visible(words))), _MAX_REPLY)


def _html(reply: str) -> str:
    """Customer-ready HTML of the model's plain text: marks of sources and of Markdown off, addresses made links."""
    text = clip(tidy(reply), _MAX_REPLY)
    text = re.sub(r"!\[([^\]\n]*)\]\([^)\n]*\)", r"\1", text)
    text = re.sub(r"\s?[\[(](?:S\d{1,2}|T)(?:\s*[,;]\s*(?:S\d{1,2}|T))*[\])]", "", text)
    text = re.sub(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", r"\2", re.sub(r"(?m)^#{1,6}\s+", "", text))
    text = re.sub(r"\[([^\]\n]{1,200})\]\((https?://[^)\s]+)\)", r"\1: \2", text)
    return clean_reply(with_links(paragraphs(text)))


def _sources(cited: Sequence[Mapping[str, Any]], context: Context) -> tuple[tuple[Source, ...], tuple[Finding, ...]]:
    """The sources as the note numbers them, each once; and a finding for what does not stand in its source."""
    known = dict(numbered(context))
    sources: dict[str, Source] = {}
    doubts: list[Finding] = []
    for item in cited[:20]:
        label, quote = str(item["source"]), clip(_line(item["quote"]), 300)
        match = known.get(label)
        if not _stands_in(quote, match.text if match else _thread(context)):
            doubts.append(
                Finding("quote", quote, "The model gave these words as a source's, but they do not stand there.")
            )
            quote = ""
        if label not in sources:
            number = len(sources) + 1
            sources[label] = (
                Source(number, match.pool, match.id, match.title, match.url, quote, match.public)
                if match
                else Source(number, "ticket", str(context.ticket_id), "This ticket", None, quote)
            )
    if not sources:
        doubts.append(Finding("source", "", "The reply names no source: check every sentence."))
    return tuple(sources.values()), tuple(doubts)


def _thread(context: Context) -> str:
    return "\n".join([context.subject, *(entry.text for entry in context.entries if entry.who != "note")])


def _stands_in(quote: str, text: str) -> bool:
    """Whether the words stand there, white space, case and quotation marks apart."""
    return _plain(quote).strip(" .…") in _plain(text)


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[\"'“”„‘’«»`*]", "", text).casefold().split())


def _triage(answer: Mapping[str, Any], context: Context) -> tuple[Triage, ...]:
    """Values that are the desk's own and differ from what the ticket says already."""
    now = {"type": context.type, "priority": context.priority, "group": context.group}
    choices = _choices(context)
    found = []
    for field in ("type", "priority", "group"):
        value = answer.get(field)
        if isinstance(value, str) and value in choices[field] and value != now[field]:
            found.append(Triage(field, value, ""))
    return tuple(found)
