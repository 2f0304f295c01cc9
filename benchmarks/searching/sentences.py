"""What a large desk's texts are put together from: sentences with topics and vectors, real ones or made-up ones."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from pathlib import Path

import numpy as np

from assistant.llm.minilm import local_model
from benchmarks.quality.libraries import rows

SEED = 20_261_123
OWN, COMMON = 2_000, 500
"""Sentences of topics, and those that may stand in any text: as many as a minute of embedding makes."""
ASKED = 300
WIDE = 384

Vector = np.ndarray[tuple[int], np.dtype[np.float32]]
Vectors = np.ndarray[tuple[int, int], np.dtype[np.float32]]


@dataclass(frozen=True)
class Sentences:
    """Row n of the vectors is of text n; topics are counted from 0, and -1 is none."""

    texts: list[str]
    topics: list[int]
    vectors: Vectors


@dataclass(frozen=True)
class Stock:
    """All that texts are made of. Questions are never in a text."""

    about: str
    own: Sentences
    common: Sentences
    asked: Sentences


def real(folder: Path) -> Stock:
    """Questions to a bank and a shop, and sentences of articles, with their vectors by the model of this machine."""
    chance = random.Random(SEED)
    banks = [(row["text"], row["intent"]) for row in rows(folder / "banking77/past_tickets.jsonl")]
    shops = [(row["text"], row["canned_response_id"]) for row in rows(folder / "bitext/past_tickets.jsonl")]
    asked = [(row["text"], row["intent"]) for row in rows(folder / "banking77/queries_dev.jsonl")]
    asked += [(row["text"], row["canned_response_id"]) for row in rows(folder / "bitext/queries_dev.jsonl")]
    topics = {name: number for number, name in enumerate(sorted({name for _, name in (*banks, *shops)}))}
    own = chance.sample([*banks, *shops], OWN)
    common = chance.sample(_of_articles(folder), COMMON)
    return Stock(
        "put together from real sentences (questions to a bank and a shop, FAQ, documentation)",
        _embedded([text for text, _ in own], [topics[name] for _, name in own]),
        _embedded(common, [-1] * COMMON),
        _embedded(*_apart(chance.sample(asked, ASKED), topics)),
    )


def _apart(pairs: Sequence[tuple[str, str]], topics: dict[str, int]) -> tuple[list[str], list[int]]:
    return [text for text, _ in pairs], [topics[name] for _, name in pairs]


def _of_articles(folder: Path) -> list[str]:
    held = chain.from_iterable(rows(folder / f"{name}/articles.jsonl") for name in ("faq_covid", "product_docs"))
    found = (part.strip() for row in held for part in re.split(r"(?<=[.!?])\s+|\n+", row["body"]))
    return sorted({part for part in found if 6 <= len(part.split()) <= 40})


def _embedded(texts: list[str], topics: list[int]) -> Sentences:
    model = local_model()
    assert model, "the extra with vectors is not installed"  # noqa: S101 - the development set holds it
    return Sentences(texts, topics, np.array(model.embed(texts), dtype=np.float32))


def made_up() -> Stock:
    """Words by Zipf's law, of which each topic uses some more than others, and vectors around the topics' centres."""
    chance, noise = random.Random(SEED), np.random.default_rng(SEED)
    words = [_word(number) for number in range(40_000)]
    weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(words))))
    held = [chance.sample(words[200:8_000], 60) for _ in range(104)]
    centres = units(noise.normal(size=(104, WIDE)))

    def some(count: int, topics: int) -> Sentences:
        of = [chance.randrange(104) if topics else -1 for _ in range(count)]
        texts = []
        for topic in of:
            said = chance.choices(words, cum_weights=weights, k=chance.randint(6, 20))
            telling = chance.choices(held[topic], k=len(said)) if topics else said
            texts.append(" ".join(b if chance.random() < 0.25 else a for a, b in zip(said, telling, strict=True)))
        around = noise.normal(size=(count, WIDE)) / WIDE**0.5
        return Sentences(texts, of, units(centres[of] + 0.8 * around if topics else around))

    return Stock("of made-up words by Zipf's law", some(OWN, 1), some(COMMON, 0), some(ASKED, 1))


def _word(number: int) -> str:
    """A word of syllables, its own for each number."""
    syllables = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]
    found = ""
    while number or not found:
        number, digit = divmod(number, len(syllables))
        found += syllables[digit]
    return f"{found}x"


def units(vectors: np.ndarray[tuple[int, int], np.dtype[np.float64]] | Vectors) -> Vectors:
    """Each with length 1."""
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
