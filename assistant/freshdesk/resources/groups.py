"""Groups, roles and skills (freshdesk-api 6.4). All need an admin's key."""

from __future__ import annotations

import builtins
from collections.abc import Iterator, Mapping
from typing import Any

from assistant.freshdesk.call import Call
from assistant.freshdesk.models import Agent, Group, Role, Skill
from assistant.freshdesk.resources.base import Resource


class Groups(Resource):
    """`api.groups`."""

    def list(self) -> builtins.list[Group]:
        """Without their agents."""
        return [*self._caller.every(Call("GET", "/groups"), Group)]

    def get(self, group_id: int) -> Group:
        return self._caller.one(_group("GET", group_id), Group)

    def create(self, name: str, **fields: Any) -> Group:
        """A new group. `fields`: description, agent_ids, escalate_to, unassigned_for, auto_ticket_assign (0, 1).

        Raises Conflict for a name that is taken.
        """
        return self._caller.one(Call("POST", "/groups", body={"name": name, **fields}), Group)

    def update(self, group_id: int, **fields: Any) -> Group:
        """Change what is given; `agent_ids` replaces the whole list, [] empties the group."""
        return self._caller.one(_group("PUT", group_id, fields), Group)

    def delete(self, group_id: int) -> None:
        """The agents stay."""
        self._caller.nothing(_group("DELETE", group_id))

    def agents(self, group_id: int) -> Iterator[Agent]:
        """The agents of a group, with their roles."""
        return self._caller.every(Call("GET", "/admin/groups/{group_id}/agents", {"group_id": group_id}), Agent)


class Roles(Resource):
    """`api.roles`."""

    def list(self) -> builtins.list[Role]:
        return [*self._caller.every(Call("GET", "/roles"), Role)]

    def get(self, role_id: int) -> Role:
        return self._caller.one(Call("GET", "/roles/{role_id}", {"role_id": role_id}), Role)


class Skills(Resource):
    """`api.skills`: which agents get which tickets, where the plan has it."""

    def list(self) -> builtins.list[Skill]:
        return [*self._caller.every(Call("GET", "/admin/skills"), Skill)]

    def get(self, skill_id: int) -> Skill:
        return self._caller.one(_skill("GET", skill_id), Skill)

    def create(self, name: str, **fields: Any) -> Skill:
        """A new skill. `fields`: agents ([{"id": ...}]), match_type (all, any), conditions."""
        return self._caller.one(Call("POST", "/admin/skills", body={"name": name, **fields}), Skill)

    def update(self, skill_id: int, **fields: Any) -> Skill:
        """Change what is given: those of `create`, and rank."""
        return self._caller.one(_skill("PUT", skill_id, fields), Skill)

    def delete(self, skill_id: int) -> None:
        self._caller.nothing(_skill("DELETE", skill_id))


def _group(method: str, group_id: int, body: Mapping[str, Any] | None = None) -> Call:
    return Call(method, "/groups/{group_id}", {"group_id": group_id}, body=body)


def _skill(method: str, skill_id: int, body: Mapping[str, Any] | None = None) -> Call:
    return Call(method, "/admin/skills/{skill_id}", {"skill_id": skill_id}, body=body)
