"""What may be written of a ticket, and what else happens then (freshdesk-api 4.3)."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.sandbox import Sandbox
from tests.sandbox.conftest import Client

MB = 1 << 20
BASE: dict[str, Any] = {"email": "ana@customer.example", "subject": "S", "description": "D"}


def codes(answer: Any) -> dict[str, str]:
    """Code by field of a refusal."""
    assert 400 == answer.status_code
    return {error["field"]: error["code"] for error in answer.json()["errors"]}


def mailbox(client: Client) -> int:
    return int(client.get("/email/mailboxes").json()[0]["id"])


def outbound(client: Client, **fields: Any) -> Any:
    known = {"email": "ana@customer.example", "subject": "Hello", "email_config_id": mailbox(client)}
    return client.post("/tickets/outbound_email", json={**known, **fields})


@pytest.mark.parametrize(
    "identity",
    [
        {"email": "a@b.example"},
        {"phone": "+44 1", "name": "Ana"},
        {"twitter_id": "ana"},
        {"unique_external_id": "crm-1"},
    ],
)
def test_an_unknown_requester_becomes_a_contact(client: Client, identity: dict[str, str]) -> None:
    """4.3"""
    made = client.post("/tickets", json={**identity, "subject": "S", "description": "D"})
    contact = client.get(f"/contacts/{made.json()['requester_id']}").json()

    assert identity.items() <= contact.items()


def test_an_unknown_facebook_id_makes_nobody(client: Client) -> None:
    """4.3: a contact with it should exist."""
    body = {"facebook_id": "ana", "subject": "S", "description": "D"}
    assert {"facebook_id": "invalid_value"} == codes(client.post("/tickets", json=body))


def test_a_phone_alone_needs_a_name(client: Client) -> None:
    """4.3"""
    body = {"phone": "+44 1", "subject": "S", "description": "D"}
    assert {"name": "missing_field"} == codes(client.post("/tickets", json=body))


def test_due_times_that_were_given_are_told_at_once_and_in_utc(client: Client) -> None:
    """4.3: those that were not are null in this answer."""
    made = client.open(due_by="2030-01-02T12:00:00+02:00")
    assert ("2030-01-02T10:00:00Z", None) == (made["due_by"], made["fr_due_by"])
    assert "2030-01-02T10:00:00Z" == client.get("/tickets/1").json()["due_by"]


def test_what_is_no_field_of_the_ticket_does_not_stay_on_it(client: Client) -> None:
    """4.1: keys of answers"""
    client.open()
    made = client.open(parent_id=1, lookup_parameter="display_id", name="Ana")
    assert set() == {"parent_id", "related_ticket_ids", "lookup_parameter", "name", "email"} & set(made)


def test_the_mailboxs_group_is_the_default_and_the_mailbox_wins_over_the_product() -> None:
    """4.3"""
    with Sandbox.start() as sandbox, Client(sandbox.url) as client:
        box = next(each for each in client.get("/email/mailboxes").json() if each["group_id"])
        other = next(each["id"] for each in client.get("/products").json() if each["id"] != box["product_id"])
        made = client.open(email_config_id=box["id"], product_id=other)
    assert (box["group_id"], box["id"]) == (made["group_id"], made["email_config_id"])


def test_mandatory_custom_fields_are_missed(client: Client, sandbox: Sandbox) -> None:
    """4.3: missing_field"""
    field = {"name": "cf_order", "label": "Order", "type": "custom_text", "required_for_agents": True}
    with sandbox.state.lock:
        sandbox.state.account["custom_fields"] = [field]
    assert {"cf_order": "missing_field"} == codes(client.post("/tickets", json=BASE))
    assert 201 == client.post("/tickets", json={**BASE, "custom_fields": {"cf_order": "K-1"}}).status_code


def test_a_custom_date_is_a_day_without_a_time(client: Client, sandbox: Sandbox) -> None:
    """1: custom date fields take YYYY-MM-DD only."""
    with sandbox.state.lock:
        sandbox.state.account["custom_fields"] = [{"name": "cf_bought", "label": "B", "type": "custom_date"}]
    body = {**BASE, "custom_fields": {"cf_bought": "2026-03-05T10:00:00Z"}}
    assert {"cf_bought": "invalid_value"} == codes(client.post("/tickets", json=body))
    assert 201 == client.post("/tickets", json={**BASE, "custom_fields": {"cf_bought": "2026-03-05"}}).status_code


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("priority", "1", "datatype_mismatch"),
        ("priority", 9, "invalid_value"),
        ("status", None, "datatype_mismatch"),
        ("type", "Nonsense", "invalid_value"),
        ("tags", "a,b", "datatype_mismatch"),
        ("tags", [1], "datatype_mismatch"),
        ("email", "nobody", "invalid_value"),
        ("due_by", "soon", "invalid_value"),
        ("responder_id", 1, "invalid_value"),
        ("custom_fields", {"cf_none": 1}, "invalid_field"),
        ("id", 7, "invalid_field"),
        ("created_at", "2026-01-01", "invalid_field"),
        ("attachments", [], "invalid_field"),
    ],
)
def test_a_wrong_field_is_named_with_its_code(client: Client, field: str, value: Any, code: str) -> None:
    """8"""
    name = "cf_none" if field == "custom_fields" else field
    assert {name: code} == codes(client.post("/tickets", json={**BASE, field: value}))


@pytest.mark.parametrize("field", ["cc_emails", "related_ticket_ids"])
def test_an_update_does_not_take_what_only_a_create_takes(client: Client, field: str) -> None:
    """4.3"""
    client.open()
    assert {field: "invalid_field"} == codes(client.put("/tickets/1", json={field: []}))


def test_a_form_brings_every_kind_of_field(client: Client, sandbox: Sandbox) -> None:
    """1: multipart with brackets; 4.3"""
    with sandbox.state.lock:
        sandbox.state.account["custom_fields"] = [
            {"name": "cf_cups", "label": "Cups", "type": "custom_number"},
            {"name": "cf_gift", "label": "Gift", "type": "custom_checkbox"},
        ]
    client.open()
    form = [
        *BASE.items(),
        ("priority", "3"),
        ("tags[]", "a"),
        ("tags[]", "b"),
        ("cc_emails[]", "c@d.example"),
        ("related_ticket_ids[]", "1"),
        ("custom_fields[cf_cups]", "3"),
        ("custom_fields[cf_gift]", "true"),
        ("group_id", ""),
    ]
    files = [("attachments[]", (name, b"hello", "text/plain")) for name in ("a.txt", "é.txt")]
    made = client.post("/tickets", data=form, files=files).json()

    assert (3, ["a", "b"], ["c@d.example"]) == (made["priority"], made["tags"], made["cc_emails"])
    assert {"cf_cups": 3, "cf_gift": True} == made["custom_fields"]
    assert (3, [1]) == (made["association_type"], made["associated_tickets_list"])
    assert [("a.txt", 5, "text/plain"), ("é.txt", 5, "text/plain")] == [
        (file["name"], file["size"], file["content_type"]) for file in made["attachments"]
    ]


def test_attachments_of_a_ticket_are_twenty_megabytes_together(client: Client) -> None:
    """1: those of the thread count too."""
    files = {"attachments[]": ("a.bin", bytes(12 * MB))}
    assert 201 == client.post("/tickets", data=BASE, files=files).status_code
    for path, form in (("/tickets/1/notes", {"body": "x"}), ("/tickets/1/reply", {"body": "x"})):
        assert {"attachments": "invalid_value"} == codes(client.post(path, data=form, files=files))
    assert {"attachments": "invalid_value"} == codes(client.put("/tickets/1", data={"priority": "2"}, files=files))
    assert (1, []) == (client.get("/tickets/1").json()["priority"], client.get("/tickets/1/conversations").json())


def test_an_update_adds_attachments(client: Client) -> None:
    """4.3"""
    client.open()
    for name in ("a.txt", "b.txt"):
        client.put("/tickets/1", data={"priority": "2"}, files={"attachments[]": (name, b"x")})
    assert ["a.txt", "b.txt"] == [file["name"] for file in client.get("/tickets/1").json()["attachments"]]


def test_a_null_due_time_changes_nothing(client: Client) -> None:
    """4.1: sorting by it goes on."""
    client.open()
    before = client.get("/tickets/1").json()["due_by"]
    assert before == client.put("/tickets/1", json={"due_by": None}).json()["due_by"]


def test_an_outbound_email_is_closed_and_its_senders_own(client: Client) -> None:
    """4.3"""
    answer = outbound(client, description="<b>Hi</b>", tags=["a"], cc_emails=["c@d.example"])
    made, me = answer.json(), client.get("/agents/me").json()["id"]

    assert (201, f"{client.url}/api/v2/tickets/1") == (answer.status_code, answer.headers["Location"])
    assert (5, 10, 1, me) == (made["status"], made["source"], made["priority"], made["responder_id"])
    assert (None, ["a"], ["c@d.example"]) == (made["due_by"], made["tags"], made["cc_emails"])
    assert "ana@customer.example" == client.get("/tickets/1?include=requester").json()["requester"]["email"]


def test_an_outbound_email_may_be_open(client: Client) -> None:
    """4.3: 5 is only the default."""
    assert 2 == outbound(client, status=2).json()["status"]


@pytest.mark.parametrize("missing", ["email", "subject", "email_config_id"])
def test_an_outbound_email_says_to_whom_of_what_and_from_where(client: Client, missing: str) -> None:
    """4.3"""
    assert {missing: "missing_field"} == codes(outbound(client, **{missing: None}))


@pytest.mark.parametrize("field", ["source", "responder_id", "parent_id", "requester_id"])
def test_an_outbound_email_takes_fewer_fields(client: Client, field: str) -> None:
    """4.3"""
    assert {field: "invalid_field"} == codes(outbound(client, **{field: 1}))


def test_subject_and_text_of_an_outbound_email_stay(client: Client) -> None:
    """4.3"""
    outbound(client)
    refused = client.put("/tickets/1", json={"subject": "Other", "description": "Other", "priority": 3})

    assert {"subject": "readonly_field", "description": "readonly_field"} == codes(refused)
    assert ("Hello", 1) == tuple(client.get("/tickets/1").json()[key] for key in ("subject", "priority"))
    assert 200 == client.put("/tickets/1", json={"priority": 3}).status_code


@pytest.mark.parametrize("act", ["spam", "delete"])
def test_a_ticket_out_of_sight_refuses_every_change(client: Client, act: str) -> None:
    """4.3 and 8: 405, and which verbs are allowed"""
    client.open()
    client.post(f"/_sandbox/tickets/1/{act}", json={})
    answers = [
        client.put("/tickets/1", json={"priority": 2}),
        client.delete("/tickets/1"),
        client.post("/tickets/1/notes", json={"body": "x"}),
        client.post("/tickets/1/reply", json={"body": "x"}),
        client.post("/tickets/1/forward", json={"body": "x", "to_emails": ["a@b.example"]}),
        client.put("/tickets/1/summary", json={"body": "x"}),
    ]
    assert {(405, True, True)} == {
        (answer.status_code, "Allow" in answer.headers, "message" in answer.json()) for answer in answers
    }


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/tickets/9"),
        ("PUT", "/tickets/9"),
        ("DELETE", "/tickets/9"),
        ("PUT", "/tickets/9/restore"),
        ("GET", "/tickets/9/conversations"),
        ("POST", "/tickets/9/reply"),
        ("POST", "/tickets/9/notes"),
        ("POST", "/tickets/9/forward"),
        ("POST", "/tickets/9/reply_to_forward"),
        ("GET", "/tickets/9/watchers"),
        ("POST", "/tickets/9/watch"),
        ("PUT", "/tickets/9/unwatch"),
        ("GET", "/tickets/9/associated_tickets"),
        ("GET", "/tickets/9/prime_association"),
        ("GET", "/tickets/9/summary"),
        ("PUT", "/tickets/9/summary"),
        ("GET", "/tickets/9/accesses"),
        ("PATCH", "/tickets/9/accesses"),
        ("GET", "/tickets/archived/9"),
        ("DELETE", "/tickets/archived/9"),
        ("GET", "/tickets/archived/9/conversations"),
        ("PUT", "/conversations/9"),
        ("DELETE", "/conversations/9"),
        ("DELETE", "/attachments/9"),
        ("GET", "/nothing/9"),
    ],
)
def test_what_there_is_not_is_an_empty_404_of_text(client: Client, method: str, path: str) -> None:
    """8 and 13.1"""
    answer = client.request(method, path)
    assert (404, b"", "text/html; charset=utf-8") == (
        answer.status_code,
        answer.content,
        answer.headers["Content-Type"],
    )


def test_wrong_fields_are_told_all_at_once_with_the_choices_there_are(client: Client) -> None:
    """8"""
    answer = client.post("/tickets", json={"email": "a@b.example", "priority": 9, "colour": 1}).json()
    assert {"description", "errors"} == set(answer)
    assert {("field", "message", "code")} == {tuple(error) for error in answer["errors"]}
    told = {error["field"]: error["message"] for error in answer["errors"]}
    assert {"priority", "colour"} == set(told)
    assert "It should be one of these values: '1,2,3,4'" == told["priority"]


def test_a_restored_ticket_was_deleted_before(client: Client) -> None:
    """4.3"""
    client.open()
    assert 404 == client.put("/tickets/1/restore").status_code
    client.delete("/tickets/1")
    gone = client.put("/tickets/1/restore")
    assert (204, b"") == (gone.status_code, gone.content)


def test_an_attachment_is_deleted_wherever_it_is(client: Client) -> None:
    """4.3: of a ticket, a note and a summary; its link ends."""
    file = {"attachments[]": ("a.txt", b"x")}
    made = [
        client.post("/tickets", data=BASE, files=file).json(),
        client.post("/tickets/1/notes", data={"body": "x"}, files=file).json(),
        client.put("/tickets/1/summary", data={"body": "x"}, files=file).json(),
    ]
    for row in made:
        (attachment,) = row["attachments"]
        answer = client.delete(f"/attachments/{attachment['id']}")
        assert (204, b"") == (answer.status_code, answer.content)
        assert 404 == client.get(attachment["attachment_url"]).status_code
    left = [client.get(path).json() for path in ("/tickets/1", "/tickets/1/conversations", "/tickets/1/summary")]
    assert [[], [], []] == [left[0]["attachments"], left[1][0]["attachments"], left[2]["attachments"]]
