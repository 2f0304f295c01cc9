"""Connections to Postgres: the pool, and what every connection is told at its start."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from psycopg.errors import UndefinedColumn, UndefinedTable
from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from assistant.errors import TemporaryError

CONNECT_TIMEOUT = 5  # seconds
STATEMENT_TIMEOUT = 10_000  # milliseconds
KEEPALIVES = {"keepalives": 1, "keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3}
"""A peer that vanished is noticed within half a minute, on our side; `SERVER_KEEPALIVES` does it on the server's."""
NOT_UPGRADED = "The database's tables are not up to date: run `python -m assistant db upgrade`."
"""Temporary: in a deploy the new processes may start before the release has done it."""
SERVER_KEEPALIVES = "set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3"


def make_engine(database_url: str, *, pool_size: int = 3) -> Engine:
    """A pool of at most twice `pool_size` connections; nothing is connected yet."""
    return create_engine(
        database_url,
        pool_size=pool_size,
        max_overflow=pool_size,
        pool_timeout=CONNECT_TIMEOUT,
        pool_pre_ping=True,
        hide_parameters=True,  # a statement's values are customers' words
        connect_args={
            "connect_timeout": CONNECT_TIMEOUT,
            "options": f"-c statement_timeout={STATEMENT_TIMEOUT} -c lock_timeout={STATEMENT_TIMEOUT} -c timezone=utc",
            **KEEPALIVES,
        },
    )


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """One transaction; Postgres away, overloaded or shutting down becomes TemporaryError."""
    try:
        with engine.begin() as connection:
            yield connection
    except (OperationalError, InterfaceError, PoolTimeout) as error:
        raise TemporaryError(f"Postgres did not answer ({type(error).__name__})", retry_after=5) from None
    except ProgrammingError as error:
        if isinstance(error.orig, UndefinedTable | UndefinedColumn):
            raise TemporaryError(NOT_UPGRADED, retry_after=5) from None
        raise
    except DBAPIError as error:
        if error.connection_invalidated:
            raise TemporaryError("Postgres closed the connection", retry_after=5) from None
        raise


def ping(engine: Engine) -> None:
    """Raises TemporaryError if Postgres does not answer."""
    with transaction(engine) as connection:
        connection.execute(text("select 1"))
