"""The tables that the code speaks of are those that the migrations make."""

from __future__ import annotations

import pytest
from sqlalchemy import create_engine, inspect

from assistant.store.tables import metadata

KEPT_BY_POSTGRES = {("knowledge", "words")}


@pytest.mark.parametrize("name", sorted(metadata.tables))
def test_every_column_is_the_migrations(name: str, database_url: str) -> None:
    engine = create_engine(database_url)
    made = {
        (column["name"], column["type"].compile(engine.dialect), column["nullable"])
        for column in inspect(engine).get_columns(name)
    }
    engine.dispose()
    spoken_of = {
        (column.name, column.type.compile(engine.dialect), bool(column.nullable))
        for column in metadata.tables[name].columns
    }
    assert spoken_of == {column for column in made if (name, column[0]) not in KEPT_BY_POSTGRES}
