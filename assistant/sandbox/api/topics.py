"""Discussions: topics, comments, and who follows them (freshdesk-api 6.11)."""

from __future__ import annotations

from collections.abc import Collection

from flask import Blueprint, Response

from assistant.sandbox import build, checks, errors, filters
from assistant.sandbox.answers import answer, created, json_body, no_content, the_desk
from assistant.sandbox.api.find import find
from assistant.sandbox.api.forums import drop_topic
from assistant.sandbox.checks import Rule
from assistant.sandbox.paging import paged
from assistant.sandbox.state import JSON, Desk
from assistant.sandbox.text import plain

blueprint = Blueprint("topics", __name__, url_prefix="/discussions")

TOPIC = {
    "title": Rule(),
    "message": Rule(),
    "stamp_type": Rule("int"),
    "sticky": Rule("bool"),
    "locked": Rule("bool"),
}
CHANGE = {**{name: rule for name, rule in TOPIC.items() if name != "message"}, "forum_id": Rule("int")}
STAMPS = {1: (6, 7), 2: (1, 2, 3, 4, 5), 3: (8, 9), 4: ()}
"""Type of a forum -> the stamps of its topics."""
FOLLOWED = "/<any(forums, topics):kind>/<int:number>/follow"


@blueprint.get("/forums/<int:number>/topics")
def list_topics(number: int) -> Response:
    """Sticky ones first, then the newest."""
    desk = the_desk()
    find(desk.forums, number)
    rows = [row for row in desk.topics.values() if row["forum_id"] == number]
    rows.sort(key=lambda row: (row["sticky"], row["replied_at"], row["id"]), reverse=True)
    return paged(rows)


@blueprint.post("/forums/<int:number>/topics")
def create_topic(number: int) -> Response:
    """The message becomes the first comment."""
    desk, body = the_desk(), json_body()
    forum = find(desk.forums, number)
    checks.check(body, TOPIC, ["title", "message"])
    check_stamp(forum, body)
    me, now = desk.me["id"], desk.clock.stamp()
    known = {"id": desk.new_id(), "title": body["title"], "forum_id": number, "user_id": me, "published": True}
    counts = {"posts_count": 0, "hits": 0, "user_votes": 0, "merged_topic_id": None}
    flags = {name: bool(body.get(name)) for name in ("sticky", "locked")}
    last = {"stamp_type": body.get("stamp_type"), "replied_by": me, "replied_at": now}
    topic = build.dated(desk, {**known, **counts, **flags, **last})
    desk.topics[topic["id"]] = topic
    comment(desk, topic, body["message"])
    return created(topic, "discussions/topics")


@blueprint.get("/topics/<int:number>")
def view_topic(number: int) -> Response:
    return answer(find(the_desk().topics, number))


@blueprint.put("/topics/<int:number>")
def update_topic(number: int) -> Response:
    desk, body = the_desk(), json_body()
    topic = find(desk.topics, number)
    checks.check(body, CHANGE, body.keys() - {"stamp_type"})
    forum = desk.forums.get({**topic, **body}["forum_id"])
    if forum is None:
        raise errors.invalid("forum_id", "There is no forum matching it")
    check_stamp(forum, body)
    topic.update(body)
    build.touch(desk, topic)
    return answer(topic)


def check_stamp(forum: JSON, body: JSON) -> None:
    """Raises Refused 400."""
    stamps: Collection[int] = STAMPS[forum["forum_type"]]
    if body.get("stamp_type") is not None and body["stamp_type"] not in stamps:
        listed = ",".join(map(str, stamps))
        raise errors.invalid("stamp_type", f"It should be one of these values: '{listed}'")


@blueprint.delete("/topics/<int:number>")
def delete_topic(number: int) -> Response:
    find(the_desk().topics, number)
    drop_topic(the_desk(), number)
    return no_content()


@blueprint.get("/topics/<int:number>/comments")
def list_comments(number: int) -> Response:
    find(the_desk().topics, number)
    return paged([row for row in the_desk().comments.values() if row["topic_id"] == number])


@blueprint.post("/topics/<int:number>/comments")
def create_comment(number: int) -> Response:
    """A locked topic takes none."""
    desk, body = the_desk(), json_body()
    topic = find(desk.topics, number)
    checks.check(body, {"body": Rule()}, ["body"])
    if topic["locked"]:
        raise errors.forbidden()
    return created(comment(desk, topic, body["body"]), "discussions/comments")


def comment(desk: Desk, topic: JSON, body: str) -> JSON:
    known = {"id": desk.new_id(), "body": body, "body_text": plain(body), "topic_id": topic["id"]}
    states = {"answer": False, "published": True, "spam": None, "trash": False}
    row = build.dated(desk, {**known, "forum_id": topic["forum_id"], "user_id": desk.me["id"], **states})
    desk.comments[row["id"]] = row
    topic.update(posts_count=topic["posts_count"] + 1, replied_by=row["user_id"], replied_at=row["created_at"])
    return row


@blueprint.put("/comments/<int:number>")
def update_comment(number: int) -> Response:
    desk, body = the_desk(), json_body()
    row = find(desk.comments, number)
    checks.check(body, {"body": Rule(), "answer": Rule("bool")}, body.keys())
    row.update(body)
    row["body_text"] = plain(row["body"])
    build.touch(desk, row)
    return answer(row)


@blueprint.delete("/comments/<int:number>")
def delete_comment(number: int) -> Response:
    desk = the_desk()
    topic = desk.topics[find(desk.comments, number)["topic_id"]]
    del desk.comments[number]
    topic["posts_count"] -= 1
    return no_content()


@blueprint.post(FOLLOWED)
def follow(kind: str, number: int) -> Response:
    desk, body = the_desk(), json_body()
    find(getattr(desk, kind), number)
    checks.check(body, {"user_id": Rule("int")})
    desk.followers.setdefault((kind, number), set()).add(body.get("user_id") or desk.me["id"])
    return no_content()


@blueprint.delete(FOLLOWED)
def unfollow(kind: str, number: int) -> Response:
    find(getattr(the_desk(), kind), number)
    the_desk().followers.get((kind, number), set()).discard(someone())
    return no_content()


@blueprint.get(FOLLOWED)
def follows(kind: str, number: int) -> Response:
    """204 if it is followed, 404 if not."""
    find(getattr(the_desk(), kind), number)
    if someone() not in the_desk().followers.get((kind, number), set()):
        raise errors.not_found()
    return no_content()


@blueprint.get("/topics/<any(followed_by, participated_by):way>")
def topics_of(way: str) -> Response:
    """Those that somebody follows, or wrote in."""
    desk, who = the_desk(), someone()
    if way == "followed_by":
        return paged([row for row in desk.topics.values() if who in desk.followers.get(("topics", row["id"]), set())])
    wrote = {row["topic_id"] for row in desk.comments.values() if row["user_id"] == who}
    return paged([row for row in desk.topics.values() if row["id"] in wrote])


def someone() -> int:
    """Who is meant: the key's agent unless a user is named."""
    return filters.identity("user_id") or int(the_desk().me["id"])
