"""Whether a checked draft is one, and how far it is to be trusted."""

from __future__ import annotations

from dataclasses import replace

from assistant.core.draft import Draft, Line, Source, Written
from assistant.core.judge import HELD, judged, own_limits
from assistant.core.retrieval.confidence import Limits
from tests.core.make import RETURNS, context

BY_MODEL = Written(by="model")
SURE = replace(RETURNS, score=0.9, nearness=0.9)
FAR = replace(RETURNS, score=0.02, nearness=0.02)
REPLY = Draft(
    kind="reply",
    summary="Wants to return it.",
    reply="<p>You have 30 days.</p>",
    sources=(Source(1, "canned", "7", "How to return an item", None, "within 30 days"),),
    ledger=(Line("You have 30 days.", "supported", 1, "within 30 days"),),
    written=BY_MODEL,
)
BARE = replace(REPLY, ledger=(Line("You have 30 days.", "unsupported"),))


def test_a_models_reply_that_nothing_supports_is_held_back():
    held = judged(BARE, context("Hello?", FAR), Limits(0.1))
    assert ("investigation", "", None) == (held.kind, held.reply, held.confidence)
    assert HELD in held.remarks


def test_a_reply_that_a_source_supports_stands_however_far_the_search():
    kept = judged(REPLY, context("Hello?", FAR), Limits(0.1))
    assert "reply" == kept.kind
    assert kept.confidence is not None
    assert "low" == kept.confidence.level


def test_a_near_source_and_full_support_give_confidence_with_its_reason():
    kept = judged(REPLY, context("Return?", SURE), Limits(0.1))
    assert kept.confidence is not None
    assert "high" == kept.confidence.level
    assert "every sentence is supported" in kept.confidence.reason


def test_what_another_pool_knows_makes_a_reply_no_surer():
    unsure, rival = replace(RETURNS, score=0.5, nearness=0.5), replace(RETURNS, id="8", title="Other", score=0.49)
    article = replace(SURE, pool="article", id="9")
    made = judged(REPLY, context("Return?", unsure, rival, article), Limits(0.1))
    assert made.confidence is not None
    assert "low" == made.confidence.level


def test_a_composed_reply_is_not_held_back_by_the_models_rule():
    composed = replace(BARE, written=Written(by="canned"))
    assert "reply" == judged(composed, context("Hello?", FAR), Limits(0.1)).kind


def test_a_desks_own_limit_wins_over_the_default():
    assert Limits(0.4) == own_limits('{"answer": 0.4}')
    assert Limits() == own_limits("nonsense") == own_limits(None)
