"""What a desk promises and is asked about: business hours, SLA policies, the survey (freshdesk-api 6.5 and 6.9)."""

from __future__ import annotations

from typing import Any

from assistant.sandbox import ratings
from assistant.sandbox.build import DUE_HOURS, dated
from assistant.sandbox.rows import get
from assistant.sandbox.state import JSON, Desk

HOURS_ID, SLA_ID, SURVEY_ID, SCENARIO_ID = 67_200_000_001, 67_200_000_002, 67_200_000_003, 67_200_000_100
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
SCENARIO = {
    "name": "Mark as duplicate",
    "description": "Closes a ticket that was sent twice",
    "actions": [{"name": "add_tag", "value": "duplicate"}, {"name": "status", "value": 5}],
}
QUESTION = "How would you rate your overall satisfaction for the resolution provided by the agent?"


def add_all(desk: Desk, data: JSON, where: str) -> None:
    """The defaults that every account starts with, and what the account's file adds."""
    day = {"start_time": "9:00 am", "end_time": "5:00 pm"}
    add_hours(desk, "Default", "London", dict.fromkeys(WEEKDAYS, day), id=HOURS_ID, is_default=True)
    for row in data.get("business_hours", []):
        add_hours(desk, get(row, "name", where), row.get("time_zone", "London"), get(row, "business_hours", where))
    add_policy(desk, "Default SLA Policy", targets(), {}, id=SLA_ID, is_default=True, description="default policy")
    for row in data.get("sla_policies", []):
        add_policy(desk, get(row, "name", where), get(row, "sla_target", where), get(row, "applicable_to", where))
    for row in data.get("scenario_automations", [SCENARIO]):
        add_scenario(desk, get(row, "name", where), get(row, "actions", where), row.get("description"))
    survey = data.get("survey", {})
    questions = tuple(survey.get("questions", ()))
    ratings.add_survey(desk, survey.get("title", "Default Survey"), QUESTION, more=questions, id=SURVEY_ID)


def add_scenario(desk: Desk, name: str, actions: list[JSON], description: str | None = None) -> JSON:
    """What an agent does to a ticket with one click."""
    known = {"id": SCENARIO_ID + len(desk.scenarios), "name": name, "description": description, "actions": actions}
    row = dated(desk, {**known, "private": False})
    desk.scenarios[row["id"]] = row
    return row


def add_hours(desk: Desk, name: str, time_zone: str, days: JSON, **known: Any) -> JSON:
    """A calendar; closed days are left out of `days`."""
    row = dated(
        desk,
        {
            "id": known.get("id") or desk.new_id(),
            "name": name,
            "description": f"{name} business calendar",
            "is_default": False,
            "time_zone": time_zone,
            "business_hours": days,
            **known,
        },
    )
    desk.hours[row["id"]] = row
    return row


def targets() -> JSON:
    """In seconds, by priority: what tickets of the default policy are due by."""
    return {
        f"priority_{priority}": {
            "respond_within": first * 3600,
            "resolve_within": whole * 3600,
            "next_respond_within": first * 3600,
            "business_hours": False,
            "escalation_enabled": True,
        }
        for priority, (first, whole) in DUE_HOURS.items()
    }


def add_policy(desk: Desk, name: str, sla_target: JSON, applicable_to: JSON, **known: Any) -> JSON:
    row = dated(
        desk,
        {
            "id": known.get("id") or desk.new_id(),
            "name": name,
            "description": None,
            "active": True,
            "is_default": False,
            "position": len(desk.sla_policies) + 1,
            "sla_target": sla_target,
            "applicable_to": applicable_to,
            "escalation": {},
            **known,
        },
    )
    desk.sla_policies[row["id"]] = row
    return row
