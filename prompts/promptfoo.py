"""promptfoo's way in: it asks here for a test's messages and for what comes of an answer."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from assistant.cli.prompts import answers as prompt_answers
from assistant.core.prompt.case import Case
from assistant.core.prompt.trial import messages as rendered
from assistant.core.prompt.trial import trial
from assistant.usecases.try_prompts import setting
from assistant.wiring import make_prompts


def messages(context: dict[str, Any]) -> str:
    """The messages as the model would be sent them, as JSON."""
    return json.dumps(rendered(*setting(_case(context), make_prompts())), ensure_ascii=False)


def call_api(_prompt: str, options: dict[str, Any], context: dict[str, Any]) -> dict[str, Any]:
    """The output that the assertions look at, by whose answers the provider takes."""
    case = _case(context)
    prompt, asked = setting(case, make_prompts())
    answering = prompt_answers.providers(live=False, recorded=prompt_answers.record())[options["config"]["answers"]]
    answer = answering(case, prompt, asked)
    return {"output": trial(prompt, asked, answer.text if answer else None)}


def _case(context: dict[str, Any]) -> Case:
    """promptfoo adds variables of its own, which begin with two underscores."""
    own = {name: value for name, value in context["vars"].items() if not name.startswith("__")}
    return Case((context.get("test") or {}).get("description", ""), own, ())
