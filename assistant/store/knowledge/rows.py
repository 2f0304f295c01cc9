"""An item as its row: what it is found by is worked out before the database is asked anything."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import RowMapping

from assistant.core.draft import Match
from assistant.core.retrieval import item_terms
from assistant.core.retrieval.passages import positions

LONGEST_TERM = 100
"""Characters of a term that are indexed: an index entry holds 2,700 bytes."""
FIELDS = ("title", "text", "html", "url", "public", "answer", "used", "labels", "groups", "companies", "language")


@dataclass(frozen=True)
class Row:
    """A row of `knowledge` and its passages, by position: 0 is the title, or all that a past ticket asked."""

    values: dict[str, Any]
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
    held = item_terms(item)
    parts = positions(item)
    values |= {name: list(values[name]) for name in ("used", "labels", "groups", "companies")}
    found = {"terms": sorted({index_term(term) for term in held}), "length": len(held)}
    digest = hashlib.sha256(json.dumps([values, found, parts]).encode()).hexdigest()
    return Row({"pool": item.pool, "id": _storable(item.id), **values, **found, "hash": digest}, parts)


def index_term(term: str) -> str:
    """A term as the index holds it."""
    return str(_storable(term))[:LONGEST_TERM]


def item(stored: RowMapping) -> Match:
    """The item of a row, with its nearest passage if the row names one."""
    values = {name: stored[name] for name in ("pool", "id", *FIELDS)}
    values |= {name: tuple(stored[name]) for name in ("used", "groups", "companies")}
    values["labels"] = tuple((name, value) for name, value in stored["labels"])
    return Match(**values, passage=stored.get("passage") or "")


def _storable(value: Any) -> Any:
    """Text without NUL and without halves of characters, which Postgres refuses; also within tuples."""
    if isinstance(value, str):
        return value.replace("\0", "").encode("utf-8", "ignore").decode()
    return tuple(map(_storable, value)) if isinstance(value, tuple) else value
