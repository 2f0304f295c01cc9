"""The walk over all tickets, against the stand-in, while tickets change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from assistant.freshdesk import Freshdesk
from assistant.freshdesk.models import Ticket
from assistant.freshdesk.pagination import Page
from assistant.freshdesk.walk import version, walk
from assistant.sandbox import Sandbox, build
from assistant.sandbox.clock import iso

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
LONG_AGO = datetime(2015, 1, 1, tzinfo=UTC)


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox.start(seed="empty") as sandbox:
        yield sandbox


@pytest.fixture
def api(sandbox: Sandbox) -> Freshdesk:
    return Freshdesk(sandbox.url, "key")


def seeded(sandbox: Sandbox, seconds: list[int]) -> list[int]:
    """A ticket changed that many seconds after BEGIN for each; their ids."""
    desk = sandbox.state
    person = build.add_contact(desk, email="ana@customer.example")["id"]
    stamps = [iso((BEGIN + timedelta(seconds=second)).timestamp()) for second in seconds]
    return [
        int(build.add_ticket(desk, requester_id=person, description="Hi", created_at=stamp, updated_at=stamp)["id"])
        for stamp in stamps
    ]


def ids(pages: Iterator[Page[Ticket]]) -> list[int]:
    return [ticket.id for page in pages for ticket in page.items]


def test_old_tickets_are_reached_each_once_oldest_change_first(sandbox: Sandbox, api: Freshdesk) -> None:
    wanted = seeded(sandbox, list(range(25)))
    assert wanted == ids(api.tickets.walk(updated_since=LONG_AGO, per_page=4))


def test_more_pages_than_the_list_has_are_walked(sandbox: Sandbox, api: Freshdesk) -> None:
    wanted = seeded(sandbox, list(range(310)))
    assert wanted == ids(api.tickets.walk(updated_since=LONG_AGO, per_page=2))


def test_tickets_of_one_second_that_fill_pages_come_once(sandbox: Sandbox, api: Freshdesk) -> None:
    wanted = seeded(sandbox, [0, 1, 1, 1, 1, 1, 1, 1, 2, 3, 3, 3, 3, 3])
    assert wanted == ids(api.tickets.walk(updated_since=LONG_AGO, per_page=3))


def test_a_ticket_that_changes_hides_no_other_and_comes_again(sandbox: Sandbox, api: Freshdesk) -> None:
    wanted = seeded(sandbox, list(range(12)))
    seen: list[int] = []
    for page in api.tickets.walk(updated_since=LONG_AGO, per_page=4):
        if page.number <= 2:
            api.tickets.update(wanted[page.number - 1], priority=3)
        seen += [ticket.id for ticket in page.items]
    assert [*wanted, wanted[0], wanted[1]] == seen


def test_a_change_among_tickets_of_one_second_hides_none(sandbox: Sandbox, api: Freshdesk) -> None:
    wanted = seeded(sandbox, [5] * 10)
    seen: list[int] = []
    for page in api.tickets.walk(updated_since=LONG_AGO, per_page=3):
        if page.number == 1:
            api.tickets.update(wanted[0], priority=3)
        seen += [ticket.id for ticket in page.items]
    assert (set(wanted), len(wanted) + 1) == (set(seen), len(seen))


def test_the_last_page_says_so(sandbox: Sandbox, api: Freshdesk) -> None:
    seeded(sandbox, list(range(5)))
    assert [False, True] == [page.is_last for page in api.tickets.walk(updated_since=LONG_AGO, per_page=3)]


def test_deleted_tickets_are_walked_when_asked_for(sandbox: Sandbox, api: Freshdesk) -> None:
    first, _ = seeded(sandbox, [1, 2])
    api.tickets.delete(first)
    assert [first] == ids(api.tickets.walk(updated_since=LONG_AGO, filter="deleted"))


def test_a_list_without_tickets_is_one_empty_last_page() -> None:
    assert [Page([], 1, True)] == list(walk(lambda since, number: Page([], 1, True), BEGIN, version))
