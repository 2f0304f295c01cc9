"""Automation rules on the wire (freshdesk-api 6.11 and 9.1)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.conftest import Client

RULE = {
    "name": "A",
    "conditions": [{"match_type": "all", "properties": [{"field_name": "status"}]}],
    "actions": [{"field_name": "add_tag", "value": "a"}],
}
WHEN = {"performer": {"type": 1}, "events": [{"field_name": "status"}]}


@pytest.mark.parametrize(
    ("kind", "change", "wrong"),
    [
        (1, {"name": None}, {"name": "missing_field"}),
        (1, {"actions": [{"value": "a"}]}, {"field_name": "missing_field"}),
        (1, {"conditions": [{"properties": []}]}, {"match_type": "missing_field"}),
        (1, {"conditions": [{"match_type": "some", "properties": []}]}, {"match_type": "invalid_value"}),
        (3, WHEN, {"performer": "incompatible_field"}),
        (4, {}, {"performer": "missing_field", "events": "missing_field"}),
        (4, {**WHEN, "performer": {"type": 5}}, {"type": "invalid_value"}),
        (4, {**WHEN, "performer": {"type": 2, "members": [1]}}, {"members": "incompatible_field"}),
        (4, {**WHEN, "performer": {"type": 1, "members": [1]}}, {"members": "invalid_value"}),
        (1, {"active": "yes"}, {"active": "datatype_mismatch"}),
        (1, {"colour": "red"}, {"colour": "invalid_field"}),
    ],
)
def test_9_1_what_a_rule_may_not_be(client: Client, kind: int, change: dict[str, Any], wrong: dict[str, str]) -> None:
    answer = client.post(f"/automations/{kind}/rules", json={**RULE, **change})

    assert (400, wrong) == (answer.status_code, {e["field"]: e["code"] for e in answer.json()["errors"]})


def test_13_1_a_rule_has_an_address_and_ends_without_words(client: Client) -> None:
    made = client.post("/automations/1/rules", json=RULE)
    where = made.headers["Location"]

    assert (201, {"total_active_count": 1, "total_count": 1}) == (made.status_code, client.get(where).json()["meta"])
    assert {"count": 1, "cascading_rules": True} == client.get("/automations/1/rules").json()["meta"]
    gone = client.delete(where)
    assert (204, b"", 404) == (gone.status_code, gone.content, client.get(where).status_code)


@pytest.mark.parametrize("kind", [2, 5, "create"])
def test_9_1_rules_run_on_creation_hourly_and_on_updates(client: Client, kind: Any) -> None:
    assert 404 == client.get(f"/automations/{kind}/rules").status_code


def test_6_11_rules_need_an_admins_key_and_scenarios_do_not(client: Client) -> None:
    client.post("/_sandbox/rights", json={"admin": False})

    assert 403 == client.get("/automations/1/rules").status_code
    assert 200 == client.get("/scenario_automations").status_code
