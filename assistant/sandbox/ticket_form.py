"""The fields of the ticket form: the default ones and the account's own (freshdesk-api 6.8)."""

from __future__ import annotations

from typing import Any

from assistant.sandbox import choice_trees
from assistant.sandbox.checks import Rule
from assistant.sandbox.payload import PRIORITIES, SOURCES
from assistant.sandbox.state import JSON, Desk

FIRST_ID = 67_100_000_000
KINDS = {
    "custom_text": "text",
    "custom_paragraph": "text",
    "custom_dropdown": "text",
    "custom_checkbox": "bool",
    "custom_number": "int",
    "custom_decimal": "number",
    "custom_date": "day",
    "nested_field": "text",
}
"""Type of a custom field -> type of its values."""


def default_fields(desk: Desk) -> list[JSON]:
    """With what an admin changed of them; `choices` is absent where a field has none."""
    people = {agent["contact"]["name"]: agent["id"] for agent in desk.agents.values()}
    given: list[tuple[str, str, Any]] = [
        ("requester", "Search a requester", None),
        ("subject", "Subject", None),
        ("ticket_type", "Type", desk.account["ticket_types"]),
        ("source", "Source", _by_label(SOURCES)),
        ("status", "Status", _statuses(desk)),
        ("priority", "Priority", _by_label(PRIORITIES)),
        ("group", "Group", _by_name(desk.groups)),
        ("agent", "Agent", people),
        ("product", "Product", _by_name(desk.products)),
        ("company", "Company", None),
        ("description", "Description", None),
    ]
    return [_default(desk, place, *row) for place, row in enumerate(given, 1)]


def _by_label(labels: dict[int, str]) -> dict[str, int]:
    return {label: number for number, label in labels.items()}


def _by_name(rows: dict[int, JSON]) -> dict[str, int]:
    return {row["name"]: row["id"] for row in rows.values()}


def _statuses(desk: Desk) -> dict[str, list[str]]:
    return {str(row["id"]): [row["agent_label"], row["customer_label"]] for row in desk.account["statuses"]}


def _default(desk: Desk, place: int, name: str, label: str, choices: Any) -> JSON:
    row = blank(desk, FIRST_ID + place, name, label, f"default_{name}")
    row["position"] = place
    row["required_for_agents"] = name in ("requester", "subject", "status", "priority", "description")
    row["required_for_customers"] = name in ("requester", "subject", "description")
    if name == "requester":
        row.update(portal_cc=False, portal_cc_to="company")
    row.update(desk.account.get("field_changes", {}).get(row["id"], {}))
    return row if choices is None else {**row, "choices": choices}


def blank(desk: Desk, number: int, name: str, label: str, kind: str) -> JSON:
    """A field with all keys that every field has."""
    stamp = desk.me["created_at"]
    return {
        "id": number,
        "name": name,
        "label": label,
        "description": "",
        "type": kind,
        "position": 1,
        "default": kind.startswith("default_"),
        "required_for_closure": False,
        "required_for_agents": False,
        "required_for_customers": False,
        "customers_can_edit": True,
        "customers_can_filter": False,
        "displayed_to_customers": True,
        "label_for_customers": label,
        "created_at": stamp,
        "updated_at": stamp,
    }


def custom_fields(desk: Desk) -> list[JSON]:
    """The account's own, in their order, each with an id and its choices as a tree under `tree`.

    A seed tells less of them than a call does; the rest is filled in here, once."""
    rows: list[JSON] = desk.account["custom_fields"]
    for place, row in enumerate(rows, 12):
        if "tree" not in row:
            number = row.get("id") or desk.new_id()
            known = blank(desk, number, row["name"], row["label"], row["type"])
            row.update({**known, **row, "id": number})
            row["tree"] = choice_trees.planted(desk, row.get("choices") or [], number)
        row["position"] = place
    return rows


def names(row: JSON) -> list[str]:
    """What a ticket holds values under: a nested field has one name a level."""
    return [row["name"], *(each["name"] for each in row.get("dependent_fields", []))]


def rules(desk: Desk) -> dict[str, Rule]:
    """What each custom field of a ticket takes."""
    found: dict[str, Rule] = {}
    for row in custom_fields(desk):
        for depth, name in enumerate(names(row)):
            choices = choice_trees.values(row["tree"], depth)
            found[name] = Rule(KINDS.get(row["type"], "text"), choices or None)
    return found


def agents_view(desk: Desk) -> list[JSON]:
    """`GET /ticket_fields`."""
    return [*default_fields(desk), *(_for_agents(row) for row in custom_fields(desk))]


def _for_agents(row: JSON) -> JSON:
    shown = {key: value for key, value in row.items() if key not in ("tree", "dependent_fields", "choices")}
    nested = {"nested_ticket_fields": row["dependent_fields"]} if "dependent_fields" in row else {}
    return {**shown, **nested, **({"choices": choice_trees.labels(row["tree"])} if row["tree"] else {})}
