"""What one would use in place of our search: what Postgres and pgvector offer by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Engine, text

from assistant.store.engine import transaction
from benchmarks.searching.desk import Written
from benchmarks.searching.timing import Spent, Times

PLAIN = """
create table if not exists plain_words as select number, to_tsvector('english', title || ' ' || text) as words
from knowledge where pool = 'past';
create index if not exists plain_words_words on plain_words using gin (words);
analyze plain_words"""
ANY_WORD = """
select number
from plain_words, cast(replace(cast(plainto_tsquery('english', :words) as text), '&', '|') as tsquery) as asked
where words @@ asked order by ts_rank(words, asked) desc limit :limit"""
NEAREST = """
select item as number from vectors where model = {model} and pool = 'past' and not twin
order by (vector::halfvec({wide})) <=> cast(:vector as halfvec({wide})) limit :limit"""
USED = text("select distinct unnest(used) from knowledge where number = any(:numbers)")


class Others:
    """They find past tickets alone, and need tables of their own beside ours."""

    def __init__(self, engine: Engine, limit: int) -> None:
        self.engine, self.limit = engine, limit
        with transaction(engine) as connection:
            connection.execute(text("set local statement_timeout = 0; set local maintenance_work_mem = '256MB'"))
            connection.execute(text(PLAIN))
            model = connection.execute(text("select id, dimension from embedding_models where active")).one()
        self.nearest = NEAREST.format(model=model.id, wide=model.dimension)

    def asked(self, questions: Sequence[Written], spent: Spent) -> list[Times]:
        """The times of each way."""
        return [
            self._times("`ts_rank` over any of the words", ANY_WORD, questions, spent),
            self._times("pgvector alone, by its index", self.nearest, questions, spent),
            self._times("pgvector alone, every vector", self.nearest, questions, spent, "enable_indexscan = off"),
        ]

    def _times(
        self, name: str, query: str, questions: Sequence[Written], spent: Spent, setting: str = "jit = off"
    ) -> Times:
        times = Times(name)
        for question in questions:
            values: dict[str, Any] = {"words": question.text, "vector": question.literal, "limit": self.limit}
            with transaction(self.engine) as connection:
                connection.execute(text(f"set local {setting}"))
                with spent.into(times):
                    asked = {key: value for key, value in values.items() if f":{key}" in query}
                    numbers = connection.execute(text(query), asked).scalars().all()
                used = connection.execute(USED, {"numbers": list(numbers)}).scalars().all()
            times.right.append(used == [f"canned:{question.topic}"])
        return times
