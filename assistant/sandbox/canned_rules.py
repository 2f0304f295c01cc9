"""What a canned response may be, and who sees it (freshdesk-api 6.6)."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.sandbox import checks, errors, library, text
from assistant.sandbox.checks import Rule
from assistant.sandbox.state import JSON, Desk

EVERYBODY, PERSONAL, GROUPS = 0, 1, 2
"""Who sees it."""


def rules(desk: Desk) -> dict[str, Rule]:
    return {
        "title": Rule(),
        "content_html": Rule(),
        "folder_id": Rule("int", list(desk.canned_folders)),
        "visibility": Rule("int", (EVERYBODY, PERSONAL, GROUPS)),
        "group_ids": Rule("ints"),
    }


def check_new(desk: Desk, body: JSON, required: Iterable[str]) -> None:
    """Raises Refused 400."""
    checks.check(body, rules(desk), required)
    _check_groups(desk, body["visibility"], body.get("group_ids"))


def check_change(desk: Desk, body: JSON, row: JSON) -> None:
    """Raises Refused 400."""
    checks.check(body, rules(desk), body.keys() - {"group_ids"})
    seen = {**row, **body}["visibility"]
    _check_groups(desk, seen, body.get("group_ids", row["group_ids"] if seen == GROUPS else []))


def _check_groups(desk: Desk, visibility: int, groups: list[int] | None) -> None:
    if visibility == GROUPS and not groups:
        raise errors.invalid("group_ids", "It should be present", "missing_field")
    if visibility != GROUPS and groups:
        raise errors.invalid("group_ids", "It only goes with visibility 2", "incompatible_field")
    if any(number not in desk.groups for number in groups or []):
        raise errors.invalid("group_ids", "There are records missing for these group_ids")


def add(desk: Desk, body: JSON, attachments: list[JSON]) -> JSON:
    return library.add_canned_response(
        desk,
        body.get("folder_id") or _own_folder(desk),
        body["title"],
        wrapped(body["content_html"]),
        visibility=body["visibility"],
        group_ids=body.get("group_ids"),
        attachments=attachments,
    )


def _own_folder(desk: Desk) -> int:
    own = (row["id"] for row in desk.canned_folders.values() if row["personal"])
    return int(next(own, None) or library.add_canned_folder(desk, "Personal", True)["id"])


def wrapped(body: str) -> str:
    """Text comes back inside a div, HTML as it was sent."""
    return body if body.lstrip().startswith("<") else text.wrapped(body)
