"""Discussions: categories, forums, topics, comments (freshdesk-api 6.11)."""

# ruff: noqa: RUF012 -- pydantic gives each model a copy of the default

from __future__ import annotations

from assistant.freshdesk.models.base import Flag, Ids, MaybeTime, Model, Text


class ForumCategory(Model):
    """A category of forums."""

    id: int
    name: Text = ""
    description: str | None = None
    created_at: MaybeTime = None
    updated_at: MaybeTime = None


class Forum(Model):
    """A forum. `forum_type`: 1 questions, 2 ideas, 3 problems, 4 announcements. `forum_visibility`: 1 all, 2 logged in,
    3 agents, 4 the companies of `company_ids`."""

    id: int
    name: Text = ""
    description: str | None = None
    forum_category_id: int | None = None
    forum_type: int | None = None
    forum_visibility: int | None = None
    company_ids: Ids = []
    position: int | None = None
    topics_count: int | None = None
    posts_count: int | None = None


class Topic(Model):
    """A topic; its message is its first comment. `stamp_type` says what became of it, as 6 for answered."""

    id: int
    title: Text = ""
    forum_id: int | None = None
    user_id: int | None = None
    locked: Flag = False
    sticky: Flag = False
    published: bool | None = None
    stamp_type: int | None = None
    posts_count: int | None = None
    hits: int | None = None
    user_votes: int | None = None
    merged_topic_id: int | None = None
    replied_by: int | None = None
    replied_at: MaybeTime = None
    created_at: MaybeTime = None
    updated_at: MaybeTime = None


class Comment(Model):
    """A comment; `answer` marks the one that answers a question."""

    id: int
    body: Text = ""
    body_text: Text = ""
    topic_id: int | None = None
    forum_id: int | None = None
    user_id: int | None = None
    answer: Flag = False
    published: bool | None = None
    spam: Flag = False
    trash: Flag = False
    created_at: MaybeTime = None
    updated_at: MaybeTime = None
