"""Advisory locks: one connection per process, never reopened behind a look's back."""

from __future__ import annotations

import os
from collections.abc import Iterator

import psycopg
import pytest

from assistant.store.locks import TicketLocks, lock_key


@pytest.fixture
def locks(database_url: str) -> Iterator[TicketLocks]:
    made = TicketLocks(database_url)
    yield made
    made.close()


@pytest.fixture
def another_process(database_url: str) -> Iterator[TicketLocks]:
    made = TicketLocks(database_url)
    yield made
    made.close()


def end_sessions(database_url: str) -> None:
    """What a failover or an operator does."""
    with psycopg.connect(database_url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity "
            "where pid <> pg_backend_pid() and datname = current_database()"
        )


def test_a_ticket_is_held_by_one_process_at_a_time(locks: TicketLocks, another_process: TicketLocks) -> None:
    with locks.lock(7) as ours:
        assert ours is not None
        with another_process.lock(7) as theirs:
            assert theirs is None
    with another_process.lock(7) as theirs:
        assert theirs is not None


def test_one_process_holds_a_ticket_once(locks: TicketLocks) -> None:
    with locks.lock(7) as first, locks.lock(7) as second:
        assert first is not None
        assert second is None


def test_one_connection_holds_many_tickets(locks: TicketLocks) -> None:
    with locks.lock(7) as seven, locks.lock(8) as eight:
        assert seven is not None
        assert eight is not None
        assert seven.held()
        assert eight.held()


def test_a_lock_is_lost_with_its_connection_and_says_so(locks: TicketLocks, database_url: str) -> None:
    with locks.lock(7) as held:
        assert held is not None
        end_sessions(database_url)
        assert not held.held()


def test_a_new_connection_does_not_bring_an_old_lock_back(locks: TicketLocks, database_url: str) -> None:
    with locks.lock(7) as old:
        assert old is not None
        end_sessions(database_url)
        assert not old.held()
        with locks.lock(8) as new:
            assert new is not None
            assert new.held()
            assert not old.held()


def test_a_killed_process_blocks_nobody(locks: TicketLocks, another_process: TicketLocks) -> None:
    child = os.fork()
    if child == 0:
        with locks.lock(7):
            os._exit(0)
    os.waitpid(child, 0)
    with another_process.lock(7) as held:
        assert held is not None


def test_keys_of_different_tickets_differ() -> None:
    keys = {lock_key(number) for number in range(10_000)}
    assert 10_000 == len(keys)
    assert all(-(2**63) <= key < 2**63 for key in keys)
