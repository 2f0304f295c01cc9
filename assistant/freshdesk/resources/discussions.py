"""Discussions: categories, forums, topics, comments (freshdesk-api 6.11)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from assistant.freshdesk.call import Call, Param
from assistant.freshdesk.errors import NotFound
from assistant.freshdesk.models import Comment, Forum, ForumCategory, Topic
from assistant.freshdesk.resources.base import Resource

ROOT = "/discussions"
Followed = Literal["forums", "topics"]


class Discussions(Resource):
    """`api.discussions`."""

    def categories(self) -> list[ForumCategory]:
        return [*self._caller.every(Call("GET", f"{ROOT}/categories"), ForumCategory)]

    def category(self, category_id: int) -> ForumCategory:
        return self._caller.one(_call("GET", "categories", category_id), ForumCategory)

    def create_category(self, name: str, **fields: Any) -> ForumCategory:
        return self._caller.one(Call("POST", f"{ROOT}/categories", body={"name": name, **fields}), ForumCategory)

    def update_category(self, category_id: int, **fields: Any) -> ForumCategory:
        return self._caller.one(_call("PUT", "categories", category_id, body=fields), ForumCategory)

    def delete_category(self, category_id: int) -> None:
        """With its forums."""
        self._caller.nothing(_call("DELETE", "categories", category_id))

    def forums(self, category_id: int) -> list[Forum]:
        return [*self._caller.every(_call("GET", "categories", category_id, "/forums"), Forum)]

    def forum(self, forum_id: int) -> Forum:
        return self._caller.one(_call("GET", "forums", forum_id), Forum)

    def create_forum(
        self, category_id: int, name: str, *, forum_type: int, forum_visibility: int = 1, **fields: Any
    ) -> Forum:
        """`forum_type`: 1 questions, 2 ideas, 3 problems, 4 announcements. `forum_visibility`: 1 all, 2 logged in,
        3 agents, 4 companies, which `company_ids` names. `fields`: description, company_ids."""
        body = {"name": name, "forum_type": forum_type, "forum_visibility": forum_visibility, **fields}
        return self._caller.one(_call("POST", "categories", category_id, "/forums", body=body), Forum)

    def update_forum(self, forum_id: int, **fields: Any) -> Forum:
        return self._caller.one(_call("PUT", "forums", forum_id, body=fields), Forum)

    def delete_forum(self, forum_id: int) -> None:
        """With its topics."""
        self._caller.nothing(_call("DELETE", "forums", forum_id))

    def topics(self, forum_id: int) -> Iterator[Topic]:
        return self._caller.every(_call("GET", "forums", forum_id, "/topics"), Topic)

    def topic(self, topic_id: int) -> Topic:
        return self._caller.one(_call("GET", "topics", topic_id), Topic)

    def create_topic(self, forum_id: int, title: str, message: str, **fields: Any) -> Topic:
        """`fields`: sticky, locked, stamp_type."""
        body = {"title": title, "message": message, **fields}
        return self._caller.one(_call("POST", "forums", forum_id, "/topics", body=body), Topic)

    def update_topic(self, topic_id: int, **fields: Any) -> Topic:
        return self._caller.one(_call("PUT", "topics", topic_id, body=fields), Topic)

    def delete_topic(self, topic_id: int) -> None:
        self._caller.nothing(_call("DELETE", "topics", topic_id))

    def topics_followed_by(self, user_id: int | None = None) -> Iterator[Topic]:
        """Those of the key's agent, unless a user is named; so with the next."""
        return self._caller.every(Call("GET", f"{ROOT}/topics/followed_by", params={"user_id": user_id}), Topic)

    def topics_participated_by(self, user_id: int | None = None) -> Iterator[Topic]:
        return self._caller.every(Call("GET", f"{ROOT}/topics/participated_by", params={"user_id": user_id}), Topic)

    def comments(self, topic_id: int) -> Iterator[Comment]:
        return self._caller.every(_call("GET", "topics", topic_id, "/comments"), Comment)

    def create_comment(self, topic_id: int, body: str) -> Comment:
        """`body` is HTML. Raises Forbidden in a locked topic."""
        return self._caller.one(_call("POST", "topics", topic_id, "/comments", body={"body": body}), Comment)

    def update_comment(self, comment_id: int, **fields: Any) -> Comment:
        """`fields`: body, answer."""
        return self._caller.one(_call("PUT", "comments", comment_id, body=fields), Comment)

    def delete_comment(self, comment_id: int) -> None:
        self._caller.nothing(_call("DELETE", "comments", comment_id))

    def follow(self, kind: Followed, number: int, *, user_id: int | None = None) -> None:
        """In the name of the key's agent, unless a user is named; so with the next two."""
        body = {} if user_id is None else {"user_id": user_id}
        self._caller.nothing(_call("POST", kind, number, "/follow", body=body))

    def unfollow(self, kind: Followed, number: int, *, user_id: int | None = None) -> None:
        self._caller.nothing(_call("DELETE", kind, number, "/follow", params={"user_id": user_id}))

    def follows(self, kind: Followed, number: int, *, user_id: int | None = None) -> bool:
        """Whether somebody does; False too where there is no such forum or topic."""
        try:
            self._caller.nothing(_call("GET", kind, number, "/follow", params={"user_id": user_id}))
        except NotFound:
            return False
        return True


def _call(
    method: str,
    kind: str,
    number: int,
    more: str = "",
    *,
    params: Mapping[str, Param] | None = None,
    body: Mapping[str, Any] | None = None,
) -> Call:
    return Call(method, f"{ROOT}/{kind}/{{number}}{more}", {"number": number}, params or {}, body)
