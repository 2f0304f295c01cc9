"""The few texts of a pool that may answer a question, however many it holds, and what ranking needs to know of them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, TextClause, text

from assistant.core.draft import Pool
from assistant.core.retrieval import Candidate, Statistics
from assistant.store.knowledge.rows import FIELDS, index_term, item
from assistant.store.knowledge.vectors import Question

SMALL = 300
"""Items up to which a pool is taken whole."""
CANDIDATES = 150
"""Most that words choose of a larger one: each costs a millisecond of ranking."""
NEAREST = 80
"""Passages that nearness chooses."""
POSTINGS = 1_500
"""Items that the chosen terms may be in, all together: the rarest terms are asked for, and a common one adds little."""

SETTINGS = text("""
select set_config('hnsw.ef_search', :nearest, true), set_config('plan_cache_mode', 'force_custom_plan', true),
set_config('jit', 'off', true)""")
SIZES = text("select pool, size, length from knowledge_pools where pool = any(:pools)")
FREQUENCIES = text("select pool, term, items from knowledge_terms where pool = any(:pools) and term = any(:terms)")

ALLOWED = "(cast(:group_id as bigint) is null or {k}.groups = '{{}}' or :group_id = any({k}.groups))"
WHOLE = "select number from knowledge where pool = '{pool}'"
WORDS = """
(select found.number
from unnest(cast(:terms as text[]), cast(:weights as double precision[])) as asked (term, weight)
cross join lateral (
    select k.number from knowledge as k
    where k.pool = '{pool}' and k.terms @> array[asked.term] and {allowed} limit {postings}
) as found
group by 1 order by sum(asked.weight) desc, 1 desc limit {candidates})
"""
NEAR = """
(select item from vectors where model = {model} and pool = '{pool}'
order by (vector::halfvec({dimension})) <=> cast(:vector as halfvec({dimension})) limit {nearest})
"""
VOTED = "select number from knowledge where pool = '{pool}' and id = any(:voted)"
ROWS = """
with chosen as materialized ({chosen})
select {columns}, {cosines} from chosen join knowledge as k using (number) {join} where {allowed}
"""
COLUMNS = ", ".join(f"k.{name}" for name in ("pool", "id", *FIELDS))
NO_COSINES = "cast(null as double precision) as title_cosine, null as passage_cosine, '' as passage"
COSINES = """near.title_cosine, near.passage_cosine,
(select p.text from passages as p where p.item = k.number and p.position = near.best) as passage"""
JOIN = """
left join lateral (
    select max(cosine) filter (where position = 0) as title_cosine,
        max(cosine) filter (where position > 0) as passage_cosine,
        (array_agg(position order by cosine desc) filter (where position > 0))[1] as best
    from (
        select position, 1 - ((vector::halfvec({dimension})) <=> cast(:vector as halfvec({dimension}))) as cosine
        from vectors where model = {model} and item = k.number
    ) as cosines
) as near on true
"""


@dataclass(frozen=True)
class Search:
    """One question to the store, within one transaction."""

    connection: Connection
    terms: Sequence[str]
    question: Question | None
    group_id: int | None

    def statistics(self, pools: Sequence[Pool]) -> dict[Pool, Statistics]:
        """What is known of each pool as a whole, as far as the question's terms go."""
        asked = {index_term(term) for term in self.terms}
        self.connection.execute(SETTINGS, {"nearest": str(NEAREST)})
        counted: dict[str, dict[str, int]] = {pool: {} for pool in pools}
        for pool, term, items in self.connection.execute(FREQUENCIES, {"pools": list(pools), "terms": list(asked)}):
            counted[pool][term] = items
        sizes = self.connection.execute(SIZES, {"pools": list(pools)}).all()
        return {pool: Statistics(items, length / max(1, items), counted[pool]) for pool, items, length in sizes}

    def candidates(self, pool: Pool, known: Statistics, voted: Sequence[str] = ()) -> list[Candidate]:
        """The pool as a whole if it is small, else those with the question's rarest words, the nearest, the voted."""
        if known.items == 0:
            return []
        terms = rarest(self.terms, known)
        values = {"terms": [*terms], "weights": [*terms.values()], "voted": list(voted), "group_id": self.group_id}
        if self.question is not None:
            values["vector"] = self.question.vector
        rows = self.connection.execute(self._query(pool, whole=known.items <= SMALL), values).mappings()
        return [Candidate(item(row), row["title_cosine"], row["passage_cosine"]) for row in rows]

    def _query(self, pool: Pool, *, whole: bool) -> TextClause:
        ways = [WHOLE] if whole else [WORDS, VOTED, *([NEAR] if self.question else [])]
        names: dict[str, Any] = {"pool": pool, "candidates": CANDIDATES, "postings": POSTINGS, "nearest": NEAREST}
        names |= {"allowed": ALLOWED.format(k="k"), "columns": COLUMNS}
        if self.question is not None:
            names |= {"model": self.question.model.id, "dimension": self.question.model.dimension}
        names["chosen"] = " union ".join(way.format(**names) for way in ways)
        names["cosines"], names["join"] = (COSINES, JOIN.format(**names)) if self.question else (NO_COSINES, "")
        return text(ROWS.format(**names))


def rarest(terms: Iterable[str], known: Statistics) -> dict[str, float]:
    """The rarest of the terms and what each tells, as many as are in `POSTINGS` items all together, at least one."""
    found = {index_term(term) for term in terms}
    by_rarity = sorted((known.frequencies[term], term) for term in found if known.frequencies.get(term))
    chosen: dict[str, float] = {}
    left = POSTINGS
    for items, term in by_rarity:
        if chosen and items > left:
            break
        chosen[term] = math.log(1 + known.items / items)
        left -= items
    return chosen
