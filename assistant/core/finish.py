"""From what was written to the draft that an agent gets: the same steps for a model's answer, tried or real."""

from __future__ import annotations

from dataclasses import replace

from assistant.core import guard
from assistant.core.again import again
from assistant.core.asking import with_question
from assistant.core.context import Context
from assistant.core.draft import Draft, Written
from assistant.core.held import held
from assistant.core.judge import judged
from assistant.core.languages import named
from assistant.core.privacy import Vault, protect
from assistant.core.prompt import answer_schema
from assistant.core.prompt.reading import numbered
from assistant.core.retrieval.confidence import Limits
from assistant.core.text import language
from assistant.core.triage import propose
from assistant.core.unanswered import unanswered


def shown(context: Context) -> tuple[Context, Vault]:
    """What a model reads of it, with placeholders for people, and what they stand for."""
    return protect(context, {match.key for _, match in numbered(context)})


def of_answer(answer: str, vault: Vault, context: Context, written: Written) -> Draft:
    """The draft that a model's answer stands for, with what its placeholders stand for. Raises ValueError."""
    draft = answer_schema.parse(vault.restore_json(answer), context, written)
    return replace(draft, triage=propose(context, draft.triage))


def finished(draft: Draft, context: Context, limits: Limits) -> Draft:
    """The draft checked, judged, and with the one question that is due."""
    checked = replace(guard.check(draft, context), desk_language=context.desk.language[:2])
    open_ones = unanswered(checked, context)
    judged_ = judged(replace(checked, findings=(*open_ones, *checked.findings)), context, limits)
    told = replace(_with_language(held(judged_, context), context), again=again(context))
    return with_question(told, context)


def _with_language(draft: Draft, context: Context) -> Draft:
    """Says which language the customer writes in, where the agents read another and nothing is translated."""
    said = "\n".join(entry.text for entry in context.entries if entry.in_turn and entry.who == "customer")
    theirs = language(said)
    told = draft.translation or any(finding.rule == "language" for finding in draft.findings)
    if not theirs or theirs == context.desk.language[:2] or told:
        return draft
    return replace(draft, remarks=(*draft.remarks, f"The customer writes in {named(theirs)}."))
