"""What an export needs of the outside world."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from assistant.core.export.cost import Limits
from assistant.core.export.row import JSON, Row
from assistant.core.export.run import Run

Tell = Callable[[str, int, int | None], None]
"""Told what is being read, how much of it is, and of how much; None while nobody knows."""


class Source(Protocol):
    """The account, as Freshdesk gives it. Raises the kinds of `assistant.errors`."""

    def tickets(
        self, since: datetime | None, include: tuple[str, ...], kind: str | None
    ) -> Iterator[Sequence[tuple[JSON, datetime]]]:
        """Pages of tickets, each with the time of its change, oldest change first; one that changes comes again.

        `kind`: spam or deleted; None is all others."""

    def own(self, part: str, ticket_id: int) -> Sequence[JSON]:
        """A ticket's conversations, all and oldest first, or its attachments. Raises NotFound for one that is gone."""

    def listed(self, part: str) -> Iterator[Sequence[JSON]]:
        """Pages of the whole account's time_entries or ratings, each with its ticket_id."""

    def companies(self) -> Mapping[int, str]:
        """Id -> name."""

    def custom_fields(self) -> Sequence[tuple[str, str]]:
        """Name and type of the tickets' own fields, in the form's order; none if the key may not read them."""

    def count(self, since: datetime | None) -> int | None:
        """About how many tickets there are, by the search's index; None if it does not tell."""

    def limits(self) -> Limits | None:
        """Of the account, as its last answer said; None before the first."""


class Shelf(Protocol):
    """Where what was read is kept until it is written out, each ticket once. Each call is one transaction."""

    def begin(self, words: Mapping[str, str], since: datetime | None, now: datetime) -> Run:
        """The run under way. Raises OtherWish."""

    def save(self, run: Run) -> None:
        """How far the run is."""

    def put(self, tickets: Sequence[tuple[JSON, datetime]], run: Run) -> None:
        """Add or replace tickets, unless a newer version is kept already; `run` is stored with them."""

    def drop(self, tickets: Sequence[tuple[int, datetime]]) -> None:
        """Take out those that are not newer."""

    def unread(self) -> Sequence[int]:
        """Some tickets whose own parts were not read since their change; none when all are."""

    def unread_count(self) -> int: ...

    def put_own(self, read: Mapping[int, Mapping[str, Sequence[JSON]]]) -> None:
        """Ticket -> part -> all of it."""

    def put_listed(self, part: str, rows: Sequence[JSON], run: Run) -> None:
        """Time entries or ratings read in this run."""

    def drop_unlisted(self, part: str, run: Run) -> None:
        """Those that this run did not read are gone."""

    def count(self) -> int:
        """Tickets kept."""

    def rows(self, parts: Sequence[str], companies: Mapping[int, str] | None) -> Iterator[Row]:
        """All of them by id, with their parts, and with their company's name if names are given."""
