"""A large desk's texts: each put together from sentences as mails are, with a vector that is theirs and some noise."""

from __future__ import annotations

import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from assistant.core.draft import Match, Pool
from benchmarks.searching.sentences import SEED, Sentences, Stock, Vector

SIZES: dict[Pool, int] = {"past": 100_000, "article": 2_000, "canned": 300}
MIDDLE: dict[Pool, int] = {"past": 70, "article": 500, "canned": 60}
"""Words of a text, in the middle: most are shorter, a few very much longer."""
ANSWER, TITLE = 60, 6
MAIL = 45
LONGEST = 1_500
ON_TOPIC = 0.5
"""Sentences of a text that are about its topic; the others are about anything."""
OTHER = 0.08
"""Words that are another in place of the sentence's own."""
FIRST = 0.5
"""Part of a text's vector that is its first sentence's; the rest is the mean of all."""
A_PARAGRAPH = 5


@dataclass(frozen=True)
class Written:
    """A text, the number of its topic, and what its vector lies near."""

    text: str
    topic: int
    vector: Vector

    @property
    def literal(self) -> str:
        """The vector as pgvector reads it, with length 1."""
        return str((self.vector / np.linalg.norm(self.vector)).tolist())


class Desk:
    """All texts of one desk, the same in each run."""

    def __init__(self, stock: Stock) -> None:
        self.stock = stock
        self.by_topic: defaultdict[int, list[int]] = defaultdict(list)
        for number, topic in enumerate(stock.own.topics):
            self.by_topic[topic].append(number)
        self.topics = sorted(self.by_topic)
        self.popular = list(accumulate(1 / (rank + 5) for rank in range(len(self.topics))))
        words = Counter(word for text in (*stock.own.texts, *stock.common.texts) for word in text.split())
        self.words, self.often = list(words), list(accumulate(words.values()))

    def items(self, pool: Pool, start: int, end: int) -> Iterator[tuple[Match, Written]]:
        """Those of a pool from number `start` on, before `end`."""
        chance = random.Random(f"{SEED} {pool} {start}")
        for number in range(start, end):
            topic = chance.choices(self.topics, cum_weights=self.popular)[0]
            written = self._written(chance, topic, MIDDLE[pool])
            title = " ".join(self.stock.own.texts[chance.choice(self.by_topic[topic])].split()[:TITLE])
            answer = self._written(chance, topic, ANSWER).text if pool == "past" else ""
            used = (f"canned:{topic}",) if pool == "past" else ()
            yield Match(pool, str(number), title, written.text, answer=answer, used=used), written

    def questions(self) -> list[Written]:
        """Mails that begin with a question that no text holds."""
        chance = random.Random(SEED)
        asked = self.stock.asked
        return [self._written(chance, topic, MAIL, asked, at) for at, topic in enumerate(asked.topics)]

    def _written(
        self, chance: random.Random, topic: int, middle: int, first: Sentences | None = None, at: int = 0
    ) -> Written:
        """A text of some length about the topic, beginning with sentence `at` of `first`."""
        own, common = self.stock.own, self.stock.common
        chosen = [(first, at) if first else (own, chance.choice(self.by_topic[topic]))]
        left = max(5, min(LONGEST, int(chance.lognormvariate(math.log(middle), 0.7))))
        while (left := left - len(chosen[-1][0].texts[chosen[-1][1]].split())) > 0:
            on_topic = chance.random() < ON_TOPIC
            of = own if on_topic else common
            chosen.append((of, chance.choice(self.by_topic[topic]) if on_topic else chance.randrange(len(of.texts))))
        said = [self._said(chance, of.texts[number]) for of, number in chosen]
        if chance.random() < 0.5:
            said.append(f"Order {chance.randrange(10**6)}.")
        vectors = np.array([of.vectors[number] for of, number in chosen])
        paragraphs = (" ".join(said[at : at + A_PARAGRAPH]) for at in range(0, len(said), A_PARAGRAPH))
        return Written("\n\n".join(paragraphs), topic, FIRST * vectors[0] + (1 - FIRST) * vectors.mean(axis=0))

    def _said(self, chance: random.Random, text: str) -> str:
        """With some words changed for others, common ones more often."""
        words = text.split()
        others = iter(chance.choices(self.words, cum_weights=self.often, k=len(words)))
        return " ".join(next(others) if chance.random() < OTHER else word for word in words)
