"""Where no reply of ours should stand ready: a grave matter, mail that wants nothing of the desk, a message that says
nothing."""

from __future__ import annotations

from dataclasses import replace

from assistant.core.asking.told import says_nothing
from assistant.core.context import Context
from assistant.core.draft import Confidence, Draft, Finding
from assistant.core.mail.unasked import unasked
from assistant.core.matters import Matter, matter, speaks_of
from assistant.core.trust import main_source
from assistant.core.unanswered import answers_nothing


def held(draft: Draft, context: Context) -> Draft:
    """The draft without its reply where a person should answer, nobody should, or nobody can tell what is wanted.

    An agent who says how it is to be written has seen the message: then it is written."""
    grave = matter(context.question())
    if grave is not None:
        return _of_matter(draft, context, grave)
    if context.instruction:
        return draft
    mail = unasked(context.question())
    if mail:
        bare = replace(draft, sources=(), triage=())
        return _without_reply(bare, f"No reply needed, it seems: this reads like {mail}.")
    why = _why_none(draft, context)
    return _without_reply(draft, why) if why else draft


def _why_none(draft: Draft, context: Context) -> str:
    if says_nothing(context):
        return "No draft: the message does not say what is wanted."
    none = draft.written.by == "canned" and draft.reply and answers_nothing(draft, context)
    return "No draft: what we have answers none of what is asked." if none else ""


def _of_matter(draft: Draft, context: Context, grave: Matter) -> Draft:
    name = f"This may be {grave.kind.name} (“{grave.words}”)"
    if draft.reply and (context.instruction or _is_answered(draft, context, grave)):
        look = Finding("matter", "", f"{name}: see whether this reply will do.")
        return replace(draft, findings=(look, *draft.findings), confidence=_no_longer_high(draft.confidence))
    return _without_reply(draft, f"{name}: a person should answer.")


def _no_longer_high(confidence: Confidence | None) -> Confidence | None:
    """Nobody skims a reply about a grave matter."""
    return replace(confidence, level="medium") if confidence and confidence.level == "high" else confidence


def _is_answered(draft: Draft, context: Context, grave: Matter) -> bool:
    """Whether the reply rests on a text of the desk's own about this very matter."""
    main = main_source(draft)
    texts = [match for match in context.matches if main and (match.pool, match.id) == (main.pool, main.id)]
    own = [f"{match.title}\n{match.text}" for match in texts if match.pool != "past"]
    return grave.kind.answerable and any(speaks_of(text, grave.kind) for text in own)


def _without_reply(draft: Draft, why: str) -> Draft:
    return replace(
        draft, kind="investigation", reply="", translation="", findings=(), ledger=(), confidence=None, no_reply=why
    )
