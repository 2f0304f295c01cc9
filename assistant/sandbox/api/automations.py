"""Automation rules, as data, and scenarios (freshdesk-api 6.11, 9.1). Rules that fire: /_sandbox/webhooks."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response

from assistant.sandbox import build, checks, errors
from assistant.sandbox.answers import answer, created, json_body, no_content, the_desk
from assistant.sandbox.api.find import find
from assistant.sandbox.checks import Rule
from assistant.sandbox.paging import paged
from assistant.sandbox.state import JSON, Desk

blueprint = Blueprint("automations", __name__)

UPDATES = 4
RULES = "/automations/<any('1', '3', '4'):kind>/rules"
"""On creation, hourly, on updates."""
FIELDS = {
    "name": Rule(),
    "description": Rule(),
    "position": Rule("int"),
    "active": Rule("bool"),
    "performer": Rule("dict"),
    "events": Rule("dicts"),
    "conditions": Rule("dicts"),
    "operator": Rule(),
    "actions": Rule("dicts"),
}
PERFORMER = {"type": Rule("int", (1, 2, 3, 4)), "members": Rule("ints")}
AGENT = 1


def of_kind(desk: Desk, kind: str) -> dict[int, JSON]:
    return {number: row for number, row in desk.automations.items() if row["automation_type_id"] == int(kind)}


def counts(desk: Desk, kind: str) -> JSON:
    rows = of_kind(desk, kind).values()
    return {"total_active_count": sum(row["active"] for row in rows), "total_count": len(rows)}


@blueprint.get(RULES)
def list_rules(kind: str) -> Response:
    rows = sorted(of_kind(the_desk(), kind).values(), key=lambda row: (row["position"], row["id"]))
    return answer({"rules": rows, "meta": {"count": len(rows), "cascading_rules": True}})


@blueprint.get(f"{RULES}/<int:number>")
def view_rule(kind: str, number: int) -> Response:
    row = find(of_kind(the_desk(), kind), number)
    return answer({**row, "meta": counts(the_desk(), kind)})


@blueprint.post(RULES)
def create_rule(kind: str) -> Response:
    desk, body = the_desk(), json_body()
    needed = ["name", "conditions", "actions", *(["performer", "events"] if int(kind) == UPDATES else [])]
    check(desk, kind, body, needed)
    given = {name: value for name, value in body.items() if value is not None}
    blank = {
        "active": True,
        "position": len(of_kind(desk, kind)) + 1,
        "outdated": False,
        "affected_tickets_count": None,
    }
    known = {"id": desk.new_id(), "automation_type_id": int(kind), "last_updated_by": desk.me["id"], "summary": {}}
    row = build.dated(desk, {**blank, **given, **known, "affected_tickets_count": None})
    desk.automations[row["id"]] = row
    return created({**row, "meta": counts(desk, kind)}, f"automations/{kind}/rules")


@blueprint.put(f"{RULES}/<int:number>")
def update_rule(kind: str, number: int) -> Response:
    desk, body = the_desk(), json_body()
    row = find(of_kind(desk, kind), number)
    check(desk, kind, body, body.keys() & {"name", "conditions", "actions"})
    row.update({name: value for name, value in body.items() if value is not None})
    row["last_updated_by"] = desk.me["id"]
    build.touch(desk, row)
    return answer({**row, "meta": counts(desk, kind)})


@blueprint.delete(f"{RULES}/<int:number>")
def delete_rule(kind: str, number: int) -> Response:
    find(of_kind(the_desk(), kind), number)
    del the_desk().automations[number]
    return no_content()


def check(desk: Desk, kind: str, body: JSON, required: Any) -> None:
    """Who acted and what happened belong to rules of updates alone. Raises Refused 400."""
    checks.check(body, FIELDS, required)
    for name in ("performer", "events"):
        if body.get(name) and int(kind) != UPDATES:
            raise errors.invalid(name, "It only goes with rules that run on ticket updates", "incompatible_field")
    _check_performer(desk, body.get("performer"))
    for name in ("events", "actions"):
        for each in body.get(name) or []:
            checks.check({"field_name": each.get("field_name")}, {"field_name": Rule()}, ["field_name"])
    for each in body.get("conditions") or []:
        _check_condition(each)


def _check_performer(desk: Desk, performer: JSON | None) -> None:
    if performer is None:
        return
    checks.check(performer, PERFORMER, ["type"])
    if performer.get("members") and performer["type"] != AGENT:
        raise errors.invalid("members", "It only goes with performer type 1", "incompatible_field")
    if any(number not in desk.agents for number in performer.get("members") or []):
        raise errors.invalid("members", "There are records missing for these members")


def _check_condition(condition: JSON) -> None:
    known = {"name": Rule(), "match_type": Rule("text", ("all", "any")), "properties": Rule("dicts")}
    checks.check(condition, known, ["match_type", "properties"])
    for each in condition["properties"]:
        checks.check({"field_name": each.get("field_name")}, {"field_name": Rule()}, ["field_name"])


@blueprint.get("/scenario_automations")
def list_scenarios() -> Response:
    return paged(list(the_desk().scenarios.values()))
