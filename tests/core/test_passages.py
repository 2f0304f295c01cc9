"""What gets a vector: titles, and chunks that know where they stand."""

from __future__ import annotations

from assistant.core.draft import Match
from assistant.core.retrieval.passages import CHARS, CHUNKS, WORDS, passages, positions


def article(text: str, title: str = "Grinder") -> list[str]:
    return passages(Match("article", "1", title, text))


def test_the_title_comes_first_and_stands_before_every_chunk():
    assert ["Grinder", "Grinder. Unplug it."] == article("Unplug it.")


def test_a_text_without_a_title_begins_at_position_1():
    assert {1: "Unplug it."} == positions(Match("article", "1", "", "Unplug it."))


def test_a_part_begins_at_a_marked_heading_which_it_keeps():
    text = "Unplug it.\n\n## Cleaning\n\nUse a brush."
    assert ["Grinder", "Grinder. Unplug it.", "Grinder. Cleaning Use a brush."] == article(text)


def test_a_part_begins_at_a_short_line_standing_alone():
    text = "Unplug it.\n\nCleaning the burrs\n\nUse a brush."
    assert "Grinder. Cleaning the burrs Use a brush." == article(text)[-1]


def test_a_heading_without_a_text_is_not_lost():
    assert "Grinder. Contact" == article("Unplug it.\n\nContact")[-1]


def test_a_short_sentence_is_no_heading():
    assert ["Grinder", "Grinder. Unplug it. Use a brush."] == article("Unplug it.\n\nUse a brush.")


def test_a_long_part_is_cut_into_chunks_of_a_size():
    chunks = article(" ".join(f"w{at}." for at in range(WORDS * 2 + 1)))[1:]
    assert [WORDS + 1, WORDS + 1, 2] == [len(chunk.split()) for chunk in chunks]


def test_a_huge_text_has_a_bounded_number_of_chunks():
    parts = article("word " * 1_000_000)
    assert len(parts) <= CHUNKS + 1
    assert all(len(part) <= CHARS for part in parts)


def test_a_language_without_spaces_is_cut_too():
    text = "豆を挽く前に電源を切ってください。" * 200
    assert len(article(text, "ミル")) > 3
    assert text[-10:] in article(text, "ミル")[-1]


def test_a_past_ticket_is_what_was_asked_and_not_its_answer():
    ticket = Match("past", "1", "Grinder", "It jams.", answer="Unplug it.")
    assert ["Grinder It jams."] == passages(ticket)


def test_a_past_ticket_whose_subject_is_its_first_words_is_them_once():
    assert ["My grinder jams again."] == passages(Match("past", "1", "My grinder jams…", "My grinder jams again."))


def test_nothing_at_all_has_no_passages():
    assert [] == article("", "")
    assert [] == passages(Match("past", "1", "", " "))
