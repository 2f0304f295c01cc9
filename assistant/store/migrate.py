"""`db upgrade`: bring the database to the newest schema; safe to run again and by several at once.

The first run of all is the activation: older messages are not drafted unasked.
"""

from __future__ import annotations

import secrets
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from assistant.store.engine import make_engine, transaction

MIGRATIONS = Path(__file__).parents[2] / "migrations"
# Whole seconds, as Freshdesk stamps its tickets: one of the same second is not older.
ACTIVATE = text(
    "insert into switches (name, value) values ('activated_at', to_jsonb(cast(:now as text))) on conflict do nothing"
)
ONE_AT_A_TIME = 4_919_131_752  # an advisory lock that only the upgrade takes


def upgrade(database_url: str) -> None:
    """Run what is missing of migrations/ and make the installation's secret once. Raises TemporaryError."""
    engine = make_engine(database_url, pool_size=1)
    try:
        with transaction(engine) as connection:
            connection.execute(text("set local statement_timeout = 0; set local lock_timeout = 0"))
            connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": ONE_AT_A_TIME})
            config = Config()
            config.set_main_option("script_location", str(MIGRATIONS))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            _add_pgvector(connection)
            connection.execute(ACTIVATE, {"now": datetime.now(UTC).replace(microsecond=0).isoformat()})
            connection.execute(
                text("insert into installation (id, secret) values (1, :secret) on conflict (id) do nothing"),
                {"secret": secrets.token_bytes(32)},
            )
    finally:
        engine.dispose()


def _add_pgvector(connection: Connection) -> None:
    """The one extension we use. Where there is none, full text answers alone; asked again at each upgrade."""
    with suppress(DBAPIError), connection.begin_nested():
        connection.execute(text("create extension if not exists vector"))
