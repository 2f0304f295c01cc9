"""Skills, under the new path and the old one (freshdesk-api 6.4)."""

from __future__ import annotations

from flask import Blueprint, Response

from assistant.sandbox import build, checks, errors
from assistant.sandbox.answers import answer, created, json_body, no_content, the_desk
from assistant.sandbox.api.find import find
from assistant.sandbox.checks import Rule
from assistant.sandbox.paging import paged
from assistant.sandbox.state import JSON, Desk

blueprint = Blueprint("skills", __name__)

RULES = {
    "name": Rule(),
    "rank": Rule("int"),
    "agents": Rule("dicts"),
    "match_type": Rule("text", ("all", "any")),
    "conditions": Rule("dicts"),
}


def check(desk: Desk, body: JSON, own: int | None) -> None:
    """Raises Refused 400, or 409 for a name in use."""
    checks.check(body, RULES, ["name"] if own is None else body.keys() & {"name"})
    if any(each.get("id") not in [*desk.agents] for each in body.get("agents") or []):
        raise errors.invalid("agents", "There are records missing for these agents")
    name = (body.get("name") or "").lower()
    if any(row["name"].lower() == name and row["id"] != own for row in desk.skills.values()):
        raise errors.duplicate("name")


@blueprint.get("/skills")
@blueprint.get("/admin/skills")
def list_skills() -> Response:
    return paged(sorted(the_desk().skills.values(), key=lambda row: (row["rank"], row["id"])))


@blueprint.get("/skills/<int:number>")
@blueprint.get("/admin/skills/<int:number>")
def view_skill(number: int) -> Response:
    return answer(find(the_desk().skills, number))


@blueprint.post("/skills")
@blueprint.post("/admin/skills")
def create_skill() -> Response:
    desk, body = the_desk(), json_body()
    check(desk, body, None)
    given = {name: value for name, value in body.items() if value is not None}
    blank = {"agents": [], "match_type": "all", "conditions": [], "rank": len(desk.skills) + 1}
    skill = build.dated(desk, {"id": desk.new_id(), **blank, **given})
    desk.skills[skill["id"]] = skill
    return created(skill, "admin/skills")


@blueprint.put("/skills/<int:number>")
@blueprint.put("/admin/skills/<int:number>")
def update_skill(number: int) -> Response:
    desk, body = the_desk(), json_body()
    skill = find(desk.skills, number)
    check(desk, body, number)
    skill.update({name: value for name, value in body.items() if value is not None})
    build.touch(desk, skill)
    return answer(skill)


@blueprint.delete("/skills/<int:number>")
@blueprint.delete("/admin/skills/<int:number>")
def delete_skill(number: int) -> Response:
    find(the_desk().skills, number)
    del the_desk().skills[number]
    return no_content()
