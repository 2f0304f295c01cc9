"""A schema can be left and come back to, one step at a time."""

from __future__ import annotations

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from assistant.core.draft import Match
from assistant.store import PostgresKnowledge, upgrade
from assistant.store.engine import make_engine
from assistant.store.migrate import MIGRATIONS

VERSIONS = sorted(path.name[:4] for path in (MIGRATIONS / "versions").glob("0*.py"))


@pytest.mark.parametrize("version", VERSIONS[:-1])
def test_what_came_after_a_version_can_be_taken_back_and_done_again(version: str, database_url: str) -> None:
    engine = create_engine(database_url)
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.downgrade(config, version)
    engine.dispose()
    upgrade(database_url)
    engine = make_engine(database_url)
    knowledge = PostgresKnowledge(engine)
    knowledge.put([Match("canned", "1", "Refunds", "Money comes back.")])
    assert ["1"] == [match.id for match in knowledge.search("refund", pools=["canned"], limit=1)]
    engine.dispose()
