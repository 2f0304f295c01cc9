"""Writes: only what changed, with its passages, and how common each term of the pool is now.

Writers of one pool wait for each other at the pool's row, so that the counts stay exact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from sqlalchemy import Connection, text
from sqlalchemy.dialects.postgresql import insert

from assistant.core.draft import Pool
from assistant.store.knowledge.rows import Row
from assistant.store.tables import knowledge

AT_ONCE = 500
"""Items of one statement."""
WAIT = text("set local lock_timeout = '60s'")
LOCK = text("select 1 from knowledge_pools where pool = :pool for update")
HASHES = text("select id, hash from knowledge where pool = :pool and (:whole or id = any(:ids))")
HELD = """
with held as (
    select term, count(*) as items
    from knowledge as k join knowledge_index as i on i.item = k.number, unnest(i.terms) as term
    where k.pool = :pool and k.id = any(:ids) group by term
)
"""
DROP_TERMS = text(f"""{HELD}
delete from knowledge_terms as t using held where t.pool = :pool and t.term = held.term and t.items <= held.items""")
SUBTRACT_TERMS = text(f"""{HELD}
update knowledge_terms as t set items = t.items - held.items from held where t.pool = :pool and t.term = held.term""")
ADD_TERMS = text(f"""{HELD}
insert into knowledge_terms as t (pool, term, items) select :pool, term, items from held
on conflict (pool, term) do update set items = t.items + excluded.items""")
ADD_TO_POOL = text("""
update knowledge_pools as p set size = p.size + :sign * held.size, length = p.length + :sign * held.length
from (
    select count(*) as size, coalesce(sum(length), 0) as length from knowledge where pool = :pool and id = any(:ids)
) as held where p.pool = :pool""")
INDEX = text("""
insert into knowledge_index (item, pool, terms)
select k.number, k.pool, cast(given.terms as integer[])
from unnest(cast(:ids as text[]), cast(:terms as text[])) as given (id, terms)
join knowledge as k on k.pool = :pool and k.id = given.id
on conflict (item) do update set terms = excluded.terms""")
DELETE = text("delete from knowledge where pool = :pool and id = any(:ids)")
GIVEN = """
with given as (
    select k.number as item, n.position, n.text
    from unnest(cast(:of as text[]), cast(:positions as integer[]), cast(:texts as text[])) as n (id, position, text)
    join knowledge as k on k.pool = :pool and k.id = n.id
)
"""
DROP_PASSAGES = text(f"""{GIVEN}
delete from passages as p using knowledge as k
where k.pool = :pool and k.id = any(:ids) and p.item = k.number
and (p.item, p.position, p.text) not in (select item, position, text from given)""")
ADD_PASSAGES = text(f"""{GIVEN}
insert into passages (item, position, pool, text) select item, position, :pool, text from given
on conflict do nothing""")


def change(connection: Connection, pool: Pool, rows: Sequence[Row], *, whole: bool) -> None:
    """Add and change these; if `whole`, remove all others of the pool."""
    wanted = {row.id: row for row in rows}
    known = _lock(connection, pool, list(wanted), whole=whole)
    changed = [row for row in wanted.values() if known.get(row.id) != row.hash]
    if whole:
        _remove(connection, pool, [number for number in known if number not in wanted])
    for some in _portions(changed):
        _write(connection, pool, some)


def remove(connection: Connection, pool: Pool, ids: Sequence[str]) -> None:
    """Take these out, if they are there."""
    known = _lock(connection, pool, ids, whole=False)
    _remove(connection, pool, list(known))


def _lock(connection: Connection, pool: Pool, ids: Sequence[str], *, whole: bool) -> dict[str, str]:
    """Wait for the pool's other writers; id -> hash of what is there."""
    connection.execute(WAIT)
    connection.execute(LOCK, {"pool": pool})
    return dict(connection.execute(HASHES, {"pool": pool, "ids": list(ids), "whole": whole}).all())


def _remove(connection: Connection, pool: Pool, ids: Sequence[str]) -> None:
    if ids:
        _uncount(connection, pool, ids)
        connection.execute(DELETE, {"pool": pool, "ids": list(ids)})


def _write(connection: Connection, pool: Pool, rows: Sequence[Row]) -> None:
    ids = [row.id for row in rows]
    _uncount(connection, pool, ids)
    statement = insert(knowledge)
    changed = {name: statement.excluded[name] for name in rows[0].values if name not in ("pool", "id")}
    statement = statement.on_conflict_do_update(index_elements=["pool", "id"], set_=changed)
    connection.execute(statement, [row.values for row in rows])
    parts = [(row.id, position, words) for row in rows for position, words in row.passages.items()]
    of, positions, texts = ([*column] for column in zip(*parts, strict=True)) if parts else ([], [], [])
    given = {"pool": pool, "ids": ids, "of": of, "positions": positions, "texts": texts}
    terms = [f"{{{','.join(map(str, row.terms))}}}" for row in rows]
    connection.execute(INDEX, {"pool": pool, "ids": ids, "terms": terms})
    connection.execute(DROP_PASSAGES, given)
    connection.execute(ADD_PASSAGES, given)
    connection.execute(ADD_TERMS, {"pool": pool, "ids": ids})
    connection.execute(ADD_TO_POOL, {"pool": pool, "ids": ids, "sign": 1})


def _uncount(connection: Connection, pool: Pool, ids: Sequence[str]) -> None:
    """These no longer count, as they are stored now."""
    connection.execute(DROP_TERMS, {"pool": pool, "ids": list(ids)})
    connection.execute(SUBTRACT_TERMS, {"pool": pool, "ids": list(ids)})
    connection.execute(ADD_TO_POOL, {"pool": pool, "ids": list(ids), "sign": -1})


def _portions(rows: Sequence[Row]) -> Iterator[list[Row]]:
    left = iter(rows)
    while some := list(islice(left, AT_ONCE)):
        yield some
