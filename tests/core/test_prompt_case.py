"""Prompt tests in promptfoo's format: what is asserted, and what cannot be."""

from __future__ import annotations

import json
from typing import Any

import pytest

from assistant.core.prompt.case import TYPES, Assertion, Case, holds, read_cases, score

OUTPUT: dict[str, Any] = {"reply": "Hello Mia, 30 days.", "findings": ["link: x"], "language": "de"}


def one(**row: Any) -> str:
    return json.dumps([{"description": "a", "assert": [{"type": "contains", "value": "x"}], **row}])


def asserted(**row: Any) -> str:
    return one(**{"assert": [row]})


@pytest.mark.parametrize(
    ("kind", "value", "part"),
    [
        ("contains", "30 days", "reply"),
        ("icontains", "HELLO", "reply"),
        ("contains-any", ["x", "Mia"], "reply"),
        ("contains-all", ["30", "Mia"], "reply"),
        ("icontains-any", ["x", "MIA"], "reply"),
        ("icontains-all", ["DAYS", "MIA"], "reply"),
        ("starts-with", "Hello", "reply"),
        ("regex", r"\d+ days", "reply"),
        ("equals", "de", "language"),
        ("equals", ["link: x"], "findings"),
        ("contains", "link:", "findings"),
        ("is-json", None, ""),
    ],
)
def test_each_kind_holds_and_its_opposite_does_not(kind: str, value: Any, part: str):
    assert holds(Assertion(kind, value, part), OUTPUT)
    assert not holds(Assertion(f"not-{kind}", value, part), OUTPUT)


@pytest.mark.parametrize("kind", sorted(TYPES))
def test_no_kind_holds_of_a_reply_that_says_something_else(kind: str):
    value: Any = ["nothing"] if kind.endswith(("-any", "-all")) else "nothing"
    assert not holds(Assertion(kind, value, "reply"), OUTPUT)


def test_a_part_that_is_not_there_fails_either_way():
    assert not holds(Assertion("contains", "x", "html"), OUTPUT)
    assert not holds(Assertion("not-contains", "x", "html"), OUTPUT)


def test_the_score_is_the_weighted_share_and_a_threshold_forgives_the_rest():
    asserts = (Assertion("contains", "Mia", "reply", 3), Assertion("contains", "no", "reply", 1))
    found = score(Case("a", {}, asserts), OUTPUT)
    assert (0.75, False, asserts[1:]) == (found.value, found.passed, found.failed)
    assert score(Case("a", {}, asserts, threshold=0.7), OUTPUT).passed


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{", "x.yaml: no valid YAML"),
        ("a: 1", "x.yaml: should be a list of tests"),
        (one(description=None), "description: is missing"),
        (one(options={}), "x.yaml, a: options: is not supported"),
        (one(**{"assert": []}), "assert: should be a list with at least one entry"),
        (asserted(type="javascript", value="output.length"), "assert: type javascript is not supported; there are"),
        (asserted(type="llm-rubric", value="polite"), "assert: type llm-rubric is not supported"),
        (asserted(type="contains", value="x", transform="output.reply.trim()"), "transform can only name a part"),
        (asserted(type="contains", value=7), "assert: contains takes a text"),
        (asserted(type="contains-any", value="a,b"), "assert: contains-any takes a list of texts"),
        (asserted(type="regex", value="("), "is no regular expression"),
        (asserted(type="is-json", value={"type": "object"}), "is-json takes no schema"),
        (asserted(type="contains", value="x", provider="gpt"), "assert: provider is not supported"),
        (json.dumps(json.loads(one()) * 2), "x.yaml: two tests are called a."),
    ],
)
def test_what_cannot_be_tested_is_named(text: str, fault: str):
    with pytest.raises(ValueError, match=r"^x\.yaml") as caught:
        read_cases(text, "x.yaml")
    assert fault in str(caught.value)


def test_a_case_is_read_as_promptfoo_would():
    row = {"type": "contains", "value": "30", "transform": "output.reply", "weight": 2}
    (case,) = read_cases(one(**{"assert": [row], "providers": ["recorded"], "vars": {"subject": "s"}}), "x.yaml")
    assert Case("a", {"subject": "s"}, (Assertion("contains", "30", "reply", 2.0),), None, ("recorded",)) == case
