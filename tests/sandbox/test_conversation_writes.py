"""Replies, notes, forwards and the summary as they are written (freshdesk-api 5)."""

from __future__ import annotations

import json
from typing import Any

import pytest

from assistant.sandbox import Sandbox
from tests.sandbox.conftest import Client
from tests.sandbox.test_conversations import KEYS, me
from tests.sandbox.test_ticket_writes import codes

REPLY = {
    "id",
    "ticket_id",
    "user_id",
    "body",
    "body_text",
    "structured_body",
    "from_email",
    "cc_emails",
    "bcc_emails",
    "replied_to",
    "attachments",
    "created_at",
    "updated_at",
}
NOTE = {
    "id",
    "ticket_id",
    "user_id",
    "body",
    "body_text",
    "incoming",
    "private",
    "support_email",
    "notified_to",
    "attachments",
    "created_at",
    "updated_at",
}
FORWARD = KEYS - {
    "thread_id",
    "thread_message_id",
    "automation_id",
    "automation_type_id",
    "auto_response",
    "source_additional_info",
} | {"deleted", "cloud_files", "has_quoted_text"}
SUMMARY = {
    "id",
    "ticket_id",
    "user_id",
    "body",
    "body_text",
    "attachments",
    "cloud_files",
    "last_edited_at",
    "last_edited_user_id",
    "created_at",
    "updated_at",
}
STRUCTURED = {"body_contents": [{"type": "text", "data": {"content": "Is 1 < 2?"}}]}
OUT = {"body": "Please look", "to_emails": ["maker@out.example"]}


def listed(client: Client) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = client.get("/tickets/1/conversations").json()
    return rows


def test_the_answers_to_reply_and_note_are_smaller_than_the_list(client: Client) -> None:
    """5.2"""
    client.open()
    reply = client.post("/tickets/1/reply", json={"body": "Hi"})
    note = client.post("/tickets/1/notes", json={"body": "Hi"})

    assert (REPLY, NOTE) == (set(reply.json()), set(note.json()))
    assert [True, True] == [set(row) >= KEYS for row in listed(client)]
    assert {201} == {reply.status_code, note.status_code}
    assert f"{client.url}/api/v2/conversations/{note.json()['id']}" == note.headers["Location"]


def test_each_kind_has_its_numbers_in_the_list(client: Client) -> None:
    """5.1: incoming, private, source, category"""
    client.open()
    client.post("/tickets/1/reply", json={"body": "reply"})
    client.post("/tickets/1/notes", json={"body": "private"})
    client.post("/tickets/1/notes", json={"body": "public", "private": False})
    client.post("/tickets/1/forward", json=OUT)
    client.post("/tickets/1/reply_to_forward", json=OUT)
    client.say("customer")

    assert [
        (False, False, 0, 3),
        (False, True, 2, 2),
        (False, False, 2, 2),
        (False, True, 8, 2),
        (False, True, 2, 6),
        (True, False, 0, 1),
    ] == [(row["incoming"], row["private"], row["source"], row["category"]) for row in listed(client)]


def test_a_reply_names_sender_and_mailbox(client: Client) -> None:
    """5.1: "Name <address>"; a note has no sender"""
    client.open()
    client.post("/tickets/1/reply", json={"body": "reply"})
    client.post("/tickets/1/notes", json={"body": "note"})
    reply, note = listed(client)

    assert ("Sandbox <help@sandbox.example>", ["ana@customer.example"]) == (reply["from_email"], reply["to_emails"])
    assert (None, None, None, []) == tuple(
        note[key] for key in ("from_email", "support_email", "bcc_emails", "to_emails")
    )


@pytest.mark.parametrize("call", ["reply", "notes"])
def test_a_structured_body_may_stand_for_the_body(client: Client, call: str) -> None:
    """5.2: an object in JSON, JSON text in a form"""
    client.open()
    answers = [
        client.post(f"/tickets/1/{call}", json={"structured_body": STRUCTURED}),
        client.post(
            f"/tickets/1/{call}",
            data={"structured_body": json.dumps(STRUCTURED)},
            files={"attachments[]": ("a.txt", b"x")},
        ),
    ]
    for answer in answers:
        assert (201, STRUCTURED) == (answer.status_code, answer.json()["structured_body"])
        assert ("<div>Is 1 &lt; 2?</div>", "Is 1 < 2?") == (answer.json()["body"], answer.json()["body_text"])


