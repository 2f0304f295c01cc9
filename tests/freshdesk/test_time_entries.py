"""Time entries through the client, against the stand-in (freshdesk-api 6.10)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests

from assistant.freshdesk import Freshdesk
from assistant.freshdesk.errors import BadRequest, NotFound
from assistant.freshdesk.models import TimeEntry
from assistant.sandbox import Sandbox


@pytest.fixture
def ticket(desk: Freshdesk) -> int:
    return desk.tickets.create(email="ana@b.example", subject="S", description="D", status=2, priority=1).id


def later(sandbox: Sandbox, seconds: float) -> None:
    requests.post(f"{sandbox.url}/_sandbox/clock", json={"advance": seconds}, timeout=5).raise_for_status()


def test_a_time_spent_is_written_and_read(desk: Freshdesk, ticket: int) -> None:
    made = desk.time_entries.create(ticket, time_spent=timedelta(minutes=90), note="Called", billable=False)

    (entry,) = desk.time_entries.list(ticket_id=ticket)
    assert made == entry
    assert ("01:30", timedelta(minutes=90), False) == (entry.time_spent, entry.spent, entry.timer_running)
    assert ("Called", False, desk.agents.me().id) == (entry.note, entry.billable, entry.agent_id)


@pytest.mark.parametrize(("spent", "text"), [("1:05", "01:05"), (timedelta(hours=30, seconds=29), "30:00")])
def test_a_time_is_given_as_text_or_as_a_span(desk: Freshdesk, ticket: int, spent: Any, text: str) -> None:
    assert text == desk.time_entries.create(ticket, time_spent=spent).time_spent


def test_a_span_of_less_than_nothing_is_refused_before_it_is_sent(desk: Freshdesk) -> None:
    with pytest.raises(ValueError, match="time_spent"):
        desk.time_entries.create(1, time_spent=timedelta(seconds=-60))


def test_a_timer_counts_until_it_is_stopped(desk: Freshdesk, ticket: int, sandbox: Sandbox) -> None:
    entry = desk.time_entries.create(ticket)
    later(sandbox, 600)
    stopped = desk.time_entries.toggle_timer(entry.id)
    later(sandbox, 600)

    assert (True, False, "00:10") == (entry.timer_running, stopped.timer_running, stopped.time_spent)
    assert stopped.spent == next(desk.time_entries.list()).spent


def test_entries_are_found_by_agent_company_and_time(desk: Freshdesk, ticket: int) -> None:
    other = desk.agents.create("rui@b.example").id
    company = desk.companies.create(name="B", domains=["b.example"]).id
    old = datetime(2026, 1, 2, tzinfo=UTC)
    mine = desk.time_entries.create(ticket, time_spent="00:10", executed_at=old)
    theirs = desk.time_entries.create(ticket, time_spent="00:20", agent_id=other, billable=False)

    found = {
        name: [each.id for each in desk.time_entries.list(**{name: value})]
        for name, value in {
            "agent_id": other,
            "billable": True,
            "executed_after": old + timedelta(days=1),
            "executed_before": old,
            "company_id": company,
        }.items()
    }
    assert {
        "agent_id": [theirs.id],
        "billable": [mine.id],
        "executed_after": [theirs.id],
        "executed_before": [mine.id],
        "company_id": [],
    } == found


def test_an_entry_is_changed_and_deleted(desk: Freshdesk, ticket: int) -> None:
    entry = desk.time_entries.create(ticket, time_spent="00:10")

    assert ("02:00", "Longer") == (
        desk.time_entries.update(entry.id, time_spent="02:00", note="Longer").time_spent,
        next(desk.time_entries.list()).note,
    )
    desk.time_entries.delete(entry.id)
    assert [] == list(desk.time_entries.list(ticket_id=ticket))
    with pytest.raises(NotFound):
        desk.time_entries.toggle_timer(entry.id)


def test_what_the_timers_state_forbids_is_told_by_its_field(desk: Freshdesk, ticket: int) -> None:
    entry = desk.time_entries.create(ticket)

    with pytest.raises(BadRequest) as caught:
        desk.time_entries.update(entry.id, timer_running=True)

    assert ["timer_running"] == [each.field for each in caught.value.fields]


def test_a_recorded_entry_is_read_with_its_nulls(sample: Callable[[str], Any]) -> None:
    entry = TimeEntry.model_validate(sample("time_entry"))

    assert (timedelta(hours=100, minutes=5), None, None) == (entry.spent, entry.note, entry.company_id)
    assert datetime(2026, 3, 5, 9, 15, tzinfo=UTC) == entry.executed_at


@pytest.mark.parametrize("spent", [None, "", "soon", "1h"])
def test_a_time_that_is_not_understood_counts_as_none(spent: Any) -> None:
    assert timedelta() == TimeEntry.model_validate({"id": 1, "time_spent": spent}).spent
