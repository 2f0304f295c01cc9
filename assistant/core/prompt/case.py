"""Prompt tests as promptfoo writes them: a ticket in `vars`, what must hold in `assert`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

_CASE_FIELDS = frozenset({"description", "vars", "assert", "threshold", "providers", "prompts"})
_ASSERT_FIELDS = frozenset({"type", "value", "transform", "weight", "metric"})
_PART = re.compile(r"output(?:\.(\w+))?")


@dataclass(frozen=True)
class Assertion:
    """One thing that must hold of a part of the output."""

    type: str
    """As in promptfoo, `not-` included."""
    value: Any = None
    part: str = ""
    """Name of a field of the output; empty is all of it, as JSON."""
    weight: float = 1.0

    def __str__(self) -> str:
        value = "" if self.value is None else f" {json.dumps(self.value, ensure_ascii=False)}"
        return f"{self.part or 'output'} {self.type}{value}"


@dataclass(frozen=True)
class Case:
    """One test."""

    name: str
    vars: Mapping[str, Any]
    asserts: tuple[Assertion, ...]
    threshold: float | None = None
    """Least score to pass; None asks for every assertion."""
    providers: tuple[str, ...] = ()
    """Whose answers it is for; empty is everybody's."""
    prompts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Score:
    """How a case went."""

    value: float
    """Weighted share of the assertions that hold, 0 to 1."""
    passed: bool
    failed: tuple[Assertion, ...]


def read_cases(text: str, file: str) -> list[Case]:
    """The cases of a file. Raises ValueError that names file, case and fault."""
    try:
        rows = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise ValueError(f"{file}: no valid YAML: {error}") from error
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise ValueError(f"{file}: should be a list of tests.")
    cases, faults = [], []
    for number, row in enumerate(rows, start=1):
        where = f"{file}, {row.get('description') or f'test {number}'}"
        found = list(_faults(row))
        faults += [f"{where}: {fault}" for fault in found]
        cases += [] if found else [_case(row)]
    faults += [f"{file}: two tests are called {name}." for name in _doubles(case.name for case in cases)]
    if faults:
        raise ValueError("\n".join(faults))
    return cases


def score(case: Case, output: Mapping[str, Any]) -> Score:
    """Hold the output against the case."""
    failed = tuple(each for each in case.asserts if each.weight and not holds(each, output))
    whole = sum(each.weight for each in case.asserts)
    value = 1.0 - sum(each.weight for each in failed) / whole if whole else 1.0
    return Score(round(value, 4), not failed if case.threshold is None else value >= case.threshold, failed)


def holds(assertion: Assertion, output: Mapping[str, Any]) -> bool:
    """Whether it does; a part that is not there fails, `not-` or not."""
    if assertion.part and assertion.part not in output:
        return False
    subject = output[assertion.part] if assertion.part else dict(output)
    words = subject if isinstance(subject, str) else json.dumps(subject, ensure_ascii=False, separators=(",", ":"))
    kind = assertion.type.removeprefix("not-")
    found = subject == assertion.value if kind == "equals" else _CHECKS[kind](words, assertion.value)
    return found != assertion.type.startswith("not-")


def _is_json(words: str, _: Any) -> bool:
    try:
        json.loads(words)
    except ValueError:
        return False
    return True


_CHECKS: Mapping[str, Callable[[str, Any], bool]] = {
    "contains": lambda words, value: value in words,
    "icontains": lambda words, value: value.casefold() in words.casefold(),
    "contains-any": lambda words, value: any(each in words for each in value),
    "contains-all": lambda words, value: all(each in words for each in value),
    "icontains-any": lambda words, value: any(each.casefold() in words.casefold() for each in value),
    "icontains-all": lambda words, value: all(each.casefold() in words.casefold() for each in value),
    "starts-with": lambda words, value: words.startswith(value),
    "regex": lambda words, value: bool(re.search(value, words)),
    "is-json": _is_json,
}
TYPES = (*_CHECKS, "equals")
"""What can be asserted; each also with `not-` before it."""


def _faults(row: Mapping[str, Any]) -> Iterator[str]:
    if not isinstance(row.get("description"), str):
        yield "description: is missing; it is the test's name."
    yield from (f"{name}: is not supported." for name in row if name not in _CASE_FIELDS)
    if not isinstance(row.get("vars", {}), Mapping):
        yield "vars: should be names with values."
    asserts = row.get("assert")
    if not isinstance(asserts, list) or not asserts or not all(isinstance(each, Mapping) for each in asserts):
        yield "assert: should be a list with at least one entry."
        return
    for each in asserts:
        yield from _assertion_faults(each)
    if not isinstance(row.get("threshold", 1), int | float):
        yield "threshold: should be a number from 0 to 1."
    for name in ("providers", "prompts"):
        if not _texts(row.get(name, [])):
            yield f"{name}: should be a list of names."


def _assertion_faults(row: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"assert: {name} is not supported." for name in row if name not in _ASSERT_FIELDS)
    kind = str(row.get("type", ""))
    bare, value = kind.removeprefix("not-"), row.get("value")
    if bare not in TYPES:
        yield f"assert: type {kind or '(none)'} is not supported; there are {', '.join(TYPES)}, each also with not-."
        return
    if bare.endswith(("-any", "-all")) and not (_texts(value) and value):
        yield f"assert: {kind} takes a list of texts."
    elif bare in ("contains", "icontains", "starts-with", "regex") and not isinstance(value, str):
        yield f"assert: {kind} takes a text."
    elif bare == "is-json" and value is not None:
        yield "assert: is-json takes no schema here."
    if bare == "regex" and isinstance(value, str):
        try:
            re.compile(value)
        except re.error as error:
            yield f"assert: {value} is no regular expression: {error}."
    if not _PART.fullmatch(str(row.get("transform", "output"))):
        yield "assert: transform can only name a part of the output, such as output.reply."
    if not isinstance(row.get("weight", 1), int | float):
        yield "assert: weight should be a number."


def _case(row: Mapping[str, Any]) -> Case:
    return Case(
        name=row["description"],
        vars=row.get("vars", {}),
        asserts=tuple(_assertion(each) for each in row["assert"]),
        threshold=row.get("threshold"),
        providers=tuple(row.get("providers", ())),
        prompts=tuple(row.get("prompts", ())),
    )


def _assertion(row: Mapping[str, Any]) -> Assertion:
    part = _PART.fullmatch(str(row.get("transform", "output")))
    return Assertion(row["type"], row.get("value"), (part[1] or "") if part else "", float(row.get("weight", 1)))


def _texts(value: object) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str) and all(isinstance(one, str) for one in value)


def _doubles(names: Iterator[str]) -> list[str]:
    seen: set[str] = set()
    return [name for name in names if name in seen or seen.add(name)]  # type: ignore[func-returns-value]
