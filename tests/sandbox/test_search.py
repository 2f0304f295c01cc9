"""The search's query language (freshdesk-api 7)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.sandbox import Sandbox
from tests.sandbox.conftest import Client


@pytest.fixture(scope="module")
def desk() -> Iterator[Client]:
    """Tickets 1 to 4 of priority 1 to 4; 2 and 4 are pending, 4 is tagged."""
    with Sandbox.start(seed="empty") as sandbox, Client(sandbox.url) as client:
        for priority in (1, 2, 3, 4):
            client.open(priority=priority, status=2 + (priority % 2 == 0), tags=["vip"] if priority == 4 else [])
        yield client


@pytest.mark.parametrize(
    ("expected", "query"),
    [
        ({3, 4}, "priority:>3"),
        ({1, 2}, "priority:<2"),
        ({4}, "tag:'vip'"),
        ({1, 3, 4}, "status:2 OR tag:'vip'"),
        ({4}, "(status:2 OR status:3) AND priority:>3 AND tag:'vip'"),
        ({1, 2, 3, 4}, "group_id:null"),
        ({1, 2, 3, 4}, "created_at:>'2020-01-01'"),
        (set(), "updated_at:<'2020-01-01'"),
        ({1, 2, 3, 4}, "closed_at:null"),
        (set(), "resolved_at:>'2020-01-01'"),
        (set(), "custom_string:'blue'"),
    ],
)
def test_what_a_query_finds(desk: Client, expected: set[int], query: str) -> None:
    answer = desk.get("/search/tickets", params={"query": f'"{query}"'}).json()
    assert (expected, len(expected)) == ({ticket["id"] for ticket in answer["results"]}, answer["total"])


@pytest.mark.parametrize(
    "query",
    [
        "status:2",
        "\"subject:'x'\"",
        '"requester_id:1"',
        '"status:two"',
        '"status:2 status:3"',
        '"(status:2"',
        '""',
        f"\"tag:'{'x' * 512}'\"",
        '"tag:vip"',
        '"tag:\'a"b\'"',
        '"status:2 and priority:1"',
        '"Status:2"',
        "\"created_at:>'yesterday'\"",
    ],
)
def test_what_is_no_query(desk: Client, query: str) -> None:
    assert 400 == desk.get("/search/tickets", params={"query": query}).status_code


def test_pages_end_at_the_tenth(desk: Client) -> None:
    assert 400 == desk.get("/search/tickets", params={"query": '"status:2"', "page": 11}).status_code


def test_the_index_lags_as_told(client: Client) -> None:
    client.post("/_sandbox/lag", json={"search": 60})
    client.open()
    assert 0 == client.get("/search/tickets", params={"query": '"status:2"'}).json()["total"]
    client.post("/_sandbox/clock", json={"advance": 61})
    assert 1 == client.get("/search/tickets", params={"query": '"status:2"'}).json()["total"]


def test_contacts_are_searched_by_address(client: Client) -> None:
    client.open(email="ana@b.example")
    answer = client.get("/search/contacts", params={"query": "\"email:'ana@b.example'\""}).json()
    assert 1 == answer["total"]


def test_recently_made_text_fields_are_searched_together(client: Client) -> None:
    client.post("/contact_fields", json={"label": "Colour", "label_for_customers": "Colour", "type": "custom_text"})
    client.post("/contacts", json={"name": "Ana", "email": "a@b.example", "custom_fields": {"cf_colour": "Blue"}})

    answer = client.get("/search/contacts", params={"query": "\"custom_string:'Blue'\""}).json()

    assert 1 == answer["total"]
