"""What a command with `--embedded` runs on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from assistant.config import Settings, load


@contextmanager
def database_url(embedded: bool) -> Iterator[str]:
    """Address of the database: the embedded one, or DATABASE_URL. Raises ConfigError, ServerError."""
    if not embedded:
        yield load(need=("database",)).database_url
        return
    with embedded_settings(load(need=())) as settings:
        yield settings.database_url


@contextmanager
def embedded_settings(settings: Settings) -> Iterator[Settings]:
    """The same settings on the embedded servers, which run for the length of the block. Raises ServerError."""
    from assistant.embedded import Servers

    with Servers(settings.deskhand_home) as servers:
        yield settings.on(servers.database_url, servers.redis_url)
