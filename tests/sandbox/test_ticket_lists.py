"""What the list of tickets shows and in what order (freshdesk-api 3, 4.1, 4.4 and 4.5)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.conftest import Client
from tests.sandbox.test_tickets import LIST_KEYS

OLD = "updated_since=2015-01-01T00:00:00Z"
SINGLE_KEYS = LIST_KEYS | {
    "description",
    "description_text",
    "structured_description",
    "attachments",
    "associated_tickets_list",
}
STATS = {
    "agent_responded_at",
    "requester_responded_at",
    "first_responded_at",
    "status_updated_at",
    "reopened_at",
    "resolved_at",
    "closed_at",
    "pending_since",
}


def shown(client: Client, query: str = "") -> list[int]:
    return [row["id"] for row in client.get(f"/tickets?{query}").json()]


def test_one_ticket_has_every_key(client: Client) -> None:
    """4.1"""
    client.open()
    assert SINGLE_KEYS <= set(client.get("/tickets/1").json())


def test_the_list_shows_thirty_a_page_newest_first(client: Client) -> None:
    """3 and 4.4"""
    for _ in range(31):
        client.open()
    first = client.get("/tickets")
    assert [*range(31, 1, -1)] == [row["id"] for row in first.json()]
    assert [1] == [row["id"] for row in client.get(first.links["next"]["url"]).json()]


def test_an_empty_list_is_a_bare_array(client: Client) -> None:
    """3"""
    answer = client.get("/tickets?page=300")
    assert ([], "application/json; charset=utf-8") == (answer.json(), answer.headers["Content-Type"])


def test_spam_and_deleted_tickets_only_show_under_their_filters(client: Client) -> None:
    """4.4"""
    for _ in range(3):
        client.open()
    client.post("/_sandbox/tickets/1/spam", json={})
    client.delete("/tickets/2")
    assert ([3], [1], [2]) == (shown(client), shown(client, "filter=spam"), shown(client, "filter=deleted"))


def test_new_and_my_open_are_those_of_nobody_and_mine(client: Client) -> None:
    """4.4"""
    me, other = (row["id"] for row in client.get("/agents").json())
    client.open(), client.open(responder_id=me), client.open(responder_id=other), client.open(status=3)
    assert [2, 1] == shown(client, "filter=new_and_my_open")


def test_watched_tickets_are_the_callers(client: Client) -> None:
    """4.4"""
    client.open(), client.open()
    client.post("/tickets/2/watch", json={"user_id": client.get("/agents/me").json()["id"]})
    assert [2] == shown(client, "filter=watching")


@pytest.mark.parametrize("query", ["filter=all_unresolved", "order_by=subject", "order_type=up", "updated_since=soon"])
def test_what_the_list_does_not_know_is_refused(client: Client, query: str) -> None:
    """4.4: there is no filter for all unresolved."""
    assert 400 == client.get(f"/tickets?{query}").status_code


@pytest.mark.parametrize("query", ["status=2", "tag=a", "agent_id=1", "group_id=1", "colour=red"])
def test_other_parameters_are_ignored(client: Client, query: str) -> None:
    """4.4 and 13.1: nothing selects by status, tag, agent or group."""
    client.open()
    assert [1] == shown(client, query)


def test_tickets_of_one_requester_or_company(client: Client) -> None:
    """4.4"""
    company = client.post("/companies", json={"name": "Kettle", "domains": ["kettle.example"]}).json()["id"]
    person = {"name": "Rui", "email": "rui+desk@kettle.example", "unique_external_id": "crm-1"}
    requester = client.post("/contacts", json=person).json()["id"]
    client.open(), client.open(requester_id=requester)

    for query in (
        f"requester_id={requester}",
        "email=rui%2Bdesk@kettle.example",
        "unique_external_id=crm-1",
        f"company_id={company}",
    ):
        assert [2] == shown(client, query), query
    assert [] == shown(client, "email=rui+desk@kettle.example"), "a plus sign that is not encoded is a space"


def test_the_window_of_thirty_days_holds_for_a_requester_too(client: Client) -> None:
    """4.4: open question 1; the note is general."""
    client.open()
    client.post("/_sandbox/clock", json={"advance": 31 * 86400})
    query = "email=ana@customer.example"
    assert ([], [1]) == (shown(client, query), shown(client, f"{query}&{OLD}"))


@pytest.mark.parametrize(
    ("order", "ascending"), [("created_at", [1, 2, 3]), ("updated_at", [2, 3, 1]), ("status", [2, 1, 3])]
)
def test_the_list_has_four_orders_and_two_directions(client: Client, order: str, ascending: list[int]) -> None:
    """4.4: the direction is descending unless told."""
    for status in (3, 2, 4):
        client.open(status=status)
        client.post("/_sandbox/clock", json={"advance": 5})
    client.put("/tickets/1", json={"subject": "x"})
    assert ascending == shown(client, f"order_by={order}&order_type=asc")
    assert ascending[::-1] == shown(client, f"order_by={order}")


def test_due_times_order_the_list(client: Client) -> None:
    """4.4"""
    for day in (3, 1, 2):
        client.open(due_by=f"2030-01-0{day}")
    assert [2, 3, 1] == shown(client, "order_by=due_by&order_type=asc")


def test_embeds_are_there_when_asked_for(client: Client) -> None:
    """4.1 and 4.5"""
    client.open()
    (row,) = client.get("/tickets?include=requester,stats,description").json()
    assert {"id", "name", "email", "mobile", "phone"} == set(row["requester"])
    assert STATS == set(row["stats"])
    assert "It stopped." == row["description_text"]
    assert {"requester", "stats", "conversations", "company"}.isdisjoint(client.get("/tickets/1").json())


def test_the_list_embeds_no_conversations(client: Client) -> None:
    """4.4"""
    assert 400 == client.get("/tickets?include=conversations").status_code


def test_stats_tell_what_happened_when(client: Client) -> None:
    """4.5"""
    client.open()

    def now(seconds: int) -> str:
        stamp: str = client.post("/_sandbox/clock", json={"advance": seconds}).json()["now"]
        return stamp

    def stats() -> dict[str, Any]:
        found: dict[str, Any] = client.get("/tickets/1?include=stats").json()["stats"]
        return found

    answered = now(60)
    client.post("/tickets/1/reply", json={"body": "x"})
    now(60)
    client.post("/tickets/1/reply", json={"body": "x"})
    assert answered <= stats()["first_responded_at"] < stats()["agent_responded_at"]
    resolved = now(60)
    client.put("/tickets/1", json={"status": 4})
    assert resolved <= stats()["resolved_at"] == stats()["status_updated_at"]
    now(60)
    client.say("customer")
    assert (None, None) == (stats()["resolved_at"], stats()["closed_at"])
    assert stats()["reopened_at"] == stats()["requester_responded_at"] > resolved
    client.put("/tickets/1", json={"status": 3})
    assert stats()["pending_since"]
