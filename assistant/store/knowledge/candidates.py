"""The few texts of a pool that may answer a question, however many it holds, and what ranking needs to know of them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import Any

from sqlalchemy import Connection, Row, TextClause, text

from assistant.core.draft import Match, Pool
from assistant.core.retrieval import Candidate, Centre, Index, Statistics
from assistant.store.knowledge.rows import FIELDS, counts, item, term_number
from assistant.store.knowledge.vectors import Model, Question

SMALL = 300
"""Items up to which a pool is taken whole."""
CANDIDATES = 300
"""Most that words choose of a larger one: with half as many, one in 50 of 1,526 questions is answered worse."""
BESIDE_NEAREST = 50
NEAREST = 60
"""Most that words and that nearness choose where there are vectors: on 3,000 questions more changed nothing."""
POSTINGS = 1_500
"""Items that the chosen terms may be in, all together: the rarest terms are asked for, and a common one adds little."""

KNOWN = """
select p.pool, p.size, p.length, asked.terms, asked.counts, {centre}, set_config('hnsw.ef_search', :nearest, true),
    set_config('plan_cache_mode', 'force_generic_plan', true), set_config('jit', 'off', true),
    case when current_setting('hnsw.iterative_scan', true) is not null
        then set_config('hnsw.iterative_scan', 'relaxed_order', true) end
