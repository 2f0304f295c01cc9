"""Canned responses on the wire, each rule of freshdesk-api 6.6."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.conftest import Client


@pytest.fixture
def folder(client: Client) -> int:
    return int(client.post("/canned_response_folders", json={"name": "Returns"}).json()["id"])


def body(folder: int, **more: Any) -> dict[str, Any]:
    return {"title": "A", "content_html": "a", "folder_id": folder, "visibility": 0, **more}


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"title": None}, {"title": "missing_field"}),
        ({"content_html": ""}, {"content_html": "missing_field"}),
        ({"folder_id": None, "visibility": 1}, {"folder_id": "missing_field"}),
        ({"folder_id": 1}, {"folder_id": "invalid_value"}),
        ({"visibility": 3}, {"visibility": "invalid_value"}),
        ({"visibility": 2}, {"group_ids": "missing_field"}),
        ({"visibility": 2, "group_ids": [1]}, {"group_ids": "invalid_value"}),
        ({"group_ids": [1]}, {"group_ids": "incompatible_field"}),
        ({"visibility": "0"}, {"visibility": "datatype_mismatch"}),
        ({"colour": "red"}, {"colour": "invalid_field"}),
    ],
)
def test_6_6_what_a_response_may_not_be(
    client: Client, folder: int, change: dict[str, Any], wrong: dict[str, str]
) -> None:
    answer = client.post("/canned_responses", json=body(folder, **change))

    assert (400, wrong) == (answer.status_code, {e["field"]: e["code"] for e in answer.json()["errors"]})


@pytest.mark.parametrize("path", ["/canned_response_folder", "/canned_response_folders"])
def test_6_6_both_spellings_of_the_folder_are_taken(client: Client, path: str) -> None:
    number = client.post(path, json={"name": "Returns"}).json()["id"]

    assert "Back" == client.put(f"{path}/{number}", json={"name": "Back"}).json()["name"]


@pytest.mark.parametrize("path", ["/canned_responses/bulk", "/canned_responses/create_multiple"])
def test_6_6_both_spellings_of_many_are_taken(client: Client, folder: int, path: str) -> None:
    answer = client.post(path, json={"canned_responses": [body(folder)]})

    assert (202, "COMPLETED") == (answer.status_code, client.get(answer.json()["href"]).json()["status"])
    assert 1 == len(client.get(f"/canned_response_folders/{folder}/responses").json())


def test_6_6_html_comes_back_as_it_was_and_text_inside_a_div(client: Client, folder: int) -> None:
    made = [
        client.post("/canned_responses", json=body(folder, content_html=text)).json()["content_html"]
        for text in ("Hi", "<p>Hi</p>")
    ]

    assert ["<div>Hi</div>", "<p>Hi</p>"] == made


def test_6_6_a_form_brings_a_file(client: Client, folder: int) -> None:
    group = client.get("/groups").json()[0]["id"]
    form = {**{name: str(value) for name, value in body(folder, visibility=2).items()}, "group_ids[]": str(group)}
    answer = client.post("/canned_responses", data=form, files={"attachments[]": ("a.txt", b"hello")})

    assert (201, [group], 5) == (
        answer.status_code,
        answer.json()["group_ids"],
        answer.json()["attachments"][0]["size"],
    )


def test_6_6_responses_are_not_listed_or_deleted(client: Client, folder: int) -> None:
    number = client.post("/canned_responses", json=body(folder)).json()["id"]

    assert {405} == {
        client.get("/canned_responses").status_code,
        client.delete(f"/canned_responses/{number}").status_code,
    }
