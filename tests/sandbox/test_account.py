"""The account, its mailboxes and SLA policies on the wire (freshdesk-api 6.5, 6.11, 8, 13.1)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.conftest import Client

TARGET = {"respond_within": 3600, "resolve_within": 7200, "business_hours": True, "escalation_enabled": False}
TARGETS = {f"priority_{number}": TARGET for number in (4, 3, 2, 1)}
POLICY = {"name": "VIP", "sla_target": TARGETS, "applicable_to": {"sources": [1]}}
BOX = {"support_email": "shop@b.example", "mailbox_type": "freshdesk_mailbox"}
SERVER = {
    "mail_server": "imap.b.example",
    "port": 993,
    "use_ssl": True,
    "delete_from_server": False,
    "authentication": "plain",
    "user_name": "u",
    "password": "p",
}


def errors_of(answer: Any) -> dict[str, str]:
    assert 400 == answer.status_code
    return {error["field"]: error["code"] for error in answer.json()["errors"]}


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"name": None}, {"name": "missing_field"}),
        ({"sla_target": {"priority_1": TARGET}}, dict.fromkeys([f"priority_{n}" for n in (2, 3, 4)], "missing_field")),
        ({"sla_target": {**TARGETS, "priority_5": TARGET}}, {"priority_5": "invalid_field"}),
        (
            {"sla_target": {**TARGETS, "priority_1": {**TARGET, "respond_within": 90}}},
            {"respond_within": "invalid_value"},
        ),
        (
            {"sla_target": {**TARGETS, "priority_1": {**TARGET, "business_hours": None}}},
            {"business_hours": "missing_field"},
        ),
        ({"applicable_to": {}}, {"applicable_to": "missing_field"}),
        ({"applicable_to": {"group_ids": [1]}}, {"group_ids": "invalid_value"}),
        ({"applicable_to": {"tags": ["vip"]}}, {"tags": "invalid_field"}),
        ({"applicable_to": {"ticket_types": ["Unheard of"]}}, {"ticket_types": "invalid_value"}),
        ({"escalation": {"resolution": {"level_2": {}}}}, {"level_1": "missing_field"}),
        (
            {"escalation": {"response": {"escalation_time": 60, "agent_ids": [5]}}},
            {"agent_ids": "invalid_value"},
        ),
        ({"is_default": True}, {"is_default": "readonly_field"}),
        ({"colour": "red"}, {"colour": "invalid_field"}),
    ],
)
def test_6_5_what_an_sla_policy_may_not_say(client: Client, change: dict[str, Any], wrong: dict[str, str]) -> None:
    assert wrong.items() <= errors_of(client.post("/sla_policies", json={**POLICY, **change})).items()


def test_6_5_an_escalation_may_name_who_has_the_ticket(client: Client) -> None:
    levels = {"level_1": {"escalation_time": 3600, "agent_ids": [-1]}}
    made = client.post("/sla_policies", json={**POLICY, "escalation": {"resolution": levels}})

    assert (201, levels) == (made.status_code, made.json()["escalation"]["resolution"])


def test_6_5_a_change_of_a_policy_says_what_it_applies_to(client: Client) -> None:
    number = client.post("/sla_policies", json=POLICY).json()["id"]

    assert {"applicable_to": "missing_field"} == errors_of(
        client.put(f"/sla_policies/{number}", json={"active": False})
    )
    body = {"active": False, "applicable_to": {"sources": [2]}}
    assert (False, {"sources": [2]}) == tuple(
        client.put(f"/sla_policies/{number}", json=body).json()[name] for name in body
    )


def test_6_5_there_is_no_view_of_one_policy(client: Client) -> None:
    number = client.get("/sla_policies").json()[0]["id"]

    assert {405} == {
        client.get(f"/sla_policies/{number}").status_code,
        client.delete(f"/sla_policies/{number}").status_code,
    }


def test_two_policies_have_two_names(client: Client) -> None:
    assert [201, 409] == [client.post("/sla_policies", json=POLICY).status_code for _ in range(2)]


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"support_email": None}, {"support_email": "missing_field"}),
        ({"support_email": "nowhere"}, {"support_email": "invalid_value"}),
        ({"mailbox_type": "pigeon"}, {"mailbox_type": "invalid_value"}),
        ({"group_id": 1}, {"group_id": "invalid_value"}),
        ({"default_reply_email": "true"}, {"default_reply_email": "datatype_mismatch"}),
        ({"colour": "red"}, {"colour": "invalid_field"}),
        ({"mailbox_type": "custom_mailbox"}, {"custom_mailbox": "missing_field"}),
        ({"custom_mailbox": {"access_type": "both"}}, {"custom_mailbox": "incompatible_field"}),
        (
            {"mailbox_type": "custom_mailbox", "custom_mailbox": {"access_type": "both", "incoming": SERVER}},
            {"outgoing": "missing_field"},
        ),
        (
            {"mailbox_type": "custom_mailbox", "custom_mailbox": {"access_type": "incoming", "incoming": {"port": 1}}},
            dict.fromkeys(SERVER.keys() - {"port"}, "missing_field"),
        ),
        (
            {
                "mailbox_type": "custom_mailbox",
                "custom_mailbox": {"access_type": "incoming", "incoming": {**SERVER, "authentication": "none"}},
            },
            {"authentication": "invalid_value"},
        ),
    ],
)
def test_6_5_what_a_mailbox_may_not_be(client: Client, change: dict[str, Any], wrong: dict[str, str]) -> None:
    assert wrong == errors_of(client.post("/email/mailboxes", json={**BOX, **change}))


def test_6_5_a_product_has_one_default_reply_address(client: Client) -> None:
    made = client.post("/email/mailboxes", json={**BOX, "default_reply_email": True}).json()["id"]

    assert [(made, True), False] == [
        (row["id"], True) if row["default_reply_email"] else False for row in client.get("/email/mailboxes").json()
    ]


def test_6_5_mailboxes_are_found_and_ordered(client: Client) -> None:
    group = client.get("/groups").json()[0]["id"]
    client.post("/email/mailboxes", json={**BOX, "group_id": group})
    path = "/email/mailboxes"

    assert 1 == len(client.get(f"{path}?support_email=shop@b.example&active=false&group_id={group}").json())
    assert [None, group] == [row["group_id"] for row in client.get(f"{path}?order_by=group_id").json()]
    assert group == client.get(f"{path}?order_by=group_id&order_type=desc").json()[0]["group_id"]
    assert 400 == client.get(f"{path}?order_type=desc").status_code


def test_the_first_mailbox_stays(client: Client) -> None:
    number = client.get("/email/mailboxes").json()[0]["id"]

    assert 409 == client.delete(f"/email/mailboxes/{number}").status_code


def test_6_5_a_mailbox_may_change_to_an_own_server_and_back(client: Client) -> None:
    number = client.post("/email/mailboxes", json=BOX).json()["id"]
    custom = {"access_type": "outgoing", "outgoing": {**SERVER, "authentication": "CRAM-MD5"}}

    own = client.put(f"/email/mailboxes/{number}", json={"mailbox_type": "custom_mailbox", "custom_mailbox": custom})
    assert "cram-md5" == own.json()["custom_mailbox"]["outgoing"]["authentication"]
    back = client.put(f"/email/mailboxes/{number}", json={"mailbox_type": "freshdesk_mailbox"}).json()
    assert "forward_email" in back["freshdesk_mailbox"]
    assert "custom_mailbox" not in back


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "date_range"),
        ({"date_range": {"start_date": "2026-01-02"}}, "end_date"),
        ({"date_range": {"start_date": "2026-01-02", "end_date": "2026-01-01"}}, "end_date"),
        ({"resources": []}, "resources"),
        ({"resources": [{"name": "secrets"}]}, "name"),
        ({"output_format": "xml"}, "output_format"),
    ],
)
def test_6_11_what_an_export_may_not_ask(client: Client, body: dict[str, Any], field: str) -> None:
    whole = {
        "date_range": {"start_date": "2026-01-01", "end_date": "2026-02-01"},
        "resources": [{"name": "tickets"}],
        "output_format": "json",
    }

    assert field in errors_of(client.post("/account/export", json={**whole, **body} if body else {}))


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/products"),
        ("GET", "/business_hours"),
        ("GET", "/email_configs"),
        ("GET", "/email/mailboxes"),
        ("POST", "/email/mailboxes"),
        ("GET", "/sla_policies"),
        ("POST", "/sla_policies"),
        ("GET", "/canned_response_folders"),
        ("POST", "/account/export"),
    ],
)
def test_6_what_needs_an_admins_key_is_403_without(client: Client, method: str, path: str) -> None:
    client.post("/_sandbox/rights", json={"admin": False})
    answer = client.request(method, path, json=None if method == "GET" else {})

    assert (403, "access_denied") == (answer.status_code, answer.json()["code"])


@pytest.mark.parametrize("path", ["/account", "/settings/helpdesk", "/ticket_fields", "/surveys", "/time_entries"])
def test_6_what_every_agent_may_read(client: Client, path: str) -> None:
    client.post("/_sandbox/rights", json={"admin": False})

    assert 200 == client.get(path).status_code
