"""What an SLA policy may say (freshdesk-api 6.5)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from assistant.sandbox import checks, errors
from assistant.sandbox.checks import Rule
from assistant.sandbox.state import JSON, Desk

FIELDS = {
    "name": Rule(),
    "description": Rule(),
    "active": Rule("bool"),
    "is_default": Rule("bool"),
    "position": Rule("int"),
    "sla_target": Rule("dict"),
    "applicable_to": Rule("dict"),
    "escalation": Rule("dict"),
}
PRIORITIES = ("priority_1", "priority_2", "priority_3", "priority_4")
TARGET = {
    "respond_within": Rule("int"),
    "resolve_within": Rule("int"),
    "next_respond_within": Rule("int"),
    "business_hours": Rule("bool"),
    "escalation_enabled": Rule("bool"),
}
LEVELS = ("level_1", "level_2", "level_3", "level_4")
STEP = {"escalation_time": Rule("int"), "agent_ids": Rule("ints")}
ASSIGNED = -1
"""The agent who has the ticket."""


def check(desk: Desk, body: JSON, required: Iterable[str], *, default: bool) -> None:
    """Raises Refused 400, naming the innermost field."""
    checks.check(body, FIELDS, required)
    if body.get("is_default", default) not in (None, default):
        raise errors.invalid("is_default", "It cannot be changed", "readonly_field")
    if body.get("sla_target") is not None:
        _check_targets(body["sla_target"])
    if body.get("applicable_to") is not None:
        _check_conditions(desk, body["applicable_to"], default=default)
    if body.get("escalation"):
        _check_escalation(desk, body["escalation"])


def _check_targets(target: JSON) -> None:
    checks.check(target, dict.fromkeys(PRIORITIES, Rule("dict")), PRIORITIES)
    for each in target.values():
        checks.check(each, TARGET, [name for name in TARGET if name != "next_respond_within"])
        for name in ("respond_within", "resolve_within", "next_respond_within"):
            _check_seconds(name, each.get(name))


def _check_seconds(name: str, value: Any) -> None:
    """Whole minutes. The docs' words want more than 900, their samples have 300: both pass."""
    if value is not None and (value <= 0 or value % 60):
        raise errors.invalid(name, "It should be a multiple of 60 and greater than 0")


def _check_conditions(desk: Desk, given: JSON, *, default: bool) -> None:
    """The default policy takes what no other does, and so has no conditions of its own."""
    known: dict[str, tuple[str, Iterable[Any]]] = {
        "company_ids": ("ints", desk.companies),
        "group_ids": ("ints", desk.groups),
        "product_ids": ("ints", desk.products),
        "sources": ("ints", range(1, 100)),
        "ticket_types": ("texts", desk.account["ticket_types"]),
    }
    checks.check(given, {name: Rule(kind) for name, (kind, _) in known.items()})
    for name, values in given.items():
        if any(value not in known[name][1] for value in values or []):
            raise errors.invalid(name, f"There are records missing for these {name}")
    if not default and not any(given.values()):
        raise errors.invalid("applicable_to", f"Please fill at least one of {', '.join(known)}", "missing_field")


def _check_escalation(desk: Desk, given: JSON) -> None:
    checks.check(given, {"response": Rule("dict"), "resolution": Rule("dict")})
    steps = given.get("resolution") or {}
    checks.check(steps, dict.fromkeys(LEVELS, Rule("dict")), LEVELS[: len(steps)])
    for step in [*steps.values(), *([given["response"]] if given.get("response") else [])]:
        checks.check(step, STEP, ["escalation_time", "agent_ids"])
        if any(number not in desk.agents and number != ASSIGNED for number in step["agent_ids"]):
            raise errors.invalid("agent_ids", "There are records missing for these agent_ids")
