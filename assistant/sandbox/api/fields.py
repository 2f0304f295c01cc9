"""Ticket fields, with the four shapes of `choices` (freshdesk-api 6.8)."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request

from assistant.sandbox.answers import answer, the_desk
from assistant.sandbox.payload import PRIORITIES, SOURCES
from assistant.sandbox.state import JSON, Desk

blueprint = Blueprint("fields", __name__)


@blueprint.get("/ticket_fields")
def list_ticket_fields() -> Response:
    wanted = request.args.get("type")
    return answer([row for row in ticket_fields(the_desk()) if wanted in (None, row["type"])])


def ticket_fields(desk: Desk) -> list[JSON]:
    """Default fields, then the account's own; `choices` is absent where a field has none."""
    people = {agent["contact"]["name"]: agent["id"] for agent in desk.agents.values()}
    given: list[tuple[str, str, Any]] = [
        ("requester", "Search a requester", None),
        ("subject", "Subject", None),
        ("ticket_type", "Type", desk.account["ticket_types"]),
        ("source", "Source", by_label(SOURCES)),
        ("status", "Status", statuses(desk)),
        ("priority", "Priority", by_label(PRIORITIES)),
        ("group", "Group", by_name(desk.groups)),
        ("agent", "Agent", people),
        ("product", "Product", by_name(desk.products)),
        ("company", "Company", None),
        ("description", "Description", None),
    ]
    default = [(name, label, f"default_{name}", choices) for name, label, choices in given]
    custom = [(row["name"], row["label"], row["type"], row.get("choices")) for row in desk.account["custom_fields"]]
    return [field(desk, place, *row) for place, row in enumerate([*default, *custom], 1)]


def by_label(labels: dict[int, str]) -> dict[str, int]:
    return {label: number for number, label in labels.items()}


def by_name(rows: dict[int, JSON]) -> dict[str, int]:
    return {row["name"]: row["id"] for row in rows.values()}


def statuses(desk: Desk) -> dict[str, list[str]]:
    return {str(row["id"]): [row["agent_label"], row["customer_label"]] for row in desk.account["statuses"]}


def field(desk: Desk, place: int, name: str, label: str, kind: str, choices: Any) -> JSON:
    stamp = desk.me["created_at"]
    row = {
        "id": 67_100_000_000 + place,
        "name": name,
        "label": label,
        "description": "",
        "type": kind,
        "position": place,
        "default": kind.startswith("default_"),
        "required_for_closure": False,
        "required_for_agents": name in ("requester", "subject", "status", "priority", "description"),
        "required_for_customers": name in ("requester", "subject", "description"),
        "customers_can_edit": True,
        "customers_can_filter": False,
        "displayed_to_customers": True,
        "label_for_customers": label,
        "created_at": stamp,
        "updated_at": stamp,
    }
    if name == "requester":
        row.update(portal_cc=False, portal_cc_to="company")
    return row if choices is None else {**row, "choices": choices}
