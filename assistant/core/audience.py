"""Who may use a stored text, and whether the customer may see it."""

from __future__ import annotations

from dataclasses import replace

from assistant.core.draft import Match


def may_use(item: Match, group_id: int | None) -> bool:
    """Whether agents of the group may use it; a ticket without a group may take from all."""
    return group_id is None or not item.groups or group_id in item.groups


def as_seen_by(item: Match, company_id: int | None) -> Match:
    """The item, `public` only if people of the company may see it."""
    return replace(item, public=company_id in item.companies) if item.companies else item
