"""Ticket fields of admins on the wire, each rule of freshdesk-api 6.8."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.conftest import Client

PATH = "/admin/ticket_fields"
TEXT = {"label": "Cups", "label_for_customers": "Cups", "type": "custom_text"}
DROPDOWN = {**TEXT, "type": "custom_dropdown", "choices": [{"value": "One", "position": 1}, {"value": "Two"}]}
NESTED = {
    **TEXT,
    "type": "nested_field",
    "choices": [{"value": "usa", "choices": [{"value": "texas", "choices": [{"value": "austin"}]}]}],
    "dependent_fields": [{"label": "State", "label_for_customers": "State", "level": 2}],
}


def made(client: Client, **field: Any) -> dict[str, Any]:
    row: dict[str, Any] = client.post(PATH, json=field).json()
    return row


def errors_of(answer: Any) -> dict[str, str]:
    assert 400 == answer.status_code, answer.text
    return {error["field"]: error["code"] for error in answer.json()["errors"]}


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ({}, dict.fromkeys(TEXT, "missing_field")),
        ({**TEXT, "type": "custom_colour"}, {"type": "invalid_value"}),
        ({**TEXT, "type": "custom_dropdown"}, {"choices": "missing_field"}),
        ({**TEXT, "choices": [{"value": "One"}]}, {"choices": "incompatible_field"}),
        ({**DROPDOWN, "choices": [{"label": "One"}]}, {"choices": "datatype_mismatch"}),
        ({**DROPDOWN, "choices": ["One"]}, {"choices": "datatype_mismatch"}),
        ({**DROPDOWN, "type": "nested_field"}, {"dependent_fields": "missing_field"}),
        (
            {**NESTED, "dependent_fields": [{"label": "State", "label_for_customers": "S", "level": 4}]},
            {"level": "invalid_value"},
        ),
        ({**TEXT, "section_mappings": [{"section_id": 1}]}, {"section_id": "invalid_value"}),
        ({**TEXT, "required_for_agents": "yes"}, {"required_for_agents": "datatype_mismatch"}),
        ({**TEXT, "colour": "red"}, {"colour": "invalid_field"}),
    ],
)
def test_6_8_what_a_field_may_not_be(client: Client, field: dict[str, Any], wrong: dict[str, str]) -> None:
    assert wrong == errors_of(client.post(PATH, json=field))


def test_6_8_the_two_families_show_choices_in_their_own_way(client: Client) -> None:
    number = client.post(PATH, json=NESTED).json()["ticket_field"]["id"]
    one = client.get(f"{PATH}/{number}").json()
    listed = {row["name"]: row for row in client.get("/ticket_fields").json()}["cf_cups"]

    assert "austin" == one["choices"][0]["choices"][0]["choices"][0]["value"]
    assert one["choices"][0]["id"] == one["choices"][0]["choices"][0]["parent_choice_id"]
    assert [{"usa": [{"texas": ["austin"]}]}] == listed["choices"]
    assert ["cf_state"] == [row["name"] for row in listed["nested_ticket_fields"]]
    assert "choices" not in next(row for row in client.get(PATH).json() if row["id"] == number)


def test_6_8_a_ticket_takes_the_choices_of_each_level(client: Client) -> None:
    client.post(PATH, json=NESTED)
    body = {"email": "a@b.example", "subject": "S", "description": "D", "status": 2, "priority": 1}

    good = client.post("/tickets", json={**body, "custom_fields": {"cf_cups": "usa", "cf_state": "texas"}})
    assert 201 == good.status_code
    wrong = client.post("/tickets", json={**body, "custom_fields": {"cf_cups": "texas"}})
    assert {"cf_cups": "invalid_value"} == errors_of(wrong)


def test_6_8_a_field_that_agents_must_fill_is_missed(client: Client) -> None:
    made(client, **TEXT, required_for_agents=True)
    body = {"email": "a@b.example", "subject": "S", "description": "D", "status": 2, "priority": 1}

    assert {"cf_cups": "missing_field"} == errors_of(client.post("/tickets", json=body))


def test_6_8_a_new_field_comes_first_unless_it_says_where(client: Client) -> None:
    first, last = made(client, **TEXT), made(client, **{**TEXT, "label": "Last"}, position=13)
    top = made(client, **{**TEXT, "label": "Top"})
    custom = [row["id"] for row in client.get(PATH).json() if not row["default"]]

    assert [top["id"], first["id"], last["id"]] == custom


def test_6_8_default_fields_take_labels_and_stay(client: Client) -> None:
    subject = next(row for row in client.get(PATH).json() if row["name"] == "subject")
    path = f"{PATH}/{subject['id']}"

    assert "Topic" == client.put(path, json={"label": "Topic"}).json()["label"]
    assert "Topic" in [row["label"] for row in client.get("/ticket_fields").json()]
    assert {"choices": "incompatible_field"} == errors_of(client.put(path, json={"choices": [{"value": "A"}]}))
    assert 405 == client.delete(path).status_code


def test_6_8_the_type_of_a_field_stays(client: Client) -> None:
    number = made(client, **TEXT)["id"]

    assert {"type": "invalid_field"} == errors_of(client.put(f"{PATH}/{number}", json={"type": "custom_number"}))


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({"label": "A"}, {"choice_ids": "missing_field"}),
        ({"choice_ids": [1], "label": "A"}, {"choice_ids": "invalid_value"}),
        ({"choice_ids": [], "label": "A"}, {"choice_ids": "invalid_value"}),
        ({"choice_ids": "1", "label": "A"}, {"choice_ids": "datatype_mismatch"}),
    ],
)
def test_6_8_what_a_section_may_not_be(client: Client, body: dict[str, Any], wrong: dict[str, str]) -> None:
    number = made(client, **DROPDOWN)["id"]

    assert wrong == errors_of(client.post(f"{PATH}/{number}/sections", json=body))


def test_6_8_a_section_goes_with_its_field(client: Client) -> None:
    field = made(client, **DROPDOWN)
    body = {"label": "A", "choice_ids": [field["choices"][0]["id"]]}
    section = client.post(f"{PATH}/{field['id']}/sections", json=body)
    assert (201, "A") == (section.status_code, client.get(section.headers["Location"]).json()["section"]["label"])
    assert client.get(f"{PATH}/{field['id']}").json()["has_section"]

    client.delete(f"{PATH}/{field['id']}")
    assert 404 == client.get(section.headers["Location"]).status_code
    mapping = {"section_mappings": [{"section_id": section.json()["sections"][0]["id"]}]}
    assert {"section_id": "invalid_value"} == errors_of(client.post(PATH, json={**TEXT, **mapping}))


@pytest.mark.parametrize("path", [PATH, "/ticket-forms"])
def test_6_8_both_need_an_admins_key(client: Client, path: str) -> None:
    client.post("/_sandbox/rights", json={"admin": False})

    assert (403, 200) == (client.get(path).status_code, client.get("/ticket_fields").status_code)
