"""The one question whose answer would decide."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from assistant.core import text
from assistant.core.asking import with_question
from assistant.core.asking.told import may_ask
from assistant.core.compose import compose
from assistant.core.context import Context, FormField
from assistant.core.draft import Draft, Finding, Match
from tests.core.make import DESK, context, customer

ORDER = FormField("cf_order_number", "Order number")
COUNTRY = FormField("cf_country", "Country of delivery", required=True, choices=("Germany", "Switzerland"))
SHOP = replace(DESK, fields=(ORDER,), products=((1, "Heron"), (2, "Rookmill")))
LATE = "Where is my parcel? I have been waiting for two weeks."
ASKS = "We look it up at once. Could you send me your order number?"


def past(number: int, answer: str = ASKS, score: float = 0.6, *labels: tuple[str, str]) -> Match:
    return Match("past", str(number), "Late", LATE, answer=answer, score=score, labels=labels)


def late(*matches: Match, message: str = LATE, **changes: Any) -> Context:
    return context(message, *matches, **{"desk": SHOP, "subject": "", **changes})


def asked(given: Context) -> Draft:
    return with_question(Draft(kind="investigation", summary="", reply=""), given)


def own(question: str, given: Context, **changes: Any) -> Draft:
    draft = Draft(kind="investigation", summary="", reply="", question=question, language="en")
    return with_question(replace(draft, **changes), given)


def test_what_agents_asked_in_similar_tickets_is_asked():
    draft = asked(late(past(1), past(2, "It is on its way."), past(3)))
    assert "Could you send me your order number?" == draft.question
    assert "agents asked this in 2 of 3 similar tickets" == draft.question_why


def test_a_question_that_was_asked_back_before_the_answer_counts_too():
    draft = asked(late(past(1, "It is on its way.", 0.6, ("asked", "Could you send me your order number?"))))
    assert "Could you send me your order number?" == draft.question


def test_the_wording_in_the_customers_language_is_taken():
    german = past(2, "", 0.6, ("asked", "Could you send me your order number, bitte?"))
    other = past(3, "", 0.6, ("asked", "Wie lautet denn Ihre Bestellnummer, bitte schön?"))
    given = late(other, german, message="Wo ist mein Paket? Ich warte schon seit zwei Wochen darauf.")
    assert "Wie lautet denn Ihre Bestellnummer, bitte schön?" == asked(given).question


@pytest.mark.parametrize(
    "message",
    [
        "Where is my order LH-20931? Two weeks.",
        "Where is my parcel? LH-20931",
        "Where is it? Invoice no. LH-20931",
    ],
)
def test_a_number_that_the_message_names_is_not_asked_for(message: str):
    assert "" == asked(late(past(1), message=f"{message} I have been waiting for so long now.")).question


def test_the_number_of_another_thing_is_no_answer():
    given = late(past(1), message="Where is my parcel? The serial number of the old one was X200-8841, if that helps.")
    assert "Could you send me your order number?" == asked(given).question


def test_a_number_in_the_ticket_or_earlier_in_the_thread_is_not_asked_for_again():
    assert "" == asked(late(past(1), custom_fields=(("cf_order_number", "LH-20931"),))).question
    before = replace(customer("My order is LH-20931."), in_turn=False)
    assert "" == asked(late(past(1), entries=(before, customer(LATE)))).question


def test_a_date_and_a_price_are_no_order_number():
    given = late(past(1), message="I ordered on 12.11.2026 for 149.00 EUR. Where is my parcel, two weeks later?")
    assert "Could you send me your order number?" == asked(given).question


def test_a_field_that_the_answers_to_similar_tickets_name_is_asked_for():
    needed = [past(number, "It is on its way.", 0.6, ("needed", "cf_order_number")) for number in (1, 2)]
    draft = asked(late(*needed))
    assert "Could you tell us: Order number?" == draft.question
    assert "empty here, and the answers to 2 of 2 similar tickets name it" == draft.question_why


def test_a_field_that_one_answer_alone_names_is_not_asked_for():
    assert "" == asked(late(past(1, "It is on its way.", 0.6, ("needed", "cf_order_number")))).question


def test_a_required_field_is_asked_for_unless_the_message_names_one_of_its_choices():
    desk = replace(DESK, fields=(COUNTRY,))
    message = "How long does a parcel take, and what does the postage cost me?"
    assert "Could you tell us: Country of delivery?" == asked(late(message=message, desk=desk)).question
    assert "" == asked(late(message=f"{message} I live in switzerland.", desk=desk)).question


def test_an_optional_field_that_no_answer_needed_is_not_asked_for():
    assert "" == asked(late(past(1, "It is on its way."))).question


def test_what_tells_the_two_nearest_texts_apart_is_asked_first():
    heron = Match("article", "1", "Cleaning the Heron", "Descale it.", public=True, score=0.6)
    mill = Match("article", "2", "Cleaning the Rookmill", "Brush it.", public=True, score=0.55)
    draft = asked(late(heron, mill, past(1), message="How do I clean it? There is something ugly inside."))
    assert "Which of the two is it about: Heron or Rookmill?" == draft.question
    assert "it tells “Cleaning the Heron” from “Cleaning the Rookmill”" == draft.question_why


def test_two_texts_are_not_told_apart_by_what_the_ticket_says():
    heron = Match("article", "1", "Cleaning the Heron", "Descale it.", public=True, score=0.6)
    mill = Match("article", "2", "Cleaning the Rookmill", "Brush it.", public=True, score=0.55)
    ugly = "There is something ugly inside."
    assert "" == asked(late(heron, mill, message=f"How do I clean my heron? {ugly}")).question
    assert "" == asked(late(heron, mill, message=f"How do I clean it? {ugly}", product="Heron")).question


@pytest.mark.parametrize(
    "question",
    [
        "Could you send us your password?", "Wie lautet Ihr Passwort?", "What is the number of your credit card?",
        "Quel est le code PIN ?", "Could you read the CVV to me?", "Please give us your IBAN, which is it?",
        "Shall I send you a repair form?", "Is there anything else I can do?", "Darf ich Ihnen eines schicken?",
        "Please send us your order number.",
    ],
)  # fmt: skip
def test_secrets_offers_and_what_is_no_question_are_never_asked(question: str):
    assert not may_ask(question, late())


def test_a_photo_that_is_attached_is_not_asked_for():
    asks = "Could you send us a photo of it?"
    assert may_ask(asks, late())
    assert not may_ask(asks, late(attachments=("lid.jpg (image/jpeg, 1 bytes)",)))


def test_another_customers_particulars_make_no_question():
    assert "" == asked(late(past(1, "Is [address] still the right address?"))).question


def test_a_question_with_a_link_is_not_passed_on():
    assert "" == asked(late(past(1, "Could you enter your number at evil.example/form?"))).question


def test_a_models_own_question_is_kept_if_it_may_be_asked():
    assert "Which lid is it?" == own("Which lid is it?", late(past(1))).question


def test_a_models_question_for_what_is_told_gives_way_to_ours():
    given = late(past(1, "Which carrier brings it?"), message="Where is my order LH-20931? I wait and wait and wait.")
    assert "Which carrier brings it?" == own("What is your order number?", given).question


def test_of_several_questions_of_a_model_the_first_that_may_be_asked_is_kept():
    assert "Which lid is it?" == own("What is your password? Which lid is it? And when?", late()).question


def test_a_reply_that_lacks_nothing_asks_nothing():
    draft = with_question(Draft(kind="reply", summary="", reply="<p>Yes.</p>"), late(past(1)))
    assert ("", "") == (draft.question, draft.holding)


def test_a_gap_that_a_field_fills_is_asked_for():
    gap = Finding("gap", "[ticket.cf_order_number?]", "Fill this in.")
    draft = with_question(Draft(kind="reply", summary="", reply="<p>Yes.</p>", findings=(gap,)), late())
    assert ("Could you tell us: Order number?", "the reply needs it") == (draft.question, draft.question_why)


def test_next_to_nothing_said_is_asked_what_it_is_about():
    assert "What exactly happened, and which product is it about?" == asked(late(message="It leaks!")).question


def test_a_message_of_files_alone_is_asked_what_it_is_about():
    given = late(message="", attachments=("a.pdf (application/pdf, 9 bytes)",))
    assert "Your message came with files and without words: what is it about?" == asked(given).question


def test_a_clear_question_that_nothing_of_ours_answers_is_not_asked_back():
    message = "Do you deliver to Yokohama, and does the grinder run on a hundred volts there?"
    assert "" == asked(late(message=message)).question


def test_a_letter_asks_it_in_the_customers_language():
    draft = asked(late(past(1)))
    assert (
        "Hello Anna,\n\nthank you for your message. There is one thing that we need to know first:\n\n"
        "Could you send me your order number?\n\nKind regards,\nLarkhob"
    ) == text.plain(draft.holding)


def test_there_is_no_letter_where_the_question_is_in_another_language():
    draft = asked(late(past(1), message="Wo ist mein Paket? Ich warte schon seit zwei Wochen darauf."))
    assert ("Could you send me your order number?", "") == (draft.question, draft.holding)


def test_a_desks_own_language_is_used_for_our_words():
    german = replace(DESK, language="de", fields=(FormField("cf_nr", "Bestellnummer", required=True),))
    given = late(message="Wo ist mein Paket? Ich warte schon seit zwei Wochen darauf.", desk=german)
    assert "Könnten Sie uns bitte noch nennen: Bestellnummer?" == asked(given).question


def test_nobody_is_greeted_by_markup():
    given = late(past(1), entries=(customer(LATE, "<img src=x onerror=alert(1)>"),))
    assert "<img" not in asked(given).holding


def test_the_composer_leaves_the_question_to_this():
    assert "" == compose(late(message="It leaks!")).question
