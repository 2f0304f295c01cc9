"""The one question whose answer would decide, where our texts do not answer or a fact is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from assistant.core.asking import candidates, wording
from assistant.core.asking.candidates import Question
from assistant.core.asking.told import is_harmless, may_ask, says_nothing
from assistant.core.context import Context
from assistant.core.draft import Draft
from assistant.core.guard import clean_words
from assistant.core.markup import clean_reply, paragraphs
from assistant.core.phrases import closing, greeting
from assistant.core.placeholders import values
from assistant.core.retrieval.terms import terms
from assistant.core.sentences import sentences
from assistant.core.text import language

_VAGUE = 4
"""A message with fewer telling words says too little."""


def with_question(draft: Draft, context: Context) -> Draft:
    """The draft with one question where one is due: its own if that may be asked, else ours; and a letter that asks it.

    A reply that lacks nothing asks only what its model asks. Where a person should answer, or nobody, nothing is
    asked."""
    if draft.no_reply and not says_nothing(context):
        return replace(draft, question="", question_why="", holding="")
    open_wish = says_nothing(context)  # then "What can we do for you?" is no mere manners
    own = next(
        (text for text in _each(draft.question) if may_ask(text, context) or (open_wish and is_harmless(text))), ""
    )
    gaps = [finding.text for finding in draft.findings if finding.rule == "gap"]
    if own:
        question = Question(own, draft.question_why, draft.language)
    else:
        question = _ours(context, gaps, reply=draft.kind == "reply") or Question("", "", "")
    letter = "" if draft.reply else _letter(question, context, again=bool(draft.again))
    return replace(draft, question=question.text, question_why=question.why, holding=letter)


def _each(question: str) -> list[str]:
    """The questions of a text; one that is a single sentence stays as it is."""
    found = [text for text in sentences(question) if text.endswith(("?", "？"))]
    return found if len(found) > 1 else [question] if question else []


def _ours(context: Context, gaps: Sequence[str], *, reply: bool) -> Question | None:
    desk, theirs = context.desk.language[:2], language(context.question())
    if says_nothing(context):
        return _general(context, desk)
    for question in candidates.for_gap(context, gaps, desk) if reply else _decisive(context, desk, theirs):
        text = clean_words(question.text, context)
        if text == question.text and may_ask(text, context):
            return question
    return None if reply else _general(context, desk)


def _decisive(context: Context, desk: str, theirs: str) -> Iterator[Question]:
    """By how much an answer decides."""
    return chain(
        candidates.between_sources(context, desk),
        candidates.from_past(context, theirs or desk),
        candidates.from_fields(context, desk),
    )


def _general(context: Context, desk: str) -> Question | None:
    """Where next to nothing was said; None if any question would be for its own sake."""
    words = [entry.text for entry in context.entries if entry.in_turn]
    spoken = desk if wording.is_ours(desk) else "en"
    if context.attachments and not any(text.strip() for text in words):
        return Question(wording.for_words(desk), "there are only attachments", spoken)
    if says_nothing(context):
        return Question(wording.for_wish(desk), "the message does not say what is wanted", spoken)
    if len(terms(context.question())) < _VAGUE:
        return Question(wording.for_all(desk), "the message says too little", spoken)
    return None


def _letter(question: Question, context: Context, *, again: bool) -> str:
    """A letter that asks, as HTML, where the question is in the customer's language."""
    theirs = language(context.question())
    if not question.text or (theirs or question.language) != question.language:
        return ""
    if not wording.is_ours(question.language):
        return ""
    desk, code = context.desk, question.language
    parts = [
        greeting(code, values(context)["ticket.requester.firstname"]),
        wording.why_we_ask(code, again=again),
        question.text,
        closing(code, context.assigned_agent, desk.name, signature=desk.signature),
    ]
    return clean_reply("\n".join(map(paragraphs, parts)))
