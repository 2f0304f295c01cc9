"""What people and programs say through the control routes."""

from __future__ import annotations

from typing import Any

from tests.sandbox.conftest import Client


def said(client: Client, who: str, **more: Any) -> dict[str, Any]:
    number = client.say(who, **more)
    entry: dict[str, Any] = next(e for e in client.get("/tickets/1/conversations").json() if e["id"] == number)
    return entry


def test_a_customer_reopens_a_closed_ticket(client: Client) -> None:
    ticket = client.open()
    client.put("/tickets/1", json={"status": 5})
    entry = said(client, "customer")
    assert (True, False, ticket["requester_id"]) == (entry["incoming"], entry["private"], entry["user_id"])
    after = client.get("/tickets/1?include=stats").json()
    assert 2 == after["status"]
    assert after["stats"]["reopened_at"]
    assert after["stats"]["closed_at"] is None


def test_a_person_in_cc_is_somebody_else(client: Client) -> None:
    ticket = client.open()
    entry = said(client, "cc", email="carl@other.example", name="Carl")
    assert entry["incoming"]
    assert entry["user_id"] != ticket["requester_id"]
    assert ["carl@other.example"] == client.get("/tickets/1").json()["cc_emails"]


def test_an_agent_is_a_person_and_not_the_keys_agent(client: Client) -> None:
    client.open()
    me = client.get("/agents/me").json()["id"]
    reply, private = said(client, "agent"), said(client, "agent", public=False)
    public_note = said(client, "agent", kind="note")
    assert me not in (reply["user_id"], private["user_id"])
    assert [(0, False), (2, True), (2, False)] == [(e["source"], e["private"]) for e in (reply, private, public_note)]


def test_an_automation_has_no_user(client: Client) -> None:
    client.open()
    entry = said(client, "automation")
    assert entry["user_id"] is None
    assert entry["automation_id"]


def test_a_bad_message_names_the_field(client: Client) -> None:
    client.open()
    good = {"ticket": 1, "from": "customer", "body": "x"}
    for field, value in {"ticket": 9, "from": "ghost", "body": 3, "public": "yes", "colour": 1}.items():
        answer = client.post("/_sandbox/messages", json={**good, field: value})
        assert (400, field) == (answer.status_code, answer.json()["field"])


def test_spam_delete_and_restore_by_a_person(client: Client) -> None:
    client.open()
    client.post("/_sandbox/tickets/1/spam")
    assert client.get("/tickets/1").json()["spam"] is True
    client.post("/_sandbox/tickets/1/restore")
    assert client.get("/tickets/1").json()["spam"] is False
    client.post("/_sandbox/tickets/1/delete")
    assert client.get("/tickets/1").json()["deleted"] is True


def test_a_row_of_a_tickets_file_opens_a_ticket(client: Client) -> None:
    row = {
        "from": {"name": "Ana Duarte", "email": "ana@customer.example"},
        "subject": "Grinder",
        "description": "<p>It stopped</p>",
        "then": [{"from": "customer", "body": "<p>Hello?</p>"}],
    }
    number = client.post("/_sandbox/tickets", json=row).json()["id"]
    ticket = client.get(f"/tickets/{number}?include=conversations,requester").json()
    assert ("Ana Duarte", "<p>It stopped</p>", 1) == (
        ticket["requester"]["name"],
        ticket["description"],
        len(ticket["conversations"]),
    )
