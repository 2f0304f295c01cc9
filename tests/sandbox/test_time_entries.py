"""Time entries on the wire, each rule of freshdesk-api 6.10."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.conftest import Client


@pytest.fixture
def ticket(client: Client) -> int:
    return int(client.open()["id"])


def add(client: Client, ticket: int, **fields: Any) -> dict[str, Any]:
    answer = client.post(f"/tickets/{ticket}/time_entries", json=fields)
    assert 201 == answer.status_code, answer.text
    row: dict[str, Any] = answer.json()
    return row


def refusal(answer: Any) -> tuple[int, str, str]:
    error = answer.json()["errors"][0]
    return answer.status_code, error["field"], error["code"]


@pytest.mark.parametrize(
    ("given", "runs"),
    [
        ({}, True),
        ({"note": "Called"}, True),
        ({"start_time": "2026-01-02T03:04:05Z"}, True),
        ({"start_time": "2026-01-02T03:04:05Z", "time_spent": "00:10"}, True),
        ({"time_spent": "00:10"}, False),
        ({"time_spent": "00:10", "timer_running": True}, True),
        ({"timer_running": False}, False),
    ],
)
def test_6_10_the_timer_runs_unless_a_time_is_given(
    client: Client, ticket: int, given: dict[str, Any], runs: bool
) -> None:
    assert runs is add(client, ticket, **given)["timer_running"]


@pytest.mark.parametrize(
    ("given", "field", "code"),
    [
        ({"start_time": "2026-01-02", "timer_running": False}, "start_time", "incompatible_field"),
        ({"start_time": "2099-01-02"}, "start_time", "invalid_value"),
        ({"time_spent": "an hour"}, "time_spent", "invalid_value"),
        ({"time_spent": "00:60"}, "time_spent", "invalid_value"),
        ({"time_spent": 90}, "time_spent", "datatype_mismatch"),
        ({"billable": "yes"}, "billable", "datatype_mismatch"),
        ({"agent_id": 1}, "agent_id", "invalid_value"),
        ({"minutes": 5}, "minutes", "invalid_field"),
    ],
)
def test_6_10_what_a_new_entry_may_not_say(
    client: Client, ticket: int, given: dict[str, Any], field: str, code: str
) -> None:
    assert (400, field, code) == refusal(client.post(f"/tickets/{ticket}/time_entries", json=given))


def test_6_10_one_agent_has_one_running_timer(client: Client, ticket: int) -> None:
    first, second = add(client, ticket), add(client, ticket)
    other = client.get("/agents").json()[-1]["id"]
    add(client, ticket, agent_id=other)
    running = {row["id"]: row["timer_running"] for row in client.get("/time_entries").json()}

    assert (False, True) == (running[first["id"]], running[second["id"]])
    assert 2 == sum(running.values())


def test_6_10_a_timer_goes_on_from_what_it_had(client: Client, ticket: int) -> None:
    entry = add(client, ticket, time_spent="01:00", timer_running=True)["id"]
    client.post("/_sandbox/clock", json={"advance": 1800})
    stopped = client.put(f"/time_entries/{entry}", json={"timer_running": False}).json()

    assert ("01:30", 5400) == (stopped["time_spent"], stopped["time_spent_in_seconds"] // 60 * 60)


def test_6_10_toggling_starts_what_rests_and_stops_what_runs(client: Client, ticket: int) -> None:
    entry = add(client, ticket, time_spent="01:00")["id"]

    assert [True, False] == [
        client.put(f"/time_entries/{entry}/toggle_timer").json()["timer_running"] for _ in range(2)
    ]


@pytest.mark.parametrize(
    ("runs", "given", "field", "code"),
    [
        (True, {"timer_running": True}, "timer_running", "invalid_value"),
        (False, {"timer_running": False}, "timer_running", "invalid_value"),
        (True, {"start_time": "2026-01-02"}, "start_time", "incompatible_field"),
        (False, {"start_time": "2026-01-02"}, "start_time", "incompatible_field"),
        (False, {"start_time": "2099-01-02", "timer_running": True}, "start_time", "invalid_value"),
    ],
)
def test_6_10_a_change_obeys_the_timer(
    client: Client, ticket: int, runs: bool, given: dict[str, Any], field: str, code: str
) -> None:
    entry = add(client, ticket, time_spent="01:00", timer_running=runs)["id"]

    assert (400, field, code) == refusal(client.put(f"/time_entries/{entry}", json=given))


def test_6_10_a_running_timer_keeps_its_agent(client: Client, ticket: int) -> None:
    other = client.get("/agents").json()[-1]["id"]
    running, resting = add(client, ticket)["id"], add(client, ticket, time_spent="01:00")["id"]

    changed = client.put(f"/time_entries/{running}", json={"agent_id": other})
    assert (400, "agent_id", "incompatible_field") == refusal(changed)
    assert other == client.put(f"/time_entries/{resting}", json={"agent_id": other}).json()["agent_id"]


@pytest.mark.parametrize("query", ["billable=maybe", "agent_id=ida", "executed_after=yesterday"])
def test_6_10_a_filter_that_is_none_is_refused(client: Client, query: str) -> None:
    assert 400 == client.get(f"/time_entries?{query}").status_code


def test_13_1_an_entry_has_an_address_and_ends_without_words(client: Client, ticket: int) -> None:
    made = client.post(f"/tickets/{ticket}/time_entries", json={})

    assert f"{client.url}/api/v2/time_entries/{made.json()['id']}" == made.headers["Location"]
    gone = client.delete(made.headers["Location"])
    assert (204, b"") == (gone.status_code, gone.content)
    assert (404, b"") == (client.delete(made.headers["Location"]).status_code, gone.content)


def test_8_entries_of_no_ticket_are_an_empty_404(client: Client) -> None:
    answer = client.get("/tickets/99/time_entries")

    assert (404, b"") == (answer.status_code, answer.content)


def test_a_ticket_that_is_gone_takes_its_entries_along(client: Client, ticket: int) -> None:
    add(client, ticket)
    requester = client.get(f"/tickets/{ticket}").json()["requester_id"]
    client.delete(f"/contacts/{requester}/hard_delete?force=true")

    assert [] == client.get("/time_entries").json()
