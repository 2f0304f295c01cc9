"""Agents, groups and roles (freshdesk-api 6.3 and 6.4)."""

from __future__ import annotations

from flask import Blueprint, Response, request

from assistant.sandbox.answers import answer, the_desk
from assistant.sandbox.api.find import find
from assistant.sandbox.paging import paged
from assistant.sandbox.state import JSON, Desk

blueprint = Blueprint("agents", __name__)


def whole(desk: Desk, agent: JSON) -> JSON:
    """One agent, with the ids that lists leave out."""
    return {**agent, "group_ids": list(desk.groups), "role_ids": list(desk.roles)[:1], "skill_ids": []}


@blueprint.get("/agents/me")
def view_me() -> Response:
    return answer(whole(the_desk(), the_desk().me))


@blueprint.get("/agents/<int:number>")
def view_agent(number: int) -> Response:
    return answer(whole(the_desk(), find(the_desk().agents, number)))


@blueprint.get("/agents")
def list_agents() -> Response:
    """Alphabetical; filters email and state."""
    email, state = request.args.get("email", "").lower(), request.args.get("state")
    rows = [
        agent
        for agent in the_desk().agents.values()
        if (not email or agent["contact"]["email"].lower() == email)
        and (state is None or agent["occasional"] == (state == "occasional"))
    ]
    return paged(sorted(rows, key=lambda agent: agent["contact"]["name"].lower()))


@blueprint.get("/agents/autocomplete")
def complete_agent() -> Response:
    term = request.args.get("term", "").lower()
    contacts = [(agent["id"], agent["contact"]) for agent in the_desk().agents.values()]
    return answer(
        [
            {"id": number, "name": who["name"], "email": who["email"], "avatar": None}
            for number, who in contacts
            if term in who["name"].lower() or term in who["email"].lower()
        ]
    )


@blueprint.get("/groups")
def list_groups() -> Response:
    return paged(list(the_desk().groups.values()))


@blueprint.get("/groups/<int:number>")
def view_group(number: int) -> Response:
    desk = the_desk()
    return answer({**find(desk.groups, number), "agent_ids": list(desk.agents)})


@blueprint.get("/roles")
def list_roles() -> Response:
    return paged(list(the_desk().roles.values()))


@blueprint.get("/roles/<int:number>")
def view_role(number: int) -> Response:
    return answer(find(the_desk().roles, number))
