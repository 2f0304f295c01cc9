"""The numbers that a customer gives, and the field that one belongs in."""

from __future__ import annotations

import pytest

from assistant.core.compose import compose
from assistant.core.context import Desk, FormField
from assistant.core.draft import Match
from assistant.core.given_numbers import only_one
from assistant.core.html_text import plain
from assistant.core.placeholders import values
from tests.core.make import context

DESK = Desk(me=1, name="Larkhob", fields=(FormField("cf_order_number", "Order number"), FormField("cf_size", "Size")))
LATE = Match(
    "canned",
    "3",
    "Where is my parcel",
    "It takes 5 days.",
    "<p>Hi,</p><p>{% if ticket.cf_order_number %}I looked up {{ticket.cf_order_number}}.{% else %}What is the number?"
    "{% endif %} It takes 5 days.</p>",
    score=0.9,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Where is my order LH-21044?", "LH-21044"),
        ("Where is #21044", "21044"),
        ("Orders LH-21044 and LH-21045", ""),
        ("Where is my order? Call +49 30 1234567", ""),
        ("My customer number is 776655", ""),
        ("Where is it?", ""),
    ],
)
def test_the_only_number_that_fits_is_the_fields(text: str, number: str):
    assert number == only_one("Order number", text)


def test_a_field_that_holds_no_number_gets_none():
    assert "" == only_one("Size", "It is 21044")


def test_an_empty_field_is_known_to_be_empty_also_where_the_ticket_does_not_name_it():
    assert ("", "") == (
        values(context(desk=DESK))["ticket.cf_order_number"],
        values(context(desk=DESK))["ticket.cf_size"],
    )


def test_what_an_agent_filled_in_wins_over_what_the_customer_wrote():
    given = context("Where is LH-21044?", desk=DESK, custom_fields=(("cf_order_number", "LH-1"),))
    assert "LH-1" == values(given)["ticket.cf_order_number"]


def test_nobody_is_asked_for_a_number_that_they_gave():
    said = plain(compose(context("Where is my order LH-21044?", LATE, desk=DESK)).reply)
    assert (True, False) == ("I looked up LH-21044. It takes 5 days." in said, "What is the number" in said)


def test_a_response_asks_for_the_number_where_none_was_given():
    draft = compose(context("Where is my parcel?", LATE, desk=DESK))
    assert "What is the number? It takes 5 days." in plain(draft.reply)
    assert () == draft.findings