@pytest.mark.parametrize(
    ("call", "body", "expected"),
    [
        ("reply", {}, {"body": "missing_field"}),
        ("reply", {"body": ""}, {"body": "missing_field"}),
        ("reply", {"body": "x", "private": True}, {"private": "invalid_field"}),
        ("reply", {"body": "x", "to_emails": ["a@b.example"]}, {"to_emails": "invalid_field"}),
        ("reply", {"body": "x", "cc_emails": "a@b.example"}, {"cc_emails": "datatype_mismatch"}),
        ("reply", {"body": "x", "from_email": "a@b.example"}, {"from_email": "invalid_value"}),
        ("reply", {"body": "x", "user_id": 1}, {"user_id": "invalid_value"}),
        ("notes", {"structured_body": "x"}, {"structured_body": "datatype_mismatch"}),
        ("notes", {"body": "x", "private": "yes"}, {"private": "datatype_mismatch"}),
        ("notes", {"body": "x", "cc_emails": []}, {"cc_emails": "invalid_field"}),
        ("forward", {"body": "x"}, {"to_emails": "missing_field"}),
        ("forward", {"body": "x", "to_emails": []}, {"to_emails": "invalid_value"}),
        ("forward", {"to_emails": ["a@b.example"]}, {"body": "missing_field"}),
        ("forward", {**OUT, "user_id": 1}, {"user_id": "invalid_field"}),
        ("forward", {**OUT, "agent_id": 1}, {"agent_id": "invalid_value"}),
        ("reply_to_forward", {"body": "x"}, {"to_emails": "missing_field"}),
        ("reply_to_forward", {**OUT, "cc_emails": []}, {"cc_emails": "invalid_field"}),
    ],
)
def test_what_a_message_may_hold(client: Client, call: str, body: Any, expected: Any) -> None:
    """5.2, 5.3 and 8"""
    client.open()
    assert expected == codes(client.post(f"/tickets/1/{call}", json=body))
    assert [] == listed(client)


def test_a_note_may_be_a_customers_words(client: Client) -> None:
    """5.2: incoming, by a contact"""
    requester = client.open()["requester_id"]
    body = {"body": "By phone", "incoming": True, "private": False, "user_id": requester}
    note = client.post("/tickets/1/notes", json=body).json()
    assert (True, requester) == (note["incoming"], note["user_id"])


def test_a_note_tells_whom_it_notified(client: Client) -> None:
    """5.2: notified_to in the answer, to_emails in the list"""
    client.open()
    note = client.post("/tickets/1/notes", json={"body": "x", "notify_emails": ["robin@sandbox.example"]}).json()
    assert ["robin@sandbox.example"] == note["notified_to"] == listed(client)[0]["to_emails"]


def test_a_form_is_private_unless_it_says_otherwise(client: Client) -> None:
    """5.2 and 12"""
    client.open()
    file = {"attachments[]": ("a.txt", b"x")}
    made = [
        client.post("/tickets/1/notes", data={"body": "x", **more}, files=file).json()["private"]
        for more in ({}, {"private": "true"}, {"private": "false"})
    ]
    assert [True, True, False] == made


def test_an_edit_adds_attachments_and_may_leave_the_text(client: Client) -> None:
    """5.2"""
    client.open()
    note = client.post("/tickets/1/notes", json={"body": "old"}).json()["id"]
    edited = client.put(f"/conversations/{note}", files={"attachments[]": ("a.txt", b"x")})
    assert (200, NOTE) == (edited.status_code, set(edited.json()))
    assert ("old", ["a.txt"]) == (edited.json()["body_text"], [file["name"] for file in edited.json()["attachments"]])
    assert {"body": "missing_field"} == codes(client.put(f"/conversations/{note}", json={}))
    assert {"body": "missing_field"} == codes(client.put(f"/conversations/{note}", json={"body": ""}))
    assert {"private": "invalid_field"} == codes(client.put(f"/conversations/{note}", json={"body": "x", "private": 1}))


@pytest.mark.parametrize("call", ["reply", "forward", "reply_to_forward"])
def test_only_notes_are_edited_and_everything_is_deleted(client: Client, call: str) -> None:
    """5.2"""
    client.open()
    body = {"body": "x"} if call == "reply" else OUT
    number = client.post(f"/tickets/1/{call}", json=body).json()["id"]
    assert 405 == client.put(f"/conversations/{number}", json={"body": "y"}).status_code
    assert 204 == client.delete(f"/conversations/{number}").status_code


def test_a_public_note_is_edited_too(client: Client) -> None:
    """5.2"""
    client.open()
    number = client.post("/tickets/1/notes", json={"body": "x", "private": False}).json()["id"]
    assert "y" == client.put(f"/conversations/{number}", json={"body": "y"}).json()["body_text"]


