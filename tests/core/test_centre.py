"""What texts have in common tells none of them from another."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.core.retrieval.centre import Centre

COSINES = st.floats(-1, 1)


def vector(degrees: float) -> tuple[float, float]:
    return math.cos(math.radians(degrees)), math.sin(math.radians(degrees))


def cosine(one: tuple[float, float], other: tuple[float, float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True)) / math.hypot(*one) / math.hypot(*other)


def test_it_is_the_cosine_of_both_without_a_part_of_the_mean():
    question, text, mean = vector(10), vector(50), (0.8, 0.3)
    found = Centre(cosine(question, mean), math.hypot(*mean), 10).apart(cosine(question, text), cosine(text, mean))
    one, other = ((each[0] - 0.25 * mean[0], each[1] - 0.25 * mean[1]) for each in (question, text))
    assert found == pytest.approx(cosine(one, other))


def test_a_text_that_is_only_near_the_mean_falls_behind():
    """As near to the question as the other, but as near to everything."""
    centre = Centre(0.8, 0.7, 100)
    assert centre.apart(0.6, 0.5) > centre.apart(0.6, 0.9)


@pytest.mark.parametrize(("length", "common"), [(0.0, 0.5), (0.7, None)])
def test_without_anything_in_common_it_is_the_plain_cosine(length: float, common: float | None):
    assert 0.6 == Centre(0.4, length, 100).apart(0.6, common)


def test_the_mean_of_one_text_is_hardly_taken_off():
    assert Centre(0.6, 1.0, 1).apart(0.6, 1.0) == pytest.approx(0.6, abs=0.05)


@given(COSINES, COSINES, COSINES, st.floats(0, 1), st.integers(0, 10**6))
def test_odd_numbers_raise_nothing(asked: float, cosine: float, common: float, length: float, vectors: int):
    assert math.isfinite(Centre(asked, length, vectors).apart(cosine, common))
