"""Which agents are available, and how much they carry (freshdesk-api 6.3)."""

from __future__ import annotations

from flask import Blueprint, Response

from assistant.sandbox.answers import answer, the_desk
from assistant.sandbox.api.find import find
from assistant.sandbox.state import JSON, Desk

blueprint = Blueprint("availability", __name__)

OPEN = 2


@blueprint.get("/agents/<int:number>/availability")
def view_availability(number: int) -> Response:
    shown = availability(the_desk(), find(the_desk().agents, number))
    return answer({**shown, "idle_enabled": False, "availability_control": "agent_controlled"})


def availability(desk: Desk, agent: JSON) -> JSON:
    number = agent["id"]
    load = sum(t["responder_id"] == number and t["status"] == OPEN for t in desk.tickets.values())
    channel = {
        "assignment_limit": 10,
        "current_assignment_load": load,
        "available": agent["available"],
        "channel": "freshdesk",
        "logged_in": True,
        "round_robin_enabled": False,
        "availability_updated_at": agent["updated_at"],
        "status_id": 1,
    }
    return {
        "agent_ref": f"{desk.url}/api/v2/agents/{number}",
        "channel_availability": [channel],
        "status_updated_at": agent["updated_at"],
    }


def in_list(desk: Desk, agent: JSON) -> JSON:
    contact = agent["contact"]
    user = {key: contact[key] for key in ("name", "email", "active", "job_title", "phone", "mobile", "language")}
    return {
        "id": agent["id"],
        "user_data": {"user": {"id": agent["id"], **user, "helpdesk_agent": True, "contact_type": "contact"}},
        "contact": {"name": contact["name"], "email": contact["email"], "avatar": None},
        "availability": availability(desk, agent),
        "deactivated": False,
        "availability_control": "agent_controlled",
        "legacy_routing": False,
        "created_at": agent["created_at"],
        "updated_at": agent["updated_at"],
    }
