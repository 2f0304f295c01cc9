"""The knowledge base on the wire, each rule of freshdesk-api 6.7."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from assistant.sandbox import Sandbox
from tests.sandbox.conftest import Client


@pytest.fixture(scope="module")
def shop() -> Iterator[Client]:
    """The demo shop, which speaks several languages."""
    with Sandbox.start() as sandbox, Client(sandbox.url) as client:
        yield client


@pytest.fixture
def folder(client: Client) -> int:
    category = client.post("/solutions/categories", json={"name": "Orders"}).json()["id"]
    return int(client.post(f"/solutions/categories/{category}/folders", json={"name": "Shipping"}).json()["id"])


def errors_of(answer: Any) -> dict[str, str]:
    assert 400 == answer.status_code, answer.text
    return {error["field"]: error["code"] for error in answer.json()["errors"]}


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({}, {"name": "missing_field"}),
        ({"name": "A", "visibility": 8}, {"visibility": "invalid_value"}),
        ({"name": "A", "visibility": 4}, {"company_ids": "missing_field"}),
        ({"name": "A", "visibility": 4, "company_ids": [1]}, {"company_ids": "invalid_value"}),
        ({"name": "A", "visibility": 6}, {"contact_segment_ids": "missing_field"}),
        ({"name": "A", "visibility": 7}, {"company_segment_ids": "missing_field"}),
        ({"name": "A", "company_segment_ids": [1]}, {"company_segment_ids": "incompatible_field"}),
        ({"name": "A", "parent_folder_id": 1}, {"parent_folder_id": "invalid_value"}),
        ({"name": "A", "colour": "red"}, {"colour": "invalid_field"}),
        ({"name": 5}, {"name": "datatype_mismatch"}),
    ],
)
def test_6_7_what_a_folder_may_not_be(client: Client, folder: int, body: dict[str, Any], wrong: dict[str, str]) -> None:
    category = client.get(f"/solutions/folders/{folder}").json()["category_id"]

    assert wrong == errors_of(client.post(f"/solutions/categories/{category}/folders", json=body))


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({"title": "A"}, {"description": "missing_field", "status": "missing_field"}),
        ({"title": "A", "description": "D", "status": 3}, {"status": "invalid_value"}),
        ({"title": "A", "description": "D", "status": "1"}, {"status": "datatype_mismatch"}),
        ({"title": "A", "description": "D", "status": 1, "agent_id": 1}, {"agent_id": "invalid_field"}),
        ({"title": "A", "description": "D", "status": 1, "seo_data": {"robots": "no"}}, {"robots": "invalid_field"}),
        ({"title": "A", "description": "D", "status": 1, "tags": "a"}, {"tags": "datatype_mismatch"}),
    ],
)
def test_6_7_what_an_article_may_not_be(
    client: Client, folder: int, body: dict[str, Any], wrong: dict[str, str]
) -> None:
    assert wrong == errors_of(client.post(f"/solutions/folders/{folder}/articles", json=body))


def test_6_7_a_folder_never_lies_in_itself(client: Client, folder: int) -> None:
    category = client.get(f"/solutions/folders/{folder}").json()["category_id"]
    inner = client.post(
        f"/solutions/categories/{category}/folders", json={"name": "Inner", "parent_folder_id": folder}
    ).json()["id"]

    changed = client.put(f"/solutions/folders/{folder}", json={"parent_folder_id": inner})
    assert {"parent_folder_id": "invalid_value"} == errors_of(changed)


def test_6_7_only_a_change_names_the_author(client: Client, folder: int) -> None:
    body = {"title": "A", "description": "D", "status": 1}
    article = client.post(f"/solutions/folders/{folder}/articles", json=body).json()["id"]
    agent = client.get("/agents").json()[-1]["id"]

    assert agent == client.put(f"/solutions/articles/{article}", json={"agent_id": agent}).json()["agent_id"]
    assert {"agent_id": "invalid_value"} == errors_of(
        client.put(f"/solutions/articles/{article}", json={"agent_id": 1})
    )


def test_6_7_a_form_brings_an_article(client: Client, folder: int) -> None:
    form = {"title": "A", "description": "<b>D</b>", "status": "2", "tags[]": "x", "seo_data[meta_title]": "T"}
    files = {"attachments[]": ("a.txt", b"hello", "text/plain")}
    article = client.post(f"/solutions/folders/{folder}/articles", data=form, files=files).json()

    assert (2, ["x"], {"meta_title": "T"}, 5) == (
        article["status"],
        article["tags"],
        article["seo_data"],
        article["attachments"][0]["size"],
    )


@pytest.mark.parametrize("kind", ["categories", "folders", "articles"])
def test_8_what_there_is_not_is_an_empty_404(client: Client, kind: str) -> None:
    path = f"/solutions/{kind}/1"
    answers = [client.get(path), client.put(path, json={}), client.delete(path)]

    assert {(404, b"")} == {(answer.status_code, answer.content) for answer in answers}


def test_13_1_each_level_has_an_address_and_ends_without_words(client: Client, folder: int) -> None:
    category = client.get(f"/solutions/folders/{folder}").json()["category_id"]
    bodies = {
        f"/solutions/folders/{folder}/articles": {"title": "A", "description": "D", "status": 1},
        f"/solutions/categories/{category}/folders": {"name": "B"},
        "/solutions/categories": {"name": "C"},
    }
    for path, body in bodies.items():
        made = client.post(path, json=body)
        assert (201, 200) == (made.status_code, client.get(made.headers["Location"]).status_code)
        gone = client.delete(made.headers["Location"])
        assert (204, b"") == (gone.status_code, gone.content)


def test_6_7_a_desk_of_one_language_translates_nothing(client: Client, folder: int) -> None:
    answer = client.post(f"/solutions/folders/{folder}/es", json={"name": "Envío"})

    assert (403, "require_feature") == (answer.status_code, answer.json()["code"])


def test_6_7_a_translation_is_made_once_and_then_changed(shop: Client) -> None:
    category = shop.get("/solutions/categories").json()[0]["id"]
    path = f"/solutions/categories/{category}/nl"

    assert 404 == shop.put(path, json={"name": "Bestellingen"}).status_code
    made = shop.post(path, json={"name": "Bestellingen"})
    assert (201, "Bestellingen") == (made.status_code, shop.get(made.headers["Location"]).json()["name"])
    assert 405 == shop.post(path, json={"name": "Bestellingen"}).status_code
    assert "Orders!" == shop.put(path, json={"name": "Orders!"}).json()["name"]


@pytest.mark.parametrize("language", ["xx", "ru-RU"])
def test_6_7_a_language_that_the_desk_does_not_speak_is_refused(shop: Client, language: str) -> None:
    assert {"language_code": "invalid_value"} == errors_of(shop.get(f"/solutions/categories/{language}"))


def test_6_7_a_translation_goes_with_its_original(shop: Client) -> None:
    category = shop.post("/solutions/categories", json={"name": "Short-lived"}).json()["id"]
    shop.post(f"/solutions/categories/{category}/de", json={"name": "Kurz"})
    shop.delete(f"/solutions/categories/{category}")

    assert "Kurz" not in [row["name"] for row in shop.get("/solutions/categories/de").json()]


def test_6_7_the_search_tells_names_and_no_votes(shop: Client) -> None:
    found = shop.get("/search/solutions", params={"term": "return"}).json()[0]

    assert {"path", "folder_visibility", "folder_name", "category_name", "modified_at", "modified_by"} <= found.keys()
    assert not {"thumbs_up", "thumbs_down", "hits"} & found.keys()
