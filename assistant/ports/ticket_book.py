"""What routing and bulk updates need of the helpdesk: the account's names, tickets, and one write at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from assistant.core.routing.values import Account
from assistant.freshdesk.models import Ticket


@dataclass(frozen=True)
class Selection:
    """Which tickets: those that a query of Freshdesk's finds, or those changed since a time."""

    query: str | None = None
    since: datetime | None = None


class TicketBook(Protocol):
    """The account's tickets. Raises the kinds of `assistant.errors`."""

    def account(self, companies: Collection[str] = ()) -> Account:
        """The names of the ticket form, and the numbers of those companies that there are."""

    def tickets(self, chosen: Selection, needs: Collection[str]) -> Iterator[Ticket]:
        """The tickets with the embeds `needs` ("requester", "description"). One that changes meanwhile may come twice.

        Raises Rejected for a query that Freshdesk does not take."""

    def tags(self, ticket_id: int) -> Sequence[str]:
        """Those that a ticket has now."""

    def update(self, ticket_id: int, body: Mapping[str, Any]) -> None:
        """Change what is given. Safe to repeat. Raises NotFound (spam and deleted tickets too), Rejected, NoAccess."""

    def update_many(self, ticket_ids: Sequence[int], body: Mapping[str, Any]) -> Mapping[int, str]:
        """The same change to all of them by one job, waited for; the refused ones that are told, with the reason.

        Safe to repeat. Raises Rejected if none was changed, TemporaryError if it is not known how the job ended."""
