"""What each sentence of a reply rests on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.core.compose import compose
from assistant.core.context import Entry
from assistant.core.draft import Draft, Line, Match, Source
from assistant.core.evidence import ledger, with_ledger
from assistant.core.guard import check
from assistant.core.html_text import plain
from assistant.core.markup import clean_reply, paragraphs
from assistant.core.sentences import sentences
from assistant.core.trust import confidence
from tests.core.make import ARTICLE, NOON, RETURNS, context

POLICY = Match(
    "canned",
    "1",
    "Refund status",
    "Refunds are paid back within 5 working days. Express delivery takes 2 days, standard delivery takes 5 days."
    " We do not refund shipping costs. You can return items within 30 days, but not after opening the seal."
    " Your ticket … is being looked at. It closes in two weeks.",
    "<p>Refunds are paid back within 5 working days. Your ticket {{ticket.id}} is being looked at.</p>",
)
PAST = Match(
    "past", "5", "Parcel?", "Mine is lost", answer="Parcels to islands arrive within 9 days. Your fee was 15 EUR."
)
SAID = "My order 47110815 is late. I paid 99 EUR for the kettle. Do I get a voucher?"


def lines(reply: str, *matches: Match, **changes: Any) -> tuple[Line, ...]:
    return ledger(Draft("reply", "", paragraphs(reply)), context(SAID, *(matches or (POLICY, PAST)), **changes))


def kind(reply: str, *matches: Match, **changes: Any) -> str:
    return lines(reply, *matches, **changes)[0].kind


@pytest.mark.parametrize(
    "sentence",
    [
        "Refunds are paid back within 5 working days.",
        "Your ticket 4107 is being looked at.",
        "We do not refund  shipping costs.",
    ],
)
def test_the_desks_own_sentence_is_approved_text(sentence: str):
    assert "approved" == kind(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Your refund will be paid back within five working days.",
        "The refund for order 47110815 is paid back within 5 working days.",
        "Express delivery needs 2 days.",
        "Shipping costs are not refunded.",
        "Items can be returned within 30 days.",
        "It closes in 14 days.",
        "Parcels to islands arrive within nine days.",
        "You paid 99 EUR for the kettle.",
    ],
)
def test_new_words_that_a_source_holds_are_supported(sentence: str):
    assert "supported" == kind(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Refunds are paid back within 6 working days.",
        "Refunds are paid back within 5 weeks.",
        "Refunds are paid back within 5 days.",
        "Express delivery takes 5 days.",
        "We refund shipping costs.",
        "Refunds are not paid back within 5 working days.",
        "You can return items after opening the seal.",
        "Your fee was 15 EUR.",
        "You get a voucher.",
        "Our engineers repaired it on the moon.",
        "Yes, that is possible.",
        "No.",
    ],
)
def test_what_no_source_says_is_unsupported(sentence: str):
    assert "unsupported" == kind(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Hello Anna,",
        "Thank you for contacting us about your order.",
        "We are sorry that your kettle is late.",
        "If you have any further questions, please do not hesitate to contact us.",
        "Kind regards,",
        "Guten Tag Frau Schmidt,",
        "Vielen Dank für Ihre Geduld.",
        "Mit freundlichen Grüßen",
        "Bonjour Anna,",
        "Nous vous prions de nous excuser pour la gêne occasionnée.",
        "Muchas gracias por su mensaje.",
        "Grazie per la pazienza.",
        "Bedankt voor uw bericht.",
        "Obrigado pela sua mensagem.",
        "お問い合わせありがとうございます。",
        "ご不便をおかけして申し訳ございません。",
    ],
)
def test_a_courtesy_claims_nothing(sentence: str):
    assert "courtesy" == kind(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "We are sorry that we cannot refund the kettle.",
        "Thank you, your refund was approved.",
        "Sorry, it broke on the moon.",
    ],
)
def test_a_claim_in_polite_words_is_no_courtesy(sentence: str):
    assert "unsupported" == kind(sentence)


def test_names_below_the_closing_are_courtesy():
    assert ["courtesy"] * 3 == [line.kind for line in lines("Kind regards,\nIda Berg\nLarkhob Care")]


def test_the_quote_stands_word_for_word_in_its_source():
    (line,) = lines("Express delivery needs 2 days.")
    assert line.quote in POLICY.text


def test_a_source_that_the_draft_does_not_name_is_added():
    draft = with_ledger(
        Draft(
            "reply",
            "",
            "<p>Parcels to islands arrive within 9 days.</p>",
            sources=(Source(1, "canned", "1", "", None, ""),),
        ),
        context(SAID, POLICY, PAST),
    )
    assert [(1, "1"), (2, "5")] == [(source.number, source.id) for source in draft.sources]
    assert [2] == [line.source for line in draft.ledger]


def test_a_source_that_the_draft_names_comes_first():
    twin = replace(POLICY, id="2")
    draft = Draft(
        "reply", "", "<p>Express delivery needs 2 days.</p>", sources=(Source(1, "canned", "2", "", None, ""),)
    )
    assert [1] == [line.source for line in ledger(draft, context(SAID, POLICY, twin))]


def test_what_an_agent_answered_in_this_ticket_supports():
    said = Entry("agent", "Ida", NOON, "We found your parcel in Ghent.")
    (line,) = lines("Your parcel was found in Ghent.", entries=(said,))
    assert ("supported", 0, said.text) == (line.kind, line.source, line.quote)


def test_internal_texts_support_nothing():
    internal = replace(POLICY, pool="article", public=False)
    assert "unsupported" == kind("Express delivery needs 2 days.", internal)
    assert "unsupported" == kind("We like it hot.", RETURNS, entries=(Entry("note", "", NOON, "We like it hot."),))


def test_an_article_for_one_company_supports_a_reply_to_it():
    theirs = replace(POLICY, pool="article", companies=(7,))
    assert "supported" == kind("Express delivery needs 2 days.", theirs, company_id=7)
    assert "unsupported" == kind("Express delivery needs 2 days.", theirs, company_id=8)


def test_across_languages_the_facts_decide():
    german = lines("Die Rückzahlung dauert 5 Werktage. Bitte öffnen Sie in Ihrem Konto die Bestellung.", POLICY)
    assert ["supported", "unsupported"] == [line.kind for line in german]


def test_another_language_than_the_sources_is_said_once():
    reply = "<p>Bitte öffnen Sie in Ihrem Konto die Bestellung. Dort drücken Sie auf Stornieren.</p>"
    found = check(Draft("reply", "", reply, language="de"), context(SAID, POLICY)).findings
    assert ["language"] == [finding.rule for finding in found]


def test_japanese_sentences_are_weighed_too():
    source = replace(POLICY, text="返品は商品到着後30日以内に承ります。送料はお客様のご負担です。", html="")
    found = lines("商品到着後30日以内の返品を承ります。送料は無料です。", source)
    assert ["supported", "unsupported"] == [line.kind for line in found]


def test_every_claim_of_a_composed_reply_is_approved():
    asked = context("How can I return my kettle?", RETURNS, ARTICLE)
    assert {"approved", "courtesy"} == {line.kind for line in check(compose(asked), asked).ledger} | {"courtesy"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("It takes approx. 5 days, e.g. on Monday. Bye.", ["It takes approx. 5 days, e.g. on Monday.", "Bye."]),
        ("Er kommt am 5. März. Gut.", ["Er kommt am 5. März.", "Gut."]),
        ("- first\n2. second\n* third", ["first", "second", "third"]),
        ("はい。いいえ。", ["はい。", "いいえ。"]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]):
    assert expected == sentences(text)


def test_confidence_says_what_it_rests_on():
    draft = check(Draft("reply", "", "<p>Refunds are paid back within 5 working days.</p>"), context(SAID, POLICY))
    sure = confidence(draft, 0.95, 0.6, "used in 7 of the 9 nearest past answers")
    assert ("high", 0.95) == (sure.level, sure.score)
    assert (
        "Canned response “Refund status”, used in 7 of the 9 nearest past answers; every sentence is supported."
        == sure.reason
    )


def test_a_source_that_may_be_wrong_is_said_to_be_first_and_how_it_was_found():
    draft = check(Draft("reply", "", "<p>Refunds are paid back within 5 working days.</p>"), context(SAID, POLICY))
    assert confidence(draft, 0.3, 0.1).reason.startswith("it may answer another question. Canned response")
    reason = confidence(draft, 0.3, 0.1, by_words=True).reason
    assert reason.startswith("it may answer another question, as it was found by words in common alone. Canned")
    assert "words in common" not in confidence(draft, 0.95, 0.6, by_words=True).reason


def test_confidence_falls_with_bare_sentences_and_findings():
    good = check(Draft("reply", "", "<p>Refunds are paid back within 5 working days.</p>"), context(SAID, POLICY))
    bad = check(Draft("reply", "", "<p>The moon costs 5 EUR. We flew there.</p>"), context(SAID, POLICY))
    assert confidence(bad, 0.9, 0.6).score < confidence(good, 0.9, 0.6).score
    assert "No source; 0 of 2 sentences are supported." == confidence(bad, 0.95, 0.1).reason


def test_a_draft_that_is_rather_wrong_than_right_is_no_medium():
    good = check(Draft("reply", "", "<p>Refunds are paid back within 5 working days.</p>"), context(SAID, POLICY))
    assert ["low", "medium"] == [confidence(good, certainty, 0.1).level for certainty in (0.4, 0.6)]


def test_below_the_limit_confidence_is_low_and_an_investigation_too():
    good = check(Draft("reply", "", "<p>Refunds are paid back within 5 working days.</p>"), context(SAID, POLICY))
    assert "low" == confidence(good, 0.5, 0.6).level
    assert "low" == confidence(Draft("investigation", "", ""), 0.99, 0.6).level


_PIECES = (
    """we refund not Hello 返品 [x](//e.vil) 99 EUR, 5 days. https://larkhob.example/returns evil.com - ( ) " . ! ?"""
)
_WORDS = st.lists(st.sampled_from([*_PIECES.split(), "\n"]), max_size=25).map(" ".join)


@given(st.one_of(st.text(max_size=200), _WORDS), _WORDS)
def test_the_ledger_has_every_word_of_the_reply(reply: str, said: str):
    draft = check(
        Draft("reply", "", clean_reply(paragraphs(reply))), context(said, replace(POLICY, text=said), RETURNS)
    )
    kept = [line.text for line in draft.ledger]
    assert kept == sentences(plain(draft.reply))
    assert all(line.quote or line.kind in ("courtesy", "unsupported") for line in draft.ledger)
