"""The account's minute (freshdesk-api 2). Time here is a list of pauses."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.freshdesk.credits import Credits, list_price, ticket_price
from assistant.freshdesk.errors import RateLimited


def limits(total: object, remaining: object) -> dict[str, str]:
    return {"X-Ratelimit-Total": str(total), "x-ratelimit-remaining": str(remaining)}


@pytest.fixture
def credits(slept: list[float]) -> Credits:
    return Credits(clock=lambda: 1000 + sum(slept), sleep=slept.append)


def spend(credits: Credits, headers: dict[str, str], price: int = 1) -> None:
    credits.acquire(price, wait=False)
    credits.settle(price, headers)


def test_includes_cost_one_on_a_ticket_and_two_on_a_list() -> None:
    assert ticket_price(("conversations", "requester", "company")) == 4
    assert list_price(("description", "requester", "stats")) == 7


def test_nothing_is_held_back_before_the_limit_is_known(credits: Credits) -> None:
    for _ in range(5000):
        spend(credits, {})


def test_headers_are_read_in_any_case_and_with_decimals(credits: Credits) -> None:
    spend(credits, limits("700.0", "699.0"))

    assert (credits.total, credits.remaining) == (700, 699)


def test_a_share_of_the_minute_is_left_to_people(credits: Credits) -> None:
    spend(credits, limits(50, 12))
    credits.acquire(2, wait=False)

    with pytest.raises(RateLimited) as caught:
        credits.acquire(1, wait=False)

    assert caught.value.retry_after == 60


def test_what_is_under_way_counts(credits: Credits) -> None:
    spend(credits, limits(50, 13))
    credits.acquire(3, wait=False)
    with pytest.raises(RateLimited):
        credits.acquire(1, wait=False)

    credits.settle(3, None)

    credits.acquire(1, wait=False)


def test_one_who_may_wait_waits_until_the_minute_is_over(credits: Credits, slept: list[float]) -> None:
    spend(credits, limits(50, 5))

    credits.acquire(1, wait=True)

    assert sum(slept) == 60


def test_the_minute_is_counted_from_its_first_answer(credits: Credits, slept: list[float]) -> None:
    spend(credits, limits(50, 49))
    slept.append(40)
    spend(credits, limits(50, 5))

    credits.acquire(1, wait=True)

    assert sum(slept) == 60


def test_more_credits_than_were_left_mean_a_new_minute(credits: Credits, slept: list[float]) -> None:
    spend(credits, limits(50, 20))
    slept.append(50)
    spend(credits, limits(50, 45))
    spend(credits, limits(50, 3))

    with pytest.raises(RateLimited) as caught:
        credits.acquire(1, wait=False)

    assert caught.value.retry_after == 60


@pytest.mark.parametrize("price", [7, 8, 9])
def test_a_call_that_costs_everything_still_passes_in_a_new_minute(
    credits: Credits, slept: list[float], price: int
) -> None:
    spend(credits, limits(8, 1))
    slept.append(60)

    credits.acquire(price, wait=False)


def test_a_limit_of_nothing_is_not_believed(credits: Credits) -> None:
    spend(credits, limits(0, 0))

    credits.acquire(1, wait=False)


def test_after_a_429_nothing_goes_until_it_is_over(credits: Credits, slept: list[float]) -> None:
    credits.block(30, limits(50, 0))

    with pytest.raises(RateLimited) as caught:
        credits.acquire(1, wait=False)

    assert caught.value.retry_after == 30
    slept.append(30)
    credits.acquire(1, wait=False)


def test_a_limit_of_the_ticket_list_alone_stops_the_ticket_list_alone(credits: Credits) -> None:
    credits.block(30, limits(200, 150), call="GET /tickets")

    credits.acquire(1, wait=False, call="POST /tickets/{ticket_id}/notes")

    with pytest.raises(RateLimited):
        credits.acquire(1, wait=False, call="GET /tickets")


def test_waiting_has_an_end(slept: list[float]) -> None:
    credits = Credits(max_wait=20, clock=lambda: sum(slept), sleep=slept.append)
    credits.block(100_000, {})

    with pytest.raises(RateLimited) as caught:
        credits.acquire(1, wait=True)

    assert caught.value.retry_after == 300
    assert slept == []


def test_threads_never_take_more_than_there_is() -> None:
    credits = Credits(reserve=0)
    spend(credits, limits(1000, 100))

    def take(_: int) -> int:
        try:
            credits.acquire(1, wait=False)
        except RateLimited:
            return 0
        return 1

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(take, range(400))) == 100
