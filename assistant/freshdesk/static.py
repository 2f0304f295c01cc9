"""Lists that change rarely, kept for ten minutes: to turn ids into names without a call each time."""

from __future__ import annotations

from assistant.freshdesk.cache import Cache
from assistant.freshdesk.models import Agent, CannedResponse, Group, TicketField
from assistant.freshdesk.resources.account import TicketFields
from assistant.freshdesk.resources.agents import Agents
from assistant.freshdesk.resources.canned_responses import CannedResponses
from assistant.freshdesk.resources.groups import Groups


class Static:
    """`api.static`. Each call costs what the list costs, at most once in ten minutes; `api.cache.forget()` starts anew.

    Raises what the list raises: agents, groups and canned responses need an admin's key.
    """

    def __init__(
        self, cache: Cache, agents: Agents, groups: Groups, ticket_fields: TicketFields, canned: CannedResponses
    ) -> None:
        self._cache, self._agents, self._groups = cache, agents, groups
        self._ticket_fields, self._canned = ticket_fields, canned

    def agents(self) -> dict[int, Agent]:
        """All agents by id, without their groups and roles."""
        return self._cache.get("all agents", lambda: {each.id: each for each in self._agents.list()})

    def groups(self) -> dict[int, Group]:
        """All groups by id, without their agents."""
        return self._cache.get("all groups", lambda: {each.id: each for each in self._groups.list()})

    def ticket_fields(self) -> dict[str, TicketField]:
        """All fields of the ticket form by name."""
        return self._cache.get("all ticket fields", lambda: {each.name: each for each in self._ticket_fields.list()})

    def canned_responses(self) -> dict[int, CannedResponse]:
        """All canned responses that the key may see, by id; one call a folder."""
        return self._cache.get("all canned responses", self._read_canned)

    def _read_canned(self) -> dict[int, CannedResponse]:
        folders = self._canned.folders()
        return {each.id: each for folder in folders for each in self._canned.in_folder(folder.id)}
