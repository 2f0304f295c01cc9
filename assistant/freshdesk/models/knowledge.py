"""What answers are made of: canned responses and solutions (freshdesk-api 6.6 and 6.7)."""

# ruff: noqa: RUF012 -- pydantic gives each model a copy of the default

from __future__ import annotations

from assistant.freshdesk.models.base import Attachments, Flag, Ids, MaybeTime, Model, Text, Texts


class CannedResponse(Model):
    """A canned response with its placeholders unfilled. `visibility`: 0 all agents, 1 personal, 2 `group_ids`."""

    id: int
    title: Text = ""
    folder_id: int | None = None
    content: Text = ""
    content_html: Text = ""
    visibility: int | None = None
    group_ids: Ids = []
    attachments: Attachments = []
    created_at: MaybeTime = None
    updated_at: MaybeTime = None


class CannedResponseFolder(Model):
    """A folder of canned responses; `personal` ones belong to the key's agent."""

    id: int
    name: Text = ""
    personal: Flag = False
    responses_count: int | None = None


class SolutionCategory(Model):
    """The top level of the knowledge base."""

    id: int
    name: Text = ""
    description: str | None = None
    visible_in_portals: Ids = []


class SolutionFolder(Model):
    """A folder of articles; `visibility` as in `FolderVisibility`."""

    id: int
    name: Text = ""
    description: str | None = None
    visibility: int | None = None
    category_id: int | None = None
    parent_folder_id: int | None = None
    company_ids: Ids = []
    articles_count: int | None = None
    sub_folders_count: int | None = None


class SolutionArticle(Model):
    """A solution article; quote it to customers only when its status is published and its folder lets them."""

    id: int
    title: Text = ""
    description: Text = ""
    description_text: Text = ""
    status: int | None = None
    type: int | None = None
    agent_id: int | None = None
    category_id: int | None = None
    folder_id: int | None = None
    tags: Texts = []
    attachments: Attachments = []
    thumbs_up: int | None = None
    thumbs_down: int | None = None
    hits: int | None = None
    created_at: MaybeTime = None
    updated_at: MaybeTime = None
