"""Tickets as the reference describes them (freshdesk-api 4)."""

from __future__ import annotations

from tests.sandbox.conftest import Client

LIST_KEYS = {
    "id",
    "subject",
    "type",
    "status",
    "priority",
    "source",
    "spam",
    "requester_id",
    "responder_id",
    "group_id",
    "company_id",
    "product_id",
    "email_config_id",
    "support_email",
    "to_emails",
    "cc_emails",
    "fwd_emails",
    "reply_cc_emails",
    "ticket_cc_emails",
    "ticket_bcc_emails",
    "is_escalated",
    "fr_escalated",
    "nr_escalated",
    "due_by",
    "fr_due_by",
    "nr_due_by",
    "association_type",
    "associated_tickets_count",
    "tags",
    "custom_fields",
    "created_at",
    "updated_at",
}
DAY = 86400


def test_a_new_ticket_is_open_low_and_wrapped_in_a_div(client: Client) -> None:
    answer = client.post("/tickets", json={"email": "a@b.example", "subject": "S", "description": "<b>Hi</b>"})
    ticket = answer.json()
    assert 201 == answer.status_code
    assert answer.headers["Location"].endswith(f"/api/v2/tickets/{ticket['id']}")
    assert (2, 1, 2) == (ticket["status"], ticket["priority"], ticket["source"])
    assert ("<div><b>Hi</b></div>", "Hi") == (ticket["description"], ticket["description_text"])


def test_due_times_are_null_at_first_and_filled_later(client: Client) -> None:
    assert client.open()["due_by"] is None
    assert client.get("/tickets/1").json()["due_by"] is not None


def test_an_unknown_address_becomes_a_contact_once(client: Client) -> None:
    first, second = client.open(email="New@b.example"), client.open(email="new@b.example")
    assert first["requester_id"] == second["requester_id"]


def test_a_ticket_without_a_requester_is_refused(client: Client) -> None:
    answer = client.post("/tickets", json={"subject": "S"})
    assert (400, "missing_field") == (answer.status_code, answer.json()["errors"][0]["code"])


def test_wrong_fields_are_named_with_their_code(client: Client) -> None:
    wrong = {"email": "a@b.example", "priority": "1", "status": 99, "colour": "red", "type": "Nonsense"}
    errors = client.post("/tickets", json=wrong).json()["errors"]
    expected = {
        ("priority", "datatype_mismatch"),
        ("status", "invalid_value"),
        ("colour", "invalid_field"),
        ("type", "invalid_value"),
    }
    assert expected == {(error["field"], error["code"]) for error in errors}


def test_a_list_entry_has_the_recorded_keys_and_no_description(client: Client) -> None:
    client.open()
    assert LIST_KEYS == set(client.get("/tickets").json()[0])


def test_a_view_embeds_what_was_asked_for(client: Client) -> None:
    client.open()
    ticket = client.get("/tickets/1?include=conversations,requester,company,stats").json()
    assert ("ana@customer.example", {}, []) == (
        ticket["requester"]["email"],
        ticket["company"],
        ticket["conversations"],
    )
    assert "status_updated_at" in ticket["stats"]


def test_an_unknown_include_is_refused(client: Client) -> None:
    client.open()
    assert 400 == client.get("/tickets/1?include=weather").status_code


def test_the_list_shows_thirty_days_unless_updated_since_is_given(client: Client) -> None:
    client.open()
    client.post("/_sandbox/clock", json={"advance": 31 * DAY})
    assert [] == client.get("/tickets").json()
    assert 1 == len(client.get("/tickets?updated_since=2015-01-01T00:00:00Z").json())


def test_updated_since_is_inclusive(client: Client) -> None:
    stamp = client.open()["updated_at"]
    assert 1 == len(client.get("/tickets", params={"updated_since": stamp}).json())
    client.post("/_sandbox/clock", json={"advance": 2})
    later = client.open()["updated_at"]
    assert [2] == [t["id"] for t in client.get("/tickets", params={"updated_since": later}).json()]


def test_pages_are_linked_with_page_before_per_page(client: Client) -> None:
    for _ in range(3):
        client.open()
    first = client.get("/tickets?per_page=2&order_type=asc&order_by=created_at")
    link = first.headers["link"]
    assert link.endswith('order_type=asc&order_by=created_at&page=2&per_page=2>;rel="next"')
    last = client.get(first.links["next"]["url"])
    assert [1, 2, 3] == [t["id"] for t in first.json() + last.json()]
    assert "link" not in last.headers


def test_page_301_and_too_long_pages_are_refused(client: Client) -> None:
    assert "300th page" in client.get("/tickets?page=301").json()["errors"][0]["message"]
    assert 400 == client.get("/tickets?per_page=101").status_code
    assert 400 == client.get("/tickets?per_page=ten").status_code


def test_a_deleted_ticket_leaves_the_list_and_refuses_changes(client: Client) -> None:
    client.open()
    assert 204 == client.delete("/tickets/1").status_code
    assert [] == client.get("/tickets").json()
    assert [1] == [t["id"] for t in client.get("/tickets?filter=deleted").json()]
    assert client.get("/tickets/1").json()["deleted"] is True
    assert 405 == client.put("/tickets/1", json={"priority": 2}).status_code
    assert 405 == client.post("/tickets/1/notes", json={"body": "x"}).status_code


def test_a_restored_ticket_has_no_deleted_key(client: Client) -> None:
    client.open()
    client.delete("/tickets/1")
    assert 204 == client.put("/tickets/1/restore").status_code
    assert "deleted" not in client.get("/tickets/1").json()


def test_an_update_changes_only_the_fields_sent(client: Client) -> None:
    before = client.open(tags=["a"])
    after = client.put("/tickets/1", json={"priority": 3, "tags": ["b"]}).json()
    assert (3, ["b"], before["subject"]) == (after["priority"], after["tags"], after["subject"])


def test_a_merge_closes_the_secondary_and_moves_its_thread(client: Client) -> None:
    client.open(), client.open()
    moved = client.say("customer", ticket=2)
    assert 204 == client.put("/tickets/merge", json={"primary_id": 1, "ticket_ids": [2]}).status_code
    assert 5 == client.get("/tickets/2").json()["status"]
    thread = client.get("/tickets/1/conversations").json()
    assert moved in [entry["id"] for entry in thread]
    assert "merged into ticket 1" in client.get("/tickets/2/conversations").json()[0]["body_text"]


def test_an_unknown_ticket_is_an_empty_404(client: Client) -> None:
    answer = client.get("/tickets/99")
    assert (404, b"") == (answer.status_code, answer.content)
