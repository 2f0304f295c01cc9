"""The search of articles by keyword (freshdesk-api 6.7)."""

from __future__ import annotations

import re

from flask import request

from assistant.sandbox import library
from assistant.sandbox.answers import the_desk
from assistant.sandbox.state import JSON

HIDDEN = ("thumbs_up", "thumbs_down", "hits", "seo_data", "suggested", "feedback_count")
"""What an article of the search is without: votes and the like."""


def search_answer(article: JSON) -> JSON:
    """An article as the search gives it: with names, without votes."""
    desk = the_desk()
    folder, category = desk.folders[article["folder_id"]], desk.categories[article["category_id"]]
    slug = re.sub(r"\W+", "-", article["title"].lower()).strip("-")
    shown = {key: value for key, value in library.shown_article(desk, article).items() if key not in HIDDEN}
    return {
        **shown,
        "path": f"{article['id']}-{slug}",
        "folder_visibility": folder["visibility"],
        "folder_name": folder["name"],
        "category_name": category["name"],
        "modified_at": article["updated_at"],
        "modified_by": article["agent_id"],
        "language_id": 6,
    }


def matching() -> list[JSON]:
    """Articles that hold every word of `term`."""
    words = request.args.get("term", "").lower().split()
    return [
        article
        for article in the_desk().articles.values()
        if words and all(word in f"{article['title']} {article['description_text']}".lower() for word in words)
    ]
