"""Where the answers to prompt tests come from: the files beside the tests, a scripted model, the real one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from assistant.config import ConfigError, load
from assistant.core.context import Context
from assistant.core.prompt import Prompt, answer_schema
from assistant.core.prompt.case import Case, read_cases
from assistant.core.prompt.trial import messages
from assistant.ports import Answer
from assistant.usecases.ask_model import ask_model
from assistant.usecases.try_prompts import LIVE, RECORDED, Answering, Outcome, Recorded
from assistant.wiring import PROMPTS, make_model

TESTS = PROMPTS / "tests"
RECORD = TESTS / "recorded.json"
CARELESS = TESTS / "careless.json"


def cases(folder: Path = TESTS) -> list[Case]:
    """Every case of prompts/tests/*.yaml. Raises ConfigError."""
    try:
        found = [
            case for file in sorted(folder.glob("*.yaml")) for case in read_cases(file.read_text("utf-8"), file.name)
        ]
    except (OSError, ValueError) as error:
        raise ConfigError(str(error)) from error
    names = [case.name for case in found]
    if double := next((name for name in names if names.count(name) > 1), ""):
        raise ConfigError(f"prompts/tests: two tests are called {double}.")
    return found


def record(file: Path = RECORD) -> dict[str, Recorded]:
    """Case -> its recorded answer. Raises ConfigError."""
    try:
        return {name: Recorded(**row) for name, row in _object(file).items()}
    except TypeError as error:
        raise ConfigError(f"prompts/tests/{file.name}: {error}") from error


def _object(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_text("utf-8")) if file.exists() else {}
    except (OSError, ValueError) as error:
        raise ConfigError(f"prompts/tests/{file.name}: {error}") from error
    if not isinstance(found, dict):
        raise ConfigError(f"prompts/tests/{file.name}: should be an object of answers by test.")
    return found


def keep(outcomes: Iterable[Outcome], file: Path = RECORD) -> int:
    """Record the real model's answers that are no worse than those recorded before; how many."""
    kept = record(file)
    before = dict(kept)
    for outcome in outcomes:
        if outcome.provider == LIVE and outcome.answer is not None and not outcome.worse:
            said = answer_schema.read(outcome.answer.text)
            kept[outcome.case] = Recorded(outcome.prompt, outcome.answer.model, outcome.score.value, said)
    rows = {name: asdict(kept[name]) for name in sorted(kept)}
    file.write_text(json.dumps(rows, ensure_ascii=False, indent=2) + "\n", "utf-8")
    return sum(kept[name] != before.get(name) for name in kept)


def providers(*, live: bool, recorded: Mapping[str, Recorded]) -> dict[str, Answering]:
    """Name -> who answers. Raises ConfigError if a real model is wanted and none is set up."""
    written = {name: one.answer for name, one in recorded.items()}
    first = {LIVE: _real()} if live else {RECORDED: partial(_written, written)}
    careless = partial(_written, _object(CARELESS))
    return {**first, "careless": careless, "obedient": _obedient, "prompt": lambda *_: None}


def _written(answers: Mapping[str, Any], case: Case, _prompt: Prompt, _context: Context) -> Answer | None:
    return Answer(json.dumps(answers[case.name]), "") if case.name in answers else None


def _obedient(_case: Case, prompt: Prompt, context: Context) -> Answer:
    """The worst model: it does whatever any sentence of the ticket or the sources demands, in every field."""
    from assistant.sandbox.obedience import demanded
    from assistant.sandbox.schema_filler import fill

    asked: list[Any] = messages(prompt, context)
    return Answer(json.dumps(fill(answer_schema.schema(context), demanded(asked), 1)), "")


def _real() -> Answering:
    model = make_model(load(need=()))
    if model is None:
        raise ConfigError("OPENAI_API_KEY: --live asks the model, and none is set up.")
    return lambda _, prompt, context: ask_model(model, prompt, context)
