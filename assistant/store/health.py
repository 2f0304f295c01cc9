"""What the database says about the desk, in one read-only look."""

from __future__ import annotations

from collections.abc import Sequence

from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, select, text

from assistant.store.engine import transaction
from assistant.store.migrate import MIGRATIONS
from assistant.store.tables import pending_tickets as rows


def schema(engine: Engine) -> str | None:
    """The version of the tables; None if there are none. Raises TemporaryError."""
    with transaction(engine) as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest_schema() -> str:
    """The version that this code needs."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return ScriptDirectory.from_config(config).get_current_head() or ""


def has_pgvector(engine: Engine) -> bool:
    """Whether Postgres has pgvector 0.7 or newer: without it, full text answers alone. Raises TemporaryError."""
    with transaction(engine) as connection:
        return bool(connection.execute(text("select to_regtype('halfvec') is not null")).scalar_one())


def ignored_because(engine: Engine, beginning: str, limit: int) -> Sequence[int]:
    """Tickets whose last outcome begins so, newest first."""
    query = select(rows.c.ticket_id).where(rows.c.outcome.startswith(beginning, autoescape=True))
    with transaction(engine) as connection:
        return tuple(connection.execute(query.order_by(rows.c.asked_at.desc()).limit(limit)).scalars())
