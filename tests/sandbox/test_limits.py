"""Credits, plans and windows (freshdesk-api 2)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.conftest import Client


@pytest.mark.parametrize(
    ("credits", "path"),
    [
        (1, "/tickets/1"),
        (3, "/tickets/1?include=company,requester"),
        (2, "/tickets/1?include=conversations"),
        (3, "/tickets?include=stats"),
        (7, "/tickets?include=description,requester,stats"),
        (1, "/agents/me"),
    ],
)
def test_an_include_costs_one_on_a_ticket_and_two_on_the_list(client: Client, credits: int, path: str) -> None:
    client.open()
    assert str(credits) == client.get(path).headers["X-RateLimit-Used-CurrentRequest"]


def test_a_trial_ends_at_fifty_and_says_how_long_to_wait(client: Client) -> None:
    client.post("/_sandbox/plan", json={"name": "trial"})
    answers = [client.get("/agents/me") for _ in range(51)]
    assert [200] * 50 == [answer.status_code for answer in answers[:50]]
    assert ("50", "0") == (answers[49].headers["X-RateLimit-Total"], answers[49].headers["X-RateLimit-Remaining"])
    assert (429, True) == (answers[50].status_code, 1 <= int(answers[50].headers["Retry-After"]) <= 60)


def test_the_next_minute_of_the_sandbox_clock_is_a_new_window(client: Client) -> None:
    client.post("/_sandbox/plan", json={"name": "trial"})
    for _ in range(51):
        client.get("/agents/me")
    client.post("/_sandbox/clock", json={"advance": 60})
    assert 200 == client.get("/agents/me").status_code


def test_lists_have_a_limit_of_their_own(client: Client) -> None:
    client.post("/_sandbox/plan", json={"name": "growth"})
    assert [200] * 20 + [429] == [client.get("/tickets").status_code for _ in range(21)]
    assert 200 == client.get("/agents/me").status_code


def test_invalid_requests_count(client: Client) -> None:
    client.post("/_sandbox/plan", json={"name": "trial"})
    client.get("/tickets?per_page=1000")
    assert "48" == client.get("/agents/me").headers["X-RateLimit-Remaining"]


def test_requests_are_listed_with_their_credits(client: Client) -> None:
    client.open()
    client.get("/tickets/1?include=conversations")
    posted, viewed = client.get("/_sandbox/requests").json()
    assert ("POST", "/api/v2/tickets", 201, 1) == tuple(posted[key] for key in ("method", "path", "status", "credits"))
    assert ("GET", "/api/v2/tickets/1", 200, 2) == tuple(viewed[key] for key in ("method", "path", "status", "credits"))
    assert posted["at"] <= viewed["at"]


def test_an_unknown_plan_is_named(client: Client) -> None:
    assert "name" == client.post("/_sandbox/plan", json={"name": "gold"}).json()["field"]


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [("POST", "/tickets", {"email": "a@b.example", "subject": "S"}), ("PUT", "/tickets/1", {"priority": 2})],
)
def test_creates_and_updates_have_limits_of_their_own(client: Client, method: str, path: str, body: Any) -> None:
    """2: 80 of each on Growth; other calls go on."""
    client.open()
    client.post("/_sandbox/plan", json={"name": "growth"})
    statuses = [client.request(method, path, json=body).status_code for _ in range(81)]
    assert (set(), 429) == ({*statuses[:-1]} - {200, 201}, statuses[-1])
    assert 204 == client.put("/tickets/1/unwatch").status_code
    assert 201 == client.post("/tickets/1/notes", json={"body": "x"}).status_code


def test_all_keys_share_the_accounts_minute(client: Client) -> None:
    client.post("/_sandbox/plan", json={"name": "trial"})
    left = [client.get("/agents/me", auth=(key, "X")).headers["X-RateLimit-Remaining"] for key in ("one", "two")]
    assert ["49", "48"] == left
