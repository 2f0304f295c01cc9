"""Whether a question is near to a pool as a whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.core.retrieval.familiar import chance, closeness


def test_it_lies_between_the_nearest_and_the_nearest_five():
    assert 0.8 == pytest.approx(closeness([0.1, 0.5, 0.5, 0.5, 0.5, 1.0], 100))


def test_of_a_small_pool_the_nearest_fifth_counts():
    assert 0.8 == closeness([0.8, 0.1, 0.1, 0.1, 0.1], 5)
    assert 0.7 == pytest.approx(closeness([0.8, 0.4, 0.1, 0.1, 0.1], 10))


def test_a_pool_without_texts_is_close_to_nothing():
    assert 0.0 == closeness([], 0)


@given(st.lists(st.floats(-1, 1), min_size=1), st.integers(0, 100_000))
def test_it_is_never_above_the_nearest(nearness: list[float], among: int):
    assert min(nearness) - 1e-9 <= closeness(nearness, among) <= max(nearness) + 1e-9


def test_a_hundred_times_as_many_texts_come_nearer_by_chance():
    assert chance(100) < chance(10_000) < 1
    assert chance(100, by_words=True) < chance(10_000, by_words=True) < chance(10_000)


def test_a_handful_is_held_to_what_25_are():
    assert chance(0) == chance(3) == chance(25) < chance(26)
