"""A thread as a person reads it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from assistant.core.labels import Labels, UnknownNameError, called, number_of
from assistant.core.transcript import Message, transcript
from assistant.freshdesk.models import Conversation, Ticket, TicketField

AT = datetime(2026, 3, 5, 9, tzinfo=UTC)
TICKET = Ticket.model_validate(
    {
        "id": 1,
        "status": 2,
        "source": 1,
        "description": "<p>It <b>hums</b>.</p>",
        "requester_id": 3,
        "requester": {"id": 3, "name": "Ana", "email": "ana@x.example"},
        "attachments": [{"id": 5, "name": "a.png", "content_type": "image/png", "size": 1200}],
        "created_at": AT,
        "updated_at": AT,
    }
)


def only(**fields: Any) -> Message:
    entry = Conversation.model_validate({"id": 2, "created_at": AT, "body": "<p>Hi</p>", **fields})
    return transcript(TICKET, [entry], {9: "Ida"})[1]


def test_the_description_comes_first_with_its_writer_and_files() -> None:
    assert (
        Message(AT, "Ana <ana@x.example>", "description", "It hums.", files=("a.png (image/png, 2 kB)",))
        == (transcript(TICKET, [], {})[0])
    )


@pytest.mark.parametrize(
    ("who", "kind", "fields"),
    [
        ("Ida", "reply", {"user_id": 9, "source": 0}),
        ("Ida", "private note", {"user_id": 9, "source": 2, "private": True}),
        ("Ida", "public note", {"user_id": 9, "source": 2}),
        ("Ida", "forward", {"user_id": 9, "source": 8, "private": True}),
        ("Ana <ana@x.example>", "customer", {"user_id": 3, "source": 0, "incoming": True}),
        ("eve@y.example", "customer", {"user_id": 4, "incoming": True, "from_email": "eve@y.example"}),
        ("Ana <ana@x.example>", "survey answer", {"user_id": 3, "source": 6, "incoming": True}),
        ("automation", "reply", {"user_id": None}),
        ("user 77", "reply", {"user_id": 77, "source": 99}),
    ],
)
def test_who_wrote_what(who: str, kind: str, fields: dict[str, Any]) -> None:
    message = only(**fields)
    assert (who, kind) == (message.who, message.kind)


def test_nulls_and_what_a_terminal_would_obey_do_no_harm() -> None:
    message = only(body=None, body_text="a\x1b[31mb", to_emails=None, cc_emails=None, attachments=None)
    bare = TICKET.model_copy(update={"requester": None, "requester_id": None})

    assert ("a[31mb", (), ()) == (message.text, message.to, message.files)
    assert "unknown" == transcript(bare, [], {})[0].who


def test_entries_stand_in_the_order_of_time() -> None:
    late, early = (
        Conversation.model_validate({"id": number, "created_at": AT.replace(hour=hour), "body": str(hour)})
        for number, hour in ((1, 12), (2, 10))
    )
    assert ["It hums.", "10", "12"] == [each.text for each in transcript(TICKET, [late, early], {})]


def test_names_come_from_the_form_and_a_number_without_one_stays() -> None:
    status = {
        "id": 1,
        "name": "status",
        "type": "default_status",
        "choices": {"2": ["Offen", "x"], "8": ["Beim Labor", "x"]},
    }
    labels = Labels.of([TicketField.model_validate(status)])

    assert ("Offen", "9", "") == tuple(called(labels.statuses, number) for number in (2, 9, None))
    assert ("Low", (2, 8)) == (called(labels.priorities, 1), labels.unresolved)
    assert (8, 12) == (number_of(labels.statuses, "beim labor", "status"), number_of(labels.statuses, "12", "status"))
    with pytest.raises(UnknownNameError, match="there are Offen, Beim Labor"):
        number_of(labels.statuses, "open", "status")
