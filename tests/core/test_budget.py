"""What an answer costs, and when the budget is spent."""

from __future__ import annotations

import pytest

from assistant.core.budget import cost_usd, within


@pytest.mark.parametrize(
    ("model", "cost"),
    [
        ("gpt-4o-mini", 0.75),
        ("gpt-4o-mini-2024-07-18", 0.75),
        ("openai/gpt-4o", 12.5),
        ("gpt-5.1", 0.0),
        ("llama3.2", 0.0),
    ],
)
def test_a_million_tokens_each_way_cost_what_the_model_costs(model: str, cost: float):
    assert cost == pytest.approx(cost_usd(model, 1_000_000, 1_000_000))


def test_a_budget_without_limits_is_never_spent():
    assert within(1e9, 10**12, daily_usd=None, monthly_tokens=0) is None


def test_a_spent_budget_says_which_one():
    assert within(5.0, 0, daily_usd=5.0, monthly_tokens=None) == "Today's budget of 5.00 USD for the model is spent."
    assert within(0.0, 2000, daily_usd=5.0, monthly_tokens=2000) == (
        "This month's budget of 2,000 tokens for the model is spent."
    )


def test_within_both_limits_there_is_nothing_to_say():
    assert within(4.99, 1999, daily_usd=5.0, monthly_tokens=2000) is None
