"""Groups and roles (freshdesk-api 6.4)."""

from __future__ import annotations

from flask import Blueprint, Response

from assistant.sandbox import build, checks, errors
from assistant.sandbox.answers import answer, created, json_body, no_content, the_desk
from assistant.sandbox.api.find import find, without
from assistant.sandbox.checks import Rule
from assistant.sandbox.paging import paged
from assistant.sandbox.state import JSON, Desk

blueprint = Blueprint("groups", __name__)

WAITS = ("30m", "1h", "2h", "4h", "8h", "12h", "1d", "2d", "3d")


def rules(desk: Desk) -> dict[str, Rule]:
    return {
        "name": Rule(),
        "description": Rule(),
        "agent_ids": Rule("ints"),
        "escalate_to": Rule("int", list(desk.agents)),
        "unassigned_for": Rule("text", WAITS),
        "auto_ticket_assign": Rule("int", (0, 1)),
    }


def check(desk: Desk, body: JSON, own: int | None) -> None:
    """Raises Refused 400, or 409 for a name in use."""
    checks.check(body, rules(desk), ["name"] if own is None else body.keys() & {"name"})
    if any(number not in desk.agents for number in body.get("agent_ids") or []):
        raise errors.invalid("agent_ids", "There are records missing for these agent_ids")
    name = (body.get("name") or "").lower()
    if any(row["name"].lower() == name and row["id"] != own for row in desk.groups.values()):
        raise errors.duplicate("name")


@blueprint.get("/groups")
def list_groups() -> Response:
    return paged(list(the_desk().groups.values()), lambda group: without(group, "agent_ids"))


@blueprint.get("/groups/<int:number>")
def view_group(number: int) -> Response:
    return answer(find(the_desk().groups, number))


@blueprint.post("/groups")
def create_group() -> Response:
    desk, body = the_desk(), json_body()
    check(desk, body, None)
    return created(build.add_group(desk, **{**body, "agent_ids": body.get("agent_ids") or []}), "groups")


@blueprint.put("/groups/<int:number>")
def update_group(number: int) -> Response:
    """`agent_ids` replaces the whole list."""
    desk, body = the_desk(), json_body()
    group = find(desk.groups, number)
    check(desk, body, number)
    group.update({**body, "agent_ids": body.get("agent_ids", group["agent_ids"]) or []})
    build.touch(desk, group)
    return answer(group)


@blueprint.delete("/groups/<int:number>")
def delete_group(number: int) -> Response:
    """Agents stay; tickets lose the link."""
    desk = the_desk()
    find(desk.groups, number)
    del desk.groups[number]
    for ticket in desk.tickets.values():
        if ticket["group_id"] == number:
            ticket["group_id"] = None
    return no_content()


@blueprint.get("/admin/groups/<int:number>/agents")
def list_members(number: int) -> Response:
    desk = the_desk()
    members = [desk.agents[each] for each in find(desk.groups, number)["agent_ids"]]
    return paged(members, member)


def member(agent: JSON) -> JSON:
    kept = {key: agent[key] for key in ("id", "ticket_scope", "role_ids", "created_at", "updated_at")}
    contact = {"name": agent["contact"]["name"], "avatar": {}, "email": agent["contact"]["email"]}
    return {**kept, "write_access": True, "contact": contact}


@blueprint.get("/roles")
def list_roles() -> Response:
    return paged(list(the_desk().roles.values()))


@blueprint.get("/roles/<int:number>")
def view_role(number: int) -> Response:
    return answer(find(the_desk().roles, number))
