"""Builders of canned responses and solution articles, and how they are shown (freshdesk-api 6.6 and 6.7)."""

from __future__ import annotations

from typing import Any

from assistant.sandbox.build import dated
from assistant.sandbox.state import JSON, Desk
from assistant.sandbox.text import plain

KIND_OF_LEVEL = {"category": "categories", "folder": "folders"}


def add_canned_response(
    desk: Desk,
    folder_id: int,
    title: str,
    body: str,
    *,
    visibility: int = 0,
    group_ids: list[int | None] | None = None,
    attachments: list[JSON] | None = None,
) -> JSON:
    response = dated(
        desk,
        {
            "id": desk.new_id(),
            "title": title,
            "folder_id": folder_id,
            "content": plain(body),
            "content_html": body,
            "attachments": attachments or [],
            "visibility": visibility,
            "group_ids": group_ids or [],
        },
    )
    desk.canned_responses[response["id"]] = response
    return response


def add_canned_folder(desk: Desk, name: str, personal: bool = False) -> JSON:
    folder = dated(desk, {"id": desk.new_id(), "name": name, "personal": personal})
    desk.canned_folders[folder["id"]] = folder
    return folder


def add_category(desk: Desk, name: str, description: str | None = None, **more: Any) -> JSON:
    known = {"name": name, "description": description, "visible_in_portals": [], "icon": {}, **more}
    category = dated(desk, {"id": desk.new_id(), **known})
    desk.categories[category["id"]] = category
    return category


def add_folder(
    desk: Desk, category_id: int, name: str, visibility: int = 1, description: str | None = None, **more: Any
) -> JSON:
    folder = dated(
        desk,
        {
            "id": desk.new_id(),
            "name": name,
            "description": description,
            "visibility": visibility,
            "category_id": category_id,
            "parent_folder_id": None,
            "icon_url": None,
            **more,
        },
    )
    desk.folders[folder["id"]] = folder
    return folder


def add_article(desk: Desk, folder: JSON, title: str, body: str, **more: Any) -> JSON:
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
            "category_id": folder["category_id"],
            "folder_id": folder["id"],
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
    return article


def subfolders(desk: Desk, number: int) -> list[JSON]:
    return [row for row in desk.folders.values() if row["parent_folder_id"] == number]


def articles(desk: Desk, number: int) -> list[JSON]:
    return [row for row in desk.articles.values() if row["folder_id"] == number]


def shown_folder(desk: Desk, folder: JSON, language: str | None = None) -> JSON:
    return {
        **folder,
        "hierarchy": hierarchy(desk, folder["id"], language),
        "articles_count": len(articles(desk, folder["id"])),
        "sub_folders_count": len(subfolders(desk, folder["id"])),
    }


def shown_article(desk: Desk, article: JSON, language: str | None = None) -> JSON:
    return {**article, "hierarchy": hierarchy(desk, article["folder_id"], language)}


def hierarchy(desk: Desk, folder: int | None, language: str | None) -> list[JSON]:
    """The category, then the folders down to this one, named in the language where they have it."""
    chain: list[tuple[str, JSON]] = []
    while folder is not None:
        chain.insert(0, ("folder", desk.folders[folder]))
        folder = desk.folders[folder]["parent_folder_id"]
    chain.insert(0, ("category", desk.categories[chain[0][1]["category_id"]]))
    spoken = language or desk.account["primary_language"]
    return [
        {
            "level": level,
            "type": kind,
            "data": {"id": row["id"], "name": _name(desk, kind, row, spoken), "language": spoken},
        }
        for level, (kind, row) in enumerate(chain)
    ]


def _name(desk: Desk, kind: str, row: JSON, language: str) -> str:
    translated = desk.translations.get((KIND_OF_LEVEL[kind], row["id"], language), {})
    return str(translated.get("name") or row["name"])
