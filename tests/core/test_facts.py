"""Facts of a text in the forms that another text may state them in."""

from __future__ import annotations

import pytest

from assistant.core.facts.links import bare_link, links
from assistant.core.facts.stated import Known, stated


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("within 24 hours", "binnen 24 Stunden"),
        ("within two weeks", "14 Tage"),
        ("three days", "drei Tagen"),
        ("deux heures", "2 Stunden"),
        ("dos semanas", "two weeks"),
        ("5 working days", "5 Werktage"),
        ("5 jours ouvrés", "5営業日以内"),
        ("２４時間以内", "24 hours"),
        ("٣ days", "3 days"),
        ("1.234,50 €", "EUR 1,234.50"),
        ("１２円", "12 JPY"),
        ("2026年3月5日", "5 March 2026"),
        ("order LH-204", "Nr. lh204"),
        ("+49 30 5550 1234", "030 5550-1234"),
    ],
)
def test_the_same_fact_is_known_in_another_form(one: str, other: str):
    (fact, *_) = stated(one)
    assert Known(other).holds(fact)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("5 days", "5 working days"),
        ("5 days", "5 weeks"),
        ("two hours", "three hours"),
        ("5 EUR", "5 USD"),
        ("5 EUR", "15 EUR"),
        ("order 4711", "order 47110"),
        ("5 March", "6 March"),
    ],
)
def test_another_fact_is_not(one: str, other: str):
    (fact, *_) = stated(one)
    assert not Known(other).holds(fact)


def test_a_fact_far_into_a_long_text_is_found():
    (fact,) = stated("within 12 weeks")
    assert Known("word 7 " * 5000 + "it takes twelve weeks " + "word 8 " * 5000).holds(fact)


def test_each_fact_is_of_one_kind():
    found = stated(
        "Pay 20 EUR by 5 March 2026 to a@b.example, call 030 5550-1234, order 4711, within 3 days, www.x.example/1"
    )
    assert ["link", "e-mail", "phone", "date", "amount", "time", "number"] == [fact.kind for fact in found]


@pytest.mark.parametrize(
    "text",
    [
        "https://larkhob.example@evil.example/x",
        "hxxps://evil.example",
        "https:\\\\evil.example",
        "//evil.example/x",
        "javascript:alert",
        "evil[.]com/x",
        "evil(dot)com",
        "evil。com",
        "xn--lrkhob-bxf.example",
        "лаrkhob.example",
        "http: //evil.foo/x",
        "10.0.0.1:8080/x",
        "evil.zone/login",
        "data:text/html,x",
    ],
)
def test_a_disguised_address_is_found(text: str):
    assert [text] == [words for words, _ in links(f"Open {text} now")]


@pytest.mark.parametrize(
    "text", ["e.g. this", "v1.2.3", "and/or 24/7", "data: see below", "me@larkhob.example", "z. B. so"]
)
def test_what_is_no_address_is_none(text: str):
    assert [] == list(links(f"See {text} now"))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.Larkhob.example/A/", "larkhob.example/A", True),
        ("https://larkhob.example/A", "https://larkhob.example/a", False),
        ("https://lаrkhob.example", "https://larkhob.example", False),
        ("https://bücher.example", "https://xn--bcher-kva.example", True),
        ("https://larkhob.example:8443/", "https://larkhob.example/", False),
        ("mailto:a@b.example?subject=x", "mailto:A@b.example", True),
        ("mailto:a@b.example?bcc=c@d.example", "mailto:a@b.example", False),
        ("tel:+49-30-55501234", "tel:03055501234", True),
    ],
)
def test_addresses_are_the_same_only_if_they_lead_to_the_same_place(one: str, other: str, same: bool):
    assert same == (bare_link(one) == bare_link(other))
