"""Which of the desk's texts an answer was made of, and what of it is kept."""

from __future__ import annotations

import time

import pytest

from assistant.core.draft import Match
from assistant.core.past import Library, PastAnswer, to_match, unsigned, used

RETURN = Match(
    "canned",
    "1",
    "How to return an item",
    "Hi …,\n\nof course you can send it back: you have 30 days from the day of delivery, and you may have tried it at"
    " home. Opened tea and coffee are the only things we cannot take back. Open your order at larkhob.example/returns"
    " and choose the item.\n\nKind regards,\n…\nLarkhob Customer Care",
)
LATE = Match(
    "canned",
    "2",
    "Order is late",
    "Hi …,\n\nthank you for your patience. I have looked up your order …. Within Germany a parcel takes 2 to 3 working"
    " days. If nothing has moved in the tracking for 5 working days, we treat the parcel as lost and send the order"
    " again.\n\nKind regards,\n…\nLarkhob Customer Care",
)
BARE = Match("canned", "3", "Card arrival", "")
SHORT = Match("canned", "4", "Thanks", "You are welcome!")
MANUAL = Match("article", "9", "Descaling", " ".join(f"step{n} of the long manual says word{n}" for n in range(200)))
SHELF = Library.of([RETURN, LATE, BARE, SHORT, MANUAL])


def test_a_filled_response_with_another_greeting_is_recognised() -> None:
    answer = LATE.text.replace("Hi …,", "Good morning Ms Lindqvist,").replace("order …", "order LH-20931")
    assert ("canned:2",) == used(answer.replace("…", "Ida Brandt"), SHELF)


def test_half_of_a_response_with_words_of_ones_own_is_recognised() -> None:
    answer = "Hi Mara, good news. You have 30 days from the day of delivery, and you may have tried it at home." \
        " Opened tea and coffee are the only things we cannot take back. Ring me if the label fails."  # fmt: skip
    assert ("canned:1",) == used(answer, SHELF)


def test_two_responses_in_one_answer_are_both_recognised() -> None:
    assert {"canned:1", "canned:2"} == set(used(f"{RETURN.text}\n\n{LATE.text}", SHELF))


def test_an_answer_that_only_greets_alike_is_made_of_nothing() -> None:
    answer = "Hi Mara,\n\nthe roaster visits Kiel on Friday.\n\nKind regards,\nIda Brandt\nLarkhob Customer Care"
    assert () == used(answer, SHELF)


def test_a_passage_copied_from_a_long_article_is_recognised() -> None:
    passage = " ".join(f"step{n} of the long manual says word{n}" for n in range(20, 24))
    assert ("article:9",) == used(f"Hello, {passage}", SHELF)


@pytest.mark.parametrize(
    ("answer", "key"),
    [("Card arrival", "canned:3"), ("card  arrival.", "canned:3"), ("Hello Mara,\nyou are welcome!", "canned:4")],
)
def test_a_response_of_a_title_or_a_few_words_is_recognised_when_it_is_all_that_is_said(answer: str, key: str) -> None:
    assert (key,) == used(answer, SHELF)


def test_a_title_among_other_words_is_not_the_response() -> None:
    assert () == used("Your card arrival depends on the post", SHELF)


def test_an_empty_answer_and_an_empty_library_give_nothing() -> None:
    assert () == used("", SHELF)
    assert () == used("Card arrival", Library.of([]))


@pytest.mark.slow
def test_ten_thousand_answers_and_three_hundred_texts_take_seconds() -> None:
    texts = [
        Match("canned", str(n), f"T{n}", " ".join(f"w{(n * 7 + k) % 900} x{k % 13}" for k in range(60)))
        for n in range(300)
    ]
    shelf, began = Library.of(texts), time.perf_counter()
    found = [used(texts[n % 300].text + " and more", shelf)[0] for n in range(10_000)]
    assert ["canned:0", "canned:1"] == found[:2]
    assert time.perf_counter() - began < 30


def test_other_peoples_particulars_are_not_kept() -> None:
    raw = PastAnswer(
        7,
        "Order LH-20931 of Mara Lindqvist",
        "My order LH-20931 is late, write to mara@postbox.example",
        "Hi Mara, order LH-20931 goes to Hafenstraße 12, 24103 Kiel again.",
        ("Mara Lindqvist", "mara@postbox.example"),
    )
    kept = to_match(raw, ())
    words = f"{kept.title} {kept.text} {kept.answer}"
    assert [] == [secret for secret in ("20931", "Mara", "Lindqvist", "postbox", "Hafenstra") if secret in words]
    assert "is late" in words


def test_the_fields_of_the_ticket_are_kept_each_tag_by_itself() -> None:
    kept = to_match(PastAnswer(7, "S", "Q", "A", (), triage={"type": "Order", "group": "", "tags": "late, gift"}), ())
    assert (("type", "Order"), ("tags", "late"), ("tags", "gift")) == kept.labels


def test_what_was_asked_back_is_kept_without_particulars():
    raw = PastAnswer(7, "S", "Q", "A", ("Ana",), asked=("Is this Ana's, LH-20931?",), needed=("cf_order_number",))
    assert (("asked", "Is this [name]'s, [number]?"), ("needed", "cf_order_number")) == to_match(raw, ()).labels


def test_the_closing_and_what_stands_under_it_are_cut_off() -> None:
    assert "Hi Mara,\n\nit is on its way." == unsigned(
        "Hi Mara,\n\nit is on its way.\n\nKind regards,\nIda Brandt\nLarkhob Customer Care"
    )
