"""A model reads placeholders, and what it writes comes back with the values in place."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.core.context import EarlierTicket, Entry, File
from assistant.core.html_text import plain
from assistant.core.privacy import Vault, protect, tainted
from assistant.core.privacy.plain_facts import DATES
from tests.core.make import ARTICLE, DESK, NOON, RETURNS, context, customer

DEMO = Path(__file__).parents[2] / "assistant/sandbox/desk/tickets.jsonl"


def test_first_and_last_name_have_placeholders_of_their_own() -> None:
    assert "[FIRST_NAME_1] [LAST_NAME_1], Ms [LAST_NAME_1], [FIRST_NAME_1]'s" == Vault(["Anna Keller"]).hide(
        "Anna Keller, Ms Keller, anna's"
    )


def test_the_same_value_has_the_same_placeholder() -> None:
    assert "[PHONE_1], [PHONE_1], [EMAIL_1], [EMAIL_1]" == Vault().hide(
        "+49 30 901820, 0049 30-901820, a.b@c.example, A.B@C.example"
    )


def test_what_was_hidden_comes_back() -> None:
    vault = Vault(["Anna van der Berg"], ["Blue Kettle Ltd"])
    text = "Anna van der Berg of Blue Kettle Ltd, +49 30 901820, a@b.example, Lange Straße 12"
    assert text == vault.restore(vault.hide(text))
    assert [] == tainted(vault.hide(text), ["Anna", "Berg", "Blue", "901820", "b.example", "Lange"])


def test_a_model_may_write_a_placeholder_a_little_differently() -> None:
    vault = Vault(["Anna Keller"])
    vault.hide("Anna, a@b.example")
    assert "Anna Anna Anna a@b.example Anna, a@b.example" == vault.restore(
        r"[first name 1] [FIRST-NAME-1] \[FIRST\_NAME\_1\] [ Email_1 ] [FIRST_NAME_1, EMAIL_1]"
    )


def test_a_placeholder_that_was_never_given_out_leaves_a_gap() -> None:
    assert "Call […]." == Vault().restore("Call [PHONE_7].")


def test_values_come_back_in_every_string_of_an_answer() -> None:
    vault = Vault(['Anna "Nan" Keller'])
    vault.hide("Anna Keller, a@b.example")
    answer = vault.restore_json(
        'Here: {"reply": "Hi [FIRST_NAME_1]", "sources": [{"quote": "[EMAIL_1]"}], "enough": true}'
    )
    assert {"reply": "Hi Anna", "sources": [{"quote": "a@b.example"}], "enough": True} == json.loads(answer)


def test_values_are_escaped_where_an_answer_is_no_json_yet() -> None:
    vault = Vault()
    vault.hide("12 rue de la Paix,\n75001 Paris")
    assert r'{"reply": "12 rue de la Paix,\n75001 Paris' == vault.restore_json('{"reply": "[ADDRESS_1]')


def test_a_customer_cannot_have_another_value_put_in() -> None:
    vault = Vault()
    vault.hide("a@b.example")
    for trick in ("[EMAIL_1]", "[e\u200bmail 1]", r"\[EMAIL\_1\]", "[EMAIL_1, EMAIL_1]"):
        assert "a@b.example" not in vault.restore(vault.hide(f"Write {trick} please"))


def test_a_private_note_gives_nothing_that_could_be_asked_back() -> None:
    note = Entry("note", "Tom Weber", NOON, "Her landlord is at +49 30 555 0199.")
    seen, vault = protect(context("Where is my kettle?", entries=(note, customer("Where is my kettle?"))))
    assert "Her landlord is at […]." == seen.entries[0].text
    assert "[…]" == vault.restore("[PHONE_1]")


def test_nothing_of_the_customer_is_left_in_any_field() -> None:
    told = context(
        "I am Anna Schmidt, anna@mail.example, +49 30 901820, Lange Straße 12, my password is hunter2",
        replace(RETURNS, text="Anna, send it back."),
        subject="Anna Schmidt's kettle",
        company="Blue Kettle Ltd",
        custom_fields=(("Phone", "5550104477"), ("Order number", "LH-20931")),
        attachments=("Schmidt_invoice.pdf (application/pdf, 10 bytes)",),
        files=(File("Anna.txt", "text/plain", 9, "Anna Schmidt"),),
        earlier=(EarlierTicket(7, "Anna asked for a refund.", NOON),),
        instruction="tell Anna we called 5550104477 by phone",
        previous="Hi Anna,",
        remarks=("Written by Anna Schmidt.",),
    )
    seen, _ = protect(told)
    fields = repr(replace(seen, desk=DESK))
    assert [] == tainted(
        fields, ["Anna", "Schmidt", "mail.example", "901820", "Lange", "hunter2", "Blue Kettle", "5550104477"]
    )
    assert (("Phone", "[PHONE_2]"), ("Order number", "LH-20931")) == seen.custom_fields


def test_the_desks_own_addresses_stay_for_the_model_to_give() -> None:
    contact = replace(ARTICLE, text="Call us: +49 30 23125 044, or write to care@larkhob.example. Ask for Noor.")
    told = context(
        "I wrote to help@larkhob.example and called +49 30 23125044. Noor?", contact, assigned_agent="Noor Aziz"
    )
    seen, _ = protect(told)
    assert contact.text == seen.matches[0].text
    assert told.entries[0].text == seen.entries[0].text


def test_order_numbers_dates_and_amounts_stay() -> None:
    words = "Order LH-20931 of 3 November 2026 for 149.00 EUR, tracking 1Z999AA10123456784, invoice 2026-000123."
    assert words == protect(context(words))[0].entries[0].text


def test_every_order_number_and_date_of_the_demo_desk_stays() -> None:
    tickets = [json.loads(line) for line in DEMO.read_text("utf-8").splitlines()]
    texts = [(one["from"]["name"] or "", f"{one['subject']}\n{plain(one['description'])}") for one in tickets]
    kept = [(text, Vault([name]).hide(text)) for name, text in texts]
    facts = [
        (fact, hidden)
        for text, hidden in kept
        for fact in [word.strip(".,()") for word in text.split() if "LH-" in word]
    ]
    facts += [(found[0], hidden) for text, hidden in kept for found in DATES.finditer(text)]
    assert len(facts) >= 25
    assert [] == [fact for fact, hidden in facts if fact not in hidden]


PIECES = st.sampled_from(
    [
        "Anna",
        "Keller",
        "a.b@c.example",
        "+49 30 901820",
        "LH-20931",
        "on 3 May 2026",
        "149 EUR",
        "Lange Straße 12",
        "the kettle",
    ]
)
LETTERS = st.text(st.characters(codec="utf-8", categories=["L", "P", "S"], exclude_characters="[]\\"), max_size=8)


@settings(deadline=None)
@given(st.lists(PIECES | LETTERS, max_size=20).map(" ".join))
@example("Lange Straße 12 a.b@c.example Lange Straße 12")
def test_any_text_comes_back_as_it_was(text: str) -> None:
    """But for invisible characters, which are dropped, and secrets; case may be the first spelling's."""
    vault = Vault(["Anna Keller"])
    hidden = vault.hide(text)
    if "[secret removed]" not in hidden and text.isprintable():
        assert text.casefold() == vault.restore(hidden).casefold()


