"""Builders of canned responses and solution articles (freshdesk-api 6.6 and 6.7)."""

from __future__ import annotations

from typing import Any

from assistant.sandbox.build import dated
from assistant.sandbox.state import JSON, Desk
from assistant.sandbox.text import plain


def add_canned_response(
    desk: Desk, folder_id: int, title: str, body: str, *, visibility: int = 0, group_ids: list[int | None] | None = None
) -> JSON:
    response = dated(
        desk,
        {
            "id": desk.new_id(),
            "title": title,
            "folder_id": folder_id,
            "content": plain(body),
            "content_html": body,
            "attachments": [],
            "visibility": visibility,
            "group_ids": group_ids or [],
        },
    )
    desk.canned_responses[response["id"]] = response
    return response


def add_category(desk: Desk, name: str, description: str | None = None) -> JSON:
    category = dated(
        desk, {"id": desk.new_id(), "name": name, "description": description, "visible_in_portals": [], "icon": {}}
    )
    desk.categories[category["id"]] = category
    return category


def add_folder(desk: Desk, category_id: int, name: str, visibility: int = 1, description: str | None = None) -> JSON:
    folder = dated(
        desk,
        {
            "id": desk.new_id(),
            "name": name,
            "description": description,
            "visibility": visibility,
            "category_id": category_id,
            "parent_folder_id": None,
            "hierarchy": [],
            "articles_count": 0,
            "sub_folders_count": 0,
            "icon_url": None,
        },
    )
    desk.folders[folder["id"]] = folder
    return folder


def add_article(desk: Desk, folder: JSON, title: str, body: str, **more: Any) -> JSON:
    category = desk.categories[folder["category_id"]]
    levels = [("category", category), ("folder", folder)]
    article = dated(
        desk,
        {
            "id": desk.new_id(),
            "type": 1,
            "status": 2,
            "title": title,
            "description": body,
            "description_text": plain(body),
            "agent_id": desk.me["id"],
            "category_id": category["id"],
            "folder_id": folder["id"],
            "hierarchy": [
                {"level": level, "type": kind, "data": {"id": row["id"], "name": row["name"], "language": "en"}}
                for level, (kind, row) in enumerate(levels)
            ],
            "seo_data": {},
            "tags": [],
            "attachments": [],
            "cloud_files": [],
            "thumbs_up": 0,
            "thumbs_down": 0,
            "hits": 0,
            "suggested": 0,
            "feedback_count": 0,
            **more,
        },
    )
    desk.articles[article["id"]] = article
    folder["articles_count"] += 1
    return article


def add_canned_folder(desk: Desk, name: str, personal: bool = False) -> JSON:
    folder = dated(desk, {"id": desk.new_id(), "name": name, "personal": personal})
    desk.canned_folders[folder["id"]] = folder
    return folder
