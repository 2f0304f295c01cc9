"""What every test may use. No test ever sees the settings of a real desk."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from assistant.embedded import Servers, Valkey
from tests.servers import FOREIGN, fresh_servers

# A build fails for what was changed, not by chance. New examples are looked for with `--hypothesis-profile=explore`.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("explore", print_blob=True, deadline=None)
settings.load_profile("same")


@pytest.fixture(autouse=True, scope="session")
def _no_real_desk() -> None:
    for name in [name for name in os.environ if name.startswith(FOREIGN)]:
        del os.environ[name]


@pytest.fixture(scope="session")
def servers() -> Iterator[Servers]:
    """Postgres and Valkey, shared by the tests of one process. Leave them running."""
    with fresh_servers() as started:
        yield started


@pytest.fixture
def own_servers() -> Iterator[Servers]:
    """Postgres and Valkey of this one test: kill and restart them at will."""
    with fresh_servers() as started:
        yield started


@pytest.fixture(scope="session")
def postgres_url(servers: Servers) -> str:
    """An empty database, shared by the tests of one process."""
    return servers.database_url


@pytest.fixture(scope="session")
def _template(servers: Servers) -> str:
    """Name of a database with our tables, to copy."""
    from assistant.store import upgrade

    servers.postgres.create("template_deskhand")
    upgrade(servers.postgres.url("template_deskhand"))
    return "template_deskhand"


@pytest.fixture
def database_url(servers: Servers, _template: str) -> str:
    """A database of this one test, with our tables and nothing in them; about 0.1 s."""
    servers.postgres.create("one_test", fresh=True, template=_template)
    return servers.postgres.url("one_test")


@pytest.fixture(scope="session")
def valkey(servers: Servers) -> Valkey:
    """The Valkey shared by the tests of one process. Leave it running."""
    return servers.valkey


@pytest.fixture
def redis_url(valkey: Valkey) -> str:
    """An empty Valkey."""
    valkey.empty()
    return valkey.url
