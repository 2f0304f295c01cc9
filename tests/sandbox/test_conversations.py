"""The thread of a ticket (freshdesk-api 5)."""

from __future__ import annotations

from assistant.sandbox import Sandbox
from tests.sandbox.conftest import Client

KEYS = {
    "id",
    "ticket_id",
    "user_id",
    "body",
    "body_text",
    "incoming",
    "private",
    "source",
    "category",
    "support_email",
    "from_email",
    "to_emails",
    "cc_emails",
    "bcc_emails",
    "email_failure_count",
    "outgoing_failures",
    "thread_id",
    "thread_message_id",
    "automation_id",
    "automation_type_id",
    "auto_response",
    "source_additional_info",
    "attachments",
    "last_edited_at",
    "last_edited_user_id",
    "created_at",
    "updated_at",
}


def me(client: Client) -> int:
    return int(client.get("/agents/me").json()["id"])


def test_a_note_is_private_and_by_the_keys_agent(client: Client) -> None:
    client.open()
    note = client.post("/tickets/1/notes", json={"body": "<b>Draft</b>"}).json()
    assert (True, False, me(client)) == (note["private"], note["incoming"], note["user_id"])
    assert "<div><b>Draft</b></div>" == note["body"]
    assert "source" not in note


def test_the_list_gives_the_whole_object(client: Client) -> None:
    client.open()
    client.post("/tickets/1/notes", json={"body": "x"})
    (entry,) = client.get("/tickets/1/conversations").json()
    assert KEYS <= set(entry)
    assert {"structured_body", "deleted", "cloud_files", "has_quoted_text"} == set(entry) - KEYS, "newer answers"
    assert (2, 2, None) == (entry["source"], entry["category"], entry["bcc_emails"])


def test_a_reply_goes_to_the_requester_and_leaves_the_status(client: Client) -> None:
    client.open()
    reply = client.post("/tickets/1/reply", json={"body": "Hi", "cc_emails": ["c@d.example"]}).json()
    assert (["ana@customer.example"], ["c@d.example"]) == (reply["replied_to"], reply["cc_emails"])
    assert 2 == client.get("/tickets/1").json()["status"]


def test_a_reply_from_a_strange_mailbox_is_refused(client: Client) -> None:
    client.open()
    assert 400 == client.post("/tickets/1/reply", json={"body": "Hi", "from_email": "x@y.example"}).status_code


def test_a_reply_comes_from_the_first_mailbox_unless_another_is_named() -> None:
    with Sandbox.start() as sandbox, Client(sandbox.url) as client:
        first, second = client.get("/email/mailboxes").json()[:2]
        client.open(source=1, email_config_id=second["id"])
        said = [
            client.post("/tickets/1/reply", json={"body": "Hi", **more}).json()["from_email"]
            for more in ({}, {"from_email": f"Shop <{second['support_email']}>"})
        ]
    assert [first["support_email"], second["support_email"]] == said


def test_a_note_can_be_edited_and_a_reply_cannot(client: Client) -> None:
    client.open()
    note = client.post("/tickets/1/notes", json={"body": "old"}).json()["id"]
    reply = client.post("/tickets/1/reply", json={"body": "sent"}).json()["id"]
    assert "new" == client.put(f"/conversations/{note}", json={"body": "new"}).json()["body_text"]
    assert 405 == client.put(f"/conversations/{reply}", json={"body": "new"}).status_code
    assert client.get("/tickets/1/conversations").json()[0]["last_edited_user_id"] == me(client)


def test_a_deleted_conversation_is_gone(client: Client) -> None:
    client.open()
    note = client.post("/tickets/1/notes", json={"body": "x"}).json()["id"]
    assert 204 == client.delete(f"/conversations/{note}").status_code
    assert [] == client.get("/tickets/1/conversations").json()
    assert 404 == client.put(f"/conversations/{note}", json={"body": "y"}).status_code


def test_a_note_raises_the_tickets_updated_at(client: Client) -> None:
    before = client.open()["updated_at"]
    client.post("/_sandbox/clock", json={"advance": 5})
    client.post("/tickets/1/notes", json={"body": "x"})
    assert before < client.get("/tickets/1").json()["updated_at"]


def test_include_conversations_gives_the_oldest_ten(client: Client) -> None:
    client.open()
    ids = [client.say("customer") for _ in range(12)]
    embedded = client.get("/tickets/1?include=conversations").json()["conversations"]
    assert ids[:10] == [entry["id"] for entry in embedded]


def test_a_lagging_list_shows_new_entries_later_and_deletions_at_once(client: Client) -> None:
    client.open()
    old = client.say("customer")
    client.post("/_sandbox/lag", json={"conversations": 20})
    new = client.say("customer")
    client.delete(f"/conversations/{old}")
    assert [] == client.get("/tickets/1/conversations").json()
    client.post("/_sandbox/clock", json={"advance": 21})
    assert [new] == [entry["id"] for entry in client.get("/tickets/1/conversations").json()]


def test_a_body_is_required(client: Client) -> None:
    client.open()
    answer = client.post("/tickets/1/notes", json={"private": True})
    assert (400, "missing_field") == (answer.status_code, answer.json()["errors"][0]["code"])
