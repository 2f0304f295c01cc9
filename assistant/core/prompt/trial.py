"""What comes of a prompt and an answer: the messages as sent, and the draft as an agent would get it."""

from __future__ import annotations

from typing import Any

from assistant.core.context import Context
from assistant.core.draft import Written
from assistant.core.finish import finished, of_answer, shown
from assistant.core.html_text import plain
from assistant.core.privacy import without_secrets
from assistant.core.prompt import BUDGET_CHARS, Prompt, render
from assistant.core.retrieval.confidence import Limits


def messages(prompt: Prompt, context: Context) -> list[dict[str, Any]]:
    """As a model is asked: with placeholders for people, and without secrets."""
    return render(prompt, shown(without_secrets(context))[0], budget_chars=BUDGET_CHARS)


def trial(prompt: Prompt, context: Context, answer: str | None) -> dict[str, Any]:
    """The parts that a test can look at: system, user, kind, reply (plain), html, and more of the draft.

    An answer that breaks its schema has the kind "invalid", and the fault; without one there is only the prompt."""
    context = without_secrets(context)
    read, vault = shown(context)
    sent = render(prompt, read, budget_chars=BUDGET_CHARS)
    said = {message["role"]: message["content"] for message in sent}
    if answer is None:
        return said
    try:
        draft = of_answer(answer, vault, context, Written(by="model"))
    except ValueError as error:
        return {**said, "kind": "invalid", "fault": str(error)}
    draft = finished(draft, context, Limits())
    return {
        **said,
        "kind": draft.kind,
        "reply": plain(draft.reply),
        "html": draft.reply,
        "no_reply": draft.no_reply,
        "summary": draft.summary,
        "question": draft.question,
        "language": draft.language,
        "translation": draft.translation,
        "findings": [f"{finding.rule}: {finding.text or finding.advice}" for finding in draft.findings],
        "sources": [source.title for source in draft.sources],
    }
