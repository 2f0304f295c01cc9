"""Whatever is sent about tickets and threads, the sandbox answers by the rules and never breaks (freshdesk-api 8)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.sandbox import Sandbox
from tests.sandbox.conftest import Client

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from(["", "a@b.example", "Rui", "2026-01-01", "\x00é", 1, 2]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "body", "data", "ids"]), inner),
    max_leaves=5,
)
OUT = {"body": "x", "to_emails": ["m@out.example"]}
NEW = {"email": "ana@b.example", "subject": "S", "description": "D"}
CALLS: dict[tuple[str, str], dict[str, Any]] = {
    ("POST", "/tickets"): NEW,
    ("PUT", "/tickets/1"): {"priority": 2},
    ("POST", "/tickets/outbound_email"): {"email": "ana@b.example", "subject": "S", "email_config_id": 1},
    ("PUT", "/tickets/merge"): {"primary_id": 2, "ticket_ids": [3]},
    ("POST", "/tickets/bulk_update"): {"bulk_action": {"ids": [1, 2], "properties": {"priority": 2}}},
    ("POST", "/tickets/bulk_delete"): {"bulk_action": {"ids": [99]}},
    ("POST", "/tickets/1/reply"): {"body": "x"},
    ("POST", "/tickets/1/notes"): {"body": "x"},
    ("POST", "/tickets/1/forward"): OUT,
    ("POST", "/tickets/1/reply_to_forward"): OUT,
    ("POST", "/tickets/1/watch"): {"user_id": 1},
    ("PUT", "/tickets/bulk_watch"): {"ids": [1]},
    ("PUT", "/tickets/bulk_unwatch"): {"ids": [1]},
    ("POST", "/tickets/1/accesses"): {"user_ids": [1]},
    ("PATCH", "/tickets/1/accesses"): {"user_ids": [{"id": 1}]},
    ("PUT", "/tickets/1/summary"): {"body": "x"},
}
"""Bodies that are taken as they are, or nearly."""
MORE = {"tags", "custom_fields", "due_by", "status", "cc_emails", "type", "source", "responder_id", "structured_body"}
MORE |= {"parent_id", "related_ticket_ids", "requester_id", "phone", "twitter_id", "private", "user_id"}
MORE |= {"note_in_primary", "note_in_secondary"}
NAMES = sorted(MORE.union(*CALLS.values()))
IN_FORMS = ("tags[]", "cc_emails[]", "related_ticket_ids[]", "custom_fields[x]")


@pytest.fixture(scope="module")
def anyone() -> Iterator[Client]:
    with Sandbox.start(seed="empty") as sandbox, Client(sandbox.url) as client:
        for _ in range(3):
            client.open()
        yield client


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from([*CALLS]), st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=2))
def test_any_body_is_taken_or_refused(anyone: Client, call: tuple[str, str], body: dict[str, Any]) -> None:
    answer = anyone.request(*call, json={**CALLS[call], **body})
    assert answer.status_code in (200, 201, 202, 204, 400)
    assert answer.status_code == 204 or answer.json()


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(["ids", "properties", "reply"]), VALUES | st.just({"status": 3}), max_size=3))
def test_any_bulk_action_is_taken_or_refused(anyone: Client, action: dict[str, Any]) -> None:
    body = {"bulk_action": {"ids": [1], "properties": {"priority": 2}, **action}}
    assert anyone.post("/tickets/bulk_update", json=body).status_code in (202, 400)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from([("POST", "/tickets"), ("PUT", "/tickets/1"), ("POST", "/tickets/1/notes")]),
    st.dictionaries(
        st.sampled_from(
            [*NAMES, "tags[]", "cc_emails[]", "custom_fields[x]", "structured_body", "related_ticket_ids[]"]
        ),
        st.text(max_size=10),
        max_size=3,
    ),
)
def test_any_form_is_taken_or_refused(anyone: Client, call: tuple[str, str], form: dict[str, str]) -> None:
    known = {name: str(value) for name, value in CALLS[call].items()}
    answer = anyone.request(*call, data={**known, **form}, files={"attachments[]": ("a", b"x")})
    assert answer.status_code in (200, 201, 400)


@pytest.mark.parametrize("whole", ["", "[]", "x"])
def test_an_object_given_whole_and_by_its_keys_is_refused_by_name(anyone: Client, whole: str) -> None:
    form = {**NEW, "custom_fields": whole, "custom_fields[x]": "1"}
    answer = anyone.post("/tickets", data=form, files={"attachments[]": ("a", b"x")})
    assert (400, "custom_fields") == (answer.status_code, answer.json()["errors"][0]["field"])


@pytest.mark.parametrize("path", ["/tickets?updated_since=2015-01-01", "/tickets/1/conversations", "/tickets/1"])
def test_what_was_written_is_still_read(anyone: Client, path: str) -> None:
    """Runs after the others: nothing that was taken breaks a read."""
    assert 200 == anyone.get(path).status_code
