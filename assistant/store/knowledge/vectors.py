"""Vectors of the passages, by the model that made them: one model answers, the next one is filled up beside it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import structlog
from sqlalchemy import Connection, Engine, text

from assistant.errors import ModelUnavailable
from assistant.ports import Embedder
from assistant.store.engine import transaction

log = structlog.get_logger()

Embedders = Callable[[str | None], Embedder | None]
"""None -> what is to make the vectors now; a name -> what makes those of that name, if it still can be made."""
POOLS = ("canned", "article", "past")
AT_ONCE = 32
"""Texts between two commits."""
MOST_ALIKE = 3
"""Past tickets that ask the very same and are in an index of vectors; there hundreds would know only each other, and
hide all that is less near. Words find their twins too."""
WIDEST = 4000
"""Numbers of a vector that pgvector can index."""
NO_LIMIT = text("set local statement_timeout = 0; set local lock_timeout = '60s'")
ONE_AT_A_TIME = text("select pg_advisory_xact_lock(4919131753)")
HAS_PGVECTOR = text("select to_regtype('halfvec') is not null")
COLUMN = """
select atttypid = to_regtype('halfvec') from pg_attribute
where attrelid = cast('vectors' as regclass) and attname = 'vector' and not attisdropped"""
"""Whether the vectors' column is pgvector's; no row where it went with pgvector."""
CONVERT = text("""
alter table vectors alter column vector type halfvec using vector::halfvec, set (toast_tuple_target = 8160)""")
"""Rows of up to a page stay in one piece: a vector of 1536 numbers is read with every comparison."""
ADD_AGAIN = text("alter table vectors add column vector real[] not null")
FORGET_ALL = text("delete from embedding_models")
ACTIVE = text("select id, name, dimension from embedding_models where active")
USABLE = text(f"select id, name, dimension from embedding_models where active and ({COLUMN})")
KNOWN = text("select id, name, dimension from embedding_models where name = :name")
ADD = text("insert into embedding_models (name, dimension) values (:name, :dimension) on conflict do nothing")
MISSING = """
from passages as p where not exists (
    select 1 from vectors as v where v.model = :model and v.item = p.item and v.position = p.position
)
"""
SOME_MISSING = text(f"""select p.item, p.position, p.text {MISSING}
order by array_position(array['canned', 'article', 'past'], p.pool), p.item desc limit :limit""")
COUNT_MISSING = text(f"select count(*) {MISSING}")
SHOWN = """
select count(*) from (
    select from passages as same join vectors as v on v.item = same.item and v.position = same.position
    where same.pool = 'past' and same.text = {text} and v.model = :model and not v.twin limit {most}
) as shown"""
STORE = text(f"""
insert into vectors (model, item, position, pool, vector, twin)
select m.id, p.item, p.position, p.pool, cast(:vector as real[]),
    p.pool = 'past' and ({SHOWN.format(text="p.text", most=MOST_ALIKE)}) = {MOST_ALIKE}
