"""What only a database can get wrong: needless writes, two writers, a change of model, a Postgres without pgvector."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine, text

from assistant.cli.memory import Memory
from assistant.core.draft import Match
from assistant.core.retrieval import index
from assistant.errors import ModelUnavailable
from assistant.store import PostgresKnowledge, upgrade
from assistant.store.engine import make_engine
from assistant.store.health import has_pgvector
from assistant.store.knowledge.rows import term_number
from assistant.store.knowledge.vectors import Pause
from tests.store.toy_embedder import ToyEmbedder

ARTICLE = Match("article", "1", "Clean the grinder", "Take out the burrs. " * 100)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    made = make_engine(database_url)
    yield made
    made.dispose()


def asked(engine: Engine, query: str) -> list[object]:
    with engine.connect() as connection:
        return list(connection.execute(text(query)).scalars())


def knowing(engine: Engine, *embedders: ToyEmbedder) -> PostgresKnowledge:
    """The first makes the vectors; all of them can still read theirs."""
    named = {each.name: each for each in embedders}
    return PostgresKnowledge(engine, lambda name: embedders[0] if name is None else named.get(name))


def past(count: int, *, of: str = "") -> list[Match]:
    return [Match("past", f"{of}{number}", f"Case {number}", f"{of} grinder broken" * 3) for number in range(count)]


def test_what_did_not_change_is_not_written(engine: Engine) -> None:
    knowledge = PostgresKnowledge(engine)
    knowledge.replace("article", [ARTICLE, replace(ARTICLE, id="2")])
    query = "select xmin::text || ' ' || id from knowledge union all select xmin::text || ' ' || item from passages"
    before = asked(engine, query)
    knowledge.replace("article", [ARTICLE, replace(ARTICLE, id="2")])
    knowledge.put([ARTICLE])
    assert sorted(before, key=str) == sorted(asked(engine, query), key=str)


def test_a_changed_ending_keeps_the_passages_before_it(engine: Engine) -> None:
    knowledge = knowing(engine, ToyEmbedder())
    knowledge.put([ARTICLE])
    knowledge.embed(99)
    before = asked(engine, "select count(*) from vectors")
    knowledge.put([replace(ARTICLE, text=f"{ARTICLE.text} And the lid.")])
    assert [before[0] - 1] == asked(engine, "select count(*) from vectors")  # type: ignore[operator]


def test_a_removed_item_leaves_nothing_behind(engine: Engine) -> None:
    knowledge = knowing(engine, ToyEmbedder())
    knowledge.put([ARTICLE])
    knowledge.embed(99)
    knowledge.remove("article", ["1"])
    left = "select 1 from passages union all select 1 from vectors union all select 1 from knowledge_terms"
    assert [] == asked(engine, left)
    assert [0, 0, 0] == asked(engine, "select size + length from knowledge_pools")


def test_two_writers_at_once_count_every_term_exactly(engine: Engine) -> None:
    knowledge = PostgresKnowledge(engine)
    ours, theirs = past(120, of="a"), past(120, of="b")
    portions = [items[at : at + 20] for items in (ours, theirs) for at in range(0, 120, 20)]
    changed = [[replace(item, text=f"{item.text} slowly") for item in items] for items in portions]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(knowledge.put, [*portions, *changed, *reversed(portions)]))
        list(pool.map(lambda item: knowledge.remove("past", [item.id]), theirs[:30]))
    stored = knowledge.items("past", 999)
    assert 210 == len(stored)
    with engine.connect() as connection:
        counted: dict[int, int] = dict(connection.execute(text("select term, items from knowledge_terms")).all())
        size = connection.execute(text("select size, length from knowledge_pools where pool = 'past'")).one()
    assert Counter(term for item in stored for term in set(map(term_number, index(item).counts))) == counted
    assert (210, sum(index(item).length for item in stored)) == tuple(size)


def test_a_big_pool_is_searched_by_its_rarest_words(engine: Engine) -> None:
    knowledge = PostgresKnowledge(engine)
    knowledge.put([*past(400), Match("past", "x", "Descaling", "The grinder is broken, and full of limescale.")])
    found = knowledge.search("grinder broken by limescale", pools=["past"], limit=1)
    assert ["x"] == [match.id for match in found]


def test_a_big_pool_is_searched_by_meaning(engine: Engine) -> None:
    knowledge = knowing(engine, ToyEmbedder())
    knowledge.put([*past(400), Match("past", "x", "Where is my money", "")])
    assert 0 == knowledge.embed(999)
    found = knowledge.search("reimburse", pools=["past"], limit=1)
    assert ["x"] == [match.id for match in found]


def test_what_is_left_is_found_by_meaning_where_the_nearest_were_removed(engine: Engine) -> None:
    knowledge = knowing(engine, ToyEmbedder())
    near = [Match("past", f"near{number}", f"Refund {number}", "") for number in range(120)]
    knowledge.put([*past(400), *near, Match("past", "x", "Where is my money for the grinder", "")])
    assert 0 == knowledge.embed(999)
    knowledge.remove("past", [match.id for match in near])
    found = knowledge.search("reimburse", pools=["past"], limit=1)
    assert ["x"] == [match.id for match in found]


def test_what_past_answers_were_made_of_is_found_in_a_big_pool(engine: Engine) -> None:
    knowledge = PostgresKnowledge(engine)
    knowledge.put([Match("canned", str(number), "Shipping", "Parcels take two days.") for number in range(400)])
    knowledge.put([Match("past", "1", "Limescale", "", used=("canned:7",))])
    found = knowledge.search("limescale", pools=["canned", "past"], limit=400)
    assert "canned:7" in [match.key for match in found]


def test_the_old_model_answers_until_no_vector_of_the_new_one_is_missing(engine: Engine) -> None:
    old, new = ToyEmbedder("old"), ToyEmbedder("new", wide=6)
    items = past(3)
    knowing(engine, old).put(items)
    knowing(engine, old).embed(99)
    moving = knowing(engine, new, old)
    assert 2 == moving.embed(1)
    old.seen.clear()
    new.seen.clear()
    assert moving.search("money", pools=["past"], limit=1)[0].nearness is not None
    assert (["money"], []) == (old.seen, new.seen)
    assert 0 == moving.embed(9)
    moving.search("parcel", pools=["past"], limit=1)
    assert (["money"], "parcel") == (old.seen, new.seen[-1])


def test_the_vectors_of_a_model_that_no_longer_answers_are_forgotten(engine: Engine) -> None:
    for name in ("old", "new"):
        knowledge = knowing(engine, ToyEmbedder(name))
        knowledge.put(past(3))
        knowledge.embed(9)
    assert ["new"] == asked(engine, "select distinct m.name from vectors v join embedding_models m on m.id = v.model")
    assert 3 == len(asked(engine, "select indexname from pg_indexes where indexdef like '%hnsw%'"))


def test_where_the_old_model_is_gone_words_answer_until_the_new_one_is_complete(engine: Engine) -> None:
    before = knowing(engine, ToyEmbedder("old"))
    before.put(past(3))
    before.embed(9)
    found = knowing(engine, ToyEmbedder("new")).search("grinder", pools=["past"], limit=1)
    assert [None] == [match.nearness for match in found]


def test_vectors_of_another_length_are_refused(engine: Engine) -> None:
    knowledge = knowing(engine, ToyEmbedder())
    knowledge.put(past(1))
    knowledge.embed(9)
    wider = knowing(engine, ToyEmbedder(wide=9))
    assert wider.search("grinder", pools=["past"], limit=1)[0].nearness is None
    wider.put(past(2))
    with pytest.raises(ModelUnavailable, match="another length"):
        wider.embed(9)


def test_postgres_and_one_process_score_alike(engine: Engine) -> None:
    """Also what the texts of a pool have in common, which Postgres keeps and the process works out."""
    texts = [("Refund", "money"), ("Late parcel", "the courier"), ("Refund of parcels", "courier and money")]
    items = [Match("canned", str(at), title, text * 5) for at, (title, text) in enumerate(texts)]
    both: list[Any] = [knowing(engine, ToyEmbedder()), Memory(ToyEmbedder())]
    found = []
    for knowledge in both:
        knowledge.put([*items, *past(2)])
        knowledge.embed(99)
        found.append(knowledge.search("reimburse", pools=["canned", "past"], limit=3))
    ours, theirs = ([(match.key, match.score) for match in each] for each in found)
    assert [key for key, _ in ours] == [key for key, _ in theirs]
    assert [score for _, score in ours] == pytest.approx([score for _, score in theirs], abs=0.01)
    assert ["canned"] == asked(engine, "select pool from embedding_means")


@pytest.mark.parametrize(("seconds", "calls"), [(60, 1), (0, 2)])
def test_a_model_that_is_away_is_not_asked_again_for_a_while(engine: Engine, seconds: float, calls: int) -> None:
    embedder = ToyEmbedder()
    knowledge = PostgresKnowledge(engine, lambda _: embedder, Pause(seconds))
    knowledge.put(past(1))
    knowledge.embed(9)
    embedder.away, embedder.calls = True, 0
    found = [knowledge.search("grinder", pools=["past"], limit=1)[0].nearness for _ in range(2)]
    assert ([None, None], calls) == (found, embedder.calls)


def test_two_processes_may_make_the_same_vectors(engine: Engine) -> None:
    PostgresKnowledge(engine).put(past(100))
    both = [knowing(engine, ToyEmbedder()) for _ in range(2)]
    with ThreadPoolExecutor(2) as pool:
        assert [0, 0] == list(pool.map(lambda knowledge: knowledge.embed(999), both))
    assert [100] == asked(engine, "select count(*) from vectors")


def test_what_was_made_before_a_fault_is_kept(engine: Engine) -> None:
    embedder = ToyEmbedder()
    knowledge = knowing(engine, embedder)
    knowledge.put(past(100))
    embedder.fails_after = 40
    with pytest.raises(ModelUnavailable):
        knowledge.embed(999)
    assert [32] == asked(engine, "select count(*) from vectors")


def test_a_passage_removed_while_its_vector_is_made_gets_none(engine: Engine) -> None:
    class Slow(ToyEmbedder):
        def embed(self, texts):  # type: ignore[no-untyped-def]
            PostgresKnowledge(engine).remove("past", ["0"])
            return super().embed(texts)

    knowledge = knowing(engine, Slow())
    knowledge.put(past(3))
    assert 0 == knowledge.embed(9)
    assert [2] == asked(engine, "select count(*) from vectors")


def test_without_pgvector_words_alone_answer(engine: Engine) -> None:
    knowledge = knowing(engine, ToyEmbedder())
    knowledge.put(past(3))
    knowledge.embed(9)
    with engine.begin() as connection:
        connection.execute(text("drop extension vector cascade"))
    assert not has_pgvector(engine)
    assert 0 == knowledge.embed(9)
    assert [None] == [match.nearness for match in knowledge.search("grinder", pools=["past"], limit=1)]


def test_an_upgrade_where_pgvector_cannot_be_had_makes_the_tables(engine: Engine, database_url: str) -> None:
    with engine.begin() as connection:
        connection.execute(text("drop schema public cascade"))
        connection.execute(text("create schema public"))
        connection.execute(text("create role plain login"))
        connection.execute(text("grant create, usage on schema public to plain"))
    try:
        upgrade(database_url.replace("postgres@", "plain@"))
        assert not has_pgvector(engine)
        PostgresKnowledge(engine).put(past(3))
    finally:
        with engine.begin() as connection:
            connection.execute(text("drop owned by plain cascade"))
            connection.execute(text("drop role plain"))


def test_where_pgvector_comes_back_all_vectors_are_made_anew(engine: Engine) -> None:
    knowledge = knowing(engine, ToyEmbedder())
    knowledge.put(past(3))
    knowledge.embed(9)
    for statement in ("drop extension vector cascade", "create extension vector"):
        with engine.begin() as connection:
            connection.execute(text(statement))
    assert [None] == [match.nearness for match in knowledge.search("grinder", pools=["past"], limit=1)]
    assert 0 == knowledge.embed(9)
    assert [3] == asked(engine, "select count(vector) from vectors")
    assert knowledge.search("grinder", pools=["past"], limit=1)[0].nearness is not None


def test_vectors_made_as_plain_numbers_are_kept_as_pgvectors(engine: Engine) -> None:
    knowledge = knowing(engine, ToyEmbedder())
    knowledge.put(past(3))
    knowledge.embed(9)
    before = asked(engine, "select cast(vector as text) from vectors order by item")
    with engine.begin() as connection:
        connection.execute(text("alter table vectors alter column vector type real[] using vector::real[]"))
    assert knowledge.search("grinder", pools=["past"], limit=1)[0].nearness is None
    assert 0 == knowledge.embed(9)
    assert before == asked(engine, "select cast(vector as text) from vectors order by item")
    assert knowledge.search("grinder", pools=["past"], limit=1)[0].nearness is not None


def test_hundreds_of_the_same_text_do_not_hide_another(engine: Engine) -> None:
    knowledge = knowing(engine, ToyEmbedder())
    same = [Match("past", str(number), "Where is my money", "") for number in range(400)]
    knowledge.put([*same, Match("past", "x", "The courier", "")])
    assert 0 == knowledge.embed(999)
    found = knowledge.search("reimburse", pools=["past"], limit=99)
    assert ["397", "398", "399", "x"] == sorted(match.id for match in found)


def test_twins_of_a_removed_text_are_found_in_its_place(engine: Engine) -> None:
    knowledge = knowing(engine, ToyEmbedder())
    knowledge.put([Match("past", str(number), "Where is my money", "") for number in range(400)])
    knowledge.embed(999)
    knowledge.remove("past", ["398", "399"])
    knowledge.put([Match("past", "397", "Where is my parcel", "")])
    assert 0 == knowledge.embed(999)
    found = knowledge.search("reimburse", pools=["past"], limit=99)
    assert ["394", "395", "396", "397"] == sorted(match.id for match in found)
