"""Ordered faults."""

from __future__ import annotations

import time
from typing import Any

import pytest
import requests

from tests.sandbox.conftest import Client

NOTES = {"method": "POST", "path": "/api/v2/tickets/*/notes"}


def fault(client: Client, match: dict[str, str], times: int | None = 1, **then: Any) -> None:
    assert client.post("/_sandbox/faults", json={"match": match, "times": times, "then": then}).ok


def test_a_status_is_answered_once_and_nothing_is_carried_out(client: Client) -> None:
    client.open()
    fault(client, NOTES, status=502, body="<html>Bad Gateway</html>", headers={"Retry-After": "7"})
    failed = client.post("/tickets/1/notes", json={"body": "x"})
    assert (502, "<html>Bad Gateway</html>", "7") == (failed.status_code, failed.text, failed.headers["Retry-After"])
    assert "text/html" in failed.headers["Content-Type"]
    assert [] == client.get("/tickets/1/conversations").json()
    assert 201 == client.post("/tickets/1/notes", json={"body": "x"}).status_code


def test_an_answer_can_be_lost_after_the_write(client: Client) -> None:
    client.open()
    fault(client, NOTES, drop_after_write=True)
    with pytest.raises(requests.ConnectionError):
        client.post("/tickets/1/notes", json={"body": "x"})
    assert 1 == len(client.get("/tickets/1/conversations").json())


def test_a_late_write_lands_after_the_client_gave_up(client: Client) -> None:
    client.open()
    fault(client, NOTES, delay=0.4)
    with pytest.raises(requests.Timeout):
        client.post("/tickets/1/notes", json={"body": "x"}, timeout=0.1)
    assert [] == client.get("/tickets/1/conversations").json()
    time.sleep(0.6)
    assert 1 == len(client.get("/tickets/1/conversations").json())


def test_a_slow_answer_does_not_hold_up_others(client: Client) -> None:
    client.open()
    fault(client, NOTES, delay=2)
    with pytest.raises(requests.Timeout):
        client.post("/tickets/1/notes", json={"body": "x"}, timeout=0.05)
    began = time.monotonic()
    client.get("/tickets/1")
    assert time.monotonic() - began < 0.5


def test_headers_alone_are_put_over_the_real_answer(client: Client) -> None:
    fault(client, {"path": "/api/v2/agents/me"}, headers={"X-RateLimit-Total": "700.0"})
    answer = client.get("/agents/me")
    assert (200, "700.0") == (answer.status_code, answer.headers["X-RateLimit-Total"])


def test_an_outage_lasts_until_it_is_cleared(client: Client) -> None:
    fault(client, {"path": "/api/v2/*"}, times=None, status=503)
    assert {503} == {client.get("/agents/me").status_code for _ in range(5)}
    client.delete("/_sandbox/faults")
    assert 200 == client.get("/agents/me").status_code


def test_the_model_can_fail_too(client: Client) -> None:
    fault(client, {"path": "/v1/*"}, status=429, body={"error": {"code": "insufficient_quota"}})
    answer = client.post("/v1/chat/completions", json={"messages": []})
    assert (429, "insufficient_quota") == (answer.status_code, answer.json()["error"]["code"])


@pytest.mark.parametrize(
    ("field", "body"),
    [
        ("then", {}),
        ("then.status", {"then": {"status": "500"}}),
        ("then.colour", {"then": {"colour": 1}}),
        ("times", {"times": 0, "then": {"status": 500}}),
        ("match", {"match": "x", "then": {"status": 500}}),
        ("whatever", {"whatever": 1}),
    ],
)
def test_a_bad_fault_names_the_field(client: Client, field: str, body: dict[str, Any]) -> None:
    answer = client.post("/_sandbox/faults", json=body)
    assert (400, field) == (answer.status_code, answer.json()["field"])
