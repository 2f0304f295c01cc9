"""Grave matters are known by their words, in every language of our customers; ordinary words are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.core.matters import matter

DANGER = {
    "en": "The kettle throws sparks and smells burnt",
    "de": "Der Wasserkocher sprüht Funken",
    "fr": "Ma bouilloire a fait des étincelles et le disjoncteur a sauté",
    "es": "El hervidor echa humo y huele a quemado",
    "it": "Il bollitore ha preso fuoco",
    "pt": "A chaleira deu um choque elétrico na minha filha",
    "nl": "Er komen vonken uit de waterkoker",
    "pl": "Z czajnika lecą iskry i dym",
    "ja": "ケトルから火花が出ました",
}
ORDINARY = """
    How do I fire up the app?
    My gas bill is too high
    What does the spark plan cost?
    That update killed my battery
    I got a shock when I saw the bill
    I spoke to Sue yesterday, please ask her
    Is it in brand new condition?
    Die Lampe brennt nicht mehr
    The chocolate was melted when it arrived
    Does the app run on Fire TV?
    I was fired and must cancel
    Is smoking allowed in the room?
    A burning question: can I burn a CD with it?
    I am dying to get my parcel, this delay is killing me
    Please ship it to St Mary's Hospital
    I send you the power of attorney form
    Je voudrais modifier mes données personnelles
    Our legal department needs the invoice
    The French press leaks
    Delete my account, please
    Can I put the order in someone else's name?
    Can another person collect my orders?
    Where can I leave a comment for a product?
    Sie brauchen eine neue Adresse
""".strip().splitlines()


def kind(text: str) -> str:
    found = matter(text)
    return found.kind.name if found else ""


@pytest.mark.parametrize("text", DANGER.values(), ids=DANGER)
def test_danger_is_known_in_every_language(text: str):
    assert "a matter of safety" == kind(text)


@pytest.mark.parametrize("text", [line.strip() for line in ORDINARY])
def test_ordinary_words_are_no_grave_matter(text: str):
    assert "" == kind(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("There was water running into the socket strip", "a matter of safety"),
        ("My daughter had an allergic reaction to the tea", "a matter of safety"),
        ("I burned my hand on the handle", "a matter of safety"),
        ("We smell gas in the kitchen", "a matter of safety"),
        ("My phone battery is swollen", "a matter of safety"),
        ("I got zapped when I touched it", "a matter of safety"),
        ("Ich habe eine gewischt bekommen", "a matter of safety"),
        ("Ik kreeg een schok", "a matter of safety"),
        ("I can see other people's orders in my account", "a privacy request"),
        ("Voy a denunciarles", "a legal matter"),
        ("I want to kill myself", "a matter of self-harm"),
        ("I know where you work and I will kill you all", "a threat"),
        ("I take you to court, my lawyer is informed", "a legal matter"),
        ("Ich schalte meinen Anwalt ein", "a legal matter"),
        ("Under article 15 GDPR I ask for a copy", "a privacy request"),
        ("I received another customer's invoice", "a privacy request"),
        ("I am a journalist with the Morning Post", "a press enquiry"),
    ],
)
def test_each_kind_has_its_name(text: str, name: str):
    assert name == kind(text)


def test_the_gravest_of_two_counts():
    assert "a matter of safety" == kind("My lawyer says that the fire started in your kettle")


def test_the_words_that_say_it_are_told():
    found = matter("This morning it CAUGHT\nfire.")
    assert found is not None
    assert ("caught fire", 4) == (found.words, found.kind.level)


@given(st.text())
def test_no_text_makes_it_raise(text: str):
    matter(text)
