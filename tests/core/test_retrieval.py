"""Which text answers a question, and when none does."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from assistant.core.draft import Match
from assistant.core.retrieval import Candidate, rank, statistics, terms

TEXTS = [
    Match("canned", "1", "How to return an item", "You can send it back within 30 days of delivery."),
    Match("canned", "2", "Where is my order?", "The tracking link is in the e-mail we sent when the parcel left us."),
    Match("canned", "3", "Grinder is jammed", "Unplug it and take the upper burr out."),
    Match("article", "4", "Wasserkocher entkalken", "Zitronensäure und Wasser aufkochen."),
]


def search(question: str, items: Sequence[Match] = TEXTS) -> list[Match]:
    return rank(question, {"canned": [Candidate(item) for item in items]}, {"canned": statistics(items)}, limit=20)


def best(question: str) -> Match:
    return search(question)[0]


def test_the_text_that_shares_the_telling_words_comes_first():
    assert best("I want to return two items").id == "1"
    assert best("My parcel is late and the tracking has not moved, where is the order?").id == "2"
    assert best("the grinder jams").id == "3"


def test_it_works_in_other_languages():
    assert best("Wie entkalke ich meine Wasserkocher?").id == "4"


def test_a_good_match_scores_high_and_a_poor_one_low():
    assert best("how do I return an item").score > 0.5
    assert best("who won the world cup in France").score < 0.1


def test_no_question_or_no_text_scores_nothing():
    assert best("").score == 0.0
    assert search("anything", []) == []


def test_plural_and_case_make_no_difference():
    assert terms("Refunds REFUND") == ["refund", "refund"]


@given(st.text(), st.text(), st.text())
def test_every_score_lies_between_0_and_1(question: str, title: str, text: str):
    assert all(0 <= match.score <= 1 for match in search(question, [Match("canned", "1", title, text), *TEXTS]))
