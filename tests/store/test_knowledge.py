"""What the search relies on, asked of Postgres and of the memory of one process alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from assistant.cli.memory import Memory
from assistant.core.draft import Match
from assistant.errors import ModelUnavailable
from assistant.ports import Knowledge
from assistant.store import PostgresKnowledge
from assistant.store.engine import make_engine
from tests.store.toy_embedder import ToyEmbedder

REFUND = Match(
    "canned", "1", "Refund", "We return your money within 14 days.", html="<p>We</p>", url="https://x.test/1"
)
LATE = Match("canned", "2", "Late parcel", "Your parcel is on its way.", public=True)
GUIDE = Match(
    "article", "7", "Clean the grinder", "Take out the burrs.\n\nBrush them.", url="https://x.test/7", public=True
)
PAST = Match(
    "past",
    "40",
    "It stopped",
    "The coffee machine stopped.",
    answer="Please clean it.",
    used=("article:7",),
    labels=(("type", "Problem"), ("tags", "broken,coffee")),
    language="en",
)
ALL = (REFUND, LATE, GUIDE, PAST)


@pytest.fixture
def embedder() -> ToyEmbedder:
    return ToyEmbedder()


@pytest.fixture(params=["memory", "postgres"])
def knowledge(request: pytest.FixtureRequest, embedder: ToyEmbedder) -> Iterator[Any]:
    if request.param == "memory":
        yield Memory(embedder)
        return
    engine = make_engine(request.getfixturevalue("database_url"))
    yield PostgresKnowledge(engine, lambda name: embedder if name in (None, embedder.name) else None)
    engine.dispose()


def ids(knowledge: Knowledge, words: str, *pools: Any, **more: Any) -> list[str]:
    return [
        match.key for match in knowledge.search(words, pools=pools or ("canned", "article", "past"), limit=3, **more)
    ]


def first(knowledge: Knowledge, words: str, pool: Any = "canned", **more: Any) -> Match:
    return knowledge.search(words, pools=[pool], limit=1, **more)[0]


def test_an_item_comes_back_as_it_was_put(knowledge: Knowledge) -> None:
    knowledge.put(ALL)
    for item in ALL:
        found = first(knowledge, item.title, item.pool)
        assert item == replace(found, score=0.0, nearness=None, lexical=0.0, votes=0.0, among=0, passage="")


def test_the_best_of_each_pool_come_best_first(knowledge: Knowledge) -> None:
    knowledge.put(ALL)
    found = knowledge.search("late parcel", pools=["article", "canned"], limit=1)
    assert ["canned:2", "article:7"] == [match.key for match in found]
    assert 1.0 >= found[0].score > found[1].score >= 0.0


def test_putting_leaves_the_others_alone(knowledge: Knowledge) -> None:
    knowledge.put([REFUND])
    knowledge.put([LATE, replace(REFUND, text="Never.")])
    assert {"canned": 2} == knowledge.counts()
    assert "Never." == first(knowledge, "refund").text


def test_replacing_takes_out_what_is_not_named(knowledge: Knowledge) -> None:
    knowledge.put(ALL)
    knowledge.replace("canned", [LATE])
    assert {"canned": 1, "article": 1, "past": 1} == knowledge.counts()
    assert ["canned:2"] == ids(knowledge, "refund", "canned")


def test_what_is_removed_is_not_found(knowledge: Knowledge) -> None:
    knowledge.put(ALL)
    knowledge.remove("canned", ["1", "never there"])
    assert ["canned:2"] == ids(knowledge, "refund", "canned")


def test_items_are_listed_newest_first(knowledge: Knowledge) -> None:
    knowledge.put([REFUND])
    knowledge.put([LATE])
    assert ["2", "1"] == [item.id for item in knowledge.items("canned", 5)]
    assert ["2"] == [item.id for item in knowledge.items("canned", 1)]


def test_an_item_that_is_left_out_is_as_if_it_were_not_there(knowledge: Knowledge) -> None:
    knowledge.put(ALL)
    assert ["canned:2"] == ids(knowledge, "refund", "canned", without="canned:1")


def test_nothing_is_found_where_nothing_is(knowledge: Knowledge) -> None:
    assert [] == ids(knowledge, "refund")
    assert {} == knowledge.counts()
    assert 0 == knowledge.embed(9)


def test_a_response_for_some_groups_is_for_them_and_for_tickets_without_a_group(knowledge: Knowledge) -> None:
    knowledge.put([replace(REFUND, groups=(5, 6)), LATE])
    assert "canned:1" in ids(knowledge, "refund", group_id=6)
    assert "canned:1" in ids(knowledge, "refund")
    assert ["canned:2"] == ids(knowledge, "refund", group_id=7)


def test_what_some_companies_may_see_is_public_for_them_alone(knowledge: Knowledge) -> None:
    knowledge.put([replace(GUIDE, companies=(3,)), LATE])
    assert first(knowledge, "grinder", "article", company_id=3).public
    assert not first(knowledge, "grinder", "article", company_id=4).public
    assert not first(knowledge, "grinder", "article").public
    assert first(knowledge, "parcel", company_id=4).public


def test_without_vectors_words_decide(knowledge: Knowledge) -> None:
    knowledge.put(ALL)
    found = first(knowledge, "my refund")
    assert ("1", None, "") == (found.id, found.nearness, found.passage)


def test_with_vectors_meaning_decides(knowledge: Knowledge) -> None:
    knowledge.put(ALL)
    assert 0 == knowledge.embed(99)
    found = first(knowledge, "reimburse")
    assert ("1", "Refund. We return your money within 14 days.") == (found.id, found.passage)
    assert found.nearness is not None
    assert 0.9 < found.nearness <= 1.0


def test_vectors_are_made_a_few_at_a_time_and_used_when_none_is_missing(
    knowledge: Knowledge, embedder: ToyEmbedder
) -> None:
    knowledge.put([REFUND, LATE])
    assert 3 == knowledge.embed(1)
    assert 1 == len(embedder.seen)
    assert first(knowledge, "reimburse").nearness is None
    assert 0 == knowledge.embed(3)
    assert first(knowledge, "reimburse").nearness is not None


def test_an_item_without_its_vectors_yet_is_found_by_its_words(knowledge: Knowledge) -> None:
    knowledge.put([LATE])
    knowledge.embed(99)
    knowledge.put([REFUND])
    assert {"1": None} == {
        match.id: match.nearness for match in knowledge.search("refund", pools=["canned"], limit=2) if match.id == "1"
    }


def test_what_did_not_change_is_not_embedded_again(knowledge: Knowledge, embedder: ToyEmbedder) -> None:
    knowledge.put([REFUND])
    knowledge.embed(99)
    embedder.seen.clear()
    knowledge.replace("canned", [replace(REFUND, url="https://x.test/new")])
    assert 0 == knowledge.embed(99)
    assert [] == embedder.seen


def test_a_model_that_is_away_costs_a_search_its_vectors_only(knowledge: Knowledge, embedder: ToyEmbedder) -> None:
    knowledge.put(ALL)
    knowledge.embed(99)
    embedder.away = True
    assert ("1", None) == (first(knowledge, "refund").id, first(knowledge, "refund").nearness)


def test_a_model_that_is_away_makes_no_vectors(knowledge: Knowledge, embedder: ToyEmbedder) -> None:
    knowledge.put(ALL)
    embedder.away = True
    with pytest.raises(ModelUnavailable):
        knowledge.embed(99)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\0",
        "a\0b",
        "half \ud83d a pair",
        "w" * 50_000,
        "word " * 250_000,
        "x1 " + "é" * 3000,
        "'; drop table \\ %s :pool",
    ],
    ids=["empty", "nul", "nul within", "surrogate", "one word", "a megabyte", "long accents", "quotes"],
)
def test_any_text_can_be_stored_and_searched_for(knowledge: Knowledge, text: str) -> None:
    knowledge.put([Match("canned", "9", text, text), Match("past", "9", text, text, answer=text), REFUND])
    assert 0 == knowledge.embed(999)
    assert "canned:1" in ids(knowledge, "refund")
    assert {"canned:1", "canned:9", "past:9"} == set(ids(knowledge, text))
