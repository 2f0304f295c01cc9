"""What a model's answer costs, and whether another one is within the budget."""

from __future__ import annotations

PRICES: tuple[tuple[str, float, float], ...] = (
    ("gpt-4.1-nano", 0.10, 0.40),
    ("gpt-4.1-mini", 0.40, 1.60),
    ("gpt-4.1", 2.00, 8.00),
    ("gpt-4o-mini", 0.15, 0.60),
    ("gpt-4o", 2.50, 10.00),
    ("gpt-5-nano", 0.05, 0.40),
    ("gpt-5-mini", 0.25, 2.00),
    ("gpt-5", 1.25, 10.00),
    ("o4-mini", 1.10, 4.40),
    ("o3-mini", 1.10, 4.40),
    ("o3", 2.00, 8.00),
)
"""(beginning of the model's name, US dollars for a million tokens in, and out); the longest beginning counts."""


def cost_usd(model: str, tokens_in: int, tokens_out: int) -> float:
    """US dollars; 0 for a model that we know no price of, such as one that runs on your own machine."""
    known = price(model)
    return (tokens_in * known[0] + tokens_out * known[1]) / 1_000_000 if known else 0.0


def price(model: str) -> tuple[float, float] | None:
    """US dollars for a million tokens, in and out; None if we know none, and then no budget in dollars can hold."""
    name = model.casefold().rpartition("/")[2]
    known = max((each for each in PRICES if _is_of(name, each[0])), key=lambda each: len(each[0]), default=None)
    return known[1:] if known else None


def _is_of(name: str, family: str) -> bool:
    """gpt-4o-2024-08-06 is of gpt-4o; gpt-5.1, whose price is another, is not of gpt-5."""
    return name == family or name.startswith(f"{family}-")


def within(usd_today: float, tokens_this_month: int, daily_usd: float | None, monthly_tokens: int | None) -> str | None:
    """None, or the budget that is spent, in an agent's words. None or 0 as a limit means that there is none."""
    if daily_usd and usd_today >= daily_usd:
        return f"Today's budget of {daily_usd:.2f} USD for the model is spent."
    if monthly_tokens and tokens_this_month >= monthly_tokens:
        return f"This month's budget of {monthly_tokens:,} tokens for the model is spent."
    return None
