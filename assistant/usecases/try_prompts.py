"""Hold a prompt against its tests: render it for each described ticket, take an answer, look at what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.core.context import Context
from assistant.core.prompt import Prompt
from assistant.core.prompt.case import Case, Score, score
from assistant.core.prompt.trial import trial
from assistant.core.prompt.variables import context_of
from assistant.core.prompt.voice import PromptSet, choose, in_voice
from assistant.ports import Answer


@dataclass(frozen=True)
class Recorded:
    """An answer that is kept beside the tests."""

    prompt: str
    """Hash of the prompt that it answered."""
    model: str
    """Who wrote it."""
    score: float
    answer: Mapping[str, Any]


Answering = Callable[[Case, Prompt, Context], Answer | None]
"""Gives the answer to a case; None if there is none."""


@dataclass(frozen=True)
class Outcome:
    """How one case went on one provider's answer."""

    case: str
    provider: str
    score: Score
    recorded: Recorded | None
    prompt: str
    """Hash of the prompt as it is now."""
    answer: Answer | None

    @property
    def worse(self) -> bool:
        """Whether it went better when it was recorded."""
        return self.recorded is not None and self.score.value < self.recorded.score

    @property
    def stale(self) -> bool:
        """Whether the answer that was looked at was given to another prompt."""
        return self.provider == RECORDED and self.recorded is not None and self.recorded.prompt != self.prompt

    @property
    def well(self) -> bool:
        """Passed, and no worse than it was."""
        return self.score.passed and not self.worse


RECORDED = "recorded"


def try_prompts(
    cases: Sequence[Case],
    prompts: PromptSet,
    providers: Mapping[str, Answering],
    recorded: Mapping[str, Recorded],
) -> Iterator[Outcome]:
    """Each case on each provider that it names. Raises ValueError that names a case, ModelUnavailable."""
    for case in cases:
        if case.prompts and prompts.main.name not in case.prompts:
            continue
        prompt, context = setting(case, prompts)
        for name, answering in providers.items():
            kind = RECORDED if name == LIVE else name
            if case.providers and kind not in case.providers:
                continue
            answer = answering(case, prompt, context)
            found = score(case, trial(prompt, context, answer.text if answer else None))
            before = recorded.get(case.name) if kind == RECORDED else None
            yield Outcome(case.name, name, found, before, prompt.hash, answer)


LIVE = "live"
"""Answers anew what is otherwise answered from the record."""


def setting(case: Case, prompts: PromptSet) -> tuple[Prompt, Context]:
    """The prompt and the context of a case, as `write_draft` would make them. Raises ValueError."""
    try:
        context = context_of(case.vars)
    except ValueError as error:
        raise ValueError(f"{case.name}: {error}") from error
    prompt = choose(prompts, context)
    return prompt, in_voice(context, prompt)
