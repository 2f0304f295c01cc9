"""Commands that change what the running workers do."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from assistant.store import PostgresStore
from tests.servers import deskhand


@pytest.fixture
def store(database_url: str) -> Iterator[PostgresStore]:
    opened = PostgresStore(database_url, clock=lambda: datetime.now(UTC))
    yield opened
    opened.close()


def run(database_url: str, *arguments: str) -> int:
    return deskhand(*arguments, env={"DATABASE_URL": database_url}).returncode


def test_pause_and_resume_change_the_switch(database_url: str, store: PostgresStore):
    assert run(database_url, "pause") == 0
    assert store.switches().paused

    assert run(database_url, "resume") == 0
    assert not store.switches().paused


def test_activating_since_a_day_sets_the_moment_and_the_sweep_back(database_url: str, store: PostgresStore):
    assert run(database_url, "activate", "--since", "2026-01-02") == 0

    since = datetime(2026, 1, 2, tzinfo=UTC)
    assert (since, since) == (store.switches().activated_at, store.mark("sweep"))


@pytest.mark.parametrize("since", ["yesterday", "2999-01-01"])
def test_a_moment_that_cannot_be_is_wrong_usage(database_url: str, since: str):
    assert run(database_url, "activate", "--since", since) == 2


def test_a_ticket_given_up_is_due_again(database_url: str, store: PostgresStore):
    store.ask(7, "webhook")
    row = store.begin(7, datetime.now(UTC))
    assert row
    store.give_up(7, row.asked, "crashed")
    assert [ticket for ticket, _ in store.dead_letters()] == [7]

    assert run(database_url, "requeue", "7") == 0
    assert list(store.dead_letters()) == []
    assert [due.ticket_id for due in store.due(10, datetime.now(UTC))] == [7]


def test_a_ticket_that_nobody_asked_for_is_not_found(database_url: str):
    assert run(database_url, "requeue", "99") == 4
