"""Rules are put to tickets: shown first, written one by one, and safe to run again."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from assistant.core.labels import Labels
from assistant.core.routing.changes import Change
from assistant.core.routing.rules import Rules, read
from assistant.core.routing.values import Account
from assistant.errors import NotFound, Rejected, TemporaryError
from assistant.freshdesk.models import Ticket
from assistant.ports.ticket_book import Selection
from assistant.usecases.route_tickets import Routed, route_tickets

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
ALL = Selection(since=NOW)


class Book:
    """A few tickets in memory; `refusing` says which write fails, and how."""

    def __init__(self, *tickets: Ticket) -> None:
        self.kept = {each.id: each for each in tickets}
        self.read: Sequence[Ticket] = tickets
        self.refusing: dict[int, Exception] = {}
        self.written: list[int] = []
        self.jobs: list[list[int]] = []

    def account(self, companies: Collection[str] = ()) -> Account:
        return Account(Labels())

    def tickets(self, chosen: Selection, needs: Collection[str]) -> Iterator[Ticket]:
        yield from self.read

    def tags(self, ticket_id: int) -> Sequence[str]:
        return self.kept[ticket_id].tags

    def update(self, ticket_id: int, body: Mapping[str, Any]) -> None:
        if ticket_id in self.refusing:
            raise self.refusing[ticket_id]
        self.written.append(ticket_id)
        self.kept[ticket_id] = self.kept[ticket_id].model_copy(update=dict(body))

    def update_many(self, ticket_ids: Sequence[int], body: Mapping[str, Any]) -> Mapping[int, str]:
        self.jobs.append(list(ticket_ids))
        for number in ticket_ids:
            self.kept[number] = self.kept[number].model_copy(update=dict(body))
        return {number: str(error) for number, error in self.refusing.items() if number in ticket_ids}


def ticket(number: int, **fields: Any) -> Ticket:
    made = {"id": number, "subject": "S", "status": 2, "priority": 1, "created_at": NOW, "updated_at": NOW, **fields}
    return Ticket.model_validate(made)


URGENT = read(
    {"rules": [{"when": {"status": "open"}, "then": {"priority": "urgent", "tags": "hot"}}]}, Account(Labels())
)


def run(book: Book, rules: Rules = URGENT, agree: bool = True, **options: Any) -> tuple[Routed, list[Change]]:
    seen: list[Change] = []

    def confirm(changes: Sequence[Change]) -> bool:
        seen.extend(changes)
        return agree

    return route_tickets(rules, ALL, book=book, clock=lambda: NOW, confirm=confirm, **options), seen


def test_what_is_agreed_to_is_written_and_the_rest_is_left_alone() -> None:
    book = Book(ticket(1), ticket(2, status=3), ticket(3, tags=["vip"]))

    routed, seen = run(book)

    assert [1, 3] == [each.ticket_id for each in seen] == book.written
    assert ["done", "done"] == [each.state for each in routed.outcomes]
    assert (3, ["vip", "hot"]) == (routed.looked_at, book.kept[3].tags)


def test_a_second_run_writes_nothing_and_asks_nothing() -> None:
    book = Book(ticket(1), ticket(2))
    run(book)
    book.read, book.written = tuple(book.kept.values()), []

    routed, seen = run(book)

    assert ((), [], []) == (routed.outcomes, seen, book.written)


def test_without_consent_nothing_is_written() -> None:
    book = Book(ticket(1))

    routed, seen = run(book, agree=False)

    assert (["planned"], [], 1) == ([each.state for each in routed.outcomes], book.written, len(seen))


def test_tags_that_were_added_since_the_list_was_read_stay() -> None:
    book = Book(ticket(1, tags=["a"]))
    book.kept[1] = ticket(1, tags=["a", "meanwhile"])

    run(book)

    assert ["a", "meanwhile", "hot"] == book.kept[1].tags


def test_a_ticket_that_comes_twice_counts_as_it_came_last() -> None:
    book = Book(ticket(1))
    book.read = (ticket(1), ticket(1, status=3))

    assert () == run(book)[0].outcomes


def test_a_refused_ticket_does_not_stop_the_others() -> None:
    book = Book(ticket(1), ticket(2), ticket(3))
    book.refusing = {1: NotFound("gone"), 2: Rejected("cf_country: missing_field")}

    routed, _ = run(book)

    assert [("failed", "gone"), ("failed", "cf_country: missing_field"), ("done", "")] == [
        (each.state, each.error) for each in routed.outcomes
    ]


def test_an_outage_stops_and_says_what_is_left() -> None:
    book = Book(ticket(1), ticket(2), ticket(3))
    book.refusing = {2: TemporaryError("rate limit", retry_after=20)}

    routed, _ = run(book)

    assert ["done", "planned", "planned"] == [each.state for each in routed.outcomes]
    assert routed.stopped is not None
    assert 20 == routed.stopped.retry_after


@pytest.mark.parametrize("limit", [1, 2])
def test_a_limit_leaves_the_rest_to_the_next_run(limit: int) -> None:
    book = Book(ticket(1), ticket(2), ticket(3))

    run(book, limit=limit)

    assert [1, 2][:limit] == book.written


def test_tickets_that_get_the_same_go_by_jobs_of_a_hundred_and_tags_alone() -> None:
    data = {
        "match": "all",
        "rules": [
            {"when": {"status": "open"}, "then": {"priority": "high"}},
            {"when": {"tag": "vip"}, "then": {"tags": "seen"}},
        ],
    }
    book = Book(*(ticket(number, tags=["vip"] if number == 7 else []) for number in range(1, 152)))
    book.refusing = {3: Rejected("no")}

    routed, _ = run(book, read(data, Account(Labels())), by_job=True)

    assert ([100, 50], [7]) == ([len(job) for job in book.jobs], book.written)
    assert [(3, "no")] == [(each.change.ticket_id, each.error) for each in routed.outcomes if each.state == "failed"]
    assert 151 == len(routed.outcomes)