from embedding_models as m, passages as p
where m.id = :model and p.item = :item and p.position = :position and p.text = :text
for key share of m, p
on conflict do nothing
""")
SHOW = text(f"""
update vectors as hidden set twin = false
from (
    select distinct p.text from vectors as v join passages as p using (item, position) where v.model = :model and v.twin
) as alike
cross join lateral (
    select v.item, v.position from passages as same join vectors as v using (item, position)
    where same.pool = 'past' and same.text = alike.text and v.model = :model and v.twin
    order by v.item desc limit {MOST_ALIKE} - ({SHOWN.format(text="alike.text", most=MOST_ALIKE)})
) as next
where hidden.model = :model and hidden.item = next.item and hidden.position = next.position
""")
"""Twins take the places of those that were removed."""
MEANS = text("""
insert into embedding_means (model, pool, vectors, mean)
select model, pool, count(*), cast(avg(cast(vector as vector)) as real[])
from vectors where model = :model and pool in ('canned', 'article') group by model, pool
on conflict (model, pool) do update set vectors = excluded.vectors, mean = excluded.mean
""")
OTHERS = text("select id from embedding_models where id <> :id")
FORGET_OTHERS = text("delete from embedding_models where id <> :id")
ACTIVATE = text("update embedding_models set active = true where id = :id")


@dataclass(frozen=True)
class Model:
    """A model that vectors are of."""

    id: int
    name: str
    dimension: int


@dataclass(frozen=True)
class Question:
    """The question as a vector of the model that answers."""

    model: Model
    vector: str
    """As pgvector reads it."""


@dataclass
class Pause:
    """After a fault the model is not asked for a while: every question would wait for it in vain."""

    seconds: float = 30.0
    until: float = 0.0

    def begin(self) -> None:
        """From now on."""
        self.until = time.monotonic() + self.seconds

    def lasts(self) -> bool:
        """Whether it is not over yet."""
        return time.monotonic() < self.until


def question(engine: Engine, embedders: Embedders, words: str, pause: Pause) -> Question | None:
    """None where words alone must do: no embedder, no complete set of vectors, no pgvector, or the model is away."""
    wanted = embedders(None)
    if wanted is None or pause.lasts():
        return None
    with transaction(engine) as connection:
        model = _model(connection, USABLE)
    if model is None:
        return None
    embedder = wanted if wanted.name == model.name else embedders(model.name)
    if embedder is None:
        return None
    try:
        vector = embedder.embed([words])[0]
    except ModelUnavailable as error:
        pause.begin()
        log.warning("searched by words alone", model=model.name, reason=str(error), pause=pause.seconds)
        return None
    if len(vector) != model.dimension:
        log.warning("searched by words alone", model=model.name, reason="its vectors have another length now")
        return None
    return Question(model, f"[{','.join(map(str, vector))}]")


def embed(engine: Engine, embedder: Embedder, limit: int) -> int:
    """Make up to `limit` vectors that are missing, kept as they come; how many are still missing.

    The model answers from when none is missing; those before it are forgotten then. Raises ModelUnavailable."""
    if not prepare(engine):
        return 0
    with transaction(engine) as connection:
        model = _model(connection, KNOWN, name=embedder.name)
        rows = connection.execute(SOME_MISSING, {"model": model.id if model else 0, "limit": limit}).all()
    for at in range(0, len(rows), AT_ONCE):
        some = rows[at : at + AT_ONCE]
        made = embedder.embed([row.text for row in some])
        model = model or register(engine, embedder.name, len(made[0]))
        if {len(vector) for vector in made} != {model.dimension}:
            raise ModelUnavailable(f"The model {model.name} gives vectors of another length than before.")
        with transaction(engine) as connection:
            values = [
                {"model": model.id, "vector": list(vector), **row._mapping}
                for row, vector in zip(some, made, strict=True)
            ]
            connection.execute(STORE, values)
    return _settle(engine, model) if model else 0


def prepare(engine: Engine) -> bool:
    """Whether vectors can be kept; where pgvector came after the tables, their column is made its own first.

    So kept they are half as large as plain numbers, and compared without being converted."""
    with transaction(engine) as connection:
        if not connection.execute(HAS_PGVECTOR).scalar_one():
            return False
        if connection.execute(text(COLUMN)).scalar_one_or_none():
            return True
        connection.execute(NO_LIMIT)
        connection.execute(ONE_AT_A_TIME)
        ours = connection.execute(text(COLUMN)).scalar_one_or_none()
        if ours is None:
            connection.execute(FORGET_ALL)
            connection.execute(ADD_AGAIN)
        if not ours:
            connection.execute(CONVERT)
    return True


def register(engine: Engine, name: str, dimension: int) -> Model:
    """The model's row, and its empty indexes: making them later would hold up writers. Raises ModelUnavailable."""
    if dimension > WIDEST:
        raise ModelUnavailable(f"The model {name} gives vectors of {dimension} numbers; {WIDEST} can be searched.")
    with transaction(engine) as connection:
        connection.execute(NO_LIMIT)
        connection.execute(ONE_AT_A_TIME)
        connection.execute(ADD, {"name": name, "dimension": dimension})
        model = _model(connection, KNOWN, name=name)
        assert model  # noqa: S101 - added above
        for index, pool in _indexes(model.id):
            connection.execute(
                text(
                    f"create index if not exists {index} on vectors using hnsw"
                    f" ((vector::halfvec({model.dimension})) halfvec_cosine_ops)"
                    f" where model = {model.id} and pool = '{pool}' and not twin"
                )
            )
    return model


def _settle(engine: Engine, model: Model) -> int:
    """How many are missing; with none, the model answers from now on."""
    with transaction(engine) as connection:
        connection.execute(SHOW, {"model": model.id})
        missing = int(connection.execute(COUNT_MISSING, {"model": model.id}).scalar_one())
        if not missing:
            connection.execute(MEANS, {"model": model.id})
        if missing or _model(connection, ACTIVE) == model:
            return missing
        connection.execute(NO_LIMIT)
        connection.execute(ONE_AT_A_TIME)
        for other in connection.execute(OTHERS, {"id": model.id}).scalars().all():
            for index, _ in _indexes(other):
                connection.execute(text(f"drop index if exists {index}"))
        connection.execute(FORGET_OTHERS, {"id": model.id})
        connection.execute(ACTIVATE, {"id": model.id})
    log.info("vectors are complete", model=model.name)
    return 0


def _indexes(model: int) -> Iterator[tuple[str, str]]:
    """Name and pool of each of a model's indexes."""
    return ((f"vectors_{model}_{pool}", pool) for pool in POOLS)


def _model(connection: Connection, query: Any, **values: str) -> Model | None:
    row = connection.execute(query, values).one_or_none()
    return Model(*row) if row else None
