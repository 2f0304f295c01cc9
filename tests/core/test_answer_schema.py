"""The JSON that a model answers with."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.core.draft import Draft, Triage, Written
from assistant.core.markup import clean_reply
from assistant.core.prompt.answer_schema import parse, problem, schema
from tests.core.make import ARTICLE, RETURNS, context

ASKED = context("How can I return my kettle?", RETURNS, ARTICLE)
MODEL = Written(by="model", model="m")


def answer(**changes: Any) -> str:
    plain = {
        "summary": "Wants to return a kettle.",
        "enough": True,
        "reply": "Hi Anna,\n\nyou have 30 days.\n\n- open the order\n- print the label",
        "sources": [{"source": "S2", "quote": "within 30 days"}],
        "question": "",
        "language": "en",
        "triage": {"type": "Return", "priority": None, "group": None},
    }
    return json.dumps(plain | changes)


def parsed(**changes: Any) -> Draft:
    return parse(answer(**changes), ASKED, MODEL)


def test_a_good_answer_becomes_a_draft():
    draft = parsed()
    assert draft.reply == (
        "<p>Hi Anna,</p>\n<p>you have 30 days.</p>\n<ul><li>open the order</li><li>print the label</li></ul>"
    )
    assert (draft.sources[0].number, draft.sources[0].id, draft.sources[0].quote) == (1, "9", "within 30 days")
    assert (Triage("type", "Return", ""),) == draft.triage
    assert draft.findings == ()


def test_the_schema_offers_only_this_contexts_sources_and_the_desks_values():
    found = schema(ASKED)
    assert found["properties"]["sources"]["items"]["properties"]["source"]["enum"] == ["S1", "S2", "T"]
    assert found["properties"]["triage"]["properties"]["type"]["enum"] == ["Question", "Problem", "Return", None]


def test_every_object_of_the_schema_is_strict():
    """A strict schema names every property as required and allows no other."""

    def objects(node: Any) -> Iterator[dict[str, Any]]:
        if isinstance(node, dict) and node.get("type") == "object":
            yield node
        for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else []:
            yield from objects(inner)

    assert all(
        found["required"] == list(found["properties"]) and found["additionalProperties"] is False
        for found in objects(schema(ASKED))
    )


def test_a_reply_in_another_language_comes_with_a_translation_for_the_agent():
    draft = parsed(language="de", reply="Hallo", translation="Hi <b>Anna</b>,\n\n{{ you }} have 30 days.")
    assert draft.translation == "Hi <b>Anna</b>,\n\n{ { you } } have 30 days."


@pytest.mark.parametrize("changes", [{"language": "en"}, {"language": "de", "enough": False}])
def test_there_is_nothing_to_translate_in_the_agents_language_or_without_a_reply(changes: dict[str, Any]):
    assert parsed(translation="Hi Anna", **changes).translation == ""


def test_an_answer_without_a_translation_is_no_fault():
    assert problem(answer(), ASKED) is None
    assert '"translation" must be a string' in str(problem(answer(translation=7), ASKED))


def test_json_in_a_code_fence_or_between_sentences_is_found():
    assert problem(f"Sure!\n```json\n{answer()}\n```", ASKED) is None


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "no JSON object"),
        ("I cannot help.", "no JSON object"),
        ('{"summary": ', "no JSON object"),
        ('{"summary": }', "no valid JSON"),
        ('{"a":' * 5000 + "1" + "}" * 5000, ""),  # too deep for some Pythons, merely wrong for others
        ("{" + "9" * 70_000 + "}", "too long"),
        (answer(reply=7), '"reply" must be there and be a string'),
        (answer(enough="yes"), '"enough" must be there and be a boolean'),
        (answer(reply=" \u200b "), '"reply" is empty'),
        (answer(sources=[{"source": "S9", "quote": ""}]), '"sources" must hold'),
        (answer(sources=["S1"]), '"sources" must hold'),
        (answer(triage=[1]), '"triage" must be an object'),
    ],
)
def test_a_broken_answer_is_told_what_is_wrong(text: str, fault: str):
    assert fault in str(problem(text, ASKED))
    with pytest.raises(ValueError, match=r"answer|must|empty"):
        parse(text, ASKED, MODEL)


def test_too_little_evidence_is_an_investigation_without_a_reply():
    draft = parsed(enough=False, question="Which order is it?")
    assert (draft.kind, draft.reply, draft.question) == ("investigation", "", "Which order is it?")


def test_words_that_stand_in_no_source_are_found():
    draft = parsed(sources=[{"source": "S2", "quote": "within 90 days"}])
    assert [finding.rule for finding in draft.findings] == ["quote"]
    assert draft.sources[0].quote == ""


def test_a_reply_that_names_no_source_is_to_be_checked():
    assert [finding.rule for finding in parsed(sources=[]).findings] == ["source"]


def test_the_thread_can_be_a_source():
    draft = parsed(sources=[{"source": "T", "quote": "return my kettle"}])
    assert (draft.sources[0].pool, draft.sources[0].id) == ("ticket", "4107")


def test_a_value_that_the_desk_does_not_have_is_not_proposed():
    assert parsed(triage={"type": "vip-approved", "priority": "Low", "group": None}).triage == ()


@pytest.mark.parametrize(
    ("reply", "html"),
    [
        ("<script>x</script> <b>a</b>", "<p>&lt;script&gt;x&lt;/script&gt; &lt;b&gt;a&lt;/b&gt;</p>"),
        ("**Hi** there [S1]. See [1] (S1, S2)", "<p>Hi there. See [1]</p>"),
        ("![logo](https://img.example.net/p.png?d=1)", "<p>logo</p>"),
        ("Open https://larkhob.example/a?b=1&c=2.", '<p>Open <a href="https://larkhob.example/a?b=1&amp;c=2">'
         "https://larkhob.example/a?b=1&amp;c=2</a>.</p>"),
        ("Hi {{ticket.requester.name}} {% if x %}", "<p>Hi { {ticket.requester.name} } { % if x % }</p>"),
        ("a\x00b\u200bc", "<p>abc</p>"),
        ("1. one\n2. two", "<ol><li>one</li><li>two</li></ol>"),
    ],
)  # fmt: skip
def test_the_html_of_a_reply_is_ours(reply: str, html: str):
    assert html == parsed(reply=reply).reply


@given(st.text(), st.text(), st.text())
def test_whatever_stands_in_an_answer_its_reply_is_clean_html(reply: str, quote: str, summary: str):
    text = answer(reply=reply, summary=summary, sources=[{"source": "S1", "quote": quote}])
    if problem(text, ASKED) is None:
        draft = parse(text, ASKED, MODEL)
        assert draft.reply == clean_reply(draft.reply)
        assert "{{" not in draft.reply + draft.summary


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_no_json_whatever_makes_it_raise_anything_but_a_fault(value: Any):
    problem(json.dumps(value), ASKED)
    problem(json.dumps({"sources": value, "triage": value}), ASKED)
