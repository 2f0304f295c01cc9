"""Discussions: categories and forums (freshdesk-api 6.11)."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, Response

from assistant.sandbox import build, checks, errors
from assistant.sandbox.answers import answer, created, json_body, no_content, the_desk
from assistant.sandbox.api.find import find
from assistant.sandbox.checks import Rule
from assistant.sandbox.paging import paged
from assistant.sandbox.state import JSON, Desk

blueprint = Blueprint("forums", __name__, url_prefix="/discussions")

CATEGORY = {"name": Rule(), "description": Rule()}
FORUM = {
    **CATEGORY,
    "forum_type": Rule("int", (1, 2, 3, 4)),
    "forum_visibility": Rule("int", (1, 2, 3, 4)),
    "company_ids": Rule("ints"),
}
CHANGE = {**FORUM, "forum_category_id": Rule("int"), "position": Rule("int")}
COMPANIES = 4
"""The visibility of a forum for some companies."""


@blueprint.get("/categories")
def list_categories() -> Response:
    return paged(list(the_desk().forum_categories.values()))


@blueprint.post("/categories")
def create_category() -> Response:
    desk, body = the_desk(), json_body()
    checks.check(body, CATEGORY, ["name"])
    check_name(body, desk.forum_categories.values(), None)
    row = build.dated(desk, {"id": desk.new_id(), "description": None, **body})
    desk.forum_categories[row["id"]] = row
    return created(row, "discussions/categories")


@blueprint.get("/categories/<int:number>")
def view_category(number: int) -> Response:
    return answer(find(the_desk().forum_categories, number))


@blueprint.put("/categories/<int:number>")
def update_category(number: int) -> Response:
    desk, body = the_desk(), json_body()
    row = find(desk.forum_categories, number)
    checks.check(body, CATEGORY, body.keys() & {"name"})
    check_name(body, desk.forum_categories.values(), number)
    row.update(body)
    build.touch(desk, row)
    return answer(row)


@blueprint.delete("/categories/<int:number>")
def delete_category(number: int) -> Response:
    """With its forums and their topics."""
    desk = the_desk()
    find(desk.forum_categories, number)
    for forum in [row["id"] for row in desk.forums.values() if row["forum_category_id"] == number]:
        drop_forum(desk, forum)
    del desk.forum_categories[number]
    return no_content()


@blueprint.get("/categories/<int:number>/forums")
def list_forums(number: int) -> Response:
    desk = the_desk()
    find(desk.forum_categories, number)
    rows = [row for row in desk.forums.values() if row["forum_category_id"] == number]
    return paged(sorted(rows, key=lambda row: (row["position"], row["id"])), lambda row: shown(desk, row))


@blueprint.post("/categories/<int:number>/forums")
def create_forum(number: int) -> Response:
    desk, body = the_desk(), json_body()
    find(desk.forum_categories, number)
    checks.check(body, FORUM, ["name", "forum_type", "forum_visibility"])
    check_forum(desk, body, None)
    blank = {"description": None, "position": len(desk.forums) + 1}
    row = build.dated(desk, {"id": desk.new_id(), **blank, **body, "forum_category_id": number})
    desk.forums[row["id"]] = row
    return created(shown(desk, row), "discussions/forums")


@blueprint.get("/forums/<int:number>")
def view_forum(number: int) -> Response:
    return answer(shown(the_desk(), find(the_desk().forums, number)))


@blueprint.put("/forums/<int:number>")
def update_forum(number: int) -> Response:
    """Its type stays once it has topics; another category may be named."""
    desk, body = the_desk(), json_body()
    row = find(desk.forums, number)
    checks.check(body, CHANGE, body.keys() - {"description", "company_ids"})
    check_forum(desk, body, row)
    row.update(body)
    if row["forum_visibility"] != COMPANIES:
        row.pop("company_ids", None)
    build.touch(desk, row)
    return answer(shown(desk, row))


@blueprint.delete("/forums/<int:number>")
def delete_forum(number: int) -> Response:
    find(the_desk().forums, number)
    drop_forum(the_desk(), number)
    return no_content()


def check_forum(desk: Desk, body: JSON, row: JSON | None) -> None:
    """Raises Refused 400, or 409 for a name in use."""
    check_name(body, desk.forums.values(), row["id"] if row else None)
    whole = {**(row or {}), **body}
    if whole["forum_visibility"] == COMPANIES and not whole.get("company_ids"):
        raise errors.invalid("company_ids", "It should be present", "missing_field")
    if any(number not in desk.companies for number in body.get("company_ids") or []):
        raise errors.invalid("company_ids", "There are records missing for these company_ids")
    if body.get("forum_category_id") is not None and body["forum_category_id"] not in desk.forum_categories:
        raise errors.invalid("forum_category_id", "There is no forum category matching it")
    moved = row is not None and body.get("forum_type", row["forum_type"]) != row["forum_type"]
    if moved and any(topic["forum_id"] == whole["id"] for topic in desk.topics.values()):
        raise errors.invalid("forum_type", "It cannot be changed in a forum with topics", "incompatible_field")


def check_name(body: JSON, rows: Iterable[JSON], own: int | None) -> None:
    """Raises Refused 409."""
    name = (body.get("name") or "").lower()
    if any(row["name"].lower() == name and row["id"] != own for row in rows):
        raise errors.duplicate("name")


def shown(desk: Desk, forum: JSON) -> JSON:
    topics = [topic["id"] for topic in desk.topics.values() if topic["forum_id"] == forum["id"]]
    posts = sum(comment["topic_id"] in topics for comment in desk.comments.values())
    return {**forum, "topics_count": len(topics), "posts_count": posts}


def drop_forum(desk: Desk, number: int) -> None:
    for topic in [row["id"] for row in desk.topics.values() if row["forum_id"] == number]:
        drop_topic(desk, topic)
    desk.followers.pop(("forums", number), None)
    del desk.forums[number]


def drop_topic(desk: Desk, number: int) -> None:
    for comment in [row["id"] for row in desk.comments.values() if row["topic_id"] == number]:
        del desk.comments[comment]
    desk.followers.pop(("topics", number), None)
    del desk.topics[number]
