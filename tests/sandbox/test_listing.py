"""The kept order and entries of the ticket list say what the tickets say."""

from __future__ import annotations

import pytest

from assistant.sandbox import Sandbox, build, seed
from assistant.sandbox.big import BIG
from assistant.sandbox.listing import MANY
from assistant.sandbox.state import Desk
from tests.sandbox.conftest import Client

ALL = "/tickets?order_by=updated_at&order_type=asc&updated_since=2015-01-01&per_page=100"


def listed(client: Client, more: str = "") -> list[int]:
    return [row["id"] for row in client.get(ALL + more).json()]


def opened(client: Client, count: int = 3) -> list[int]:
    made = [{"email": "ana@customer.example", "subject": f"No {n}", "description": "x"} for n in range(count)]
    return [client.post("/tickets", json=ticket).json()["id"] for ticket in made]


def test_a_ticket_that_changes_moves_to_the_end_as_it_is_now(client: Client):
    first, second, third = opened(client)
    assert [first, second, third] == listed(client)
    client.post("/_sandbox/clock", json={"advance": 5})
    client.put(f"/tickets/{first}", json={"priority": 4})

    assert [second, third, first] == listed(client)
    assert 4 == client.get(ALL).json()[-1]["priority"]


def test_deleted_and_spam_tickets_leave_the_list_and_come_back(client: Client):
    first, second, third = opened(client)
    listed(client)
    client.delete(f"/tickets/{first}")
    client.post(f"/_sandbox/tickets/{second}/spam", json={})

    assert [third] == listed(client)
    assert ([first], [second]) == (listed(client, "&filter=deleted"), listed(client, "&filter=spam"))
    client.put(f"/tickets/{first}/restore")
    assert {first, third} == set(listed(client))


def test_what_is_embedded_is_that_of_now(client: Client):
    ticket = opened(client, 1)[0]
    row = client.get(ALL + "&include=requester,stats,description").json()[0]
    client.put(f"/contacts/{row['requester']['id']}", json={"name": "Ana Duarte"})
    client.put(f"/tickets/{ticket}", json={"status": 4, "description": "more"})
    after = client.get(ALL + "&include=requester,stats,description").json()[0]

    assert "Ana Duarte" == after["requester"]["name"]
    assert after["stats"]["resolved_at"]
    assert "more" == after["description_text"]
    assert "description" not in client.get(ALL).json()[0]


@pytest.mark.parametrize("order", ["created_at", "updated_at", "due_by", "status"])
@pytest.mark.parametrize("direction", ["asc", "desc"])
def test_every_order_holds_for_few_and_for_many_changes(order: str, direction: str):
    with Sandbox.start(seed="empty") as sandbox, Client(sandbox.url) as client:
        desk = sandbox.state
        person = build.add_contact(desk, email="ana@customer.example")["id"]
        for number in range(MANY + 20):
            stamp = f"2026-01-{1 + number % 28:02}T00:00:{number % 60:02}Z"
            build.add_ticket(desk, requester_id=person, description="x", status=2 + number % 4, updated_at=stamp)
            if number == MANY + 1:
                client.get("/tickets")  # the rest are sorted in one by one
        address = f"/tickets?order_by={order}&order_type={direction}&per_page=100&updated_since=2015-01-01&page="
        rows = [row for page in range(1, 8) for row in client.get(address + str(page)).json()]

    wanted = sorted(rows, key=lambda row: (row[order], row["id"]), reverse=direction == "desc")
    assert (MANY + 20, wanted) == (len({row["id"] for row in rows}), rows)


def test_the_list_without_a_time_shows_thirty_days_in_any_order(client: Client):
    old = opened(client, 1)[0]
    client.post("/_sandbox/clock", json={"advance": 31 * 86400})
    client.put(f"/tickets/{old}", json={"priority": 2})
    new = opened(client, 1)[0]
    plain = "/tickets?per_page=100"

    for order in ("", "&order_by=updated_at", "&order_by=status"):
        assert [new] == [row["id"] for row in client.get(plain + order).json()]
    assert {old, new} == set(listed(client))


@pytest.mark.slow
def test_the_big_seed_is_the_same_each_time_and_worth_measuring():
    desks = []
    for _ in range(2):
        desk = Desk()
        with desk.clock.at(1_790_000_000.0):
            seed.load(desk, "big")
        desks.append(desk)
    first, second = desks
    assert (BIG, first.tickets, first.stats) == (len(first.tickets), second.tickets, second.stats)

    tickets, stats = first.tickets.values(), first.stats.values()
    assert {2, 3, 4, 5, 6, 7} == {ticket["status"] for ticket in tickets}
    for name in ("type", "priority", "source", "group_id", "responder_id", "company_id", "is_escalated"):
        assert 1 < len({ticket[name] for ticket in tickets}), name
    assert any(row["reopened_at"] for row in stats)
    assert all(row["resolved_at"] >= row["first_responded_at"] for row in stats if row["resolved_at"])
    assert all(ticket["updated_at"] >= ticket["created_at"] for ticket in tickets)
    assert len(first.conversations) > 5000