@pytest.mark.parametrize("path", ["/conversations", "/conversations/1"])
def test_no_call_reads_one_conversation_or_all(client: Client, path: str) -> None:
    """5.2"""
    assert client.get(path).status_code in (404, 405)


def test_a_forward_goes_to_outsiders_with_everything(client: Client) -> None:
    """5.1 and 5.2: the whole object; what was attached and quoted goes along."""
    client.post(
        "/tickets",
        data={"email": "ana@customer.example", "subject": "S", "description": "D"},
        files={"attachments[]": ("a.txt", b"hello", "text/plain")},
    )
    answer = client.post("/tickets/1/forward", json={**OUT, "cc_emails": ["boss@out.example"]})
    sent = answer.json()

    assert (201, set()) == (answer.status_code, FORWARD - set(sent))
    assert '"Deskhand" <help@sandbox.example>' == sent["from_email"]
    assert (["maker@out.example"], ["boss@out.example"], []) == (
        sent["to_emails"],
        sent["cc_emails"],
        sent["bcc_emails"],
    )
    assert (True, me(client)) == (sent["has_quoted_text"], sent["user_id"])
    (copy,) = sent["attachments"]
    (original,) = client.get("/tickets/1").json()["attachments"]
    assert original["id"] != copy["id"]
    assert b"hello" == client.get(copy["attachment_url"]).content
    assert ["maker@out.example", "boss@out.example"] == client.get("/tickets/1").json()["fwd_emails"]
    assert listed(client) == [sent]


def test_a_forward_may_leave_quotes_and_files_out(client: Client) -> None:
    """5.2: both are true unless said otherwise."""
    client.open()
    client.put("/tickets/1", files={"attachments[]": ("a.txt", b"x")}, data={"priority": "2"})
    bare = {"include_quoted_text": False, "include_original_attachments": False}
    other = next(row["id"] for row in client.get("/agents").json() if row["id"] != me(client))
    sent = client.post("/tickets/1/forward", json={**OUT, **bare, "agent_id": other}).json()
    assert (False, [], other) == (sent["has_quoted_text"], sent["attachments"], sent["user_id"])


def test_a_forward_is_no_answer_to_the_customer(client: Client) -> None:
    """5.1: it is private; the first response is still owed."""
    client.open()
    client.post("/tickets/1/forward", json=OUT)
    assert client.get("/tickets/1?include=stats").json()["stats"]["first_responded_at"] is None


def test_a_summary_is_written_once_and_then_replaced(client: Client) -> None:
    """5.6"""
    client.open()
    assert 404 == client.get("/tickets/1/summary").status_code
    first = client.put("/tickets/1/summary", json={"body": "<b>So far</b>"})
    second = client.put("/tickets/1/summary", json={"body": "Later"}).json()

    assert (200, SUMMARY) == (first.status_code, set(first.json()))
    assert ("So far", None) == (first.json()["body_text"], first.json()["last_edited_at"])
    assert (first.json()["id"], "Later", me(client)) == (
        second["id"],
        second["body_text"],
        second["last_edited_user_id"],
    )
    assert second == client.get("/tickets/1/summary").json()
    assert [] == listed(client), "a summary is no conversation"
    assert 204 == client.delete("/tickets/1/summary").status_code
    assert [404, 404] == [client.request(method, "/tickets/1/summary").status_code for method in ("GET", "DELETE")]


def test_a_summary_needs_words(client: Client) -> None:
    """5.6"""
    client.open()
    assert {"body": "missing_field"} == codes(client.put("/tickets/1/summary", json={}))
    assert {"user_id": "invalid_value"} == codes(client.put("/tickets/1/summary", json={"body": "x", "user_id": 1}))


def test_the_thread_is_paged_thirty_at_a_time(client: Client) -> None:
    """3"""
    client.open()
    ids = [client.say("customer") for _ in range(31)]
    first = client.get("/tickets/1/conversations")
    second = client.get(first.links["next"]["url"])
    assert ids == [row["id"] for row in first.json() + second.json()]
    assert (30, "link" in second.headers) == (len(first.json()), False)
    assert 31 == len(client.get("/tickets/1/conversations?per_page=100").json())


def test_who_may_write_as_whom() -> None:
    """5.3: a reply is an agent's."""
    with Sandbox.start(seed="empty") as sandbox, Client(sandbox.url) as client:
        requester = client.open()["requester_id"]
        other = next(row["id"] for row in client.get("/agents").json() if row["id"] != me(client))
        assert other == client.post("/tickets/1/reply", json={"body": "x", "user_id": other}).json()["user_id"]
        refused = client.post("/tickets/1/reply", json={"body": "x", "user_id": requester})
    assert {"user_id": "invalid_value"} == codes(refused)
