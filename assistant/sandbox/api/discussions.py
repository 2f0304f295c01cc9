"""Discussions of the portal: categories hold forums, forums topics, topics comments (freshdesk-api 6.11)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import Blueprint, Response

from assistant.sandbox import build, checks, errors
from assistant.sandbox.answers import answer, created, json_body, no_content, the_desk
from assistant.sandbox.api.find import find
from assistant.sandbox.checks import Rule
from assistant.sandbox.paging import paged
from assistant.sandbox.state import JSON, Desk
from assistant.sandbox.text import plain

blueprint = Blueprint("discussions", __name__, url_prefix="/discussions")


@dataclass(frozen=True)
class Level:
    """One kind of record: what it may be given, what it must, how it begins, and the field that names its holder."""

    rules: Mapping[str, Rule]
    required: tuple[str, ...]
    blank: JSON = field(default_factory=dict)
    holder: str = ""


LEVELS = {
    "categories": Level({"name": Rule(), "description": Rule()}, ("name",), {"description": None}),
    "forums": Level(
        {
            "name": Rule(),
            "description": Rule(),
            "forum_type": Rule("int", (1, 2, 3, 4)),
            "forum_visibility": Rule("int", (1, 2, 3, 4)),
            "company_ids": Rule("ints"),
        },
        ("name", "forum_type", "forum_visibility"),
        {"description": None, "company_ids": [], "topics_count": 0, "posts_count": 0},
        "forum_category_id",
    ),
    "topics": Level(
        {
            "title": Rule(),
            "message": Rule(),
            "sticky": Rule("bool"),
            "locked": Rule("bool"),
            "stamp_type": Rule("int"),
            "forum_id": Rule("int"),
        },
        ("title", "message"),
        {"sticky": False, "locked": False, "stamp_type": None, "hits": 0, "user_votes": 0, "posts_count": 0},
        "forum_id",
    ),
    "comments": Level(
        {"body": Rule(), "answer": Rule("bool")},
        ("body",),
        {"answer": False, "published": True, "spam": False, "trash": False},
        "topic_id",
    ),
}
INSIDE = {"categories": "forums", "forums": "topics", "topics": "comments"}
KINDS = "any(categories,forums,topics,comments)"
VIEWED = "any(categories,forums,topics)"
FOLLOWED = "any(forums,topics)"


@blueprint.get("/categories")
def list_categories() -> Response:
    return paged(list(the_desk().discussions["categories"].values()))


@blueprint.post("/categories")
def create_category() -> Response:
    return create("categories", {})


@blueprint.get(f"/<{VIEWED}:kind>/<int:number>")
def view(kind: str, number: int) -> Response:
    return answer(find(the_desk().discussions[kind], number))


@blueprint.put(f"/<{KINDS}:kind>/<int:number>")
def update(kind: str, number: int) -> Response:
    """A topic may be moved to another forum."""
    desk, body = the_desk(), json_body()
    row = find(desk.discussions[kind], number)
    checks.check(body, LEVELS[kind].rules, body.keys() & {*LEVELS[kind].required})
    if body.get("forum_id", row.get("forum_id")) not in {None, *desk.discussions["forums"]}:
        raise errors.invalid("forum_id", "There is no forum matching the given forum_id")
    row.update(body)
    build.touch(desk, row)
    return answer(whole(row))


@blueprint.delete(f"/<{KINDS}:kind>/<int:number>")
def delete(kind: str, number: int) -> Response:
    """With all that it holds."""
    find(the_desk().discussions[kind], number)
    drop(the_desk(), kind, number)
    return no_content()


@blueprint.get(f"/<{VIEWED}:kind>/<int:number>/<any(forums,topics,comments):inner>")
def list_inside(kind: str, number: int, inner: str) -> Response:
    find(the_desk().discussions[kind], number)
    return paged(held(the_desk(), number, inner_of(kind, inner)))


@blueprint.post(f"/<{VIEWED}:kind>/<int:number>/<any(forums,topics,comments):inner>")
def create_inside(kind: str, number: int, inner: str) -> Response:
    """Written by the key's agent."""
    desk = the_desk()
    holder = find(desk.discussions[kind], number)
    response = create(inner_of(kind, inner), links(desk, inner, holder))
    for name in {f"{inner}_count", "posts_count"} & holder.keys():
        holder[name] += 1
    return response


def links(desk: Desk, kind: str, holder: JSON) -> JSON:
    """Where a new record is, and whose it is."""
    match kind:
        case "forums":
            return {"forum_category_id": holder["id"]}
        case "topics":
            return {"forum_id": holder["id"], "user_id": desk.me["id"]}
    return {"topic_id": holder["id"], "forum_id": holder["forum_id"], "user_id": desk.me["id"]}


@blueprint.route(f"/<{FOLLOWED}:kind>/<int:number>/follow", methods=["POST", "DELETE"])
def follow(kind: str, number: int) -> Response:
    """The key's agent is told of news, or no longer. Nobody reads here who is."""
    find(the_desk().discussions[kind], number)
    return no_content()


def create(kind: str, place: JSON) -> Response:
    desk, body = the_desk(), json_body()
    level = LEVELS[kind]
    checks.check(body, level.rules, level.required)
    row = build.dated(desk, {"id": desk.new_id(), **level.blank, **body, **place})
    desk.discussions[kind][row["id"]] = row
    return created(whole(row), f"discussions/{kind}")


def whole(row: JSON) -> JSON:
    return {**row, "body_text": plain(row["body"])} if "body" in row else row


def inner_of(kind: str, inner: str) -> str:
    """Raises Refused 404 where the one kind does not hold the other."""
    if INSIDE[kind] != inner:
        raise errors.not_found()
    return inner


def held(desk: Desk, number: int, inner: str) -> list[JSON]:
    return [whole(row) for row in desk.discussions[inner].values() if row[LEVELS[inner].holder] == number]


def drop(desk: Desk, kind: str, number: int) -> None:
    inner = INSIDE.get(kind)
    for row in held(desk, number, inner) if inner else []:
        drop(desk, str(inner), row["id"])
    del desk.discussions[kind][number]
