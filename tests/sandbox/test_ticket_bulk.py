"""Many tickets at once, in the background, and the archive (freshdesk-api 4.3 and 6.11)."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.sandbox import Sandbox
from tests.sandbox.conftest import Client
from tests.sandbox.test_ticket_writes import codes

DAY = 86400


def bulk(client: Client, call: str = "update", **action: Any) -> Any:
    return client.post(f"/tickets/bulk_{call}", json={"bulk_action": action})


def job(client: Client, answer: Any) -> dict[str, Any]:
    found: dict[str, Any] = client.get(answer.json()["href"]).json()
    return found


def advance(client: Client, seconds: float) -> None:
    client.post("/_sandbox/clock", json={"advance": seconds})


def test_a_bulk_update_answers_a_job_and_where_to_ask(client: Client) -> None:
    """4.3"""
    client.open()
    answer = bulk(client, ids=[1], properties={"priority": 3})
    assert (202, {"job_id", "href"}) == (answer.status_code, set(answer.json()))
    assert f"{client.url}/api/v2/jobs/{answer.json()['job_id']}" == answer.json()["href"]


def test_the_work_of_a_job_is_done_when_it_ends(client: Client) -> None:
    """4.3 and 6.11: it ends by itself."""
    client.open()
    client.post("/_sandbox/lag", json={"jobs": 30})
    answer = bulk(client, ids=[1], properties={"status": 4})

    assert ("IN PROGRESS", 0, 2) == (*map(job(client, answer).get, ("status", "progress")), status(client, 1))
    advance(client, 31)
    assert ("COMPLETED", 100, 4) == (*map(job(client, answer).get, ("status", "progress")), status(client, 1))
    resolved = client.get("/tickets/1?include=stats").json()["stats"]["resolved_at"]
    assert resolved <= client.get("/_sandbox/clock").json()["now"]


def status(client: Client, number: int) -> int:
    return int(client.get(f"/tickets/{number}").json()["status"])


def test_a_bulk_update_changes_and_answers_each(client: Client) -> None:
    """4.3: properties and a reply, from the mailbox named"""
    client.open(), client.open(), client.open()
    properties = {"status": 3, "tags": ["b"], "type": "Question", "skip_close_notification": True}
    sender = client.get("/email/mailboxes").json()[0]["support_email"]
    answer = bulk(client, ids=[1, 2], properties={**properties, "from_email": sender}, reply={"body": "Soon"})

    for number in (1, 2):
        ticket = client.get(f"/tickets/{number}").json()
        assert (3, ["b"], "Question") == (ticket["status"], ticket["tags"], ticket["type"])
        assert set() == {"skip_close_notification", "from_email"} & set(ticket)
        assert ["Soon"] == [row["body_text"] for row in client.get(f"/tickets/{number}/conversations").json()]
    assert 2 == status(client, 3)
    assert [{"id": 1, "success": True}, {"id": 2, "success": True}] == job(client, answer)["data"]


def test_a_bulk_delete_moves_them_to_the_bin(client: Client) -> None:
    """4.3"""
    client.open(), client.open()
    assert 202 == bulk(client, "delete", ids=[1, 2]).status_code
    assert [1, 2] == sorted(row["id"] for row in client.get("/tickets?filter=deleted").json())


def test_tickets_that_cannot_be_changed_are_told_by_the_job(client: Client) -> None:
    """4.3: the others go on."""
    client.open(), client.open()
    client.delete("/tickets/1")
    answer = bulk(client, ids=[1, 9, 2], properties={"priority": 4})
    assert [(1, False), (9, False), (2, True)] == [(row["id"], row["success"]) for row in job(client, answer)["data"]]
    assert 4 == client.get("/tickets/2").json()["priority"]


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ({}, {"ids": "missing_field"}),
        ({"ids": [1]}, {"properties": "missing_field"}),
        ({"ids": [], "properties": {"priority": 1}}, {"ids": "invalid_value"}),
        ({"ids": ["1"], "properties": {"priority": 1}}, {"ids": "datatype_mismatch"}),
        ({"ids": [1], "properties": {"subject": "x"}}, {"subject": "invalid_field"}),
        ({"ids": [1], "properties": {"priority": 9}}, {"priority": "invalid_value"}),
        ({"ids": [1], "properties": {"custom_fields": {"cf_no": 1}}}, {"cf_no": "invalid_field"}),
        ({"ids": [1], "reply": {"text": "x"}}, {"body": "missing_field", "text": "invalid_field"}),
        ({"ids": [1], "properties": {"from_email": "x@y.example"}}, {"from_email": "invalid_value"}),
    ],
)
def test_a_bulk_update_is_checked_before_it_starts(client: Client, action: Any, expected: Any) -> None:
    """4.3 and 8"""
    client.open()
    assert expected == codes(bulk(client, **action))


def test_an_internal_agent_wants_a_status_beside_it(client: Client) -> None:
    """4.3"""
    client.open()
    me = client.get("/agents/me").json()["id"]
    assert {"status": "missing_field"} == codes(bulk(client, ids=[1], properties={"internal_agent_id": me}))
    assert 202 == bulk(client, ids=[1], properties={"internal_agent_id": me, "status": 2}).status_code
    assert me == client.get("/tickets/1").json()["internal_agent_id"]


@pytest.mark.parametrize("call", ["update", "delete"])
def test_a_bulk_call_wants_its_wrapper(client: Client, call: str) -> None:
    """4.3"""
    client.open()
    found = codes(client.post(f"/tickets/bulk_{call}", json={"ids": [1]}))
    assert {"bulk_action": "missing_field", "ids": "invalid_field"} == found


def test_a_closed_ticket_is_archived_after_120_days(client: Client) -> None:
    """4.3; 7: not in search either"""
    client.open(status=5), client.open(status=5), client.open(status=4)
    assert [3, 2, 1] == [row["id"] for row in client.get("/tickets").json()]
    advance(client, 100 * DAY)
    client.put("/tickets/2", json={"priority": 2})
    advance(client, 21 * DAY)

    archived = client.get("/tickets/archived/1").json()
    assert (True, 5, "It stopped.") == (archived["archived"], archived["status"], archived["description_text"])
    assert 404 == client.get("/tickets/1").status_code
    assert 404 == client.get("/tickets/1/conversations").status_code
    everything = client.get("/tickets?updated_since=2015-01-01T00:00:00Z").json()
    assert [2, 3] == sorted(row["id"] for row in everything)
    found = client.get("/search/tickets", params={"query": '"priority:1 OR priority:2"'}).json()
    assert [2, 3] == sorted(row["id"] for row in found["results"])


def test_a_ticket_that_is_not_archived_is_not_among_the_archived(client: Client) -> None:
    """4.3"""
    client.open(status=5)
    assert 404 == client.get("/tickets/archived/1").status_code
    assert 200 == client.get("/tickets/1").status_code


def test_an_archived_ticket_keeps_its_thread_until_it_is_deleted(client: Client) -> None:
    """4.3"""
    client.open()
    said = client.say("customer")
    client.put("/tickets/1", json={"status": 5})
    advance(client, 121 * DAY)

    assert [said] == [row["id"] for row in client.get("/tickets/archived/1/conversations").json()]
    assert 204 == client.delete("/tickets/archived/1").status_code
    assert {404} == {client.get(f"/tickets/archived/1{more}").status_code for more in ("", "/conversations")}


def test_a_desk_that_was_just_filled_keeps_its_old_tickets_a_day() -> None:
    """4.3: so that a seed of long ago can be read; the archive works at night."""
    with Sandbox.start(seed="empty") as sandbox, Client(sandbox.url) as client:
        row = {"subject": "Old", "text": "Old", "days_ago": 400, "status": 5}
        number = client.post("/_sandbox/tickets", json=row).json()["id"]
        assert 200 == client.get(f"/tickets/{number}").status_code
        advance(client, DAY + 1)
        assert 404 == client.get(f"/tickets/{number}").status_code
        assert 200 == client.get(f"/tickets/archived/{number}").status_code
