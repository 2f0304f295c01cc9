"""Other people's files: used as they are, and what cannot be used is named by file, line and field."""

from pathlib import Path

import pytest

from assistant.demo.questions import FileError, canned, shop_tickets, tickets


def written(folder: Path, text: str) -> Path:
    (folder / "given.jsonl").write_text(text)
    return folder / "given.jsonl"


def test_a_text_becomes_a_ticket_of_a_customer_of_its_own(tmp_path: Path):
    first, second = tickets(written(tmp_path, '{"text": "Where is\\nmy <order>?"}\n\n{"text": "Hello"}\n'))

    assert first["description"] == "<div>Where is<br>my &lt;order&gt;?</div>"
    assert first["subject"] == "Where is my ?"
    assert first["from"]["email"] != second["from"]["email"]


def test_subject_and_description_are_taken_as_they_are(tmp_path: Path):
    (ticket,) = tickets(written(tmp_path, '{"subject": "Order", "description": "<p>Where?</p>", "extra": 1}'))

    assert (ticket["subject"], ticket["description"]) == ("Order", "<p>Where?</p>")


def test_a_canned_response_may_have_no_body(tmp_path: Path):
    bare, whole = canned(written(tmp_path, '{"title": "Card arrival"}\n{"title": "Refund", "body": "Dear customer"}'))

    assert (bare["body"], whole["body"]) == ("", "<div>Dear customer</div>")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "line 2: is not JSON"),
        ("[" * 100_000, "line 2: is not JSON"),
        ("[]", "line 2: should be a JSON object"),
        ('{"text": 7}', "line 2: field text should be a text"),
        ('{"text": " "}', "line 2: field text (or subject and description) is missing"),
    ],
)
def test_a_line_that_cannot_be_used_is_named(tmp_path: Path, line: str, says: str):
    with pytest.raises(FileError) as refused:
        tickets(written(tmp_path, f'{{"text": "Hello"}}\n{line}\n'))

    assert f"{tmp_path}/given.jsonl: {says}" == str(refused.value)


def test_a_canned_response_needs_a_title(tmp_path: Path):
    with pytest.raises(FileError, match="line 1: field title is missing"):
        canned(written(tmp_path, '{"body": "Dear customer"}'))


def test_an_empty_file_is_refused(tmp_path: Path):
    with pytest.raises(FileError, match="holds no ticket"):
        tickets(written(tmp_path, "\n"))


def test_the_demo_shop_has_tickets_of_many_kinds():
    assert len(shop_tickets()) >= 35
