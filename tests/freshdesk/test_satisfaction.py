"""Surveys and ratings through the client, against the stand-in (freshdesk-api 6.9)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from assistant.freshdesk import Freshdesk
from assistant.freshdesk.errors import BadRequest, NotFound
from assistant.freshdesk.models import Rating, SatisfactionRating, Survey


@pytest.fixture
def ticket(desk: Freshdesk) -> int:
    agent, group = desk.agents.me().id, desk.groups.list()[0].id
    fields = {"subject": "S", "description": "D", "status": 4, "priority": 1, "responder_id": agent, "group_id": group}
    return desk.tickets.create(email="ana@b.example", **fields).id


def test_a_rating_is_written_and_read(desk: Freshdesk, ticket: int) -> None:
    made = desk.satisfaction_ratings.create(ticket, Rating.VERY_HAPPY, feedback="Thank you")

    assert [made] == list(desk.satisfaction_ratings.list(ticket_id=ticket)) == list(desk.satisfaction_ratings.list())
    assert (102, "happy", "Thank you") == (made.score, made.mood, made.feedback)
    assert (desk.agents.me().id, desk.groups.list()[0].id) == (made.agent_id, made.group_id)
    assert 102 == desk.contacts.get(made.user_id or 0).csat_rating


def test_ratings_are_found_by_person_and_time(desk: Freshdesk, ticket: int) -> None:
    rating = desk.satisfaction_ratings.create(ticket, Rating.NEUTRAL)
    now = datetime.now(UTC)

    assert [rating] == list(desk.satisfaction_ratings.list(created_since=now - timedelta(hours=1)))
    assert [] == list(desk.satisfaction_ratings.list(created_since=now + timedelta(hours=1)))
    assert [rating] == list(desk.satisfaction_ratings.list(user_id=rating.user_id))
    assert [] == list(desk.satisfaction_ratings.list(user_id=1))


def test_a_number_that_the_question_does_not_accept_is_refused(desk: Freshdesk, ticket: int) -> None:
    with pytest.raises(BadRequest) as caught:
        desk.satisfaction_ratings.create(ticket, 5)

    assert [("default_question", "invalid_value")] == list(caught.value.fields)


def test_a_ticket_that_is_not_there_is_not_rated(desk: Freshdesk) -> None:
    with pytest.raises(NotFound):
        desk.satisfaction_ratings.create(1, Rating.HAPPY)


def test_surveys_tell_their_questions(desk: Freshdesk) -> None:
    (survey,) = desk.surveys.list(state="active")

    assert [survey] == desk.surveys.list()
    assert set(Rating) == set(survey.questions[0].accepted_ratings)


@pytest.mark.parametrize(
    ("score", "mood"),
    [
        (103, "happy"),
        (101, "happy"),
        (100, "neutral"),
        (-101, "unhappy"),
        (-103, "unhappy"),
        (1, "happy"),
        (2, "neutral"),
        (3, "unhappy"),
        (0, None),
        (50, None),
        (None, None),
    ],
)
def test_both_scales_have_one_mood(score: int | None, mood: str | None) -> None:
    assert mood == SatisfactionRating.model_validate({"id": 1, "ratings": {"default_question": score}}).mood


def test_recorded_answers_are_read_with_their_nulls(sample: Callable[[str], Any]) -> None:
    rating = SatisfactionRating.model_validate(sample("satisfaction_rating"))
    survey = Survey.model_validate(sample("survey"))

    assert ("unhappy", None, None) == (rating.mood, rating.agent_id, rating.feedback)
    assert ["default_question", "question_67000130001"] == [each.id for each in survey.questions]
    assert ("", []) == (survey.questions[1].label, survey.questions[1].accepted_ratings)


@pytest.mark.parametrize("number", [False, None])
def test_a_new_rating_may_have_no_id(number: Any) -> None:
    assert 0 == SatisfactionRating.model_validate({"id": number, "ratings": None}).id
