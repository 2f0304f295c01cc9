"""Where no reply of ours should stand ready: a grave matter, mail that wants nothing of the desk, a message that says
nothing."""

from __future__ import annotations

from dataclasses import replace

from assistant.core.asking.told import says_nothing
from assistant.core.chrome import say
from assistant.core.context import Context
from assistant.core.draft import Confidence, Draft, Finding
from assistant.core.mail.unasked import unasked
from assistant.core.matters import HIGH, Matter, matter, speaks_of
from assistant.core.trust import main_source
from assistant.core.unanswered import answers_nothing

_UNASKED = "No reply needed, it seems: this reads like {what} (“{one}”, “{other}”)."
_PERSON = "This may be {what} (“{words}”): a person should answer."
_SEE = "This may be {what} (“{words}”): see whether this reply will do."


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
        what = say(draft.desk_language, mail.kind)
        said = say(draft.desk_language, _UNASKED, what=what, one=mail.marks[0], other=mail.marks[1])
        return _without_reply(replace(draft, sources=(), triage=()), said)
    why = _why_none(draft, context)
    return _without_reply(draft, why) if why else draft


def _why_none(draft: Draft, context: Context) -> str:
    if says_nothing(context):
        return say(draft.desk_language, "No draft: the message does not say what is wanted.")
    none = draft.written.by == "canned" and draft.reply and answers_nothing(draft, context)
    return say(draft.desk_language, "No draft: what we have answers none of what is asked.") if none else ""


def _of_matter(draft: Draft, context: Context, grave: Matter) -> Draft:
    code = draft.desk_language
    said = {"what": say(code, grave.kind.name), "words": grave.words}
    if draft.reply and (context.instruction or _is_answered(draft, context, grave)):
        look = Finding("matter", "", say(code, _SEE, **said))
        return replace(draft, findings=(look, *draft.findings), confidence=_no_longer_high(draft.confidence))
    return _without_reply(draft, say(code, _PERSON, **said))


def _no_longer_high(confidence: Confidence | None) -> Confidence | None:
    """Nobody skims a reply about a grave matter."""
    return replace(confidence, level="medium") if confidence and confidence.level == "high" else confidence


def _is_answered(draft: Draft, context: Context, grave: Matter) -> bool:
    """Whether the reply rests on a text of the desk's own about this very matter, or, where nobody is in danger, on one
    that clearly fits: "delete my account, as the law says" asks what customers ask every day."""
    if grave.kind.level == HIGH and draft.confidence and draft.confidence.level != "low":
        return True
    main = main_source(draft)
    texts = [match for match in context.matches if main and (match.pool, match.id) == (main.pool, main.id)]
    own = [f"{match.title}\n{match.text}" for match in texts if match.pool != "past"]
    return grave.kind.answerable and any(speaks_of(text, grave.kind) for text in own)


def _without_reply(draft: Draft, why: str) -> Draft:
    return replace(
        draft, kind="investigation", reply="", translation="", findings=(), ledger=(), confidence=None, no_reply=why
    )
