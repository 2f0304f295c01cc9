"""One count for all processes, on a real Valkey."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from assistant.embedded import Servers, free_port
from assistant.freshdesk import Freshdesk
from assistant.freshdesk.credits import Credits
from assistant.freshdesk.errors import RateLimited
from assistant.freshdesk.minute import PRIORITIES, Ask
from assistant.freshdesk.shared_credits import SharedCredits, key_of
from assistant.sandbox import Sandbox

READ, LIST = "GET /agents/me", "GET /tickets"


def limits(total: int, remaining: int) -> dict[str, str]:
    return {"X-RateLimit-Total": str(total), "X-RateLimit-Remaining": str(remaining)}


@pytest.fixture
def redis(redis_url: str) -> Iterator[Redis]:
    with Redis.from_url(redis_url) as redis:
        yield redis


@pytest.fixture
def nobody() -> Redis:
    """A Redis that does not answer."""
    return Redis(port=free_port(), socket_connect_timeout=0.2, retry=Retry(NoBackoff(), 0))


def taken(credits: SharedCredits | Credits, most: int = 300) -> int:
    for count in range(most):
        try:
            credits.acquire(1, wait=False, call=READ)
        except RateLimited:
            return count
    return most


def test_what_one_process_took_another_has_not(redis: Redis) -> None:
    mine, yours = (SharedCredits(redis, "acme", priority="interactive") for _ in range(2))
    mine.settle(0, limits(100, 100))

    assert taken(mine) == 40
    assert taken(yours) <= 1


def test_what_one_process_heard_another_knows(redis: Redis) -> None:
    SharedCredits(redis, "acme").block(30, limits(100, 0))

    assert taken(SharedCredits(redis, "acme")) == 0


def test_two_accounts_are_counted_apart(redis: Redis) -> None:
    SharedCredits(redis, "acme").block(30, limits(100, 0))

    SharedCredits(redis, "https://other.freshdesk.com").acquire(1, wait=False)


def test_however_an_account_is_written_it_is_one(redis: Redis) -> None:
    SharedCredits(redis, "acme").block(30, limits(100, 0))

    assert taken(SharedCredits(redis, "https://acme.freshdesk.com")) == 0


def test_the_count_is_forgotten_when_it_is_not_used(redis: Redis) -> None:
    credits = SharedCredits(redis, "acme")
    credits.acquire(1, wait=False)

    assert [credits.key.encode()] == redis.keys()
    assert 300 < redis.ttl(credits.key) <= 600


def test_the_name_in_redis_tells_neither_account_nor_key(redis: Redis) -> None:
    with Sandbox.start(seed="empty") as sandbox:
        Freshdesk(sandbox.url, "the-secret-key", credits=SharedCredits(redis, sandbox.url)).agents.me()

    assert "acme" not in key_of("acme")
    assert b"secret" not in b"".join(
        [*redis.keys(), *[part for each in redis.hgetall(redis.keys()[0]).items() for part in each]]
    )


def test_a_server_that_forgot_the_script_is_given_it_again(redis: Redis) -> None:
    credits = SharedCredits(redis, "acme")
    credits.settle(0, limits(100, 100))
    redis.script_flush()

    assert taken(credits) > 0
    assert taken(SharedCredits(redis, "acme")) == 0


def test_without_redis_a_process_keeps_to_its_part_of_the_share(nobody: Redis) -> None:
    credits = SharedCredits(nobody, "acme", priority="interactive", processes=4)
    credits.settle(0, limits(400, 400))

    assert taken(credits) == 40


def test_without_redis_it_still_knows_what_answers_said_before(redis: Redis, nobody: Redis) -> None:
    credits = SharedCredits(redis, "acme", priority="interactive", processes=4)
    credits.acquire(1, wait=False)
    credits.settle(1, limits(400, 7))
    credits._script.registered_client = nobody

    assert taken(credits) == 7


def test_a_redis_that_is_away_is_not_asked_for_each_call(nobody: Redis, caplog: pytest.LogCaptureFixture) -> None:
    credits = SharedCredits(nobody, "acme")

    assert taken(credits, most=200) == 200
    assert len(caplog.records) == 1


def test_when_redis_comes_back_it_counts_again(own_servers: Servers) -> None:
    ahead = 0.0
    with Redis.from_url(own_servers.redis_url, retry=Retry(NoBackoff(), 0)) as redis:
        credits = SharedCredits(redis, "acme", clock=lambda: time.time() + ahead)
        own_servers.valkey.stop()
        credits.acquire(1, wait=False)
        own_servers.valkey.start()
        ahead += 11

        credits.acquire(1, wait=False)

        assert redis.exists(credits.key)


def test_a_person_overtakes_twenty_bulk_calls_that_wait(redis: Redis) -> None:
    """On Redis' own clock, with real pauses: 20 bulk calls queue for 1 credit every 0.3 s."""
    bulk = SharedCredits(redis, "acme", priority="bulk", max_wait=30)
    bulk.settle(0, limits(250, 250))
    taken(bulk)
    order: list[str] = []
    stop = threading.Event()

    def wait_in_line(_: int) -> None:
        bulk._sleep = stop.wait
        bulk.acquire(1, wait=True, call=READ)
        order.append("bulk")

    with ThreadPoolExecutor(20) as pool:
        line = pool.map(wait_in_line, range(20))
        time.sleep(0.2)
        SharedCredits(redis, "acme", priority="interactive").acquire(40, wait=True, call=READ)
        order.append("person")
        began = len(order)
        redis.delete(bulk.key)  # a limit that is not known lets the rest go
        list(line)

    assert began < 10
    assert len(order) == 21


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["take", "settle", "block"]),
        st.floats(0, 30),
        st.sampled_from(PRIORITIES),
        st.sampled_from([READ, LIST, "PUT /tickets/{ticket_id}"]),
        st.integers(1, 9),
        st.sampled_from([50, 200, 400, 77]),
        st.floats(0, 1),
    ),
    max_size=25,
)


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_the_script_does_what_the_python_does(servers: Servers, steps: list[Any]) -> None:
    now = 1_800_000_000.0
    with Redis.from_url(servers.valkey.url) as redis:
        redis.flushdb()
        pools = [SharedCredits(redis, "acme", clock=lambda: now), Credits(clock=lambda: now)]
        for step, seconds, priority, call, price, total, part in steps:
            now += seconds
            headers = limits(total, int(total * part))
            match step:
                case "take":
                    ask = Ask(call, price, priority, 0.8)
                    mine, other = (pool.take(ask, 30.0) for pool in pools)
                    assert mine == pytest.approx(other, abs=0.01)
                case "settle":
                    for pool in pools:
                        pool.settle(price, headers, call=call, seconds=seconds / 2)
                case "block":
                    for pool in pools:
                        pool.block(seconds, headers, call=call, price=price)
