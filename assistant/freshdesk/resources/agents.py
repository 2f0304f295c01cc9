"""Agents (freshdesk-api 6.3)."""

from __future__ import annotations

import builtins
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assistant.freshdesk.call import Call, Param
from assistant.freshdesk.models import Agent, AgentAvailability, AgentMatch, Availability, Job
from assistant.freshdesk.resources.base import Resource


class Agents(Resource):
    """`api.agents`. All but `me` need an admin's key. Name, phones and title cannot be changed by the API."""

    def me(self) -> Agent:
        """The agent who owns the key: the cheapest way to see whether key and address are right."""
        return self._caller.one(Call("GET", "/agents/me"), Agent)

    def get(self, agent_id: int) -> Agent:
        return self._caller.one(_one("GET", agent_id), Agent)

    def list(self, **filters: Param) -> Iterator[Agent]:
        """Agents by name, without their groups and roles. `filters`: email, mobile, phone, state (fulltime,
        occasional)."""
        return self._caller.every(Call("GET", "/agents", params=filters), Agent)

    def autocomplete(self, term: str) -> builtins.list[AgentMatch]:
        """Agents by a part of name or address."""
        return [*self._caller.every(Call("GET", "/agents/autocomplete", params={"term": term}), AgentMatch)]

    def create(self, email: str, *, ticket_scope: int = 1, **fields: Any) -> Agent:
        """A new agent, who takes a seat. `fields`: name, occasional, signature, group_ids, role_ids, skill_ids,
        agent_type (1 support, 2 field, 3 collaborator), language, time_zone, focus_mode.

        Raises Conflict for an address that is taken, Forbidden when no seat is left.
        """
        body = {"email": email, "ticket_scope": ticket_scope, **fields}
        return self._caller.one(Call("POST", "/agents", body=body), Agent)

    def bulk(self, agents: Sequence[Mapping[str, Any]]) -> Job:
        """Many at once, each as for `create`; `api.jobs.get` tells what became of them."""
        return self._caller.one(Call("POST", "/agents/bulk", body={"agents": [*agents]}), Job)

    def update(self, agent_id: int, **fields: Any) -> Agent:
        """Change what is given; id lists replace the whole list. The key's own scope and roles cannot be changed."""
        return self._caller.one(_one("PUT", agent_id, body=fields), Agent)

    def delete(self, agent_id: int) -> None:
        """The agent becomes a contact."""
        self._caller.nothing(_one("DELETE", agent_id))

    def availabilities(self) -> Iterator[AgentAvailability]:
        """Load and availability of every agent."""
        return self._caller.every(Call("GET", "/agents", params={"only": "availability"}), AgentAvailability)

    def availability(self, agent_id: int) -> Availability:
        """That of one agent."""
        return self._caller.one(_one("GET", agent_id, "/availability"), Availability)


def _one(method: str, agent_id: int, more: str = "", *, body: Mapping[str, Any] | None = None) -> Call:
    return Call(method, "/agents/{agent_id}" + more, {"agent_id": agent_id}, body=body)
