"""A desk's texts brought into Postgres in bulk: by COPY, and its indexes of vectors last.

What is stored is what `PostgresKnowledge` would have stored, but for the vectors, which `Desk` makes."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any

import numpy as np
from psycopg import Connection, Cursor
from psycopg.types.json import Jsonb

from assistant.core.draft import Pool
from assistant.store.knowledge.rows import FIELDS, Row, row
from benchmarks.searching.desk import SIZES, Desk
from benchmarks.searching.sentences import SEED, WIDE, Vectors, units

PORTION = 5_000
NOISE = 0.35
"""Length of what is added to a vector of length 1, as sentences that say the same differ."""
COLUMNS = ("number", "pool", "id", *FIELDS, "hash", "length", "head", "counts", "runs")
COUNTS = """
insert into knowledge_terms (pool, term, items)
select pool, term, count(*) from knowledge_index, unnest(terms) as term group by pool, term;
update knowledge_pools as p set size = held.size, length = held.length
from (select pool, count(*) as size, sum(length) as length from knowledge group by pool) as held
where p.pool = held.pool;
"""
INDEXES = """
select indexrelid::regclass::text, pg_get_indexdef(indexrelid) from pg_index
where indrelid in ('vectors'::regclass, 'knowledge_index'::regclass) and not indisprimary"""


@dataclass(frozen=True)
class Portion:
    """Rows of a pool, and one vector of each of their passages, in the same order."""

    rows: list[Row]
    vectors: Vectors


def load(connection: Connection[Any], desk: Desk, model: int) -> None:
    """All of it, committed, the vectors as those of the model with this number."""
    cursor = connection.cursor()
    cursor.execute("set statement_timeout = 0; set maintenance_work_mem = '1GB'; set synchronous_commit = off")
    later = dict(cursor.execute(INDEXES).fetchall())
    for name in later:
        cursor.execute(f"drop index {name}")
    first = 1
    with ProcessPoolExecutor(2) as workers:
        for portion in workers.map(partial(_portion, desk), *zip(*_portions(), strict=True)):
            _copy(cursor, model, first, portion)
            first += len(portion.rows)
            _tell(f"{first - 1:,} texts stored")
    cursor.execute(COUNTS)
    for name, definition in later.items():
        cursor.execute(definition)
        _tell(f"index {name} made")
    connection.commit()


def _portions() -> Iterator[tuple[Pool, int, int]]:
    for pool, count in SIZES.items():
        for start in range(0, count, PORTION):
            yield pool, start, min(count, start + PORTION)


def _portion(desk: Desk, pool: Pool, start: int, end: int) -> Portion:
    pairs = [(row(item), written.vector) for item, written in desk.items(pool, start, end)]
    near = units(np.array([vector for row, vector in pairs for _ in row.passages]))
    noise = np.random.default_rng([SEED, len(pool), start]).normal(scale=NOISE / WIDE**0.5, size=near.shape)
    return Portion([row for row, _ in pairs], units(near + noise))


def _copy(cursor: Cursor[Any], model: int, first: int, portion: Portion) -> None:
    numbered = list(enumerate(portion.rows, first))
    pool = numbered[0][1].values["pool"]
    _rows(cursor, "knowledge", COLUMNS, ([number, *_values(row)] for number, row in numbered))
    _rows(cursor, "knowledge_index", ("item", "pool", "terms"), ([n, pool, row.terms] for n, row in numbered))
    parts = [(number, position, text) for number, row in numbered for position, text in row.passages.items()]
    _rows(cursor, "passages", ("item", "position", "pool", "text"), ([n, at, pool, text] for n, at, text in parts))
    places = [(number, position) for number, position, _ in parts]
    with cursor.copy("copy vectors (model, item, position, pool, vector) from stdin (format binary)") as copy:
        copy.write(_binary(model, pool, places, portion.vectors))


def _values(row: Row) -> Iterator[Any]:
    return (Jsonb(row.values[name]) if name == "labels" else row.values[name] for name in COLUMNS[1:])


def _rows(cursor: Cursor[Any], table: str, columns: tuple[str, ...], rows: Iterator[list[Any]]) -> None:
    with cursor.copy(f"copy {table} ({', '.join(columns)}) from stdin") as copy:
        for values in rows:
            copy.write_row(values)


def _binary(model: int, pool: Pool, places: list[tuple[int, int]], vectors: Vectors) -> bytes:
    """Rows of the table `vectors` in COPY's binary format, each field after its length: as text they take minutes."""
    half = np.dtype([("dimension", ">i2"), ("unused", ">i2"), ("numbers", ">f2", WIDE)])
    fields = {"model": ">i2", "item": ">i8", "position": ">i4", "pool": f"S{len(pool)}", "vector": half}
    sized = chain.from_iterable([(f"{name} length", ">i4"), (name, kind)] for name, kind in fields.items())
    held = np.zeros(len(places), np.dtype([("fields", ">i2"), *sized]))
    held["fields"] = len(fields)
    for name, kind in fields.items():
        held[f"{name} length"] = np.dtype(kind).itemsize
    held["model"], held["pool"] = model, pool.encode()
    held["item"], held["position"] = np.array(places).T
    held["vector"]["dimension"], held["vector"]["numbers"] = WIDE, vectors
    return b"PGCOPY\n\xff\r\n\0" + bytes(8) + held.tobytes() + b"\xff\xff"


def _tell(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)
