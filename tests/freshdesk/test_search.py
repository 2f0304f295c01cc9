"""Searches walked to their end: 300 a query, so beyond that by the days of creation."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from assistant.freshdesk import Freshdesk
from assistant.freshdesk.call import Answer
from assistant.freshdesk.errors import QueryError, SearchIncomplete
from assistant.freshdesk.query import Q
from assistant.freshdesk.query.days import Days
from assistant.sandbox import Sandbox

BEGIN = date(2024, 1, 1)
MANY, FULL, BUSY = 900, 310, 350
"""Tickets spread over 300 days, those of one single day before, and those of a day with different priorities."""


@pytest.fixture(scope="module")
def full_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """Three tickets a day, the first tagged; before them a day with 310 of high priority, and one with 350 of all."""
    made = [(BEGIN + timedelta(days=n // 3), 1, ["first"] if n % 3 == 0 else []) for n in range(MANY)]
    made += [(date(2020, 5, 17), 3, ["flood"])] * FULL
    made += [(date(2019, 3, 3), 1 + n % 4, ["busy"]) for n in range(BUSY)]
    rows = [
        {"text": "It hums", "created_at": f"{day}T12:00:00Z", "priority": priority, "tags": tags}
        for day, priority, tags in made
    ]
    file = tmp_path_factory.mktemp("seed") / "tickets.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)))
    with Sandbox.start(seed=str(file)) as sandbox:
        yield sandbox


class Heard:
    """How often Freshdesk was asked."""

    def __init__(self) -> None:
        self.calls: list[str] = []

    def __call__(self, answer: Answer) -> None:
        self.calls.append(answer.template)


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def api(full_desk: Sandbox, heard: Heard) -> Freshdesk:
    return Freshdesk(full_desk.url, "key", on_answer=heard)


def test_more_than_300_are_delivered_once_each(api: Freshdesk, heard: Heard) -> None:
    found = [ticket.id for ticket in api.tickets.search((Q.priority == 1) & (Q.created_at >= BEGIN))]

    assert MANY == len(found) == len(set(found))
    assert len(heard.calls) <= MANY // 30 + 15, "pages that cannot be saved, and a few questions where to cut"


def test_the_days_that_a_query_names_are_the_ones_that_are_cut(api: Freshdesk, heard: Heard) -> None:
    day = BEGIN + timedelta(days=150)
    query = (Q.priority == 1) & (Q.created_at >= BEGIN) & (Q.created_at < day)
    found = {ticket.created_at.date() for ticket in api.tickets.search(query)}

    assert (BEGIN, day - timedelta(days=1), 150) == (min(found), max(found), len(found))
    assert len(heard.calls) <= 450 // 30 + 3


def test_up_to_300_cost_their_pages(api: Freshdesk, heard: Heard) -> None:
    assert 300 == len({ticket.id for ticket in api.tickets.search("tag:'first'")})
    assert ["/search/tickets"] * 10 == heard.calls


def test_a_limit_costs_what_it_takes(api: Freshdesk, heard: Heard) -> None:
    assert 45 == len(list(api.tickets.search(Q.priority == 1, limit=45)))
    assert 2 == len(heard.calls)
    assert 320 == len(list(api.tickets.search(Q.priority == 1, limit=320)))


def test_what_moves_to_a_later_page_meanwhile_comes_once(desk: Freshdesk) -> None:
    """The newest come first here, so a new one moves all others on."""
    made = [desk.tickets.create(email="a@b.example", subject="S", description="D").id for _ in range(35)]
    found = desk.tickets.search(Q.status == 2)
    first = [next(found).id for _ in range(30)]
    desk.tickets.create(email="a@b.example", subject="S", description="D")

    assert sorted(made) == sorted([*first, *(ticket.id for ticket in found)])


def test_a_day_with_more_than_300_is_named_after_all_else_was_delivered(api: Freshdesk) -> None:
    found: list[int] = []

    def read() -> None:
        found.extend(ticket.id for ticket in api.tickets.search("priority:>1 OR priority:1"))

    with pytest.raises(SearchIncomplete, match="2020-05-17; search these apart by status") as caught:
        read()
    assert (date(2020, 5, 17),) == caught.value.days
    assert MANY + 300 + BUSY == len(set(found)) == len(found)


def test_a_day_with_more_than_300_is_cut_by_priority(api: Freshdesk, heard: Heard) -> None:
    assert BUSY == len({ticket.id for ticket in api.tickets.search(Q.tag == "busy")})
    assert len(heard.calls) <= 35, "16 are pages, the others find the day in 16 years"


def test_a_query_without_room_for_days_says_so(api: Freshdesk) -> None:
    parts = (Q.priority == 1) | Q.tag.any_of(*("x" * 90 + str(n) for n in range(4))) | (Q.tag == "x" * 78)
    assert len(str(parts)) <= 512
    with pytest.raises(QueryError, match="too long to ask by days"):
        list(api.tickets.search(parts))


def test_a_wrong_query_is_refused_before_anything_is_sent(api: Freshdesk, heard: Heard) -> None:
    with pytest.raises(QueryError, match="requester_email: use api"):
        api.tickets.search("requester_email:'x@y.example'")
    with pytest.raises(QueryError, match="status: takes a whole number"):
        api.tickets.search(Q.status == "Open")
    assert [] == [each for each in heard.calls if each.startswith("/search")]


def test_custom_fields_are_those_of_the_ticket_form(api: Freshdesk, heard: Heard) -> None:
    assert [] == list(api.tickets.search(Q.cf_order_number == "LH-1"))
    with pytest.raises(QueryError, match="did you mean cf_order_number"):
        api.tickets.search(Q.cf_ordernumber == "LH-1")
    assert 1 == heard.calls.count("/ticket_fields")


def test_all_unresolved_are_those_of_the_accounts_own_open_statuses(api: Freshdesk) -> None:
    assert "status:2 OR status:3 OR status:6 OR status:7" == str(api.tickets.unresolved())
    found = api.tickets.search(api.tickets.unresolved() & (Q.tag == "first"), limit=3)
    assert 3 == len(list(found))


def test_contacts_and_companies_are_searched_alike(api: Freshdesk) -> None:
    assert ["Ferndale Offices"] == [each.name for each in api.companies.search(Q.domain == "ferndale-offices.example")]
    assert 1 == len(list(api.contacts.search(Q.email == "customer1@customer.example")))
    with pytest.raises(QueryError, match="autocomplete"):
        api.contacts.search("name:'Ana'")


def test_what_is_older_than_freshdesk_or_made_meanwhile_is_in_an_outer_part() -> None:
    """The ends stay open: only cuts are written."""
    newer, older = Days.of(Q.status == 2, date(2026, 1, 1)).halves() or (None, None)
    assert newer is not None
    assert older is not None
    assert "status:2 AND created_at:<'2018-01-01'" == str(older.within(Q.status == 2))
    assert "status:2 AND created_at:>'2018-01-02'" == str(newer.within(Q.status == 2))


def test_a_bound_under_an_or_bounds_nothing() -> None:
    query = (Q.created_at >= date(2025, 1, 1)) | (Q.status == 2)
    assert Days.of(Q.status == 2, date(2026, 1, 1)) == Days.of(query, date(2026, 1, 1))
