"""Agents as calls write and show them (freshdesk-api 6.3)."""

from __future__ import annotations

from typing import Any

from assistant.sandbox import build, errors
from assistant.sandbox.checks import Rule
from assistant.sandbox.state import JSON, Desk

SEATS = 50
"""Agents that an account may have here."""

TYPES = ("support_agent", "field_agent", "collaborator")
"""Numbered from 1 where a new agent is made, named everywhere else."""


def part(desk: Desk) -> dict[str, Rule]:
    """What make_agent takes, and all other writes too."""
    return {
        "occasional": Rule("bool"),
        "signature": Rule(),
        "ticket_scope": Rule("int", (1, 2, 3)),
        "skill_ids": Rule("ints"),
        "group_ids": Rule("ints"),
        "role_ids": Rule("ints"),
        "type": Rule("text", TYPES),
        "focus_mode": Rule("bool"),
    }


def update(desk: Desk) -> dict[str, Rule]:
    return {**part(desk), "email": Rule("email"), "language": Rule(), "time_zone": Rule()}


def create(desk: Desk) -> dict[str, Rule]:
    """Names and phones are only set here: a change of them is refused."""
    texts = dict.fromkeys(("name", "phone", "mobile", "job_title"), Rule())
    return {**update(desk), **texts, "agent_type": Rule("int", (1, 2, 3))}


def check_ids(desk: Desk, body: JSON) -> None:
    """Raises Refused 400 for ids of no group, role or skill."""
    for name, rows in (("group_ids", desk.groups), ("role_ids", desk.roles), ("skill_ids", desk.skills)):
        if any(number not in rows for number in body.get(name) or []):
            raise errors.invalid(name, f"There are records missing for these {name}")


def check_seats(desk: Desk) -> None:
    """Raises Refused 403."""
    if len(desk.agents) >= SEATS:
        message = "You have reached the maximum number of agents"
        raise errors.Refused(403, {"code": "max_agents_reached", "message": message})


def add(desk: Desk, body: JSON, contact: JSON, number: int | None = None) -> JSON:
    """A new agent of the fields of `create`; the support role and no group unless given."""
    kind = body.get("type") or TYPES[(body.get("agent_type") or 1) - 1]
    own = {"id": number} if number is not None else {}
    agent = build.add_agent(
        desk,
        contact["name"],
        contact["email"],
        contact.get("job_title"),
        **own,
        type=kind,
        role_ids=list(desk.roles)[-1:],
    )
    set_fields(desk, agent, body)
    return agent


def set_fields(desk: Desk, agent: JSON, body: JSON) -> None:
    """Write what is given: id lists replace, address, language and zone are the person's."""
    for name in ("occasional", "signature", "ticket_scope", "role_ids", "focus_mode", "type"):
        if body.get(name) is not None:
            agent[name] = body[name]
    for name in ("email", "language", "time_zone", "phone", "mobile"):
        if name in body:
            agent["contact"][name] = body[name]
    if "group_ids" in body:
        _set_members(desk.groups, agent["id"], body["group_ids"])
    if "skill_ids" in body:
        for number, skill in desk.skills.items():
            others = [each for each in skill["agents"] if each["id"] != agent["id"]]
            skill["agents"] = [*others, *([{"id": agent["id"]}] if number in (body["skill_ids"] or []) else [])]
    build.touch(desk, agent)


def _set_members(groups: dict[int, JSON], agent: int, wanted: Any) -> None:
    for number, group in groups.items():
        others = [each for each in group["agent_ids"] if each != agent]
        group["agent_ids"] = [*others, *([agent] if number in (wanted or []) else [])]


def whole(desk: Desk, agent: JSON) -> JSON:
    """One agent, with the ids that lists leave out."""
    number = agent["id"]
    return {
        **agent,
        "group_ids": [i for i, group in desk.groups.items() if number in group["agent_ids"]],
        "skill_ids": [i for i, skill in desk.skills.items() if {"id": number} in skill["agents"]],
    }
