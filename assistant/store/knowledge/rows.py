"""An item as its row: what it is found by is worked out before the database is asked anything."""

from __future__ import annotations

import hashlib
import json
import struct
import zlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import RowMapping

from assistant.core.draft import Match
from assistant.core.retrieval import index
from assistant.core.retrieval.passages import positions

FIELDS = ("title", "text", "html", "url", "public", "answer", "used", "labels", "groups", "companies", "language")


@dataclass(frozen=True)
class Row:
    """A row of `knowledge`, the numbers of its terms, and its passages by position.

    Position 0 is the title, or all that a past ticket asked."""

    values: dict[str, Any]
    terms: list[int]
    passages: dict[int, str]

    @property
    def id(self) -> str:
        """Of the item in its pool."""
        return str(self.values["id"])

    @property
    def hash(self) -> str:
        """The same as long as neither the item changes nor the way in which it is cut up and indexed."""
        return str(self.values["hash"])


def row(item: Match) -> Row:
    """The item without what Postgres cannot store, its terms and its passages."""
    values = {name: _storable(getattr(item, name)) for name in FIELDS}
    item = replace(item, **values)
    made = index(item)
    parts = positions(item)
    values |= {name: list(values[name]) for name in ("used", "labels", "groups", "companies")}
    values |= {"length": made.length, "head": made.head, "runs": made.runs}
    digest = hashlib.sha256(json.dumps([values, made.counts, parts]).encode()).hexdigest()
    numbered = Counter[int]()
    for term, count in made.counts.items():
        numbered[term_number(term)] += count
    values |= {"pool": item.pool, "id": _storable(item.id), "counts": _packed(numbered), "hash": digest}
    return Row(values, sorted(numbered), parts)


def term_number(term: str) -> int:
    """What stands for a term in the index, within a Postgres integer.

    Rows of numbers are a third as wide as rows of words, and a big pool's stay in memory. Two of a hundred thousand
    terms may share a number: then a text seems to have one word more."""
    return zlib.crc32(term.encode("utf-8", "ignore")) - 2**31


def _packed(counts: Mapping[int, int]) -> bytes:
    """The numbers of all terms, four bytes each, then how often each stands, two bytes each: read without parsing.

    Only the beginning of a text is cut into terms, so none stands more often than two bytes can say."""
    return struct.pack(f"<{len(counts)}i{len(counts)}H", *counts.keys(), *counts.values())


def counts(packed: bytes, asked: Mapping[int, str]) -> dict[str, int]:
    """How often each of the terms asked for, by its number, stands in a text that has it."""
    size = len(packed) // 6
    held = struct.unpack(f"<{size}i{size}H", packed)
    return {asked[number]: count for number, count in zip(held[:size], held[size:], strict=True) if number in asked}


def item(stored: RowMapping) -> Match:
    """The item of a row."""
    values = {name: stored[name] for name in ("pool", "id", *FIELDS)}
    values |= {name: tuple(stored[name]) for name in ("used", "groups", "companies")}
    values["labels"] = tuple((name, value) for name, value in stored["labels"])
    return Match(**values)


def _storable(value: Any) -> Any:
    """Text without NUL and without halves of characters, which Postgres refuses; also within tuples."""
    if isinstance(value, str):
        return value.replace("\0", "").encode("utf-8", "ignore").decode()
    return tuple(map(_storable, value)) if isinstance(value, tuple) else value
