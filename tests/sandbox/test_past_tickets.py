"""A desk has a past: resolved tickets with their answers, weeks ago."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.sandbox import Sandbox
from assistant.sandbox.rows import SeedError
from tests.sandbox.conftest import Client

EVER = "updated_since=2015-01-01T00:00:00Z&per_page=100"


@pytest.fixture(scope="module")
def shop() -> Iterator[Client]:
    with Sandbox.start() as sandbox, Client(sandbox.url) as client:
        yield client


def test_the_shops_past_is_resolved_answered_in_public_and_weeks_old(shop: Client) -> None:
    tickets = shop.get(f"/tickets?{EVER}").json()
    month_ago = (datetime.now(UTC) - timedelta(days=30)).isoformat()
    assert len(tickets) >= 60
    assert [] == [row["id"] for row in tickets if row["status"] not in (4, 5) or row["updated_at"] > month_ago]
    threads = [shop.get(f"/tickets/{row['id']}/conversations").json() for row in tickets]
    assert [] == [thread for thread in threads if thread[-1]["incoming"] or thread[-1]["private"]]


def test_the_usual_list_shows_none_of_it(shop: Client) -> None:
    assert [] == shop.get("/tickets").json()


def test_the_first_new_ticket_is_number_one(shop: Client) -> None:
    assert 1 == shop.open()["id"]


def test_its_own_past_is_not_mixed_into_other_peoples_tickets(tmp_path: Path) -> None:
    assert [1] == loaded(tmp_path, {"text": "Hello?"})


def loaded(folder: Path, *rows: dict[str, object]) -> list[int]:
    file = folder / "tickets.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    with Sandbox.start(seed=str(file)) as sandbox, Client(sandbox.url) as client:
        return [row["id"] for row in client.get(f"/tickets?{EVER}").json()]


def test_a_file_holds_resolved_tickets_with_their_times(tmp_path: Path) -> None:
    reply = {"from": "agent", "agent": "Tomás Rivera", "body": "<p>Yes.</p>", "hours_later": 3}
    row = {"id": 70, "text": "Is it?", "status": 5, "created_at": "2026-01-02T03:04:05Z", "then": [reply]}
    file = tmp_path / "tickets.jsonl"
    file.write_text(json.dumps(row), "utf-8")
    with Sandbox.start(seed=str(file)) as sandbox, Client(sandbox.url) as client:
        ticket = client.get("/tickets/70?include=stats").json()
        [entry] = client.get("/tickets/70/conversations").json()
        agents = {row["id"]: row["contact"]["name"] for row in client.get("/agents").json()}
    assert (5, "2026-01-02T03:04:05Z") == (ticket["status"], ticket["created_at"])
    assert ("Tomás Rivera", "2026-01-02T06:04:05Z") == (agents[entry["user_id"]], entry["created_at"])
    assert {"2026-01-02T06:04:05Z"} == {ticket["updated_at"], ticket["stats"]["closed_at"]}


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"days_ago": "long"}, "days_ago"),
        ({"created_at": "yesterday"}, "created_at"),
        ({"status": "done"}, "status"),
        ({"then": [{"from": "agent", "body": "Yes", "hours_later": "3"}]}, "hours_later"),
    ],
)
def test_a_wrong_time_is_named(tmp_path: Path, row: dict[str, object], field: str) -> None:
    with pytest.raises(SeedError, match=f"line 1: field {field}"):
        loaded(tmp_path, {"text": "Is it?", **row})


def test_a_number_is_given_once(tmp_path: Path) -> None:
    with pytest.raises(SeedError, match="line 2: field id"):
        loaded(tmp_path, {"id": 7, "text": "One"}, {"id": 7, "text": "Two"})


def test_numbers_of_the_file_are_left_free(tmp_path: Path) -> None:
    assert [1, 2, 3] == sorted(loaded(tmp_path, {"id": 2, "text": "One"}, {"text": "Two"}, {"text": "Three"}))


def test_the_shops_past_has_times_and_late_answers(shop: Client) -> None:
    tickets = [row for row in shop.get(f"/tickets?{EVER}&include=stats").json() if row["status"] in (4, 5)]
    entries = shop.get("/time_entries?per_page=100").json()

    assert all(row["responder_id"] and row["stats"]["first_responded_at"] for row in tickets)
    assert {True, False} == {row["billable"] for row in entries}
    assert {(True, False), (False, False), (True, True)} <= {
        (row["fr_escalated"], row["is_escalated"]) for row in tickets
    }
    assert [9012, 9030, 9045, 9057, 9063] == sorted(row["id"] for row in tickets if row["stats"]["reopened_at"])


def test_a_ticket_may_be_reopened_without_a_word(tmp_path: Path) -> None:
    said = {"from": "agent", "body": "<p>Yes.</p>", "hours_later": 1, "status": 4}
    events = [said, {"status": 2, "hours_later": 2}, {"status": 4, "hours_later": 3}]
    row = {"id": 70, "text": "Is it?", "status": 5, "created_at": "2026-01-02T03:00:00Z", "then": events}
    file = tmp_path / "tickets.jsonl"
    file.write_text(json.dumps(row), "utf-8")
    with Sandbox.start(seed=str(file)) as sandbox, Client(sandbox.url) as client:
        stats = client.get("/tickets/70?include=stats").json()["stats"]
        thread = client.get("/tickets/70/conversations").json()
    assert ("2026-01-02T04:00:00Z", "2026-01-02T05:00:00Z") == (stats["first_responded_at"], stats["reopened_at"])
    assert 1 == len(thread)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"rating": {"score": 5}}, "rating.score"),
        ({"time_entries": [{"minutes": "5"}]}, "time_entries.minutes"),
        ({"time_entries": [{"minutes": 5, "agent": "Nobody"}]}, "time_entries.agent"),
    ],
)
def test_a_wrong_rating_or_time_is_named(tmp_path: Path, more: dict[str, object], field: str) -> None:
    with pytest.raises(SeedError, match=f"line 1: field {field}"):
        loaded(tmp_path, {"text": "Is it?", "status": 4, **more})
