"""The desk in memory: every record of the account, behind one lock."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from assistant.sandbox.clock import Clock
from assistant.sandbox.listing import JSON, Listing

__all__ = ["JSON", "Desk", "Event"]

FIRST_LARGE_ID = 67_000_000_001
"""Ids of everything but tickets are 11 digits, as real ones are (freshdesk-api 1)."""

REQUESTS_KEPT = 100_000
DAY = 86_400


@dataclass(frozen=True)
class Event:
    """What happened to a ticket, as automation rules see it (freshdesk-api 9.1 and 9.2).

    `on` is create or update, `performer` agent, requester or system, `triggered` the text of
    the placeholder triggered_event.
    """

    on: str
    performer: str
    triggered: str
    private: bool = False


class Desk:
    """All state. Read and write it only while holding `lock`; `clear` empties it in place."""

    def __init__(self, clock: Clock | None = None, api_key: str | None = None) -> None:
        self.clock = clock or Clock()
        self.lock = threading.RLock()
        self.stopping = threading.Event()
        self.api_key = api_key
        self.url = ""
        self.listeners: list[Callable[[JSON, Event], None]] = []
        self.clear()

    def clear(self) -> None:
        self.account: JSON = {}
        self.agents: dict[int, JSON] = {}
        self.groups: dict[int, JSON] = {}
        self.roles: dict[int, JSON] = {}
        self.skills: dict[int, JSON] = {}
        self.products: dict[int, JSON] = {}
        self.mailboxes: dict[int, JSON] = {}
        self.companies: dict[int, JSON] = {}
        self.contacts: dict[int, JSON] = {}
        self.contact_fields: dict[int, JSON] = {}
        self.company_fields: dict[int, JSON] = {}
        self.sections: dict[int, JSON] = {}
        self.jobs: dict[str, JSON] = {}
        self.work: list[tuple[float, Callable[[], None]]] = []
        self.exports: dict[str, JSON] = {}
        self.imports: dict[int, JSON] = {}
        self.hours: dict[int, JSON] = {}
        self.sla_policies: dict[int, JSON] = {}
        self.automations: dict[int, JSON] = {}
        self.scenarios: dict[int, JSON] = {}
        self.custom_objects: dict[int, JSON] = {}
        self.custom_records: dict[int, dict[str, JSON]] = {}
        self.custom_made: dict[int, int] = {}
        self.forum_categories: dict[int, JSON] = {}
        self.forums: dict[int, JSON] = {}
        self.topics: dict[int, JSON] = {}
        self.comments: dict[int, JSON] = {}
        self.followers: dict[tuple[str, int], set[int]] = {}
        self.surveys: dict[int, JSON] = {}
        self.ratings: dict[int, JSON] = {}
        self.time_entries: dict[int, JSON] = {}
        self.admin = True
        self.link_space = True
        self.canned_folders: dict[int, JSON] = {}
        self.canned_responses: dict[int, JSON] = {}
        self.categories: dict[int, JSON] = {}
        self.folders: dict[int, JSON] = {}
        self.articles: dict[int, JSON] = {}
        self.translations: dict[tuple[str, int, str], JSON] = {}
        self.tickets: dict[int, JSON] = {}
        self.listing = Listing(self.tickets)
        self.archived: dict[int, JSON] = {}
        self.archived_next = self.clock.now() + DAY
        self.stats: dict[int, JSON] = {}
        self.watchers: dict[int, set[int]] = {}
        self.accesses: dict[int, list[int]] = {}
        self.summaries: dict[int, JSON] = {}
        self.conversations: dict[int, JSON] = {}
        self.threads: dict[int, list[int]] = {}
        self.listed_from: dict[int, float] = {}
        self.searchable_from: dict[int, float] = {}
        self.files: dict[int, tuple[str, bytes]] = {}
        self.lag: dict[str, float] = {"conversations": 0.0, "search": 0.0, "jobs": 0.0}
        self.requests: deque[JSON] = deque(maxlen=REQUESTS_KEPT)
        self.slack: dict[str, list[Any]] = {}
        self._next_ticket = 1
        self._next_large = FIRST_LARGE_ID
        self._emails: dict[str, int] = {}

    def tell(self, ticket: JSON, event: Event) -> None:
        for listener in self.listeners:
            listener(ticket, event)

    def all_tickets(self) -> Iterator[JSON]:
        """Those of the desk and of its archive."""
        return chain(self.tickets.values(), self.archived.values())

    def any_ticket(self, ticket_id: int) -> JSON | None:
        """A ticket of the desk or of its archive."""
        return self.tickets.get(ticket_id) or self.archived.get(ticket_id)

    def drop_ticket(self, ticket_id: int) -> None:
        """Forget a ticket and its thread for good."""
        for entry_id in self.threads.pop(ticket_id):
            del self.conversations[entry_id]
        for rows in (self.tickets, self.archived, self.stats, self.watchers, self.accesses, self.summaries):
            rows.pop(ticket_id, None)
        self.listing.forget(ticket_id)
        for rows in (self.ratings, self.time_entries):
            for number in [number for number, row in rows.items() if row["ticket_id"] == ticket_id]:
                del rows[number]

    def new_ticket_id(self) -> int:
        """The next number that no ticket of the seed has."""
        while self.any_ticket(self._next_ticket):
            self._next_ticket += 1
        self._next_ticket += 1
        return self._next_ticket - 1

    def new_id(self) -> int:
        self._next_large += 1
        return self._next_large - 1

    @property
    def me(self) -> JSON:
        """The agent who owns the API key: the first one of the seed."""
        return next(iter(self.agents.values()))

    @property
    def human(self) -> JSON:
        """An agent who is a person: the second one of the seed."""
        return list(self.agents.values())[1]

    @property
    def primary_mailbox(self) -> JSON:
        return next(iter(self.mailboxes.values()))

    def learn_email(self, email: str | None, user_id: int) -> None:
        if email:
            self._emails.setdefault(email.lower(), user_id)

    def forget_email(self, email: str | None) -> None:
        self._emails.pop((email or "").lower(), None)

    def user_by_email(self, email: str) -> int | None:
        return self._emails.get(email.lower())

    def person(self, user_id: int | None) -> JSON | None:
        """A contact, or the contact part of an agent with the agent's id, or None."""
        if user_id in self.contacts:
            return self.contacts[user_id]
        agent = self.agents.get(user_id or 0)
        return None if agent is None else {**agent["contact"], "id": agent["id"], "company_id": None}

    def thread(self, ticket_id: int, *, lagging: bool = True) -> list[JSON]:
        """The ticket's conversations, oldest first; without those that the list does not show yet."""
        now = self.clock.now() if lagging else float("inf")
        ids = self.threads.get(ticket_id, [])
        rows = [self.conversations[i] for i in ids if self.listed_from[i] <= now]
        return sorted(rows, key=lambda row: (row["created_at"], row["id"]))
