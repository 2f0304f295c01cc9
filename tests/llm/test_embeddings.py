"""Vectors over HTTP, or why there are none, in an agent's words."""

from __future__ import annotations

import time
from typing import Any

import pytest

from assistant.errors import ModelUnavailable
from assistant.llm.embeddings import BATCH, OpenAIEmbedder
from tests.llm.server import Model, fault, serving


def vectors(*rows: list[float], **changes: Any) -> dict[str, Any]:
    """An answer, its rows in the wrong order."""
    data = [{"object": "embedding", "index": at, "embedding": row} for at, row in enumerate(rows)]
    usage = {"prompt_tokens": 7, "total_tokens": 7}
    return {"object": "list", "model": "m", "data": data[::-1], "usage": usage} | changes


def made(server: Model, model: str = "some-model", timeout: float = 5.0) -> OpenAIEmbedder:
    return OpenAIEmbedder(api_key="sk-secret", model=model, base_url=server.url, timeout=timeout)


def why(*answers: Any, timeout: float = 5.0) -> str:
    with serving(*answers) as server, pytest.raises(ModelUnavailable) as caught:
        made(server, timeout=timeout).embed(["the customer's words"])
    return str(caught.value)


def test_each_text_has_its_own_vector_of_length_1():
    with serving(vectors([3.0, 4.0], [0.0, 2.0])) as server:
        embedder = made(server)
        assert [[0.6, 0.8], [0.0, 1.0]] == embedder.embed(["a", "b"])
    assert ["a", "b"] == server.asked[0]["input"]
    assert 7 == embedder.tokens


def test_many_texts_go_in_batches():
    batch = vectors(*[[1.0, 0.0]] * BATCH)
    with serving(batch, batch, vectors([0.0, 1.0])) as server:
        assert 2 * BATCH + 1 == len(made(server).embed(["x"] * (2 * BATCH + 1)))
    assert [BATCH, BATCH, 1] == [len(asked["input"]) for asked in server.asked]


def test_no_text_asks_nothing():
    with serving(vectors()) as server:
        assert [] == made(server).embed([])
    assert [] == server.asked


def test_only_models_that_can_be_cut_short_are_asked_to():
    with serving(vectors([1.0, 0.0])) as server:
        made(server, "text-embedding-3-small").embed(["x"])
        made(server, "text-embedding-ada-002").embed(["x"])
    assert [512, None] == [asked.get("dimensions") for asked in server.asked]


def test_an_empty_or_endless_text_is_sent_as_one_that_is_taken():
    with serving(vectors([1.0], [1.0])) as server:
        made(server).embed(["", "word " * 100_000])
    assert " " == server.asked[0]["input"][0]
    assert 6_000 == len(server.asked[0]["input"][1])


def test_a_fault_that_passes_is_asked_again():
    with serving(fault(503), fault(429, **{"retry-after": "0.1"}), vectors([1.0])) as server:
        assert [[1.0]] == made(server).embed(["x"])


def test_a_fault_that_lasts_is_told_after_three_tries():
    with serving(fault(500)) as server, pytest.raises(ModelUnavailable, match="a fault of its own"):
        made(server).embed(["x"])
    assert 3 == len(server.asked)


@pytest.mark.parametrize("answer", [fault(401), fault(404), fault(429, "insufficient_quota", "insufficient_quota")])
def test_what_will_never_work_is_asked_once(answer: Any):
    with serving(answer) as server, pytest.raises(ModelUnavailable) as caught:
        made(server).embed(["the customer's words"])
    assert 1 == len(server.asked)
    assert "customer" not in str(caught.value)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "answer",
    [
        vectors(),
        vectors([0.0, 0.0]),
        vectors([1.0], [1.0]),
        {"ok": True},
        b"<html>",
        vectors(data=[1]),
        vectors(data=None),
    ],
    ids=["none", "nowhere", "too many", "other JSON", "HTML", "numbers", "null"],
)
def test_an_answer_without_the_right_vectors_is_no_answer(answer: Any):
    assert "does not speak embeddings" in why(answer)


def test_a_server_that_says_nothing_is_left_in_time():
    began = time.monotonic()
    assert "did not answer in time" in why(9.0, timeout=0.5)
    assert time.monotonic() - began < 2.5


@pytest.mark.slow
def test_a_question_waits_less_than_a_batch():
    """By itself the server says something after nine seconds."""
    assert "did not answer in time" in why(9.0, timeout=20.0)
