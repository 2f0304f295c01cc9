"""Lists that change rarely, kept for ten minutes: to turn ids into names without a call each time."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from assistant.freshdesk.cache import Cache
from assistant.freshdesk.errors import Forbidden
from assistant.freshdesk.models import (
    Agent,
    BusinessHours,
    CannedResponse,
    EmailConfig,
    Group,
    Mailbox,
    Product,
    TicketField,
)
from assistant.freshdesk.resources.account import BusinessCalendars, Products, TicketFields
from assistant.freshdesk.resources.agents import Agents
from assistant.freshdesk.resources.canned_responses import ALL, CannedResponses
from assistant.freshdesk.resources.groups import Groups
from assistant.freshdesk.resources.mailboxes import EmailConfigs, Mailboxes

Names = dict[int, str]


class Static:
    """`api.static`. Each call costs what the list costs, at most once in ten minutes; `api.cache.forget()` starts anew.

    Raises what the list raises: all but ticket fields and the three lists of names need an admin's key.
    """

    def __init__(
        self,
        cache: Cache,
        agents: Agents,
        groups: Groups,
        ticket_fields: TicketFields,
        canned: CannedResponses,
        *,
        products: Products,
        mailboxes: Mailboxes,
        email_configs: EmailConfigs,
        hours: BusinessCalendars,
    ) -> None:
        self._cache, self._agents, self._groups = cache, agents, groups
        self._ticket_fields, self._canned = ticket_fields, canned
        self._products, self._mailboxes = products, mailboxes
        self._email_configs, self._hours = email_configs, hours

    def agents(self) -> dict[int, Agent]:
        """All agents by id, without their groups and roles."""
        return self._cache.get("all agents", lambda: {each.id: each for each in self._agents.list()})

    def groups(self) -> dict[int, Group]:
        """All groups by id, without their agents."""
        return self._cache.get("all groups", lambda: {each.id: each for each in self._groups.list()})

    def products(self) -> dict[int, Product]:
        """All products by id."""
        return self._cache.get("all products", lambda: {each.id: each for each in self._products.list()})

    def mailboxes(self) -> dict[int, Mailbox]:
        """All mailboxes by id, of the newer family."""
        return self._cache.get("all mailboxes", lambda: {each.id: each for each in self._mailboxes.list()})

    def email_configs(self) -> dict[int, EmailConfig]:
        """All mailboxes by the id that tickets name, of the older family."""
        return self._cache.get("all email configs", lambda: {each.id: each for each in self._email_configs.list()})

    def business_hours(self) -> dict[int, BusinessHours]:
        """All calendars by id."""
        return self._cache.get("all business hours", lambda: {each.id: each for each in self._hours.list()})

    def ticket_fields(self) -> dict[str, TicketField]:
        """All fields of the ticket form by name."""
        return self._cache.get("all ticket fields", lambda: {each.name: each for each in self._ticket_fields.list()})

    def canned_responses(self) -> dict[int, CannedResponse]:
        """All canned responses that the key may see, by id; one call a folder."""
        return self._cache.get(ALL, self._read_canned)

    def agent_names(self) -> Names:
        """Names of the agents by id, from the ticket form where the key may not list agents (freshdesk-api 6.8)."""
        return self._names("agent", lambda: ((each.id, each.contact.name) for each in self.agents().values()))

    def group_names(self) -> Names:
        """The same of the groups."""
        return self._names("group", lambda: ((each.id, each.name) for each in self.groups().values()))

    def product_names(self) -> Names:
        """The same of the products."""
        return self._names("product", lambda: ((each.id, each.name) for each in self.products().values()))

    def _names(self, field: str, listed: Callable[[], Iterable[tuple[int, str | None]]]) -> Names:
        def read() -> Names:
            try:
                return {number: name or "" for number, name in listed()}
            except Forbidden:
                choices = self.ticket_fields()[field].choices if field in self.ticket_fields() else ()
                return {each.value: each.label for each in choices if isinstance(each.value, int)}

        return self._cache.get(f"{field} names", read)

    def _read_canned(self) -> dict[int, CannedResponse]:
        folders = self._canned.folders()
        return {each.id: each for folder in folders for each in self._canned.in_folder(folder.id)}
