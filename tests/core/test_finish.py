"""The draft that an agent gets."""

from __future__ import annotations

from dataclasses import replace

from assistant.core.compose import compose
from assistant.core.draft import Draft
from assistant.core.finish import finished, shown
from assistant.core.prompt.reading import numbered
from assistant.core.retrieval.confidence import Limits
from tests.core.make import RETURNS, context

GERMAN = "Guten Tag, der Deckel meiner alten Teekanne ist leider zerbrochen, was nun?"
LIMITS = Limits(0.1)


def test_a_model_reads_the_texts_it_is_given_and_no_other():
    many = [replace(RETURNS, id=str(number), text=f"Anna, this is text {number}.") for number in range(9)]
    asked = context("How can I return it? Anna", *many)
    read, vault = shown(asked)
    assert [(label, match.id) for label, match in numbered(asked)] == [(one, match.id) for one, match in numbered(read)]
    assert 4 == len(read.matches)
    assert "Anna, this is text 0." == vault.restore(read.matches[0].text) != read.matches[0].text


def test_an_agent_is_told_the_language_of_a_message_that_is_not_theirs():
    given = context(GERMAN)
    assert "The customer writes in German." in finished(compose(given), given, LIMITS).remarks


def test_the_language_is_not_told_where_it_is_the_agents_or_a_translation_stands_there():
    given = context("The lid of my old teapot has broken today, what can I do about that?")
    assert () == finished(compose(given), given, LIMITS).remarks
    given = context(GERMAN, RETURNS)
    draft = Draft("reply", "", "<p>Gern.</p>", translation="Gladly.", language="de")
    assert () == finished(draft, given, LIMITS).remarks


def test_a_reply_in_another_language_says_so_once():
    given = context(GERMAN, RETURNS)
    draft = finished(compose(given), given, LIMITS)
    assert (1, ()) == (sum(finding.rule == "language" for finding in draft.findings), draft.remarks)
    assert "The customer writes in German, this reply is in English: translate it." in draft.findings[-1].advice


def test_a_match_that_may_be_wrong_is_said_to_be():
    given = context("How can I return my kettle?", RETURNS)
    found = finished(compose(given), given, LIMITS).confidence
    assert found is not None
    assert ("low" == found.level) == ("it may answer another question" in found.reason)
