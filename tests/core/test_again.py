"""Customers who ask not for the first time are known, and not greeted as if nothing had happened."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from assistant.core.again import again, with_sorry
from assistant.core.compose import compose
from assistant.core.context import EarlierTicket
from assistant.core.finish import finished
from assistant.core.html_text import plain
from assistant.core.note import note_html, plain_note
from assistant.core.phrases import greeting
from assistant.core.retrieval.confidence import Limits
from tests.core.make import NOON, REFERENCE, RETURNS, context, customer

SORRY = "we are sorry that you had to contact us again."


@pytest.mark.parametrize(
    "text",
    [
        "THIRD EMAIL. How can I return it?",
        "I wrote twice already and nobody answers",
        "I still have not heard from you",
        "Ich habe Ihnen schon mehrfach geschrieben",
        "Toujours aucune réponse de votre part",
        "Ya les he escrito dos veces",
        "È la terza mail che vi scrivo",
        "Já escrevi três vezes",
        "Nog steeds geen antwoord",
        "To już trzeci mail",
        "返事がありません",
    ],
)
def test_words_say_it_in_every_language(text: str):
    assert again(context(text)).startswith("the customer writes “")


@pytest.mark.parametrize(
    "text",
    [
        "This is my first mail",
        "There is no answer in the FAQ",
        "How often should I descale it?",
        "The kettle switched off twice",
        "I bought it for the second time",
        "I called my bank",
    ],
)
def test_other_repetitions_are_none(text: str):
    assert "" == again(context(text))


def test_two_messages_half_a_day_apart_say_it():
    one, other = customer("My kettle leaks."), replace(customer("Hello?"), at=NOON + timedelta(hours=13))
    assert "2 messages since 2026-03-05, and no answer" == again(context(entries=(one, other)))
    assert "" == again(context(entries=(one, replace(other, at=NOON + timedelta(minutes=2)))))


def test_an_earlier_ticket_that_asks_the_same_says_it():
    before = EarlierTicket(4099, "How can I return my leaking kettle?", NOON - timedelta(days=2))
    given = context("How do I return the leaking kettle?", earlier=(before,))
    assert "ticket 4099 of 2026-03-03 asks much the same" == again(given)
    assert "" == again(replace(given, earlier=(replace(before, at=NOON - timedelta(days=90)),)))
    assert "" == again(replace(given, earlier=(replace(before, summary="Which tea is the strongest?"),)))


def test_the_reply_says_sorry_after_its_greeting_and_the_note_says_why():
    given = context("THIRD EMAIL. How can I return it?", RETURNS)
    made = finished(compose(given), given, Limits(0.01))
    greeted, apology, answer = plain(made.reply).split("\n\n")[:3]
    assert ("Hi Anna,", SORRY) == (greeted, apology)
    assert answer.startswith("Of course you can send it back within 30 days.")
    assert "evidence" not in [finding.rule for finding in made.findings]
    note = plain_note(note_html(made, reference=REFERENCE))
    assert "Not the first time: the customer writes “third email”." in note


@pytest.mark.parametrize("code", ["en", "de", "fr", "es", "pt", "it", "nl", "pl"])
def test_the_apology_is_courtesy_in_every_language(code: str):
    reply = with_sorry(f"<p>{greeting(code, 'Anna')}</p>\n<p>Tea.</p>", code)
    assert 3 == len(plain(reply).split("\n\n"))
    given = context("THIRD EMAIL", RETURNS)
    draft = finished(replace(compose(context("How can I return it?", RETURNS)), reply=reply), given, Limits(0.01))
    assert "courtesy" == draft.ledger[1].kind


def test_an_apology_in_a_models_own_words_is_courtesy_as_well():
    said = "Hi Anna, I am sorry that you had to write three times and that your kettle leaks. Send it back."
    given = context("I wrote to you THREE times: my kettle leaks. How can I return it?", RETURNS)
    draft = finished(replace(compose(given), reply=f"<p>{said}</p>"), given, Limits(0.01))
    assert "courtesy" == draft.ledger[0].kind


def test_a_reply_without_a_greeting_stays_as_it_is():
    assert "<p>Tea stays with you.</p>" == with_sorry("<p>Tea stays with you.</p>", "en")


def test_a_line_break_ends_a_greeting_too():
    assert f"<div>Hi Anna,<br><br>{SORRY}<br><br>Of course.</div>" == with_sorry(
        "<div>Hi Anna,<br><br>of course.</div>", "en"
    )


def test_a_letter_that_asks_says_sorry_in_place_of_thanks():
    given = context("Third email!", subject="Hello")
    letter = plain(finished(compose(given), given, Limits(0.01)).letter)
    assert (True, False) == (SORRY in letter, "thank you" in letter)
