"""What categories, folders and articles may be (freshdesk-api 6.7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from assistant.sandbox import checks, errors
from assistant.sandbox.checks import Rule
from assistant.sandbox.state import JSON, Desk

CATEGORY = {"name": Rule(), "description": Rule(), "visible_in_portals": Rule("ints")}
FOLDER = {
    "name": Rule(),
    "description": Rule(),
    "parent_folder_id": Rule("int"),
    "visibility": Rule("int", (1, 2, 3, 4, 5, 6, 7)),
    "company_ids": Rule("ints"),
    "contact_segment_ids": Rule("ints"),
    "company_segment_ids": Rule("ints"),
}
ARTICLE = {
    "title": Rule(),
    "description": Rule(),
    "status": Rule("int", (1, 2)),
    "type": Rule("int", (1, 2)),
    "tags": Rule("texts"),
    "seo_data": Rule("dict"),
}
TRANSLATED = {
    "categories": {"name": Rule(), "description": Rule()},
    "folders": {"name": Rule(), "description": Rule()},
    "articles": ARTICLE,
}
"""What a translation has of its own."""

FOR_WHOM = {4: "company_ids", 6: "contact_segment_ids", 7: "company_segment_ids"}
"""Visibility -> the list of those who see the folder."""

SEO = ("meta_title", "meta_description", "meta_keywords")


def check_category(desk: Desk, body: JSON, own: int | None) -> None:
    """Raises Refused 400, or 409 for a name in use."""
    checks.check(body, CATEGORY, _required(body, ["name"], own))
    _check_name(body, own, desk.categories.values())


def check_folder(desk: Desk, body: JSON, category: int, folder: JSON | None) -> None:
    """Raises Refused 400, or 409 for a name in use beside it."""
    own = folder["id"] if folder else None
    checks.check(body, FOLDER, _required(body, ["name", "visibility"] if folder else ["name"], own))
    parent = body.get("parent_folder_id", (folder or {}).get("parent_folder_id"))
    _check_parent(desk, parent, category, own)
    beside = (row for row in desk.folders.values() if row["category_id"] == category)
    _check_name(body, own, [row for row in beside if row["parent_folder_id"] == parent])
    _check_audience(desk, {**(folder or {}), **body})


def _check_parent(desk: Desk, parent: int | None, category: int, own: int | None) -> None:
    """A folder lies in one of its own category, and never in itself."""
    seen = parent
    while seen is not None:
        row = desk.folders.get(seen)
        if row is None or row["category_id"] != category or seen == own:
            raise errors.invalid("parent_folder_id", "There is no folder of this category matching it")
        seen = row["parent_folder_id"]


def _check_audience(desk: Desk, folder: JSON) -> None:
    needed = FOR_WHOM.get(folder.get("visibility") or 1)
    for name in FOR_WHOM.values():
        if name != needed and folder.get(name):
            raise errors.invalid(name, "It does not go with this visibility", "incompatible_field")
    if needed and not folder.get(needed):
        raise errors.invalid(needed, "It should be present", "missing_field")
    if any(number not in desk.companies for number in folder.get("company_ids") or []):
        raise errors.invalid("company_ids", "There are records missing for these company_ids")


def check_article(desk: Desk, body: JSON, *, new: bool) -> None:
    """A new one must say what it is; its author can only be changed. Raises Refused 400."""
    rules = ARTICLE if new else {**ARTICLE, "agent_id": Rule("int", list(desk.agents))}
    checks.check(body, rules, _required(body, ["title", "description", "status"], None if new else 1))
    check_seo(body)


def check_translation(kind: str, body: JSON, *, new: bool) -> None:
    """Raises Refused 400."""
    names = ["title", "description", "status"] if kind == "articles" else ["name"]
    checks.check(body, TRANSLATED[kind], _required(body, names, None if new else 1))
    check_seo(body)


def check_seo(body: JSON) -> None:
    """Keywords are a list or a text; they are shown as a text."""
    seo: Any = body.get("seo_data")
    if not seo:
        return
    keywords = seo.get("meta_keywords")
    if isinstance(keywords, list) and all(isinstance(word, str) for word in keywords):
        body["seo_data"] = seo = {**seo, "meta_keywords": ",".join(keywords)}
    checks.check(seo, dict.fromkeys(SEO, Rule()))


def _required(body: Mapping[str, Any], names: Iterable[str], own: int | None) -> list[str]:
    """All of a new record; of a change those that it names, which cannot be emptied."""
    return [name for name in names if own is None or name in body]


def _check_name(body: JSON, own: int | None, rows: Iterable[JSON]) -> None:
    name = (body.get("name") or "").lower()
    if any(row["name"].lower() == name and row["id"] != own for row in rows):
        raise errors.duplicate("name")
