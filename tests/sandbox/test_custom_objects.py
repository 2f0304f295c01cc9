"""Custom objects on the wire (freshdesk-api 6.11)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assistant.sandbox import Sandbox
from tests.sandbox.conftest import Client

RECORDS = "/custom_objects/schemas/1/records"
DATA = {"customer_id": "C1", "customer_name": "Ana"}


def codes(body: Any) -> dict[str, str]:
    return {each["name"]: each["type"] for each in body["errors"]}


def test_6_11_a_record_has_an_address_times_in_milliseconds_and_every_field(client: Client) -> None:
    made = client.post(RECORDS, json={"data": DATA})
    row = made.json()

    assert (201, row) == (made.status_code, client.get(made.headers["Location"]).json())
    assert {**DATA, "seats": None, "paid": None, "room": None} == row["data"]
    assert row["created_time"] == row["updated_time"] > 1_700_000_000_000
    gone = client.delete(f"{RECORDS}/BKG-1")
    assert (204, b"", 404) == (gone.status_code, gone.content, client.get(f"{RECORDS}/BKG-1").status_code)


def test_6_11_pages_are_told_in_the_body_and_keep_the_filters(client: Client) -> None:
    for number in range(5):
        client.post(RECORDS, json={"data": {**DATA, "customer_id": f"C{number}", "seats": number}})
    first = client.get(RECORDS, params={"page_size": 2, "seats[gte]": 1}).json()
    second = client.get(f"/custom_objects{first['_links']['next']['href']}").json()

    assert ([1, 2], [3, 4]) == tuple([row["data"]["seats"] for row in page["records"]] for page in (first, second))
    assert ("next" in first["_links"], "next" in second["_links"]) == (True, False)
    assert {"count": 5} == client.get(f"/custom_objects{first['_links']['count']['href']}").json()
    back = client.get(f"/custom_objects{second['_links']['prev']['href']}").json()
    assert first["records"] == back["records"]


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ("page_size=101", "page_size"),
        ("page_size=x", "page_size"),
        ("next_token=-1", "next_token"),
        ("colour=red", "colour"),
        ("seats[not]=1", "seats"),
        ("created_time[gte]=soon", "created_time"),
        ("seats!=1", "seats!"),
    ],
)
def test_6_11_a_query_that_is_not_understood_is_named(client: Client, query: str, wrong: str) -> None:
    answer = client.get(f"{RECORDS}?{query}")

    assert (400, {wrong}) == (answer.status_code, {*codes(answer.json())})


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({}, {"data": "INVALID_VALUE"}),
        ({"data": []}, {"data": "INVALID_VALUE"}),
        ({"data": DATA, "colour": 1}, {"colour": "INVALID_FIELD"}),
        ({"data": {"customer_id": "C1"}}, {"customer_name": "MISSING_FIELD"}),
        ({"data": {**DATA, "paid": "yes"}}, {"paid": "INVALID_VALUE"}),
        ({"data": {**DATA, "seats": True}}, {"seats": "INVALID_VALUE"}),
        ({"data": {**DATA, "room": "West"}}, {"room": "INVALID_VALUE"}),
        ({"data": {**DATA, "customer_name": 7}}, {"customer_name": "INVALID_VALUE"}),
    ],
)
def test_6_11_what_does_not_fit_is_named(client: Client, body: Any, wrong: dict[str, str]) -> None:
    answer = client.post(RECORDS, json=body)

    assert (400, "VALIDATION_FAILED", wrong) == (
        answer.status_code,
        answer.json()["error_type"],
        codes(answer.json()),
    )


def test_6_11_the_first_field_tells_records_apart(client: Client) -> None:
    for _ in range(2):
        answer = client.post(RECORDS, json={"data": DATA})

    assert {"customer_id": "DUPLICATE_VALUE"} == codes(answer.json())
    assert 200 == client.put(f"{RECORDS}/BKG-1", json={"data": DATA}).status_code


def test_an_account_brings_its_own_objects(tmp_path: Path) -> None:
    fields = '[{"name": "serial", "type": "PRIMARY", "required": true}, {"name": "tags", "type": "MULTI_SELECT"}]'
    (tmp_path / "account.json").write_text(
        '{"name": "A", "support_email": "s@a.example", "agents": [{"name": "B", "email": "b@a.example"},'
        ' {"name": "C", "email": "c@a.example"}],'
        f' "custom_objects": [{{"name": "Devices", "prefix": "DEV", "fields": {fields}}}]}}'
    )
    with Sandbox.start(seed=str(tmp_path)) as sandbox, Client(sandbox.url) as client:
        client.post(RECORDS, json={"data": {"serial": "S1", "tags": ["new", "loan"]}})

        assert ["DEV-1"] == [row["display_id"] for row in client.get(f"{RECORDS}?tags=loan").json()["records"]]
        assert ["Devices"] == [row["name"] for row in client.get("/custom_objects/schemas").json()["schemas"]]
