"""Knowledge of one process: searched as Postgres' is, and forgotten with the process."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import fmean

from assistant.core.audience import as_seen_by, may_use
from assistant.core.draft import Match, Pool
from assistant.core.retrieval import Candidate, Centre, Statistics, rank, statistics
from assistant.core.retrieval.passages import positions
from assistant.errors import ModelUnavailable
from assistant.ports import Embedder

Vector = Sequence[float]


class Memory:
    """Fills `ports.Knowledge`."""

    def __init__(self, embedder: Embedder | None = None) -> None:
        self._embedder = embedder
        self._pools: dict[Pool, dict[str, Match]] = {}
        self._vectors: dict[str, Vector] = {}
        """Passage -> its vector."""
        self._means: dict[Pool, _Mean | None] = {}
        self._complete = False
        """Whether every passage had its vector once: from then on they are used."""

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
        """The `limit` best of each pool, best first over all."""
        question = self._question(text)
        stored = {pool: self._pools.get(pool, {}).values() for pool in pools}
        held = {pool: [item for item in items if item.key != without] for pool, items in stored.items()}
        allowed = {pool: [item for item in items if may_use(item, group_id)] for pool, items in held.items()}
        found = {pool: [self._candidate(item, question) for item in items] for pool, items in allowed.items()}
        known = {pool: self._statistics(pool, items, question) for pool, items in held.items()}
        best = rank(text, found, known, limit=limit)
        return [as_seen_by(match, company_id) for match in best]

    def counts(self) -> Mapping[Pool, int]:
        """How many of each pool that holds any."""
        return {pool: len(items) for pool, items in self._pools.items() if items}

    def items(self, pool: Pool, limit: int) -> Sequence[Match]:
        """Up to `limit` items of a pool, newest first, unranked."""
        return list(reversed(self._pools.get(pool, {}).values()))[:limit]

    def replace(self, pool: Pool, items: Sequence[Match]) -> None:
        """Make the pool hold exactly these."""
        self._means.clear()
        self._pools[pool] = {item.id: replace(item, pool=pool) for item in items}

    def put(self, items: Sequence[Match]) -> None:
        """Add or change these; the others stay."""
        self._means.clear()
        for item in items:
            self._pools.setdefault(item.pool, {})[item.id] = item

    def remove(self, pool: Pool, ids: Sequence[str]) -> None:
        """Take these out."""
        self._means.clear()
        for number in ids:
            self._pools.get(pool, {}).pop(number, None)

    def embed(self, limit: int) -> int:
        """Make up to `limit` vectors that are missing; how many still are. Raises ModelUnavailable."""
        if self._embedder is None:
            return 0
        missing = self._missing()
        if missing:
            self._means.clear()
            self._vectors |= zip(missing[:limit], self._embedder.embed(missing[:limit]), strict=True)
        self._complete = self._complete or not missing[limit:]
        return len(missing[limit:])

    def _missing(self) -> list[str]:
        texts = (text for items in self._pools.values() for item in items.values() for text in positions(item).values())
        return [text for text in dict.fromkeys(texts) if text not in self._vectors]

    def _question(self, text: str) -> Vector | None:
        """None where words alone must do."""
        if self._embedder is None or not self._complete:
            return None
        try:
            return self._embedder.embed([text])[0]
        except ModelUnavailable:
            return None

    def _statistics(self, pool: Pool, items: Sequence[Match], question: Vector | None) -> Statistics:
        known, mean = statistics(items), self._mean(pool)
        if question is None or mean is None:
            return known
        length = math.hypot(*mean.of)
        return replace(known, centre=Centre(_cosine(question, mean.of) / max(length, 1e-9), length, mean.vectors))

    def _mean(self, pool: Pool) -> _Mean | None:
        """Of the pool's vectors; kept until something changes."""
        if pool not in self._means:
            texts = [text for item in self._pools.get(pool, {}).values() for text in positions(item).values()]
            held = [self._vectors[text] for text in texts if text in self._vectors]
            mean = _Mean(len(held), [fmean(column) for column in zip(*held, strict=True)])
            self._means[pool] = mean if held and pool != "past" else None
        return self._means[pool]

    def _candidate(self, item: Match, question: Vector | None) -> Candidate:
        if question is None:
            return Candidate(item)
        texts = {at: text for at, text in positions(item).items() if text in self._vectors}
        near = {at: _cosine(question, self._vectors[text]) for at, text in texts.items()}
        chunks = {at: cosine for at, cosine in near.items() if at}
        best = max(chunks, key=lambda at: chunks[at], default=None)
        mean = self._mean(item.pool)
        common = {at: _cosine(self._vectors[texts[at]], _unit(mean.of)) for at in (0, best) if mean and at in texts}
        passage = "" if best is None else texts[best]
        return Candidate(
            replace(item, passage=passage),
            near.get(0),
            None if best is None else chunks[best],
            common=(common.get(0), common.get(best or -1)),
        )


@dataclass(frozen=True)
class _Mean:
    """Of so many vectors."""

    vectors: int
    of: Vector


def _cosine(one: Vector, other: Vector) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def _unit(vector: Vector) -> Vector:
    length = max(math.hypot(*vector), 1e-9)
    return [value / length for value in vector]
