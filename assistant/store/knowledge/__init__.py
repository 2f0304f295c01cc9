"""The desk's canned responses, articles and past answers, found by their words and by their meaning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Engine, select

from assistant.core import retrieval
from assistant.core.audience import as_seen_by
from assistant.core.draft import Match, Pool
from assistant.core.retrieval import Candidate
from assistant.ports import Embedder
from assistant.store.engine import transaction
from assistant.store.knowledge import changes, vectors
from assistant.store.knowledge.candidates import Search
from assistant.store.knowledge.rows import FIELDS, item, row
from assistant.store.tables import knowledge, knowledge_pools

VOTERS = 50
"""Nearest past tickets whose texts are looked at too."""


def words_alone(_name: str | None) -> Embedder | None:
    """No embedder."""
    return None


class PostgresKnowledge:
    """Fills `ports.Knowledge`: candidates from indexes, ranked in core."""

    def __init__(
        self, engine: Engine, embedders: vectors.Embedders = words_alone, pause: vectors.Pause | None = None
    ) -> None:
        self.engine = engine
        self.embedders = embedders
        self.pause = pause or vectors.Pause()

    def search(
        self,
        text: str,
        *,
        pools: Sequence[Pool],
        limit: int,
        group_id: int | None = None,
        company_id: int | None = None,
        without: str = "",
    ) -> Sequence[Match]:
        """The `limit` best of each pool, best first over all. Raises TemporaryError."""
        question = vectors.question(self.engine, self.embedders, text, self.pause)
        asked = sorted(set(retrieval.terms(text)))
        with transaction(self.engine) as connection:
            search = Search(connection, asked, question, group_id)
            known = search.statistics(pools)
            found = _candidates(search, pools, known, without)
            best = search.texts(retrieval.rank(text, found, known, limit=limit))
        return [as_seen_by(match, company_id) for match in best]

    def counts(self) -> Mapping[Pool, int]:
        """How many of each pool that holds any."""
        query = select(knowledge_pools.c.pool, knowledge_pools.c.size).where(knowledge_pools.c.size > 0)
        with transaction(self.engine) as connection:
            return dict(connection.execute(query).all())

    def items(self, pool: Pool, limit: int) -> Sequence[Match]:
        """Up to `limit` items of a pool, newest first, unranked."""
        columns = [knowledge.c[name] for name in ("pool", "id", *FIELDS)]
        query = select(*columns).where(knowledge.c.pool == pool).order_by(knowledge.c.number.desc()).limit(limit)
        with transaction(self.engine) as connection:
            return [item(stored) for stored in connection.execute(query).mappings()]

    def replace(self, pool: Pool, items: Sequence[Match]) -> None:
        """Make the pool hold exactly these; only what changed is written. Raises TemporaryError."""
        rows = [row(replace(each, pool=pool)) for each in items]
        with transaction(self.engine) as connection:
            changes.change(connection, pool, rows, whole=True)

    def put(self, items: Sequence[Match]) -> None:
        """Add or change these; the others stay. Raises TemporaryError."""
        for pool in sorted({each.pool for each in items}):
            rows = [row(each) for each in items if each.pool == pool]
            with transaction(self.engine) as connection:
                changes.change(connection, pool, rows, whole=False)

    def remove(self, pool: Pool, ids: Sequence[str]) -> None:
        """Take these out. Raises TemporaryError."""
        with transaction(self.engine) as connection:
            changes.remove(connection, pool, ids)

    def embed(self, limit: int) -> int:
        """Make up to `limit` vectors that are missing; how many still are. Raises ModelUnavailable, TemporaryError."""
        embedder = self.embedders(None)
        return vectors.embed(self.engine, embedder, limit) if embedder else 0


def _candidates(
    search: Search, pools: Sequence[Pool], known: Mapping[Pool, retrieval.Statistics], without: str
) -> dict[Pool, list[Candidate]]:
    """Past tickets first: the texts that their answers were made of are looked at too."""
    found: dict[Pool, list[Candidate]] = {}
    voted: dict[str, None] = {}
    for pool in sorted(pools, key=lambda pool: pool != "past"):
        ids = [key.partition(":")[2] for key in voted if key.startswith(f"{pool}:")]
        found[pool] = [each for each in search.candidates(pool, known[pool], ids) if each.item.key != without]
        if pool == "past":
            nearest = sorted(found[pool], key=lambda each: each.title or 0.0, reverse=True)[:VOTERS]
            voted = dict.fromkeys(key for each in nearest for key in each.item.used)
    return {pool: found[pool] for pool in pools}
