"""Contacts, companies, agents and groups (freshdesk-api 6.1 to 6.4)."""

from __future__ import annotations

import builtins
from collections.abc import Iterator

from assistant.freshdesk.call import Call, Param
from assistant.freshdesk.models import Agent, Company, Contact, Group
from assistant.freshdesk.resources.base import Resource


class Contacts(Resource):
    """`api.contacts`."""

    def get(self, contact_id: int) -> Contact:
        return self._caller.one(Call("GET", "/contacts/{contact_id}", {"contact_id": contact_id}), Contact)

    def list(self, **filters: Param) -> Iterator[Contact]:
        """Contacts by name. `filters`: email, mobile, phone, company_id, state, updated_since.

        Blocked and deleted ones are left out unless `state` asks for them.
        """
        return self._caller.every(Call("GET", "/contacts", params=filters), Contact)


class Companies(Resource):
    """`api.companies`."""

    def get(self, company_id: int) -> Company:
        return self._caller.one(Call("GET", "/companies/{company_id}", {"company_id": company_id}), Company)


class Agents(Resource):
    """`api.agents`. All but `me` need an admin's key."""

    def me(self) -> Agent:
        """The agent who owns the key: the cheapest way to see whether key and address are right."""
        return self._caller.one(Call("GET", "/agents/me"), Agent)

    def get(self, agent_id: int) -> Agent:
        return self._caller.one(Call("GET", "/agents/{agent_id}", {"agent_id": agent_id}), Agent)

    def list(self, **filters: Param) -> Iterator[Agent]:
        """Agents by name, without their groups and roles. `filters`: email, mobile, phone, state."""
        return self._caller.every(Call("GET", "/agents", params=filters), Agent)


class Groups(Resource):
    """`api.groups`. Needs an admin's key."""

    def list(self) -> builtins.list[Group]:
        return [*self._caller.every(Call("GET", "/groups"), Group)]
