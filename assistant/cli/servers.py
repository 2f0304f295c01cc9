"""What a command runs on: the servers of the settings, or with `--embedded` those of the wheels."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from assistant.config import Need, Settings, load

if TYPE_CHECKING:
    from assistant.store import PostgresStore
    from assistant.wiring import Services

embedded_option = click.option("--embedded", is_flag=True, help="Use the embedded servers (development).")


@contextmanager
def settings_for(embedded: bool, *need: Need) -> Iterator[Settings]:
    """Settings with a database that answers to them; logs go to stderr. Raises ConfigError, ServerError."""
    from assistant.logs import configure

    configure("WARNING")
    if not embedded:
        yield load(need=need)
        return
    from assistant.embedded import Servers
    from assistant.store import upgrade

    settings = load(need=tuple(part for part in need if part == "freshdesk"))
    with Servers(settings.deskhand_home) as servers:
        upgrade(servers.database_url)
        yield settings.on(servers.database_url, servers.redis_url)


@contextmanager
def the_store(embedded: bool) -> Iterator[PostgresStore]:
    """The records, for commands that ask nothing of Freshdesk."""
    from assistant.wiring import make_store

    with settings_for(embedded, "database") as settings:
        store = make_store(settings, pool_size=1)
        try:
            yield store
        finally:
            store.close()


@contextmanager
def the_services(embedded: bool, **options: Any) -> Iterator[Services]:
    """Everything that a worker has; `options` are of `make_services`."""
    from assistant.wiring import make_services

    with settings_for(embedded, "freshdesk", "database", "redis") as settings:
        services = make_services(settings, **options)
        try:
            yield services
        finally:
            services.close()
