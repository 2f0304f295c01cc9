"""What a reply leaves open is named, where a message asks more than one thing."""

from __future__ import annotations

from dataclasses import replace

from assistant.core.compose import compose
from assistant.core.draft import Draft, Match
from assistant.core.finish import finished
from assistant.core.retrieval.confidence import Limits
from tests.core.make import ARTICLE, RETURNS, context

CANCEL = Match("canned", "8", "Cancel an order", "Hi, an order that was not sent can be cancelled.", score=0.5)
TWO = "How can I send my kettle back? And can I cancel an order that was not sent?"


def made(text: str, *matches: Match, **changes: object) -> Draft:
    given = context(text, *(matches or (RETURNS, CANCEL, ARTICLE)), **changes)
    return finished(compose(given), given, Limits(0.01))


def left_open(text: str, *matches: Match) -> list[str]:
    return [finding.advice for finding in made(text, *matches).findings if finding.rule == "unanswered"]


def test_the_second_question_is_named_with_the_source_that_speaks_of_it():
    assert ["Not answered: “And can I cancel an order that was not sent?”; see [2]"] == left_open(TWO)


def test_a_question_that_no_source_speaks_of_is_named_alone():
    text = "How can I send my kettle back? Do you have a museum in Lisbon that shows old machines?"
    assert ["Not answered: “Do you have a museum in Lisbon that shows old machines?”"] == left_open(text)


def test_one_question_is_left_to_the_confidence():
    assert [] == left_open("Do you have a museum in Lisbon that shows old machines?")


def test_both_answered_is_nothing_open():
    assert [] == left_open("How can I send my kettle back? Within how many days can I send it back?")


def test_items_of_a_list_count_as_questions():
    text = "How can I send it back?\n1. museum in Lisbon that shows old machines\n2. return within 30 days"
    assert ["Not answered: “museum in Lisbon that shows old machines”"] == left_open(text)


def test_a_model_is_held_to_it_as_well():
    given = context(TWO, RETURNS, CANCEL)
    draft = Draft("reply", "", "<p>Of course you can send your kettle back within 30 days.</p>")
    found = finished(replace(draft), given, Limits(0.01)).findings
    assert [True] == ["cancel an order" in one.advice for one in found if one.rule == "unanswered"]


def test_what_is_left_open_lowers_the_confidence():
    whole, half = made("How can I send my kettle back?").confidence, made(TWO).confidence
    assert whole is not None
    assert half is not None
    assert half.score < whole.score


def test_a_reply_in_other_words_than_the_questions_is_not_said_to_leave_all_open():
    charged = Match(
        "canned",
        "9",
        "Charged twice",
        "Hi, when a card is tried twice, the bank shows one payment as reserved.",
        score=0.9,
    )
    text = (
        "My bank shows the payment with my card twice, one is reserved. Did I order two? When do I get the rest back?"
    )
    assert ("reply", []) == (made(text, charged).kind, left_open(text, charged))


def test_a_reply_in_another_language_is_not_measured_by_its_words():
    german = "Wie kann ich den Wasserkocher zurückschicken? Und was kostet mich die Rücksendung aus Österreich?"
    assert ("reply", []) == (made(german).kind, left_open(german))


def test_fillers_tell_nothing_of_what_is_asked():
    assert [] == left_open("Can I still send it back? How can I return my kettle within 30 days?")


def test_a_short_question_that_no_source_speaks_of_may_be_answered_in_other_words():
    assert [] == left_open("How can I send my kettle back? Is the whole sum paid?")
