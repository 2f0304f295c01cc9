"""The note's own words in the agents' language: every language has every word, and every word is used."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.core.chrome import WORDS, say
from assistant.core.compose import compose
from assistant.core.finish import finished
from assistant.core.note import note_html, plain_note, reference_line, retired_html
from assistant.core.retrieval.confidence import Limits
from tests.core.make import DESK, REFERENCE, RETURNS, context

CORE = Path(__file__).parents[2] / "assistant" / "core"
CODE = "\n".join(file.read_text("utf-8") for file in CORE.rglob("*.py") if "chrome" not in file.parts)
LEVELS = {f"{level} confidence" for level in ("high", "medium", "low")}
TWICE = "THIRD EMAIL. How can I return my kettle? And do you have a museum in Lisbon that shows old machines?"


def note(language: str, text: str = TWICE) -> str:
    given = context(text, RETURNS, desk=replace(DESK, language=language))
    draft = finished(compose(given), given, Limits(0.01))
    return plain_note(note_html(draft, reference=REFERENCE))


def names(words: str) -> list[str]:
    return sorted(re.findall(r"\{(\w+)\}", words))


@pytest.mark.parametrize("code", WORDS)
def test_every_language_has_the_same_words_with_the_same_blanks(code: str):
    assert WORDS["de"].keys() == WORDS[code].keys()
    assert {} == {words: said for words, said in WORDS[code].items() if names(words) != names(said)}


def test_every_word_is_one_that_the_code_says():
    assert [] == [words for words in WORDS["de"].keys() - LEVELS if words not in CODE]


def test_a_language_that_we_do_not_have_is_english():
    assert "Draft reply" == say("fi", "Draft reply") == say("en", "Draft reply")


@pytest.mark.parametrize("code", WORDS)
def test_a_note_speaks_the_agents_language(code: str):
    said = note(code)
    english = [words for words in WORDS[code] if not names(words) and len(words) > 8 and f"{words}\n" in said]
    assert [] == [words for words in english if WORDS[code][words] != words]
    assert say(code, "Suggested reply") in said
    assert REFERENCE in said


def test_a_german_note_reads_as_one():
    said = note("de")
    assert said.startswith("Antwortentwurf, ")
    assert "Nicht zum ersten Mal: der Kunde schreibt „third email“." in said
    assert "Nicht beantwortet: „And do you have a museum in Lisbon that shows old machines?“" in said
    assert note("de-AT").startswith("Antwortentwurf, ")


def test_a_grave_matter_is_told_in_the_agents_language():
    assert note("fr", "My kettle throws sparks").startswith("C'est peut-être une question de sécurité (« sparks »)")


def test_a_retired_note_says_so_in_it_and_is_still_known_by_its_reference():
    draft = replace(compose(context("Return?", RETURNS)), desk_language="de")
    html = retired_html("", why="answered", reference=REFERENCE, edited=False, draft=draft)
    assert plain_note(html).startswith("Beantwortet: Dieser Entwurf wird nicht mehr gebraucht.")
    assert (4107, 1, "k3f9q2m7xa", True) == reference_line(html)
