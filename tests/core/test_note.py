"""The note that an agent reads, and the reference by which we know it again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.core import note
from assistant.core.draft import Confidence, Draft, Finding, Line, Source, Triage
from assistant.core.markup import clean_reply
from tests.core.make import REFERENCE

DRAFT = Draft(
    kind="reply",
    summary="Wants to send the kettle back.",
    reply="<p>Hi Anna,</p><p>you have 30 days.</p>",
    sources=(Source(1, "canned", "7", "How to return", "https://larkhob.example/7", "within 30 days"),),
    findings=(Finding("number", "30 days", "No source says this."),),
    triage=(Triage("type", "Return", "words of the message"),),
    question="Which order is it?",
    remarks=("No model was used.",),
)


def written(draft: Draft = DRAFT) -> str:
    return note.note_html(draft, reference=REFERENCE, model_line="No model: canned response")


def test_the_note_says_in_order_what_an_agent_needs():
    lines = [line for line in note.plain_note(written()).splitlines() if line]
    assert lines == [
        "Draft reply, 1 thing to check before sending",
        "Customer: Wants to send the kettle back.",
        "Suggested reply",
        "Hi Anna,",
        "you have 30 days.",
        "Check before sending",
        "* 30 days: No source says this.",
        "Ask the customer: Which order is it?",
        "Sources",
        "* [1] How to return (canned response): “within 30 days”",
        "Triage: Type Return (words of the message; low confidence)",
        "Good to know",
        "* No model was used.",
        "No model: canned response",
        f"Deskhand · {REFERENCE}",
    ]


def test_words_to_check_stand_on_yellow_in_the_note_and_not_in_the_reply():
    assert '<span style="background-color:#ffe9a8">30 days</span>.</p>' in written()
    assert DRAFT.reply == "<p>Hi Anna,</p><p>you have 30 days.</p>"


def test_an_investigation_says_that_there_is_no_draft():
    lines = note.plain_note(written(replace(DRAFT, kind="investigation", reply="", findings=())))
    assert lines.startswith("No draft: our sources do not answer this")
    assert "Suggested reply" not in lines


@given(st.text(), st.text(), st.text())
def test_whatever_a_model_or_customer_wrote_the_note_is_sanitised_html_that_ends_with_the_reference(
    one: str, two: str, three: str
):
    draft = Draft(
        "reply",
        one,
        clean_reply(two),
        (Source(1, "article", "1", three, two, one),),
        (Finding("r", two, one),),
        question=three,
    )
    html = written(draft)
    assert html == clean_reply(html)
    assert note.reference_line(html) == (4107, 1, "k3f9q2m7xa", False)


def test_liquid_of_a_customer_reaches_no_note():
    html = written(replace(DRAFT, summary="{{ticket.requester.email}} {% if x %}"))
    assert "{{" not in html
    assert "{%" not in html


def test_a_source_with_a_script_address_is_not_linked():
    html = written(replace(DRAFT, sources=(Source(1, "article", "1", "Title", "javascript:alert(1)", ""),)))
    assert "javascript" not in html


@pytest.mark.parametrize(
    "wrapped", ["<div>{}</div>", "<div>{}</div>\n ", '<div style="font-size:14px"><div dir="ltr">{}<br></div></div>']
)
def test_the_reference_is_read_through_freshdesks_wrapping(wrapped: str):
    assert note.reference_line(wrapped.format(written())) == (4107, 1, "k3f9q2m7xa", False)


@pytest.mark.parametrize(
    "html",
    [
        written() + "<p>see above</p>",
        f"<p>Look at {REFERENCE} please</p>",
        f"<p>{REFERENCE}</p>",
        "<p>Deskhand · dh-4107-1-short</p>",
        "<p>Deskhand · dh-٤١-1-k3f9q2m7xa</p>",
        "",
    ],
)
def test_a_reference_that_is_not_our_last_line_counts_for_nothing(html: str):
    assert note.reference_line(html) is None


def test_a_retired_note_is_one_line_and_its_reference():
    html = note.retired_html(written(), why="overtaken", reference=REFERENCE, edited=False, draft=DRAFT)
    lines = [line for line in note.plain_note(html).splitlines() if line]
    assert lines == [
        "Overtaken: the customer wrote again, a newer draft stands in this ticket.",
        f"Deskhand · {REFERENCE} · retired",
    ]
    assert note.reference_line(html) == (4107, 1, "k3f9q2m7xa", True)


def test_an_answered_note_keeps_its_sources():
    html = note.retired_html(written(), why="answered", reference=REFERENCE, edited=False, draft=DRAFT)
    assert "How to return" in html
    assert "you have" not in note.plain_note(html)


def test_what_a_person_wrote_into_a_note_outlives_its_draft():
    edited = written().replace("Hi Anna,", "I called her, all is well")
    html = note.retired_html(edited, why="answered", reference=REFERENCE, edited=True, draft=DRAFT)
    assert "I called her, all is well" in html
    assert html.startswith("<p><strong>Answered: this draft is no longer needed.</strong></p>")
    assert html.count(REFERENCE) == 1
    assert note.reference_line(html) == (4107, 1, "k3f9q2m7xa", True)


def test_a_picture_that_a_person_put_into_a_note_stays():
    html = note.retired_html(
        '<p><img src="https://x.example/a.png"></p>', why="answered", reference=REFERENCE, edited=True, draft=DRAFT
    )
    assert "https://x.example/a.png" in html


def test_any_other_reason_stands_in_the_note():
    html = note.retired_html("", why="thanks", reference=REFERENCE, edited=False, draft=DRAFT)
    assert note.plain_note(html).startswith("No longer needed: thanks.")


def test_a_reference_names_ticket_revision_and_mark():
    assert note.make_reference(4107, 1, "k3f9q2m7xa") == REFERENCE


def test_the_heading_says_how_far_to_trust_it_and_why():
    sure = replace(DRAFT, findings=(), confidence=Confidence("high", 0.93, "Used in 7 of 8 similar tickets."))
    assert (
        "Draft reply · high confidence: Used in 7 of 8 similar tickets."
        == note.plain_note(written(sure)).split("\n")[0]
    )


def test_a_reply_that_may_not_fit_is_called_unsure_at_once():
    doubtful = replace(DRAFT, findings=(), confidence=Confidence("low", 0.2, "it may answer another question."))
    assert note.plain_note(written(doubtful)).startswith("Draft reply, unsure · low confidence: it may answer another")


def test_why_there_is_no_reply_stands_first():
    grave = replace(DRAFT, kind="investigation", reply="", no_reply="This may be a <threat>: a person should answer.")
    assert note.plain_note(written(grave)).startswith("This may be a <threat>: a person should answer.")


LEDGER = (
    Line("Hi Anna,", "courtesy"),
    Line("You have 30 days.", "approved", 1, "You have 30 days."),
    Line("The kettle can go back.", "supported", 0, "I want to send the kettle back"),
    Line("We pay the postage.", "unsupported"),
)


def rests(*ledger: Line) -> list[str]:
    lines = note.plain_note(written(replace(DRAFT, ledger=ledger))).splitlines()
    start = lines.index("What the reply rests on") + 1
    return [line.strip(" *") for line in lines[start : lines.index("Sources")] if line.strip()]


def test_the_note_tells_approved_text_from_new_words():
    assert [
        "1 of 3 sentences is approved text, word for word from [1].",
        "New words that rest on this ticket: “The kettle can go back.”",
    ] == rests(*LEDGER)


def test_a_reply_of_approved_text_alone_says_so_in_one_line():
    assert ["Every sentence is approved text, word for word from [1]."] == rests(*LEDGER[:2])


def test_a_long_list_of_new_sentences_is_cut():
    many = [Line(f"Sentence {number}.", "supported", 1) for number in range(9)]
    assert rests(*many)[0].endswith("“Sentence 5.” and 3 more")


def test_an_agent_who_reads_another_language_gets_the_reply_in_theirs():
    lines = note.plain_note(written(replace(DRAFT, translation="Hi Anna,\nyou have 30 days."))).splitlines()
    assert "The same in your language" in lines


TWO = replace(DRAFT, sources=(*DRAFT.sources, Source(2, "past", "9", "Sent back", None, "You have a month.")))


def test_what_only_came_near_is_named_apart_and_without_its_words():
    words = note.plain_note(written(replace(TWO, ledger=(Line("you have 30 days.", "supported", 1),))))
    assert "Sources\n\n* [1] How to return (canned response): “within 30 days”\n\nAlso near" in words
    assert "Also near\n\n* [2] Sent back (earlier answer)\n" in words


def test_a_draft_whose_sentences_rest_on_no_source_names_them_all_alike():
    words = note.plain_note(written(TWO))
    assert "* [2] Sent back (earlier answer): “You have a month.”" in words
    assert "Also near" not in words


def test_words_of_a_source_that_the_reply_says_are_not_said_twice():
    said = replace(DRAFT, sources=(replace(DRAFT.sources[0], quote="you have 30 days."),))
    assert "* [1] How to return (canned response)\n" in note.plain_note(written(said))
    copied = replace(DRAFT, ledger=(Line("you have 30 days.", "approved", 1),))
    assert "* [1] How to return (canned response)\n" in note.plain_note(written(copied))


def test_a_question_says_why_it_is_asked_and_brings_a_letter_that_asks_it():
    asking = replace(DRAFT, kind="investigation", reply="", question_why="agents asked it", holding="<p>Hi, which?</p>")
    words = note.plain_note(written(asking))
    asked = "Ask the customer: Which order is it? (agents asked it)"
    assert f"{asked}\n\nSuggested reply that asks it\n\nHi, which?" in words
