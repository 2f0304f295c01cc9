"""What the models make of answers (freshdesk-api 4 to 6)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from assistant.freshdesk import Freshdesk
from assistant.freshdesk.errors import BadAnswer
from assistant.freshdesk.models import Choice, Company, Conversation, Job, Model, Summary, Ticket, TicketField

from .server import Reply, Server

Sample = Callable[[str], Any]


def test_nulls_are_read_as_empty_where_they_mean_no_more(sample: Sample) -> None:
    ticket = Ticket.model_validate(sample("ticket"))
    conversation = (ticket.conversations or [])[0]

    assert (ticket.cc_emails, ticket.fwd_emails, ticket.associated_tickets_list) == ([], [], [])
    assert (
        conversation.body,
        conversation.private,
        conversation.to_emails,
        conversation.attachments,
    ) == ("", False, [], [])


def test_times_become_utc_whatever_their_offset(sample: Sample) -> None:
    ticket = Ticket.model_validate({**sample("ticket"), "created_at": "2026-03-05T09:15:00"})

    assert datetime(2026, 3, 9, 9, 15, tzinfo=UTC) == ticket.due_by
    assert UTC is ticket.due_by.tzinfo
    assert datetime(2026, 3, 5, 9, 15, tzinfo=UTC) == ticket.created_at


@pytest.mark.parametrize("due", ["", "soon", "0001-01-01T00:00:00+14:00", 5])
def test_a_due_date_that_is_no_time_does_not_hide_the_ticket(sample: Sample, due: object) -> None:
    assert Ticket.model_validate({**sample("ticket"), "due_by": due}).due_by is None


@pytest.mark.parametrize("created", [None, "soon", "0001-01-01T00:00:00+14:00"])
def test_a_ticket_whose_age_is_unknown_is_no_ticket(sample: Sample, created: object) -> None:
    with pytest.raises(ValidationError):
        Ticket.model_validate({**sample("ticket"), "created_at": created})


def test_a_number_where_text_was_expected_is_read_as_text() -> None:
    assert Company.model_validate({"id": 1, "health_score": 5}).health_score == "5"


@pytest.mark.parametrize(
    ("model", "name", "needed"),
    [
        (Ticket, "ticket", {"id", "status", "created_at", "updated_at"}),
        (Conversation, "conversation", {"id", "created_at"}),
        (Conversation, "forward", {"id", "created_at"}),
        (Conversation, "reply", {"id", "created_at"}),
        (Summary, "summary", {"id"}),
        (Job, "job", {"job_id"}),
    ],
)
def test_anything_else_may_be_null_or_left_out(sample: Sample, model: type[Model], name: str, needed: set[str]) -> None:
    """Blank fields are null, and keys differ by plan and age of the account (freshdesk-api 1)."""
    row = sample(name)
    nulls = {key: row[key] if key in needed else None for key in {*row, *model.model_fields} if key != "id"}
    known = {key: row[key] for key in needed}

    assert model.model_validate(nulls | known) is not None
    assert model.model_validate(known) is not None


@pytest.mark.parametrize(("model", "name"), [(Ticket, "ticket"), (Conversation, "conversation"), (Summary, "summary")])
def test_the_keys_of_the_reference_are_typed(sample: Sample, model: type[Model], name: str) -> None:
    """freshdesk-api 4.1, 5.1 and 5.6"""
    newer = {"sentiment_score", "form_id"}

    assert set(sample(name)) - newer <= set(model.model_fields)


def test_what_was_not_asked_for_is_none(sample: Sample) -> None:
    plain = {key: value for key, value in sample("ticket").items() if key != "conversations"}

    assert Ticket.model_validate(plain).conversations is None
    assert Ticket.model_validate({**plain, "conversations": []}).conversations == []


def test_unknown_numbers_and_fields_are_kept(sample: Sample) -> None:
    ticket = Ticket.model_validate({**sample("ticket"), "status": 31, "source": 99, "priority": None})

    assert (ticket.status, ticket.source, ticket.priority) == (31, 99, None)
    assert (ticket.model_extra or {})["sentiment_score"] == 42


def test_an_attachment_may_spell_its_size_either_way(sample: Sample) -> None:
    assert [each.size for each in Ticket.model_validate(sample("ticket")).attachments] == [23001]


def test_an_id_beyond_53_bits_stays_exact(sample: Sample) -> None:
    assert Conversation.model_validate({**sample("conversation"), "id": 2**60 + 1}).id == 2**60 + 1


def test_a_shape_that_does_not_fit_is_told_by_its_fields_and_not_by_its_text(api: Freshdesk, server: Server) -> None:
    server.says(Reply(value={"id": "what Ana wrote", "status": 2, "created_at": "2026-03-05T09:15:00Z"}))

    with pytest.raises(BadAnswer, match="not the Ticket that was expected: id, updated_at") as caught:
        api.tickets.get(1)

    assert "Ana" not in str(caught.value)


def choices(field_type: str, raw: object) -> tuple[Choice, ...]:
    return TicketField.model_validate({"id": 1, "type": field_type, "choices": raw}).choices


def test_choices_may_be_a_list_of_labels() -> None:
    assert (Choice("Question", "Question"), Choice("Problem", "Problem")) == choices(
        "default_ticket_type", ["Question", "Problem"]
    )


def test_choices_of_status_carry_what_the_customer_sees() -> None:
    raw = {"2": ["Open", "Being Processed"], "6": ["Waiting on Customer", "Awaiting your Reply"]}

    assert (
        Choice("Open", 2, customer_label="Being Processed"),
        Choice("Waiting on Customer", 6, customer_label="Awaiting your Reply"),
    ) == choices("default_status", raw)


def test_choices_may_go_from_label_to_number() -> None:
    assert (Choice("Low", 1), Choice("Medium", 2)) == choices("default_priority", {"Low": 1, "Medium": 2})


@pytest.mark.parametrize("raw", [[{"usa": [{"texas": ["austin"]}]}], {"usa": {"texas": ["austin"]}}])
def test_choices_of_a_nested_field_have_children(raw: object) -> None:
    austin = Choice("austin", "austin")

    assert (Choice("usa", "usa", children=(Choice("texas", "texas", children=(austin,)),)),) == choices(
        "nested_field", raw
    )


def test_a_nested_choice_of_digits_is_not_taken_for_a_status() -> None:
    assert tuple(each.value for each in choices("nested_field", {"2026": ["spring", "autumn"]})) == ("2026",)


def test_choices_of_the_admin_family_are_read_too() -> None:
    raw = [{"id": 9, "position": 1, "value": "usa", "choices": [{"id": 10, "value": "texas", "choices": []}]}]

    assert (Choice("usa", "usa", children=(Choice("texas", "texas"),)),) == choices("nested_field", raw)


@pytest.mark.parametrize("raw", [None, [], {}, 5, "Low", [None, 5], {"a": None, "b": True}])
def test_choices_that_fit_no_shape_are_left_out(raw: object) -> None:
    assert choices("custom_dropdown", raw) == ()
