"""Tickets and ratings as figures need them."""

from datetime import UTC, datetime

import pytest

from assistant.core.metrics.facts import mood, rating, ticket_facts

ROW = {
    "id": 1,
    "status": 4,
    "created_at": "2026-03-02T09:00:00Z",
    "updated_at": "2026-03-05T09:00:00Z",
    "stats": {"first_responded_at": "2026-03-02T10:00:00+01:00", "resolved_at": "2026-03-04T09:00:00Z"},
}


def test_a_solved_ticket_has_both_times():
    facts = ticket_facts(ROW)
    assert facts is not None
    assert datetime(2026, 3, 2, 9, tzinfo=UTC) == facts.responded
    assert datetime(2026, 3, 4, 9, tzinfo=UTC) == facts.resolved


def test_a_ticket_that_is_open_again_is_not_solved():
    facts = ticket_facts({**ROW, "status": 2, "stats": {**ROW["stats"], "reopened_at": "2026-03-05T09:00:00Z"}})
    assert facts is not None
    assert facts.resolved is None
    assert datetime(2026, 3, 5, 9, tzinfo=UTC) == facts.reopened


def test_a_solved_ticket_without_its_time_was_solved_at_its_last_change():
    facts = ticket_facts({**ROW, "stats": None})
    assert facts is not None
    assert datetime(2026, 3, 5, 9, tzinfo=UTC) == facts.resolved


def test_a_ticket_closed_at_once_was_solved_when_it_was_closed():
    facts = ticket_facts({**ROW, "status": 5, "stats": {"closed_at": "2026-03-03T09:00:00Z", "resolved_at": None}})
    assert facts is not None
    assert datetime(2026, 3, 3, 9, tzinfo=UTC) == facts.resolved


@pytest.mark.parametrize("change", [{"spam": True}, {"deleted": True}, {"created_at": None}, {"id": "x"}])
def test_spam_rubbish_and_deleted_tickets_count_for_nothing(change: dict[str, object]):
    assert ticket_facts({**ROW, **change}) is None


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (103, "happy"),
        (101, "happy"),
        (100, "neutral"),
        (-101, "unhappy"),
        (-103, "unhappy"),
        (1, "happy"),
        (2, "neutral"),
        (3, "unhappy"),
        (None, None),
        ("103", None),
        (True, None),
        (50, None),
    ],
)
def test_a_mood_is_read_from_both_scales(answer: object, expected: str | None):
    assert expected == mood(answer)


def test_a_rating_without_an_answer_is_none():
    row = {"ticket_id": 1, "created_at": "2026-03-02T09:00:00Z", "ratings": {"question_7": 103}}
    assert rating(row) is None
    assert rating({**row, "ratings": None}) is None
    found = rating({**row, "ratings": {"default_question": 103}, "group_id": 5, "agent_id": None})
    assert found is not None
    assert ("happy", 5, None) == (found.mood, found.group, found.agent)
