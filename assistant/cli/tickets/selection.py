"""From the options of `tickets list` to a search or a list of Freshdesk's (freshdesk-api 4.4 and 7)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial, reduce
from itertools import islice
from operator import and_
from typing import Any, TypeVar

import click

from assistant.core.labels import Labels, Names, UnknownNameError, number_of, type_of
from assistant.freshdesk.client import Freshdesk
from assistant.freshdesk.models import Ticket
from assistant.freshdesk.query import Q, Query

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
"""Opens the list's window of 30 days."""
NONE = "none"
T = TypeVar("T")


@dataclass(frozen=True)
class Wishes:
    """The options as they were given."""

    status: tuple[str, ...] = ()
    unresolved: bool = False
    priority: tuple[str, ...] = ()
    agent: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    tag: tuple[str, ...] = ()
    email: str | None = None
    requester: int | None = None
    company: int | None = None
    filter: str | None = None
    since: datetime | None = None
    sort: str | None = None
    asc: bool = False
    embeds: tuple[str, ...] = ()

    @property
    def values(self) -> bool:
        """Whether a field's values are asked for, which the list cannot do."""
        return bool(
            self.status or self.unresolved or self.priority or self.agent or self.group or self.kind or self.tag
        )

    @property
    def listed(self) -> bool:
        """Whether anything is asked for that only the list can do."""
        one = self.email or self.requester or self.company or self.filter
        return bool(one or self.sort or self.asc or self.embeds)

    @property
    def is_recent_only(self) -> bool:
        """Whether Freshdesk shows only what was made in the last 30 days."""
        return not (self.values or self.since or self.email or self.requester or self.company or self.filter)


@dataclass(frozen=True)
class Condition:
    """One of `values` in a field: as a query, and as a test of a ticket that was listed."""

    name: str
    values: tuple[Any, ...]
    read: Callable[[Ticket], Any]

    @property
    def query(self) -> Query:
        return getattr(Q, self.name).any_of(*self.values)  # type: ignore[no-any-return]

    def holds(self, ticket: Ticket) -> bool:
        found = self.read(ticket)
        if isinstance(found, list):
            return any(value in found for value in self.values)
        return found in self.values


def tickets(api: Freshdesk, wishes: Wishes, labels: Labels, limit: int) -> Iterator[Ticket]:
    """What is asked for: searched where the search can do it all, else listed and looked through."""
    wanted = conditions(wishes, labels, lambda: api.agents.me().id)
    if wanted and not wishes.listed:
        query = reduce(and_, [each.query for each in wanted])
        if wishes.since is None:
            return api.tickets.search(query, limit=limit)
        since = wishes.since
        found = api.tickets.search(query & (Q.updated_at >= since.date()))
        return islice((ticket for ticket in found if ticket.updated_at >= since), limit)
    listed = api.tickets.list(include=wishes.embeds, **_filters(wishes))
    return islice((ticket for ticket in listed if all(each.holds(ticket) for each in wanted)), limit)


def _filters(wishes: Wishes) -> dict[str, Any]:
    since = wishes.since or (None if wishes.is_recent_only else LONG_AGO)
    return {
        "email": wishes.email,
        "requester_id": wishes.requester,
        "company_id": wishes.company,
        "filter": wishes.filter,
        "updated_since": since,
        "order_by": wishes.sort,
        "order_type": "asc" if wishes.asc else None,
    }


def conditions(wishes: Wishes, labels: Labels, me: Callable[[], int]) -> list[Condition]:
    """What the named values mean in this account. Raises BadParameter that names the option and what there is."""
    statuses = _numbers("status", wishes.status, labels.statuses)
    statuses += labels.unresolved if wishes.unresolved else ()
    types = tuple(_known("type", partial(type_of, labels.types), word) for word in wishes.kind)
    found = (
        Condition("status", statuses, lambda ticket: ticket.status),
        Condition("priority", _numbers("priority", wishes.priority, labels.priorities), lambda ticket: ticket.priority),
        Condition("agent_id", _numbers("agent", wishes.agent, labels.agents, me), lambda ticket: ticket.responder_id),
        Condition("group_id", _numbers("group", wishes.group, labels.groups), lambda ticket: ticket.group_id),
        Condition("type", types, lambda ticket: ticket.type),
        Condition("tag", wishes.tag, lambda ticket: ticket.tags),
    )
    return [each for each in found if each.values]


def _numbers(
    option: str, words: tuple[str, ...], names: Names, me: Callable[[], int] | None = None
) -> tuple[int | None, ...]:
    def number(word: str) -> int | None:
        if word.casefold() == NONE and option in ("agent", "group"):
            return None
        if me is not None and word.casefold() == "me":
            return me()
        return number_of(names, word, option)

    return tuple(_known(option, number, word) for word in words)


def _known(option: str, resolve: Callable[[str], T], word: str) -> T:
    try:
        return resolve(word)
    except UnknownNameError as error:
        raise click.BadParameter(str(error), param_hint=f"--{option}") from None
