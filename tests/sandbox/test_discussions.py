"""Discussions of the portal (freshdesk-api 6.11)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.conftest import Client

FORUM = {"name": "A", "forum_type": 1, "forum_visibility": 1}


@pytest.fixture
def numbers(client: Client) -> list[int]:
    """A category, a forum in it, a topic in that, a comment on it."""
    category = client.post("/discussions/categories", json={"name": "Shop talk"}).json()["id"]
    forum_fields = {"name": "Grinders", "forum_type": 1, "forum_visibility": 1}
    forum = client.post(f"/discussions/categories/{category}/forums", json=forum_fields).json()["id"]
    topic_fields = {"title": "Burrs", "message": "Which?"}
    topic = client.post(f"/discussions/forums/{forum}/topics", json=topic_fields).json()["id"]
    comment = client.post(f"/discussions/topics/{topic}/comments", json={"body": "<p>Flat</p>"}).json()["id"]
    return [category, forum, topic, comment]


def test_each_holds_the_next_and_counts_it(client: Client, numbers: list[int]) -> None:
    category, forum, topic, comment = numbers
    assert [category] == [row["id"] for row in client.get("/discussions/categories").json()]
    forums = client.get(f"/discussions/categories/{category}/forums").json()
    topics = client.get(f"/discussions/forums/{forum}/topics").json()
    comments = client.get(f"/discussions/topics/{topic}/comments").json()
    assert [(forum, category, 1), (topic, forum, 2), (comment, topic, "Flat")] == [
        (forums[0]["id"], forums[0]["forum_category_id"], forums[0]["topics_count"]),
        (topics[0]["id"], topics[0]["forum_id"], topics[0]["posts_count"]),
        (comments[-1]["id"], comments[-1]["topic_id"], comments[-1]["body_text"]),
    ]


def test_each_is_read_changed_and_ends_with_what_it_holds(client: Client, numbers: list[int]) -> None:
    category, forum, topic, comment = numbers
    assert "Mills" == client.put(f"/discussions/forums/{forum}", json={"name": "Mills"}).json()["name"]
    assert "Mills" == client.get(f"/discussions/forums/{forum}").json()["name"]
    assert "Conical" == client.put(f"/discussions/comments/{comment}", json={"body": "Conical"}).json()["body_text"]
    assert 204 == client.delete(f"/discussions/categories/{category}").status_code
    gone = [
        client.get(f"/discussions/{path}")
        for path in (f"forums/{forum}", f"topics/{topic}", f"topics/{topic}/comments")
    ]
    assert [404] * 3 == [answer.status_code for answer in gone]


@pytest.mark.parametrize(
    ("status", "method", "path", "body"),
    [
        (400, "POST", "/discussions/categories", {}),
        (400, "POST", "/discussions/categories", {"name": "x", "colour": "red"}),
        (404, "POST", "/discussions/categories/1/forums", {"name": "x"}),
        (405, "GET", "/discussions/comments/1", None),
        (404, "GET", "/discussions/categories/1/topics", None),
    ],
)
def test_what_is_refused(client: Client, status: int, method: str, path: str, body: object) -> None:
    assert status == client.request(method, path, json=body).status_code


def test_a_category_holds_no_topics_and_a_topic_goes_to_no_missing_forum(client: Client, numbers: list[int]) -> None:
    category, _, topic, _ = numbers
    assert 404 == client.get(f"/discussions/categories/{category}/topics").status_code
    assert 400 == client.put(f"/discussions/topics/{topic}", json={"forum_id": 9}).status_code


def test_forums_and_topics_are_followed(client: Client, numbers: list[int]) -> None:
    _, forum, topic, _ = numbers
    for path in (f"/discussions/forums/{forum}/follow", f"/discussions/topics/{topic}/follow"):
        assert [204, 204] == [client.post(path).status_code, client.delete(path).status_code]


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
