"""Ticket fields as an admin makes and changes them, with their sections (freshdesk-api 6.8)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.sandbox import checks, choice_trees, errors, ticket_form
from assistant.sandbox.build import dated, touch
from assistant.sandbox.checks import Rule
from assistant.sandbox.state import JSON, Desk

FLAGS = (
    "customers_can_edit",
    "displayed_to_customers",
    "required_for_closure",
    "required_for_agents",
    "required_for_customers",
)
CHANGE = {
    "label": Rule(),
    "label_for_customers": Rule(),
    "position": Rule("int"),
    "choices": Rule("dicts"),
    "dependent_fields": Rule("dicts"),
    "section_mappings": Rule("dicts"),
    **dict.fromkeys(FLAGS, Rule("bool")),
}
WITH_CHOICES = ("custom_dropdown", "nested_field")
LEVEL = {"label": Rule(), "label_for_customers": Rule(), "level": Rule("int", (2, 3))}


def all_rows(desk: Desk) -> list[JSON]:
    return [*ticket_form.default_fields(desk), *ticket_form.custom_fields(desk)]


def shown(desk: Desk, row: JSON, *, alone: bool, sections: bool) -> JSON:
    """One alone has its choices; sections only where they are asked for."""
    hidden = ("tree", "choices", "description", "customers_can_filter")
    field = {key: value for key, value in row.items() if key not in hidden}
    if alone and row.get("tree"):
        field["choices"] = row["tree"]
    own = of_field(desk, row["id"])
    if own:
        field["has_section"] = True
        field.update({"sections": own} if sections else {})
    places = [section for section in desk.sections.values() if row["id"] in section["ticket_field_ids"]]
    if places:
        field["section_mappings"] = [
            {"section_id": each["id"], "position": each["ticket_field_ids"].index(row["id"]) + 1} for each in places
        ]
    return field


def of_field(desk: Desk, number: int) -> list[JSON]:
    return [section for section in desk.sections.values() if section["parent_ticket_field_id"] == number]


def check(desk: Desk, body: JSON, required: Iterable[str], own: int | None) -> None:
    """Raises Refused 400, or 409 for a label in use."""
    kinds = {"type": Rule("text", tuple(ticket_form.KINDS))}
    checks.check(body, {**CHANGE, **(kinds if own is None else {})}, required)
    choice_trees.check(body.get("choices") or [])
    for each in body.get("dependent_fields") or []:
        checks.check(each, LEVEL, LEVEL)
    for each in body.get("section_mappings") or []:
        checks.check(each, {"section_id": Rule("int", list(desk.sections)), "position": Rule("int")}, ["section_id"])
    label = (body.get("label") or "").lower()
    if any(row["label"].lower() == label and row["id"] != own for row in all_rows(desk)):
        raise errors.duplicate("label")


def add(desk: Desk, body: JSON) -> JSON:
    """A new field, the first of the account's own unless a position is given. Raises Refused 400."""
    kind, choices = body["type"], body.get("choices")
    if (kind in WITH_CHOICES) != bool(choices):
        code = "incompatible_field" if choices else "missing_field"
        raise errors.invalid("choices", "It goes with dropdowns and dependent fields, and only there", code)
    if (kind == "nested_field") != bool(body.get("dependent_fields")):
        raise errors.invalid("dependent_fields", "It goes with a nested_field, and only there", "missing_field")
    number = desk.new_id()
    row = dated(desk, ticket_form.blank(desk, number, _name(desk, body["label"]), body["label"], kind))
    row["tree"] = choice_trees.changed(desk, [], choices or [], number)
    rows, first = ticket_form.custom_fields(desk), len(ticket_form.default_fields(desk)) + 1
    rows.insert(max(0, (body.get("position") or first) - first), row)
    change(desk, row, body)
    ticket_form.custom_fields(desk)
    for ticket in desk.tickets.values():
        ticket["custom_fields"] = {**dict.fromkeys(ticket_form.names(row)), **ticket["custom_fields"]}
    return row


def change(desk: Desk, row: JSON, body: JSON) -> None:
    """What is given, for a new field too; its choices are changed one by one."""
    row.update({name: body[name] for name in (*FLAGS, "label", "label_for_customers") if body.get(name) is not None})
    if body.get("dependent_fields"):
        row["dependent_fields"] = [_level(desk, row, each) for each in body["dependent_fields"]]
    for each in body.get("section_mappings") or []:
        inside = desk.sections[each["section_id"]]["ticket_field_ids"]
        inside[:] = [number for number in inside if number != row["id"]]
        inside.insert((each.get("position") or len(inside) + 1) - 1, row["id"])
    touch(desk, row)


def _level(desk: Desk, row: JSON, given: JSON) -> JSON:
    known = {"id": desk.new_id(), "name": _name(desk, given["label"]), "ticket_field_id": row["id"]}
    return dated(desk, {**known, **given})


def _name(desk: Desk, label: str) -> str:
    name = "cf_" + re.sub(r"\W+", "_", label.lower()).strip("_")
    taken = {name for row in ticket_form.custom_fields(desk) for name in ticket_form.names(row)}
    return f"{name}{desk.new_id() % 1_000_000}" if name in taken else name


def drop(desk: Desk, row: JSON) -> None:
    """For good, with what every ticket holds in it."""
    desk.account["custom_fields"] = [each for each in desk.account["custom_fields"] if each is not row]
    for section in of_field(desk, row["id"]):
        del desk.sections[section["id"]]
    for section in desk.sections.values():
        section["ticket_field_ids"] = [number for number in section["ticket_field_ids"] if number != row["id"]]
    for ticket in desk.tickets.values():
        gone = ticket_form.names(row)
        ticket["custom_fields"] = {key: value for key, value in ticket["custom_fields"].items() if key not in gone}
