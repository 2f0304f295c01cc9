"""What answers are made of: canned responses and solutions (freshdesk-api 6.6 and 6.7)."""

# ruff: noqa: RUF012 -- pydantic gives each model a copy of the default

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AliasChoices, Field

from assistant.freshdesk.models.base import Attachments, Flag, Ids, MaybeTime, Model, Text, Texts, null_as


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


class CannedTitle(Model):
    """A canned response as its folder lists it."""

    id: int
    title: Text = ""


class CannedResponseFolder(Model):
    """A folder of canned responses; `personal` ones belong to the key's agent.

    `canned_responses` only when it was fetched alone. What a write answers may spell its id "Id".
    """

    id: int = Field(validation_alias=AliasChoices("id", "Id"))
    name: Text = ""
    personal: Flag = False
    responses_count: int | None = None
    canned_responses: Annotated[list[CannedTitle], null_as(list)] = []
    created_at: MaybeTime = None
    updated_at: MaybeTime = None


class SolutionCategory(Model):
    """The top level of the knowledge base."""

    id: int
    name: Text = ""
    description: str | None = None
    visible_in_portals: Ids = []
    icon: Annotated[dict[str, Any], null_as(dict)] = {}
    created_at: MaybeTime = None
    updated_at: MaybeTime = None


class LevelData(Model):
    """A category or folder above, named in the language of the answer."""

    id: int | None = None
    name: Text = ""
    language: str | None = None


class Level(Model):
    """One step on the way down to a folder or an article; `type` is category or folder."""

    level: int | None = None
    type: str | None = None
    data: Annotated[LevelData, null_as(LevelData)] = LevelData()


class SolutionFolder(Model):
    """A folder of articles; `visibility` as in `FolderVisibility`, and who sees it where that is a choice."""

    id: int
    name: Text = ""
    description: str | None = None
    visibility: int | None = None
    category_id: int | None = None
    parent_folder_id: int | None = None
    company_ids: Ids = []
    contact_segment_ids: Ids = []
    company_segment_ids: Ids = []
    hierarchy: Annotated[list[Level], null_as(list)] = []
    articles_count: int | None = None
    sub_folders_count: int | None = None
    icon_url: str | None = None
    created_at: MaybeTime = None
    updated_at: MaybeTime = None


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
    hierarchy: Annotated[list[Level], null_as(list)] = []
    seo_data: Annotated[dict[str, Any], null_as(dict)] = {}
    tags: Texts = []
    attachments: Attachments = []
    thumbs_up: int | None = None
    thumbs_down: int | None = None
    hits: int | None = None
    suggested: int | None = None
    feedback_count: int | None = None
    created_at: MaybeTime = None
    updated_at: MaybeTime = None


class FoundArticle(SolutionArticle):
    """An article as the search gives it: with the names above it and without votes. `path` is the end of its address
    in the portal."""

    path: str | None = None
    folder_visibility: int | None = None
    folder_name: str | None = None
    category_name: str | None = None
    modified_at: MaybeTime = None
    modified_by: int | None = None
    language_id: int | None = None
