"""Surveys and ratings on the wire (freshdesk-api 6.9)."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.sandbox import Sandbox
from assistant.sandbox.big import many_tickets
from assistant.sandbox.seed import load
from assistant.sandbox.state import Desk
from tests.sandbox.conftest import Client


def rate(client: Client, **body: Any) -> Any:
    return client.post("/tickets/1/satisfaction_ratings", json=body)


@pytest.mark.parametrize("rating", [-103, -102, -101, 100, 101, 102, 103])
def test_6_9_the_scale_goes_from_minus_103_to_103(client: Client, rating: int) -> None:
    client.open()

    assert {"default_question": rating} == rate(client, ratings={"default_question": rating}).json()["ratings"]


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        ({}, "ratings", "missing_field"),
        ({"ratings": 103}, "ratings", "datatype_mismatch"),
        ({"ratings": {}}, "default_question", "missing_field"),
        ({"ratings": {"default_question": "103"}}, "default_question", "datatype_mismatch"),
        ({"ratings": {"default_question": 104}}, "default_question", "invalid_value"),
        ({"ratings": {"default_question": 103, "question_9": 103}}, "question_9", "invalid_field"),
        ({"ratings": {"default_question": 103}, "mood": "good"}, "mood", "invalid_field"),
        ({"ratings": {"default_question": 103}, "feedback": 5}, "feedback", "datatype_mismatch"),
    ],
)
def test_6_9_what_a_rating_may_not_say(client: Client, body: dict[str, Any], field: str, code: str) -> None:
    client.open()
    answer = rate(client, **body)
    error = answer.json()["errors"][0]

    assert (400, field, code) == (answer.status_code, error["field"], error["code"])


def test_8_a_ticket_that_is_not_there_is_an_empty_404(client: Client) -> None:
    answers = [rate(client, ratings={"default_question": 103}), client.get("/tickets/1/satisfaction_ratings")]

    assert {(404, b"")} == {(answer.status_code, answer.content) for answer in answers}


def test_6_9_ratings_are_filtered_together(client: Client) -> None:
    requester = client.open()["requester_id"]
    rate(client, ratings={"default_question": 103})
    path = "/surveys/satisfaction_ratings"

    assert 1 == len(client.get(f"{path}?created_since=2015-01-19T02:00:00Z&user_id={requester}").json())
    assert [] == client.get(f"{path}?created_since=2099-01-19&user_id={requester}").json()
    assert 400 == client.get(f"{path}?created_since=yesterday").status_code


def test_6_9_surveys_in_use_are_listed_alone(client: Client, sandbox: Sandbox) -> None:
    with sandbox.state.lock:
        next(iter(sandbox.state.surveys.values()))["active"] = False

    assert [False] == [row["active"] for row in client.get("/surveys").json()]
    assert [] == client.get("/surveys?state=active").json()
    assert 400 == client.get("/surveys?state=asleep").status_code


def test_8_without_a_survey_nothing_is_rated(client: Client, sandbox: Sandbox) -> None:
    client.open()
    with sandbox.state.lock:
        sandbox.state.surveys.clear()

    assert 403 == rate(client, ratings={"default_question": 103}).status_code


def test_the_many_tickets_of_the_big_seed_have_ratings_and_times() -> None:
    desk = Desk()
    load(desk, "empty")
    many_tickets(desk, 2500)
    tickets, now = desk.tickets, desk.clock.stamp()

    assert all(tickets[row["ticket_id"]]["status"] in (4, 5) for row in desk.ratings.values())
    assert {False, True} == {row["ratings"]["default_question"] >= 100 for row in desk.ratings.values()}
    assert len(desk.time_entries) > 20
    assert now >= max(row["created_at"] for row in [*desk.ratings.values(), *desk.time_entries.values()])
