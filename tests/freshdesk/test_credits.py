"""The account's minute (freshdesk-api 2), counted by a process and in Redis. Time here is a list of pauses."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from redis import Redis

from assistant.freshdesk.credits import Credits
from assistant.freshdesk.errors import RateLimited
from assistant.freshdesk.minute import Priority
from assistant.freshdesk.shared_credits import SharedCredits

Pool = Credits | SharedCredits
READ, NOTE, LIST = "GET /agents/me", "POST /tickets/{ticket_id}/notes", "GET /tickets"


def limits(total: object, remaining: object, **more: object) -> dict[str, str]:
    return {
        "X-Ratelimit-Total": str(total),
        "x-ratelimit-remaining": str(remaining),
        **{k: str(v) for k, v in more.items()},
    }


class World:
    """Makes pools that count together."""

    def __init__(self, slept: list[float], redis: Redis | None) -> None:
        self.slept, self.redis = slept, redis
        self.together: Credits | None = None

    def now(self) -> float:
        return 1_800_000_000 + sum(self.slept)

    def pool(self, priority: Priority = "tickets", **options: Any) -> Pool:
        options = {"reserve": 0.2, "clock": self.now, "sleep": self.slept.append, **options}
        if self.redis is not None:
            return SharedCredits(self.redis, "acme", priority=priority, **options)
        self.together = self.together or Credits(**options)
        return self.together.for_priority(priority)


@pytest.fixture(params=["process", "redis"])
def world(request: pytest.FixtureRequest, slept: list[float]) -> Iterator[World]:
    if request.param == "process":
        yield World(slept, None)
        return
    with Redis.from_url(request.getfixturevalue("redis_url")) as redis:
        yield World(slept, redis)


@pytest.fixture
def credits(world: World) -> Pool:
    return world.pool()


def spend(credits: Pool, headers: dict[str, str], price: int = 1, call: str = READ) -> None:
    credits.acquire(price, wait=False, call=call)
    credits.settle(price, headers, call=call)


def taken(credits: Pool, call: str = READ, price: int = 1, most: int = 1000) -> int:
    """How many calls go at once."""
    for count in range(most):
        try:
            credits.acquire(price, wait=False, call=call)
        except RateLimited:
            return count
    return most


def refused(credits: Pool, call: str = READ, price: int = 1) -> float:
    with pytest.raises(RateLimited) as caught:
        credits.acquire(price, wait=False, call=call)
    assert caught.value.retry_after is not None
    return caught.value.retry_after


def test_nothing_is_held_back_before_the_limit_is_known(credits: Pool) -> None:
    assert taken(credits, most=500) == 500


def test_headers_are_read_in_any_case_and_with_decimals(credits: Pool) -> None:
    spend(credits, limits("700.0", "699.0"))

    assert (credits.total, credits.remaining) == (700, 699)


def test_half_of_our_share_may_be_taken_at_once_the_rest_spreads_over_the_minute(world: World) -> None:
    credits = world.pool("interactive", reserve=0.25)
    spend(credits, limits(80, 80))

    assert taken(credits) == 30
    world.slept.append(20)
    assert 8 < taken(credits) < 20


def test_a_minute_gives_our_share_and_leaves_the_reserve(world: World, slept: list[float]) -> None:
    credits = world.pool("bulk", max_wait=5)
    spend(credits, limits(100, 99))
    began, count = sum(slept), 1

    while sum(slept) - began < 59:
        credits.acquire(1, wait=True, call=READ)
        credits.settle(1, limits(100, 99 - count), call=READ)
        count += 1

    assert 76 <= count <= 81


def test_bulk_uses_our_share_of_every_minute(world: World, slept: list[float]) -> None:
    credits = world.pool("bulk")
    began, count = sum(slept), 0

    while sum(slept) - began < 180:
        minute = int((sum(slept) - began) // 60)
        credits.acquire(3, wait=True, call=READ)
        count += 3
        credits.settle(3, limits(200, max(0, 200 - (count - 160 * minute))), call=READ)

    assert 0.97 < count / 480 < 1.03


def test_what_others_used_of_the_reserve_is_not_kept_twice(world: World) -> None:
    """Others have had their 20 of 100, so all that is left is ours."""
    credits = world.pool("bulk", max_wait=60)
    spend(credits, limits(100, 79))

    for left in range(79, 1, -1):
        credits.acquire(1, wait=True, call=READ)
        credits.settle(1, limits(100, left - 1), call=READ)

    assert sum(world.slept) < 60


def test_what_others_used_beyond_the_reserve_is_gone(world: World) -> None:
    credits = world.pool("interactive")
    spend(credits, limits(100, 5))

    assert taken(credits) == 5


def test_what_is_under_way_counts(credits: Pool) -> None:
    spend(credits, limits(50, 3))
    credits.acquire(3, wait=False)
    refused(credits)

    credits.settle(3, None)

    credits.acquire(1, wait=False)


def test_a_call_that_cost_less_than_was_set_aside_gives_the_rest_back(world: World) -> None:
    credits = world.pool("interactive")
    spend(credits, limits(50, 50))

    spend(credits, limits(50, 50) | {"X-RateLimit-Used-CurrentRequest": "1.0"}, price=7)

    assert taken(credits) == 19


def test_one_who_may_wait_waits_until_there_are_credits(world: World, slept: list[float]) -> None:
    credits = world.pool("interactive")
    spend(credits, limits(50, 50))
    taken(credits)

    credits.acquire(4, wait=True, call=READ)

    assert 5 < sum(slept) < 20


def test_when_all_is_used_the_wait_is_for_the_end_of_the_minute(credits: Pool, slept: list[float]) -> None:
    spend(credits, limits(50, 50))
    slept.append(40)
    spend(credits, limits(50, 0))

    assert 20 == pytest.approx(refused(credits))


def test_more_credits_than_were_left_mean_a_new_minute(credits: Pool, slept: list[float]) -> None:
    spend(credits, limits(50, 0))
    slept.append(10)
    credits.settle(0, limits(50, 49))
    spend(credits, limits(50, 0))

    assert 60 == pytest.approx(refused(credits))


def test_a_late_answer_of_the_old_minute_says_nothing_of_the_new_one(world: World, slept: list[float]) -> None:
    credits = world.pool("interactive")
    spend(credits, limits(50, 10))
    slept.append(5)
    credits.settle(0, limits(50, 49))
    slept.append(1)

    credits.settle(0, limits(50, 0), seconds=4)

    assert taken(credits) > 10


def test_an_answer_that_was_overtaken_is_no_new_minute(world: World, slept: list[float]) -> None:
    credits = world.pool("interactive")
    spend(credits, limits(50, 2))
    slept.append(1)

    credits.settle(0, limits(50, 40), seconds=5)

    assert taken(credits) == 2


@pytest.mark.parametrize("price", [7, 8, 9])
def test_a_call_that_costs_everything_still_passes_in_a_new_minute(
    credits: Pool, slept: list[float], price: int
) -> None:
    spend(credits, limits(8, 1))
    slept.append(130)

    credits.acquire(price, wait=False, call=READ)


def test_a_limit_of_nothing_is_not_believed(credits: Pool) -> None:
    spend(credits, limits(0, 0))

    credits.acquire(1, wait=False)


def test_after_a_429_nothing_goes_until_it_is_over(credits: Pool, slept: list[float]) -> None:
    credits.block(30, limits(50, 0))

    assert 30 == pytest.approx(refused(credits))
    slept.append(30)
    credits.acquire(1, wait=False)


def test_a_429_with_fewer_credits_left_than_the_call_costs_is_the_accounts_own(credits: Pool) -> None:
    credits.block(30, limits(200, 2), call="GET /tickets", price=7)

    refused(credits, NOTE)


def test_a_limit_of_the_ticket_list_alone_stops_the_ticket_list_alone(credits: Pool) -> None:
    credits.block(30, limits(200, 150), call=LIST)

    credits.acquire(1, wait=False, call=NOTE)

    assert 30 == pytest.approx(refused(credits, LIST))


def test_the_ticket_list_keeps_to_its_plans_own_limit(world: World) -> None:
    """Growth: 20 lists a minute, of which we may take 16."""
    credits = world.pool("interactive")
    spend(credits, limits(200, 199))

    assert taken(credits, LIST) == 8
    assert taken(credits, NOTE) > 50


def test_waiting_for_the_ticket_list_keeps_nobody_from_other_calls(world: World) -> None:
    went: list[bool] = []

    def nap(seconds: float) -> None:
        bulk.acquire(1, wait=False, call=READ)
        went.append(True)
        world.slept.append(seconds)

    urgent = world.pool("tickets", sleep=nap)
    bulk = world.pool("bulk")
    spend(urgent, limits(200, 199))
    taken(urgent, LIST)

    urgent.acquire(1, wait=True, call=LIST)

    assert went


def test_lower_priorities_leave_credits_to_those_above(world: World) -> None:
    spend(world.pool("bulk"), limits(150, 150))

    counts = [taken(world.pool(priority)) for priority in ("bulk", "tickets", "interactive")]

    assert [20, 20, 20] == counts


def test_a_write_ends_what_reads_began(world: World) -> None:
    """Its reads were paid for: refused, they would be paid again."""
    credits = world.pool("tickets")
    spend(credits, limits(150, 150))
    taken(credits, READ)

    assert taken(credits, NOTE) == 10


def test_while_a_person_waits_all_others_step_back(world: World) -> None:
    """Although there are credits enough for their small call, and not for the person's large one."""
    refusals: list[float] = []

    def nap(seconds: float) -> None:
        refusals.append(refused(bulk))
        world.slept.append(seconds)

    person = world.pool("interactive", sleep=nap)
    bulk = world.pool("bulk")
    spend(person, limits(60, 60))
    bulk.acquire(4, wait=False, call=READ)

    person.acquire(22, wait=True, call=READ)

    assert len(refusals) == 3


def test_a_person_may_use_the_reserve(world: World) -> None:
    person, tickets = world.pool("interactive"), world.pool("tickets")
    spend(tickets, limits(100, 21), price=79)
    refused(tickets, price=5)

    person.acquire(5, wait=False, call=READ)


def test_waiting_has_an_end(world: World, slept: list[float]) -> None:
    credits = world.pool(max_wait=20)
    credits.block(100_000, {})

    with pytest.raises(RateLimited) as caught:
        credits.acquire(1, wait=True)

    assert 300 == pytest.approx(caught.value.retry_after)
    assert slept == []


def test_threads_never_take_more_than_there_is(world: World) -> None:
    credits = world.pool("interactive", reserve=0)
    spend(credits, limits(100, 100))

    def take(_: int) -> int:
        try:
            credits.acquire(1, wait=False)
        except RateLimited:
            return 0
        return 1

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(take, range(200))) == 50
