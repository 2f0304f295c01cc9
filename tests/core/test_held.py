"""Where no reply stands ready: grave matters, mail that wants nothing, messages that say nothing."""

from __future__ import annotations

from dataclasses import replace

from assistant.core.compose import compose
from assistant.core.draft import Draft, Match
from assistant.core.finish import finished
from assistant.core.note import note_html, plain_note
from assistant.core.retrieval.confidence import Limits
from tests.core.make import REFERENCE, RETURNS, context

SPARKS = "My kettle throws sparks. Can I return it?"
SAFETY = Match(
    "canned",
    "8",
    "Smoke, sparks, burns",
    "Hi, please unplug it at once and do not use it again. Somebody who saw sparks or smoke is called by us today.",
    "<p>Hi,</p><p>please unplug it at once and do not use it again. Somebody who saw sparks or smoke is called by us"
    " today.</p><p>Kind regards,<br>Larkhob</p>",
    score=0.9,
)
SALES = (
    "I came across your website. We are a leading SEO agency and can help you to rank higher on Google. Would you be"
    " open to a quick 15-minute call this week?"
)
NEWSLETTER = "Shop now!\n\nYou receive this newsletter because you signed up.\nUnsubscribe | View in browser"


def draft(text: str, *matches: Match, **changes: object) -> Draft:
    given = context(text, *matches, **changes)
    return finished(compose(given), given, Limits(0.01))


def test_a_matter_of_safety_waits_for_a_person():
    made = draft(SPARKS, RETURNS)
    assert ("investigation", "", "") == (made.kind, made.reply, made.question)
    assert "This may be a matter of safety (“sparks”): a person should answer." == made.no_reply
    assert plain_note(note_html(made, reference=REFERENCE)).startswith(made.no_reply)


def test_it_is_proposed_as_urgent_and_never_as_sure():
    (priority,) = [one for one in draft(SPARKS, RETURNS).triage if one.field == "priority"]
    assert ("Urgent", "it may be a matter of safety", "medium") == (
        priority.value,
        priority.reason,
        priority.confidence,
    )
    assert not [one for one in draft(SPARKS, RETURNS, priority="Urgent").triage if one.field == "priority"]


def test_a_text_of_the_desks_own_about_the_very_matter_may_be_sent():
    made = draft("My kettle throws sparks", SAFETY)
    assert "reply" == made.kind
    assert "see whether this reply will do" in made.findings[0].advice
    assert made.confidence is not None
    assert "high" != made.confidence.level


def test_a_request_by_law_that_a_text_clearly_answers_keeps_its_reply_with_a_mark():
    """Nobody is in danger; an unsure reply is held back all the same."""
    asked = "Under the GDPR I want my money back: how do I return an item within 30 days?"
    sure, unsure = (draft(asked, replace(RETURNS, score=score, nearness=score, among=1)) for score in (0.9, 0.3))
    assert ("reply", "matter", "investigation") == (sure.kind, sure.findings[0].rule, unsure.kind)


def test_what_an_agent_once_answered_is_no_text_of_the_desks_own():
    past = Match("past", "5", "Sparks", "It throws sparks", answer="Hi, sparks are normal, send it back.", score=0.9)
    assert "investigation" == draft("My kettle throws sparks", past).kind


def test_self_harm_is_answered_by_no_text_at_all():
    own = replace(SAFETY, title="Suicide", text="Hi, if you think of suicide, call 116 123.", html="")
    assert "investigation" == draft("I think of suicide, and want to return the kettle", own).kind


def test_an_agent_who_says_how_to_write_it_gets_a_reply():
    made = draft(SPARKS, RETURNS, instruction="tell them to unplug it")
    assert ("reply", "matter") == (made.kind, made.findings[0].rule)


def test_sales_mail_and_newsletters_are_named_and_not_answered():
    for text, name in ((SALES, "a sales mail"), (NEWSLETTER, "a newsletter")):
        made = draft(text, RETURNS)
        assert (True, "", (), "") == (name in made.no_reply, made.reply, made.sources, made.question)


def test_a_customer_may_speak_of_a_newsletter():
    text = "I want to unsubscribe from your newsletter, and where is your privacy policy? How do I return an item?"
    assert "reply" == draft(text, RETURNS).kind


def test_a_bare_subject_is_asked_what_is_wanted():
    made = draft("", RETURNS, subject="order LH-21102")
    assert "No draft: the message does not say what is wanted." == made.no_reply
    assert "What can we help you with, and what has happened so far?" == made.question
    assert made.question in plain_note(made.letter)


def test_a_models_own_question_is_asked_where_nothing_was_said():
    given = context("", RETURNS, subject="order LH-21102")
    asks = replace(compose(given), question="What can we do for you about order LH-21102?", language="en")
    assert asks.question == finished(asks, given, Limits(0.01)).question
    assert "password" not in finished(replace(asks, question="What is your password?"), given, Limits(0.01)).question


def test_an_unspaced_subject_is_no_single_word():
    assert "reply" == draft("", RETURNS, subject="返品したい").kind


def test_a_greeting_alone_is_asked_as_well():
    assert "does not say what is wanted" in draft("Hello, hi!", RETURNS, subject="").no_reply


def test_a_question_in_the_subject_is_answered():
    assert "reply" == draft("", RETURNS, subject="How can I return my kettle").kind
    assert "reply" == draft("", RETURNS, subject="Return?").kind
    assert "reply" == draft("", RETURNS, subject="return order LH-21102").kind


def test_a_reply_to_none_of_two_questions_is_none():
    text = "Do you repair grinders from other makers? Which museum in Lisbon shows your machines?"
    assert "No draft: what we have answers none of what is asked." == draft(text, RETURNS).no_reply