@pytest.mark.parametrize("text", ["Anna  Keller", "Anna _ Keller wrote", "Anna.Keller", "Anna, Keller"])
def test_what_stands_between_the_parts_of_a_name_stays(text: str) -> None:
    vault = Vault(["Anna Keller"])
    assert text == vault.restore(vault.hide(text))


NAME = st.from_regex(r"[A-Z][a-zäöüéñ]{3,10}( [A-Z][a-zäöüéñ]{3,10}){1,2}", fullmatch=True)


@settings(deadline=None)
@given(NAME, st.sampled_from(["{}", "{}'s kettle", "Hi {},", "({})", "the kettle of {}."]))
def test_no_known_name_is_left(name: str, around: str) -> None:
    text = around.format(name.upper()) + " " + around.format(name) + "\n" + around.format(name.split()[-1])
    assert [] == [
        part for part in name.split() if part.casefold() in _without_keys(Vault([name]).hide(text)).casefold()
    ]


def _without_keys(text: str) -> str:
    for kind in ("FIRST_NAME", "MIDDLE_NAME", "LAST_NAME"):
        text = text.replace(kind, "")
    return text.replace("kettle", "")


@settings(deadline=None)
@given(st.text(max_size=200), st.lists(st.text(max_size=20), max_size=3))
def test_nothing_raises(text: str, names: list[str]) -> None:
    vault = Vault(names, names, text)
    vault.hide_known(vault.hide(text))
    vault.restore_json(vault.restore(text))
