"""Discussions through the client, against the stand-in (freshdesk-api 6.11)."""

from __future__ import annotations

import pytest

from assistant.freshdesk import Freshdesk
from assistant.freshdesk.errors import BadRequest, Conflict, Forbidden, NotFound
from assistant.freshdesk.models import Forum, Topic


@pytest.fixture
def forum(desk: Freshdesk) -> int:
    category = desk.discussions.create_category("Community")
    return desk.discussions.create_forum(category.id, "How to", forum_type=1).id


def test_categories_and_forums_are_made_changed_and_deleted(desk: Freshdesk, forum: int) -> None:
    (category,) = desk.discussions.categories()

    assert category == desk.discussions.category(category.id)
    assert "People" == desk.discussions.update_category(category.id, name="People").name
    assert "Questions" == desk.discussions.update_forum(forum, name="Questions").name
    assert ["Questions"] == [each.name for each in desk.discussions.forums(category.id)]
    desk.discussions.delete_category(category.id)
    with pytest.raises(NotFound):
        desk.discussions.forum(forum)


def test_a_topic_begins_with_its_message(desk: Freshdesk, forum: int) -> None:
    topic = desk.discussions.create_topic(forum, "Burr", "<p>How do I clean it?</p>")
    answer = desk.discussions.create_comment(topic.id, "<p>Brush it.</p>")
    desk.discussions.update_comment(answer.id, answer=True)

    assert [("How do I clean it?", False), ("Brush it.", True)] == [
        (each.body_text, each.answer) for each in desk.discussions.comments(topic.id)
    ]
    assert (2, 1, 2) == (
        desk.discussions.topic(topic.id).posts_count,
        desk.discussions.forum(forum).topics_count,
        desk.discussions.forum(forum).posts_count,
    )
    desk.discussions.delete_comment(answer.id)
    assert 1 == desk.discussions.topic(topic.id).posts_count
    desk.discussions.delete_topic(topic.id)
    assert [] == list(desk.discussions.topics(forum))


def test_sticky_topics_come_first_and_locked_ones_take_no_comment(desk: Freshdesk, forum: int) -> None:
    rules = desk.discussions.create_topic(forum, "Rules", "Be kind", sticky=True, locked=True)
    desk.discussions.create_topic(forum, "Burr", "Hello")

    assert ["Rules", "Burr"] == [each.title for each in desk.discussions.topics(forum)]
    with pytest.raises(Forbidden):
        desk.discussions.create_comment(rules.id, "No")
    desk.discussions.update_topic(rules.id, locked=False)
    assert "No" == desk.discussions.create_comment(rules.id, "No").body


@pytest.mark.parametrize(("forum_type", "stamp", "fits"), [(1, 6, True), (1, 1, False), (2, 5, True), (4, 6, False)])
def test_a_stamp_fits_the_kind_of_forum(desk: Freshdesk, forum_type: int, stamp: int, fits: bool) -> None:
    category = desk.discussions.create_category("Community").id
    forum = desk.discussions.create_forum(category, "F", forum_type=forum_type).id
    topic = desk.discussions.create_topic(forum, "T", "M").id

    if fits:
        assert stamp == desk.discussions.update_topic(topic, stamp_type=stamp).stamp_type
    else:
        with pytest.raises(BadRequest):
            desk.discussions.update_topic(topic, stamp_type=stamp)


def test_a_forum_may_be_for_some_companies(desk: Freshdesk, forum: int) -> None:
    company = desk.companies.create(name="Kettle").id

    with pytest.raises(BadRequest):
        desk.discussions.update_forum(forum, forum_visibility=4)
    assert [company] == desk.discussions.update_forum(forum, forum_visibility=4, company_ids=[company]).company_ids
    assert [] == desk.discussions.update_forum(forum, forum_visibility=1).company_ids


def test_names_are_taken_once(desk: Freshdesk, forum: int) -> None:
    with pytest.raises(Conflict):
        desk.discussions.create_category("COMMUNITY")
    with pytest.raises(Conflict):
        desk.discussions.create_forum(desk.discussions.forum(forum).forum_category_id or 0, "how to", forum_type=1)


def test_topics_and_forums_are_followed(desk: Freshdesk, forum: int) -> None:
    topic = desk.discussions.create_topic(forum, "Burr", "Hello")
    desk.discussions.follow("topics", topic.id)
    desk.discussions.follow("forums", forum, user_id=5)

    assert desk.discussions.follows("topics", topic.id)
    assert [topic.id] == [each.id for each in desk.discussions.topics_followed_by()]
    assert [topic.id] == [each.id for each in desk.discussions.topics_participated_by()]
    assert (True, False) == (
        desk.discussions.follows("forums", forum, user_id=5),
        desk.discussions.follows("forums", forum),
    )
    desk.discussions.unfollow("topics", topic.id)
    assert not desk.discussions.follows("topics", topic.id)
    assert [] == list(desk.discussions.topics_followed_by())


def test_nulls_are_read_as_empty() -> None:
    assert [] == Forum.model_validate({"id": 7, "name": None, "company_ids": None}).company_ids
    assert not Topic.model_validate({"id": 7, "locked": None, "sticky": None}).locked
