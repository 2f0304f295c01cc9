"""Discussions on the wire (freshdesk-api 6.11, 8, 13.1)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.conftest import Client

FORUM = {"name": "A", "forum_type": 1, "forum_visibility": 1}


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"name": None}, {"name": "missing_field"}),
        ({"forum_type": None}, {"forum_type": "missing_field"}),
        ({"forum_type": 5}, {"forum_type": "invalid_value"}),
        ({"forum_visibility": 4}, {"company_ids": "missing_field"}),
        ({"forum_visibility": 4, "company_ids": [1]}, {"company_ids": "invalid_value"}),
        ({"forum_visibility": "1"}, {"forum_visibility": "datatype_mismatch"}),
        ({"colour": "red"}, {"colour": "invalid_field"}),
    ],
)
def test_6_11_what_a_forum_may_not_be(client: Client, change: dict[str, Any], wrong: dict[str, str]) -> None:
    category = client.post("/discussions/categories", json={"name": "A"}).json()["id"]
    answer = client.post(f"/discussions/categories/{category}/forums", json={**FORUM, **change})

    assert (400, wrong) == (answer.status_code, {e["field"]: e["code"] for e in answer.json()["errors"]})


def test_13_1_each_level_has_an_address_and_ends_without_words(client: Client) -> None:
    path, where = "/discussions/categories", []
    for below, body in (
        ("forums", {"name": "A"}),
        ("topics", FORUM),
        ("comments", {"title": "A", "message": "B"}),
        ("", {"body": "C"}),
    ):
        made = client.post(path, json=body)
        where.append(made.headers["Location"])
        assert 201 == made.status_code, made.text
        path = f"{where[-1]}/{below}"

    for address in reversed(where):
        if "comments" not in address:
            assert 200 == client.get(address).status_code
        gone = client.delete(address)
        assert (204, b"", 404) == (gone.status_code, gone.content, client.delete(address).status_code)


@pytest.mark.parametrize("path", ["categories/1", "forums/1", "topics/1", "topics/1/comments", "forums/1/follow"])
def test_8_what_there_is_not_is_an_empty_404(client: Client, path: str) -> None:
    answer = client.get(f"/discussions/{path}")

    assert (404, b"") == (answer.status_code, answer.content)


def test_6_11_the_type_of_a_forum_stays_once_it_has_topics(client: Client) -> None:
    category = client.post("/discussions/categories", json={"name": "A"}).json()["id"]
    forum = client.post(f"/discussions/categories/{category}/forums", json=FORUM).json()["id"]
    client.post(f"/discussions/forums/{forum}/topics", json={"title": "A", "message": "B"})

    assert 400 == client.put(f"/discussions/forums/{forum}", json={"forum_type": 2}).status_code
    assert 200 == client.put(f"/discussions/forums/{forum}", json={"forum_type": 1}).status_code