from knowledge_pools as p {means} left join lateral (
    select array_agg(term) as terms, array_agg(items) as counts
    from knowledge_terms where pool = p.pool and term = any(:terms)
) as asked on true
where p.pool = any(:pools)
"""
"""And the settings of all statements that follow: their plans are good for every question, and no less work to make.
An index of vectors goes on where all that it found was removed since the last vacuum (from pgvector 0.8 on)."""
NO_CENTRE = "null as vectors"
CENTRE = """
-(cast(m.mean as vector) <#> cast(:vector as vector)) as dot, vector_norm(cast(m.mean as vector)) as norm, m.vectors
"""
MEANS = "left join embedding_means as m on m.pool = p.pool and m.model = {model}"

ALLOWED = "(cast(:group_id as bigint) is null or {k}.groups = '{{}}' or :group_id = any({k}.groups))"
USABLE = f"join knowledge as k on k.number = i.item and {ALLOWED.format(k='k')}"
"""Canned responses alone are for some groups; past tickets are too many to look at each."""
WHOLE = "select number from knowledge where pool = '{pool}'"
WORDS = """
(select found.item as number
from unnest(cast(:terms as integer[]), cast(:weights as double precision[])) as asked (term, weight)
cross join lateral (
    select i.item from knowledge_index as i {usable}
    where i.pool = '{pool}' and i.terms @> array[asked.term] limit {postings}
) as found
group by 1 order by sum(asked.weight) desc, 1 desc limit {candidates})
"""
NEAR = """
(select item from vectors where model = {model} and pool = '{pool}' and not twin
order by (vector::halfvec({dimension})) <=> cast(:vector as halfvec({dimension})) limit {nearest})
"""
VOTED = "select number from knowledge where pool = '{pool}' and id = any(:voted)"
ROWS = """
with chosen as materialized ({chosen})
select k.number, k.id, k.used, k.counts, k.length, k.head, k.runs, {cosines}
from chosen join knowledge as k using (number) {join} where {allowed}
"""
NO_COSINES = "null, null, null, null, null"
COSINES = "near.title, near.passage, near.title_common, near.passage_common, near.best"
JOIN = """
left join lateral (
    select max(cosine) filter (where position = 0) as title,
        max(common) filter (where position = 0) as title_common,
        max(cosine) filter (where position > 0) as passage,
        (array_agg(common order by cosine desc) filter (where position > 0))[1] as passage_common,
        (array_agg(position order by cosine desc) filter (where position > 0))[1] as best
    from (
        select position, 1 - (half <=> cast(:vector as halfvec({dimension}))) as cosine, {common} as common
        from (
            select position, vector::halfvec({dimension}) as half
            from vectors where model = {model} and item = k.number offset 0
        ) as held
        offset 0  -- a fence: else each cosine is worked out once for every place that names it
    ) as cosines
) as near on true
"""
COMMON = """
1 - (half <=> (
    select cast(mean as halfvec({dimension})) from embedding_means where model = {model} and pool = '{pool}'
))
"""
TEXTS = text(f"""
select {", ".join(f"k.{name}" for name in ("pool", "id", *FIELDS))}, coalesce(p.text, '') as passage
from unnest(cast(:numbers as bigint[]), cast(:positions as integer[])) as wanted (number, position)
join knowledge as k using (number) left join passages as p on p.item = k.number and p.position = wanted.position
""")


@dataclass(frozen=True)
class Search:
    """One question to the store, within one transaction."""

    connection: Connection
    terms: Sequence[str]
    question: Question | None
    group_id: int | None
    places: dict[str, tuple[int, int | None]] = field(default_factory=dict)
    """Of each candidate, by its key: its number and the position of its nearest passage."""

    @cached_property
    def numbered(self) -> dict[int, str]:
        """The terms by their numbers."""
        return {term_number(term): term for term in self.terms}

    def statistics(self, pools: Sequence[Pool]) -> dict[Pool, Statistics]:
        """What is known of each pool as a whole, as far as the question's terms go."""
        values: dict[str, Any] = {"pools": list(pools), "terms": list(self.numbered), "nearest": str(NEAREST)}
        if self.question:
            values["vector"] = self.question.vector
        rows = self.connection.execute(_known(self.question and self.question.model), values)
        return {row.pool: self._statistics(row) for row in rows}

    def _statistics(self, row: Row[Any]) -> Statistics:
        found = zip(row.terms or (), row.counts or (), strict=True)
        centre = None if row.vectors is None else Centre(row.dot / max(row.norm, 1e-9), row.norm, row.vectors)
        frequencies = {self.numbered[term]: items for term, items in found}
        return Statistics(row.size, row.length / max(1, row.size), frequencies, centre)

    def candidates(self, pool: Pool, known: Statistics, voted: Sequence[str] = ()) -> list[Candidate]:
        """The pool as a whole if it is small, else those with the question's rarest words, the nearest, the voted."""
        if known.items == 0:
            return []
        terms = rarest(self.terms, known)
        values = {
            "terms": [*map(term_number, terms)],
            "weights": [*terms.values()],
            "voted": list(voted),
            "group_id": self.group_id,
        }
        if self.question is not None:
            values["vector"] = self.question.vector
        whole, model = known.items <= SMALL, self.question and self.question.model
        return [self._candidate(pool, row) for row in self.connection.execute(_query(pool, whole, model), values)]

    def _candidate(self, pool: Pool, row: Sequence[Any]) -> Candidate:
        """All that ranking needs; the texts are fetched for those alone that it keeps."""
        number, of, used, packed, length, head, runs, title, passage, title_common, passage_common, best = row
        match = Match(pool, of, "", "", used=tuple(used))
        self.places[match.key] = number, best
        index = Index(counts(packed, self.numbered), length, head, runs)
        return Candidate(match, title, passage, index, (title_common, passage_common))

    def texts(self, ranked: Sequence[Match]) -> list[Match]:
        """Candidates with all their fields, in the same order; those removed meanwhile are left out."""
        places = [self.places[match.key] for match in ranked]
        numbers, positions = ([*column] for column in zip(*places, strict=True)) if places else ([], [])
        rows = self.connection.execute(TEXTS, {"numbers": numbers, "positions": positions}).mappings()
        stored = {match.key: match for match in (replace(item(row), passage=row["passage"]) for row in rows)}
        return [_scored(stored[match.key], match) for match in ranked if match.key in stored]


def _scored(stored: Match, ranked: Match) -> Match:
    names = ("score", "nearness", "lexical", "votes", "among")
    return replace(stored, **{name: getattr(ranked, name) for name in names})


@cache
def _known(model: Model | None) -> TextClause:
    means = MEANS.format(model=model.id) if model else ""
    return text(KNOWN.format(centre=CENTRE if model else NO_CENTRE, means=means))


@cache
def _query(pool: Pool, whole: bool, model: Model | None) -> TextClause:
    ways = [WHOLE] if whole else [WORDS, VOTED, *([NEAR] if model else [])]
    names: dict[str, Any] = {"pool": pool, "postings": POSTINGS, "nearest": NEAREST}
    names["candidates"] = BESIDE_NEAREST if model else CANDIDATES
    names |= {"allowed": ALLOWED.format(k="k"), "usable": USABLE if pool == "canned" else ""}
    names |= {"model": model.id, "dimension": model.dimension} if model else {}
    names["common"] = COMMON.format(**names) if model and pool != "past" else "cast(null as double precision)"
    names["chosen"] = " union ".join(way.format(**names) for way in ways)
    names["cosines"], names["join"] = (COSINES, JOIN.format(**names)) if model else (NO_COSINES, "")
    return text(ROWS.format(**names))


def rarest(terms: Iterable[str], known: Statistics) -> dict[str, float]:
    """The rarest of the terms and what each tells, as many as are in `POSTINGS` items all together, at least one."""
    by_rarity = sorted((known.frequencies[term], term) for term in set(terms) if known.frequencies.get(term))
    chosen: dict[str, float] = {}
    left = POSTINGS
    for items, term in by_rarity:
        if chosen and items > left:
            break
        chosen[term] = math.log(1 + known.items / items)
        left -= items
    return chosen
