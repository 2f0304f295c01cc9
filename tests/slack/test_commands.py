"""What people type."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.slack.commands import Command, DraftAgain, Help, Mistake, Show, parse


@pytest.mark.parametrize(
    "text",
    [
        "4107",
        "#4107",
        "  4107  ",
        "INC-4107",
        "4107.",
        "https://acme.freshdesk.com/a/tickets/4107",
        "<https://acme.freshdesk.com/a/tickets/4107?page=2>",
        "<https://help.acme.example/helpdesk/tickets/4107|ticket>",
    ],
)
def test_a_ticket_is_shown(text: str) -> None:
    assert Show(4107) == parse(text)


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("draft 4107 shorter, in French", DraftAgain(4107, "shorter, in French")),
        ("DRAFT #4107:  say\u00a0sorry\n once ", DraftAgain(4107, "say sorry once")),
        ("draft 4107", DraftAgain(4107, "")),
        ("", Help()),
        ("  ", Help()),
        ("Help", Help()),
        ("help me", Help()),
    ],
)
def test_a_command_is_understood(text: str, command: Command) -> None:
    assert command == parse(text)


@pytest.mark.parametrize(
    "text",
    ["hello", "draft", "draft it", "0", "-1", "draft 0 x", "9" * 19, "9" * 30, "٤١٠٧", "1e3", "4107 shorter",
     "4107 4108", "x" * 2001, "draft 4107 " + "x" * 501,
     "https://acme.freshdesk.com/a/contacts/4107", "javascript://x/tickets/4107"],
)  # fmt: skip
def test_what_is_not_understood_is_told_with_what_to_type(text: str) -> None:
    assert isinstance(parse(text), Mistake)


def test_a_mistake_does_not_repeat_what_was_typed() -> None:
    assert "<!channel>" not in str(parse("<!channel> now"))


@given(st.text())
def test_any_text_is_some_command(text: str) -> None:
    assert isinstance(parse(text), (Show, DraftAgain, Help, Mistake))
    assert isinstance(parse("draft 1 " + text), (DraftAgain, Mistake))
