"""What identifies people is found, and what only looks like it is left alone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.core.privacy import find


def kinds(text: str) -> list[tuple[str, str]]:
    return [(span.kind, span.value) for span in find(text)]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("EMAIL", "maja.lund@post.example"),
        ("PHONE", "+49 (0)30 901 820 04"),
        ("PHONE", "(555) 010-4477"),
        ("PHONE", "555-010-4477x12"),
        ("PHONE", "020 7946 0018"),
        ("PHONE", "06.12.34.56.78"),
        ("PHONE", "98 19 84 63"),
        ("CARD", "4111 1111 1111 1111"),
        ("CARD", "378282246310005"),
        ("IBAN", "DE89 3704 0044 0532 0130 00"),
        ("IBAN", "NL91ABNA0417164300"),
        ("ID", "219-09-9999"),
        ("ID", "12345678Z"),
        ("ID", "AB 12 34 56 C"),
        ("IP", "198.51.100.23"),
        ("IP", "2001:db8:0:1:1:1:1:1"),
        ("ADDRESS", "45 Fir Street Apt. 4, Springfield, IL 62704"),
        ("ADDRESS", "Lange Straße 12a, 28195 Bremen"),
        ("ADDRESS", "12 rue de la Paix, 75001 Paris"),
        ("ADDRESS", "Calle de Alcalá, 42"),
        ("ADDRESS", "Via Garibaldi 7"),
        ("ADDRESS", "Keizersgracht 104"),
        ("LINK", "https://shop.example/reset?t=Zk3jd82hdkq93jd7ahq0sk4jd8"),
        ("LINK", "https://maja:geheim@shop.example/files"),
    ],
)
def test_a_particular_is_found_as_what_it_is(kind: str, value: str) -> None:
    assert [(kind, value)] == kinds(f"Hello, here it is: {value} and thank you.")


@pytest.mark.parametrize(
    "words",
    [
        "order LH-20931",
        "order number 4711 0815",
        "invoice 2026-000123",
        "tracking 1Z 999 AA1 01 2345 6784",
        "tracking number 00340434161094042557",
        "on 3 November 2026 at 10:40",
        "on 2026-11-03 10:40:12",
        "am 03.11.2026",
        "1,234.50 EUR or $1,234,567",
        "version 10.2.33.4",
        "serial SN-8842-1177-03",
        "within 2 to 3 working days, 24/7",
        "4012 8888 8888 1882",  # fails the card's own check digit
        "DE89 3704 0044 0532 0130 01",  # fails the IBAN's
        "5 Star Rating and 2 x 100 ml",
    ],
)
def test_what_a_ticket_is_about_is_no_particular(words: str) -> None:
    assert [] == kinds(f"It is about {words}, as I said.")


def test_bare_digits_are_a_phone_number_only_beside_its_words() -> None:
    assert [("PHONE", "5550104477")] == kinds("My phone: 5550104477")
    assert [] == kinds("My order 5550104477")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Please ring 07 1027 3464 tomorrow", "07 1027 3464"),
        ("On 2026-11-26 0301234567 did not answer", "0301234567"),
        ("Paid 12.50 EUR 0301234567", "0301234567"),
    ],
)
def test_a_number_is_hidden_whole_beside_what_looks_like_something_else(text: str, number: str) -> None:
    assert [("PHONE", number)] == kinds(text)


def test_what_two_kinds_share_is_hidden_to_its_end() -> None:
    assert [("ADDRESS", "Via Roma 3"), ("PHONE", "12 34 56 78")] == kinds("I live at Via Roma 3 12 34 56 78")


@settings(deadline=None)
@given(st.text(max_size=300))
def test_places_are_in_order_and_never_over_each_other(text: str) -> None:
    spans = find(text)
    assert all(text[span.start : span.end] == span.value for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
