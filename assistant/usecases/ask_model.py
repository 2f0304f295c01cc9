"""Put one context to the model, as a prompt says."""

from __future__ import annotations

from functools import partial

from assistant.core.context import Context
from assistant.core.prompt import BUDGET_CHARS, Prompt, answer_schema, render
from assistant.ports import Answer, LanguageModel


def ask_model(model: LanguageModel, prompt: Prompt, context: Context) -> Answer:
    """The model's valid answer; the context is read as it is. Raises ModelUnavailable."""
    return model.ask(
        render(prompt, context, budget_chars=BUDGET_CHARS),
        schema=answer_schema.schema(context),
        valid=partial(answer_schema.problem, context=context),
        temperature=prompt.temperature,
        max_tokens=prompt.max_tokens,
    )
