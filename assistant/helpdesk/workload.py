"""The desk's tickets, ratings and working hours as figures need them. Fills `ports.workload.Workload`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime

from assistant.core.context import Desk
from assistant.core.metrics.calendar import Calendar, calendar
from assistant.core.metrics.facts import Rating, TicketFacts, rating, ticket_facts
from assistant.core.metrics.report import Calendars
from assistant.errors import NoAccess, NotFound
from assistant.freshdesk.client import Freshdesk
from assistant.freshdesk.models import DONE, Group, Source, TicketField
from assistant.freshdesk.query import Q, Query
from assistant.freshdesk.time_zones import zone
from assistant.helpdesk.account import allowed, numbered, read_desk
from assistant.helpdesk.kinds import reading
from assistant.ports.workload import Account


class FreshdeskWorkload:
    """One account through the client. A page of 100 tickets costs 3 credits, 30 old open ones 1."""

    def __init__(self, api: Freshdesk) -> None:
        self.api = api
        self._statuses: tuple[int, ...] = ()

    def account(self) -> Account:
        """Some seven calls; what the key may not read is left out. Raises LockedOut, TemporaryError."""
        desk = read_desk(self.api)
        self._statuses = tuple(number for number, _ in desk.statuses)
        usual = next((each for each in desk.hours if each.is_default), None)
        return Account(
            zone=zone(usual.time_zone) if usual else None,
            calendars=self._calendars(desk),
            names={
                "group": dict(desk.groups),
                "agent": dict(desk.agents),
                "priority": dict(desk.priorities),
                "source": self._sources(),
            },
        )

    def _calendars(self, desk: Desk) -> Calendars:
        """Each group's own; a calendar whose time zone is not known is left out, since its hours mean nothing."""
        known: dict[int, Calendar] = {}
        for hours in desk.hours:
            place = zone(hours.time_zone)
            made = calendar(hours, place) if place else None
            if made is not None:
                known[hours.id] = made
        usual = next((known.get(each.id) for each in desk.hours if each.is_default), None)
        groups: list[Group] = allowed(lambda: [*self.api.groups.list()], []) if len(known) > 1 else []
        own = {group.id: known[group.business_hour_id] for group in groups if group.business_hour_id in known}
        return Calendars(usual, own)

    def _sources(self) -> Mapping[int, str]:
        """The account's own words, else those of every account (freshdesk-api 4.2)."""
        usual = {each.value: each.name.replace("_", " ").capitalize() for each in Source}
        fields: list[TicketField] = allowed(self.api.ticket_fields.list, [])
        return usual | dict(numbered(fields, "source"))

    def tickets(self, since: datetime) -> Iterator[TicketFacts]:
        """What changed since, by the walk; then what is open still and did not change, by the search, which is some
        minutes behind (freshdesk-api 7)."""
        with reading():
            for page in self.api.raw.walk(updated_since=since, include=("stats",)):
                yield from filter(None, map(ticket_facts, page.items))
            for ticket in self.api.tickets.search(self._open_before(since)):
                found = ticket_facts(ticket.model_dump())
                if found is not None:
                    yield found

    def _open_before(self, since: datetime) -> Query:
        waiting = [number for number in self._statuses or (2, 3) if number not in DONE]
        return Q.status.any_of(*waiting) & (Q.created_at <= since.date())

    def ratings(self, since: datetime) -> Iterator[Rating]:
        """A credit for each 100; none for a key that may not read them or a plan without surveys."""
        pages = self.api.raw.pages("/surveys/satisfaction_ratings", created_since=since)
        with suppress(NoAccess, NotFound), reading():
            for page in pages:
                yield from filter(None, map(rating, page.items))
