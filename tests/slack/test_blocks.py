"""What the chat shows: all of the draft, nothing that pings, within Slack's sizes."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.core.answer import Told
from assistant.core.draft import Confidence, Finding, Source
from assistant.slack import blocks

from ..web.builders_of_web import a_draft, a_record

HOSTILE = "<!channel> <@U1> <https://evil.example|click> &amp; @here @everyone"


def shown(payload: dict[str, Any]) -> str:
    """All the words of the blocks."""
    return "\n".join(block["text"]["text"] for block in payload["blocks"])


def test_a_draft_is_shown_with_everything_an_agent_needs() -> None:
    words = shown(blocks.drafted(a_record(), portal_url="https://acme.freshdesk.com/"))
    for part in (
        "<https://acme.freshdesk.com/a/tickets/4107|Ticket 4107>",
        "The note with this draft is on the ticket.",
        "The grinder stops after a minute.",
        "Hello Mia,\n\nclean the burrs (https://help.example/burrs) first.",
        "No source has this amount: “20 euro”",
        "1. <https://help.example/burrs|Cleaning the burrs>",
        "Which model is it?",
    ):
        assert part in words


def test_only_the_asker_sees_it_and_chats_without_blocks_see_it_too() -> None:
    payload = blocks.drafted(a_record())
    assert "ephemeral" == payload["response_type"]
    assert "clean the burrs" in payload["text"]


def test_the_reference_of_the_note_is_never_shown() -> None:
    assert "k3f9q2m7xa" not in json.dumps(blocks.drafted(a_record()))


def test_a_retired_draft_says_why() -> None:
    words = shown(blocks.drafted(a_record(state="retired", why="an agent answered")))
    assert "overtaken: an agent answered" in words


def test_an_investigation_says_that_there_is_no_reply() -> None:
    assert "No reply is suggested" in shown(blocks.drafted(a_record(draft=a_draft(kind="investigation", reply=""))))


def test_why_there_is_no_reply_is_said_as_in_the_note() -> None:
    grave = "This may be a matter of safety (“sparks”): a person should answer."
    words = shown(blocks.drafted(a_record(draft=a_draft(kind="investigation", reply="", no_reply=grave))))
    assert (True, False) == (grave in words, "No reply is suggested" in words)


def test_the_letter_that_asks_is_shown_as_in_the_note() -> None:
    asking = a_draft(kind="investigation", reply="", holding="<p>Hello Mia,</p><p>which model is it?</p>")
    assert "*Suggested reply that asks it*\nHello Mia,\n\nwhich model is it?" in shown(
        blocks.drafted(a_record(draft=asking))
    )


def test_how_far_to_trust_a_reply_is_said_below_it() -> None:
    doubtful = Confidence("low", 0.2, "it may answer another question.")
    assert "low confidence: it may answer another question." in shown(
        blocks.drafted(a_record(draft=a_draft(confidence=doubtful)))
    )


def test_a_customer_who_asks_again_is_named() -> None:
    words = shown(blocks.drafted(a_record(draft=a_draft(again="the customer writes “third email”"))))
    assert "*Not the first time*\nthe customer writes “third email”" in words


def hostile_record() -> Any:
    return a_record(
        draft=a_draft(
            summary=HOSTILE,
            reply=HOSTILE.replace("<", "&lt;"),
            question=HOSTILE,
            holding=HOSTILE.replace("<", "&lt;"),
            no_reply=HOSTILE,
            again=HOSTILE,
            remarks=(HOSTILE,),
            findings=(Finding("link", HOSTILE, HOSTILE),),
            sources=(Source(1, "past", "1", HOSTILE + "|x", "javascript:alert(1)", HOSTILE),),
        ),
        why=HOSTILE,
        state="retired",
    )


def test_nothing_that_a_customer_wrote_pings_or_links() -> None:
    payload = blocks.drafted(hostile_record())
    for words in (payload["text"], shown(payload)):
        assert [] == re.findall(r"[<>]|@(?:here|channel|everyone)", words)
        assert "&lt;!channel&gt;" in words
    assert all(block["text"]["verbatim"] for block in payload["blocks"])


def test_sentences_are_escaped_too() -> None:
    assert "<" not in blocks.told(HOSTILE)["text"] + blocks.answer(Told("told", HOSTILE), None)["text"]


def test_an_answer_shows_the_draft_that_it_names_with_its_message() -> None:
    words = shown(blocks.answer(Told("draft", "The note was edited.", 7), a_record()))
    assert "The note was edited." in words
    assert "The grinder stops" in words


def test_a_draft_that_is_gone_leaves_the_message() -> None:
    assert "It is gone." == blocks.answer(Told("draft", "It is gone.", 7), None)["text"]


@pytest.mark.parametrize(
    "text", ["word " * 9000, "<" * 30_000, '"\n' * 20_000, "x" * 40_000, "日本語" * 9000, "\x00\ud800" * 9000]
)
def test_long_texts_are_cut_to_what_slack_takes(text: str) -> None:
    draft = a_draft(summary=text, reply=f"<p>{text.replace('<', '&lt;')}</p>", question=text, remarks=(text,) * 9)
    sources = tuple(Source(n, "article", str(n), text, "https://help.example/" + "y" * 400, text) for n in range(20))
    findings = (Finding("amount", text, text),) * 20
    record = a_record(draft=a_draft(**{**vars(draft), "sources": sources, "findings": findings}), why=text)
    payload = blocks.drafted(record, message=text, portal_url="https://acme.freshdesk.com")
    assert len(json.dumps(payload, ensure_ascii=False)) <= 10_000
    assert all(0 < len(block["text"]["text"]) <= 3000 for block in payload["blocks"])
    assert len(payload["blocks"]) <= 50


@settings(deadline=None)
@given(st.text(max_size=200), st.text(max_size=200))
def test_no_text_breaks_the_payload(text: str, reply: str) -> None:
    payload = blocks.drafted(a_record(draft=a_draft(summary=text, reply=reply), why=text), message=text)
    assert json.dumps(payload, ensure_ascii=False).encode("utf-8")
    assert all(block["text"]["text"].strip() for block in payload["blocks"])
