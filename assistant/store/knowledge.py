"""`knowledge`: canned responses, articles and past answers, found by full text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Engine, bindparam, delete, func, insert, select, text

from assistant.core import retrieval
from assistant.core.draft import Match, Pool
from assistant.store.engine import transaction
from assistant.store.tables import knowledge

CANDIDATES = 300
MAX_WORDS = 60

FIND = text("""
select pool, id, title, text, html, url, public from knowledge
where pool = :pool and words @@ to_tsquery('simple', :query)
order by ts_rank(words, to_tsquery('simple', :query)) desc, id limit :limit
""")
ALL = text("select pool, id, title, text, html, url, public from knowledge where pool = :pool order by id limit :limit")


class PostgresKnowledge:
    """Candidates by any shared word, ranked in core. A small pool is ranked whole."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def search(self, text: str, *, pools: Sequence[Pool], limit: int) -> Sequence[Match]:
        """Best first over all pools asked for, scores within 0 to 1. Raises TemporaryError."""
        sizes = self.counts()
        found = {pool: self._candidates(text, pool, sizes.get(pool, 0)) for pool in pools}
        known = {pool: retrieval.statistics(items) for pool, items in found.items()}
        candidates = {pool: [retrieval.Candidate(item) for item in items] for pool, items in found.items()}
        return retrieval.rank(text, candidates, known, limit=limit)

    def _candidates(self, words: str, pool: Pool, size: int) -> list[Match]:
        values: dict[str, Any] = {"pool": pool, "limit": CANDIDATES}
        query = ALL
        if size > CANDIDATES:
            values["query"] = _any_word(words)
            query = FIND
            if not values["query"]:
                return []
        with transaction(self.engine) as connection:
            return [Match(**row) for row in connection.execute(query, values).mappings()]

    def counts(self) -> Mapping[Pool, int]:
        query = select(knowledge.c.pool, func.count()).group_by(knowledge.c.pool)
        with transaction(self.engine) as connection:
            return dict(connection.execute(query).all())

    def replace(self, pool: Pool, items: Sequence[Match]) -> None:
        names = ("pool", "id", "title", "text", "html", "url", "public")
        values = [{**{name: getattr(item, name) for name in names}, "pool": pool} for item in items]
        with transaction(self.engine) as connection:
            connection.execute(delete(knowledge).where(knowledge.c.pool == bindparam("which")), {"which": pool})
            if values:
                connection.execute(insert(knowledge), values)


def _any_word(words: str) -> str:
    """A tsquery that any of the text's words satisfies; longer words first, as rarer ones."""
    found = sorted(set(re.findall(r"[^\W_]{2,}", words.lower())), key=lambda word: (-len(word), word))
    return " | ".join(f"'{word}'" for word in found[:MAX_WORDS])
