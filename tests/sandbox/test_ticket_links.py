"""Merge, associations, watchers and accesses (freshdesk-api 4.3 and 4.6)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.conftest import Client
from tests.sandbox.test_ticket_writes import codes

SUMMED_UP = {
    "id",
    "group_id",
    "priority",
    "requester_id",
    "responder_id",
    "source",
    "company_id",
    "status",
    "subject",
    "product_id",
    "type",
    "due_by",
    "fr_due_by",
    "is_escalated",
    "created_at",
    "updated_at",
}


def ties(client: Client, number: int) -> tuple[Any, Any, Any]:
    ticket = client.get(f"/tickets/{number}").json()
    return ticket["association_type"], ticket["associated_tickets_list"], ticket["associated_tickets_count"]


def associated(client: Client, number: int) -> list[int]:
    return [row["id"] for row in client.get(f"/tickets/{number}/associated_tickets").json()["tickets"]]


def test_a_ticket_with_a_parent_is_its_child(client: Client) -> None:
    """4.6"""
    client.open()
    made = client.open(parent_id=1)
    client.open(parent_id=1)

    assert (2, [1]) == (made["association_type"], made["associated_tickets_list"])
    assert (1, [2, 3], 2) == ties(client, 1)
    assert (2, [1], None) == ties(client, 2)
    assert [2, 3] == associated(client, 1)


def test_a_tracker_has_related_tickets(client: Client) -> None:
    """4.6"""
    client.open(), client.open()
    made = client.open(related_ticket_ids=[1, 2])

    assert (3, [1, 2]) == (made["association_type"], made["associated_tickets_list"])
    assert ((4, [3], None), (4, [3], None)) == (ties(client, 1), ties(client, 2))
    assert [1, 2] == associated(client, 3)


def test_an_existing_ticket_becomes_a_child(client: Client) -> None:
    """4.3: parent_id on update"""
    client.open(), client.open()
    assert 2 == client.put("/tickets/2", json={"parent_id": 1}).json()["association_type"]
    assert (1, [2], 1) == ties(client, 1)


def test_the_prime_of_a_child_is_its_parent(client: Client) -> None:
    """4.3: 404 where there is none"""
    client.open(), client.open(parent_id=1)
    prime = client.get("/tickets/2/prime_association").json()

    assert (1, SUMMED_UP) == (prime["id"], set(prime))
    assert 404 == client.get("/tickets/1/prime_association").status_code
    assert SUMMED_UP == set(client.get("/tickets/1/associated_tickets").json()["tickets"][0])


def test_a_ticket_of_its_own_has_no_associated_tickets(client: Client) -> None:
    """4.3"""
    client.open()
    assert {"tickets": []} == client.get("/tickets/1/associated_tickets").json()


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"parent_id": 9}, {"parent_id": "invalid_value"}),
        ({"parent_id": 2}, {"parent_id": "incompatible_field"}),
        ({"related_ticket_ids": [9]}, {"related_ticket_ids": "invalid_value"}),
        ({"related_ticket_ids": []}, {"related_ticket_ids": "invalid_value"}),
        ({"related_ticket_ids": [1]}, {"related_ticket_ids": "incompatible_field"}),
        ({"related_ticket_ids": ["3"]}, {"related_ticket_ids": "datatype_mismatch"}),
        ({"related_ticket_ids": [3], "parent_id": 1}, {"related_ticket_ids": "incompatible_field"}),
    ],
)
def test_a_ticket_has_one_kind_of_association(client: Client, fields: Any, expected: Any) -> None:
    """4.2 and 8"""
    client.open(), client.open(parent_id=1), client.open()
    body = {"email": "a@b.example", "subject": "S", "description": "D", **fields}

    assert expected == codes(client.post("/tickets", json=body))
    assert 404 == client.get("/tickets/4").status_code


def test_a_parent_is_nobodys_child(client: Client) -> None:
    """4.2"""
    client.open(), client.open(parent_id=1), client.open()
    assert {"parent_id": "incompatible_field"} == codes(client.put("/tickets/1", json={"parent_id": 3}))
    assert {"parent_id": "incompatible_field"} == codes(client.put("/tickets/3", json={"parent_id": 3}))


def test_a_merge_may_say_its_notes(client: Client) -> None:
    """4.3"""
    client.open(), client.open()
    notes = {"note_in_primary": {"body": "First", "private": False}, "note_in_secondary": {"body": "Second"}}
    assert 204 == client.put("/tickets/merge", json={"primary_id": 1, "ticket_ids": [2], **notes}).status_code
    told = [client.get(f"/tickets/{number}/conversations").json()[-1] for number in (1, 2)]
    assert [("First", False), ("Second", True)] == [(note["body_text"], note["private"]) for note in told]


def test_a_merge_copies_people_when_asked_in_their_spelling(client: Client) -> None:
    """4.3: convert_recepients_to_cc"""
    client.open(cc_emails=["x@y.example"])
    client.open(email="rui@b.example", cc_emails=["c@d.example", "ana@customer.example"])
    body = {"primary_id": 1, "ticket_ids": [2]}
    assert {"convert_recipients_to_cc": "invalid_field"} == codes(
        client.put("/tickets/merge", json={**body, "convert_recipients_to_cc": True})
    )
    client.put("/tickets/merge", json={**body, "convert_recepients_to_cc": True})
    assert ["x@y.example", "rui@b.example", "c@d.example"] == client.get("/tickets/1").json()["cc_emails"]


def test_a_merge_passes_over_the_primary_among_the_others(client: Client) -> None:
    """4.3: the documented sample has it there."""
    client.open(), client.open()
    assert 204 == client.put("/tickets/merge", json={"primary_id": 1, "ticket_ids": [1, 2]}).status_code
    assert [2, 5] == [client.get(f"/tickets/{number}").json()["status"] for number in (1, 2)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({}, {"primary_id": "missing_field", "ticket_ids": "missing_field"}),
        ({"primary_id": 1, "ticket_ids": [1]}, {"ticket_ids": "invalid_value"}),
        ({"primary_id": 1, "ticket_ids": [9]}, {"ticket_ids": "invalid_value"}),
        ({"primary_id": 9, "ticket_ids": [2]}, {"primary_id": "invalid_value"}),
        ({"primary_id": 1, "ticket_ids": ["2"]}, {"ticket_ids": "datatype_mismatch"}),
        ({"primary_id": 1, "ticket_ids": [3]}, {"ticket_ids": "invalid_value"}),
        ({"primary_id": 1, "ticket_ids": [2], "note_in_primary": {"text": "x"}}, {"body": "missing_field"}),
    ],
)
def test_a_merge_that_makes_no_sense_is_refused(client: Client, body: Any, expected: Any) -> None:
    """8"""
    client.open(), client.open(), client.open()
    client.delete("/tickets/3")
    assert expected.items() <= codes(client.put("/tickets/merge", json=body)).items()
    assert 2 == client.get("/tickets/2").json()["status"]


def agents(client: Client) -> list[int]:
    return [row["id"] for row in client.get("/agents").json()]


def watchers(client: Client, number: int) -> list[int]:
    found: list[int] = client.get(f"/tickets/{number}/watchers").json()["watcher_ids"]
    return found


def test_watchers_come_and_the_caller_goes(client: Client) -> None:
    """4.3: unwatch takes off the caller only."""
    client.open()
    me = client.get("/agents/me").json()["id"]
    assert [204, 204] == [client.post("/tickets/1/watch", json={"user_id": i}).status_code for i in agents(client)]
    assert sorted(agents(client)) == watchers(client, 1)
    assert 204 == client.put("/tickets/1/unwatch").status_code
    assert [i for i in sorted(agents(client)) if i != me] == watchers(client, 1)


def test_many_tickets_are_watched_at_once(client: Client) -> None:
    """4.3"""
    client.open(), client.open()
    me = client.get("/agents/me").json()["id"]
    other = next(i for i in agents(client) if i != me)
    assert 204 == client.put("/tickets/bulk_watch", json={"ids": [1, 2], "user_id": other}).status_code
    assert 204 == client.put("/tickets/bulk_watch", json={"ids": [1]}).status_code
    assert (sorted([me, other]), [other]) == (watchers(client, 1), watchers(client, 2))
    assert 204 == client.put("/tickets/bulk_unwatch", json={"ids": [1, 2]}).status_code
    assert ([other], [other]) == (watchers(client, 1), watchers(client, 2))


@pytest.mark.parametrize(
    ("method", "path", "body", "expected"),
    [
        ("POST", "/tickets/1/watch", {}, {"user_id": "missing_field"}),
        ("POST", "/tickets/1/watch", {"user_id": 1}, {"user_id": "invalid_value"}),
        ("PUT", "/tickets/bulk_watch", {}, {"ids": "missing_field"}),
        ("PUT", "/tickets/bulk_watch", {"ids": [9]}, {"ids": "invalid_value"}),
        ("PUT", "/tickets/bulk_unwatch", {"ids": [1], "user_id": 1}, {"user_id": "invalid_field"}),
        ("POST", "/tickets/1/accesses", {}, {"user_ids": "missing_field"}),
        ("POST", "/tickets/1/accesses", {"user_ids": [1]}, {"user_ids": "invalid_value"}),
        ("PATCH", "/tickets/1/accesses", {"user_ids": [1]}, {"user_ids": "datatype_mismatch"}),
        ("PATCH", "/tickets/1/accesses", {"user_ids": [{"deleted": True}]}, {"id": "missing_field"}),
    ],
)
def test_who_watches_and_sees_is_checked(client: Client, method: str, path: str, body: Any, expected: Any) -> None:
    """4.3 and 8"""
    client.open()
    assert expected == codes(client.request(method, path, json=body))


def test_accesses_are_given_changed_and_taken(client: Client) -> None:
    """4.3"""
    client.open()
    first, second = agents(client)
    path = "/tickets/1/accesses"
    assert {"user_ids": []} == client.get(path).json()
    assert (200, {"user_ids": [first]}) == (
        (given := client.post(path, json={"user_ids": [first]})).status_code,
        given.json(),
    )
    changes = [{"id": first, "deleted": True}, {"id": second}]
    assert {"user_ids": [second]} == client.patch(path, json={"user_ids": changes}).json()
    assert {"user_ids": [second]} == client.get(path).json()
    assert 204 == client.delete(path).status_code
    assert {"user_ids": []} == client.get(path).json()
