"""What becomes of a database that is away, or not ours yet."""

from __future__ import annotations

import pytest

from assistant.embedded import Servers
from assistant.errors import TemporaryError
from assistant.store import PostgresStore, upgrade
from tests.fakes import World


def test_a_database_that_is_away_is_a_temporary_error() -> None:
    store = PostgresStore("postgresql+psycopg://nobody@127.0.0.1:1/none", clock=World().clock)
    with pytest.raises(TemporaryError, match="Postgres did not answer"):
        store.ask(7, "webhook")


def test_a_lock_that_cannot_be_asked_for_is_a_temporary_error() -> None:
    store = PostgresStore("postgresql+psycopg://nobody@127.0.0.1:1/none", clock=World().clock)
    with pytest.raises(TemporaryError, match="Postgres did not answer"), store.lock(7):
        pass


def test_a_database_without_our_tables_names_the_remedy(servers: Servers) -> None:
    servers.postgres.create("without_tables", fresh=True)
    store = PostgresStore(servers.postgres.url("without_tables"), clock=World().clock)
    with pytest.raises(TemporaryError, match="db upgrade"):
        store.ask(7, "webhook")
    store.close()


def test_an_upgrade_can_be_repeated_and_keeps_the_secret(database_url: str) -> None:
    first = PostgresStore(database_url, clock=World().clock)
    secret = first._secret
    activated = first.switches().activated_at
    upgrade(database_url)
    again = PostgresStore(database_url, clock=World().clock)
    assert (secret, activated) == (again._secret, again.switches().activated_at)
    first.close()
    again.close()
