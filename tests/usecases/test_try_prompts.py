"""A prompt is held against its tests."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from assistant.core.prompt import load
from assistant.core.prompt.case import Assertion, Case
from assistant.core.prompt.voice import PromptSet, load_voice
from assistant.ports import Answer
from assistant.usecases.try_prompts import Outcome, Recorded, try_prompts

MAIN = load((Path(__file__).parents[2] / "prompts" / "draft.md").read_text("utf-8"), "draft")
SET = PromptSet(MAIN)
ANSWER = {"summary": "s", "enough": True, "reply": "Hello, 30 days.", "sources": [], "question": "", "language": "en"}
SAYS = Assertion("contains", "30 days", "reply")
LATELY = {"title": "Returns", "text": "You have 30 days."}
ALSO = Assertion("contains", "90 days", "reply")


def tried(
    *asserts: Assertion,
    prompts: PromptSet = SET,
    recorded: Mapping[str, Recorded] | None = None,
    prompts_of: tuple[str, ...] = (),
    **case: Any,
) -> list[Outcome]:
    asked = Case("a", {"message": "How long can I return it?", "canned": [LATELY]}, asserts, prompts=prompts_of, **case)
    answering = {"recorded": lambda *_: Answer(json.dumps(ANSWER), "m"), "prompt": lambda *_: None}
    return list(try_prompts([asked], prompts, answering, recorded or {}))


def record(prompt: str = MAIN.hash, score: float = 1.0) -> dict[str, Recorded]:
    return {"a": Recorded(prompt, "m", score, ANSWER)}


def test_an_answer_becomes_the_draft_that_is_looked_at():
    (outcome,) = tried(SAYS, providers=("recorded",))
    assert outcome.well


def test_without_an_answer_only_the_prompt_can_be_looked_at():
    (outcome,) = tried(Assertion("contains", "You draft answers", "system"), SAYS, providers=("prompt",))
    assert ((SAYS,), False) == (outcome.score.failed, outcome.well)


def test_a_case_is_tried_on_every_provider_that_it_does_not_leave_out():
    assert ["recorded", "prompt"] == [outcome.provider for outcome in tried(SAYS)]


def test_a_case_for_another_prompt_is_left_out():
    assert [] == tried(SAYS, prompts_of=("other",))
    assert 2 == len(tried(SAYS, prompts_of=("draft",)))


def test_what_passes_and_went_better_before_is_worse():
    (outcome,) = tried(SAYS, ALSO, providers=("recorded",), threshold=0.5, recorded=record())
    assert (True, True, False) == (outcome.score.passed, outcome.worse, outcome.well)


def test_an_answer_to_another_prompt_is_stale():
    (outcome,) = tried(SAYS, providers=("recorded",), recorded=record())
    assert not outcome.stale
    voiced = PromptSet(MAIN, (load_voice("---\nversion: 1\n---\nBe brief.", "desk"),))
    (outcome,) = tried(SAYS, providers=("recorded",), recorded=record(), prompts=voiced)
    assert outcome.stale


def test_a_mistake_in_the_variables_names_the_test():
    case = Case("the broken one", {"mesage": "x"}, (SAYS,))
    with pytest.raises(ValueError, match="the broken one: vars: mesage is not known"):
        list(try_prompts([case], SET, {"prompt": lambda *_: None}, {}))
