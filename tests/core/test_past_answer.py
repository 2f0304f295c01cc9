"""What the desk answered before, made this ticket's."""

from __future__ import annotations

from assistant.core.draft import Match
from assistant.core.past.reuse import fitted, typical
from tests.core.make import context


def past(number: int, answer: str, score: float = 0.8) -> Match:
    return Match("past", str(number), "Old", "Where is it?", answer=answer, score=score)


def test_the_most_typical_answer_wins_over_a_nearer_odd_one():
    odd = past(1, "Call the fire brigade at once.", 0.81)
    usual = [past(n, f"Your parcel is on its way, please wait {word} days.") for n, word in ((2, "two"), (3, "some"))]
    best = typical([odd, *usual])
    assert best is not None
    assert best.id in {"2", "3"}


def test_what_several_less_alike_tickets_were_answered_outweighs_one_odd_answer():
    odd = past(1, "Call the fire brigade at once.", 0.8)
    usual = [past(number, "Your parcel is on its way.", 0.6) for number in (2, 3)]
    best = typical([odd, *usual])
    assert best is not odd


def test_a_much_nearer_answer_wins_over_typical_far_ones():
    near = past(1, "Hold the power button for ten seconds.", 0.9)
    best = typical([near, past(2, "Parcels take a while.", 0.4), past(3, "Parcels take a while.", 0.4)])
    assert best is near


def test_without_a_past_answer_there_is_none():
    assert None is typical([])
    assert None is typical([past(1, "  ")])


def test_greeting_and_closing_are_left_to_the_reply():
    assert (
        "Open your order." == fitted("Hi [name],\nOpen your order.\n\nKind regards,\n[name]\nLarkhob", context()).text
    )


def test_the_one_number_of_this_ticket_fills_the_blank():
    found = fitted("Order [number] is on its way.", context("Where is my order LH-20417?"))
    assert ("Order LH-20417 is on its way.", ()) == (found.text, found.blanks)


def test_two_numbers_leave_the_blank_to_a_person():
    found = fitted("Order [number] is on its way.", context("Where are LH-20417 and LH-20418?"))
    assert ("Order [number] is on its way.", ("[number]",)) == (found.text, found.blanks)


def test_amounts_and_dates_of_another_customer_are_never_filled():
    assert ("[amount]", "[date]") == fitted("You get [amount] by [date].", context("I paid 20 EUR on 3 May")).blanks


def test_an_answer_of_one_line_stays_whole():
    assert (
        "Thank you for writing, we look into it." == fitted("Thank you for writing, we look into it.", context()).text
    )


def test_a_date_or_a_phone_number_is_no_order_number():
    asked = context("I ordered on 2026-05-03, call me at 030-1234567 about #4711.", subject="Since 2025")
    assert "Order 4711." == fitted("Order [number].", asked).text
