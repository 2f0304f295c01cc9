"""What goes again, how often, and after how long."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.freshdesk import Answer, Freshdesk
from assistant.freshdesk.errors import (
    BadAnswer,
    ConnectionFailed,
    FreshdeskError,
    NotFound,
    RateLimited,
    ServerError,
    TimedOut,
)
from assistant.freshdesk.retry import Retry, pause

from .server import Reply, Server

ME = {"id": 67013460001}
NOTE = {"id": 5, "created_at": "2026-03-05T10:05:00Z"}


def after(
    error: FreshdeskError, *, is_read: bool = True, wait: bool = True, tries: int = 0, spent: float = 0
) -> object:
    return pause(error, is_read=is_read, wait=wait, tries=tries, spent=spent, dice=0.5, policy=Retry())


@pytest.mark.parametrize("error", [ServerError("x"), ConnectionFailed("x"), TimedOut("x")])
def test_after_an_outage_reads_go_again_and_writes_never(error: FreshdeskError) -> None:
    assert [after(error, tries=tries) for tries in range(3)] == [0.5, 1.0, None]
    assert after(error, is_read=False) is None


@pytest.mark.parametrize("error", [NotFound("x"), BadAnswer("x")])
def test_what_will_not_change_is_not_asked_again(error: FreshdeskError) -> None:
    assert after(error) is None


def test_an_outage_that_says_how_long_is_believed_up_to_a_point() -> None:
    assert after(ServerError("x", retry_after=9)) == 9
    assert after(ServerError("x", retry_after=16)) is None


def test_tries_end_with_the_total_time() -> None:
    assert after(ServerError("x"), spent=19.8) is None


def test_after_a_rate_limit_writes_go_again_too_unless_that_is_forbidden() -> None:
    assert after(RateLimited("x", retry_after=30), is_read=False) == 30.5
    assert after(RateLimited("x", retry_after=30), wait=False) is None


def test_a_rate_limit_is_not_waited_for_without_end() -> None:
    assert after(RateLimited("x", retry_after=120)) is None
    assert after(RateLimited("x", retry_after=1), tries=3) is None


def test_a_read_survives_two_bad_answers(api: Freshdesk, server: Server, slept: list[float]) -> None:
    server.says(Reply(503), Reply(cut=10), Reply(value=ME))

    assert api.agents.me().id == 67013460001
    assert len(slept) == 2


@pytest.mark.parametrize("reply", [Reply(500), Reply(201, cut=30), Reply(201, body=b'{"id": 5'), Reply(201, {"id": 5})])
def test_a_note_is_posted_once_whatever_comes_back(
    api: Freshdesk, server: Server, slept: list[float], reply: Reply
) -> None:
    server.says(reply)

    with pytest.raises(FreshdeskError) as caught:
        api.conversations.create_note(4107, "<p>Draft</p>")

    assert caught.value.may_have_landed is True
    assert (len(server.asked), slept) == (1, [])


@pytest.mark.parametrize("headers", [{"Retry-After": "30"}, {}])
def test_a_note_that_meets_the_rate_limit_says_so_at_once(
    api: Freshdesk, server: Server, slept: list[float], headers: dict[str, str]
) -> None:
    server.says(Reply(429, headers=headers))

    with pytest.raises(RateLimited) as caught:
        api.conversations.create_note(4107, "<p>Draft</p>")

    assert (30 if headers else 60) == caught.value.retry_after
    assert caught.value.may_have_landed is False
    assert (len(server.asked), slept) == (1, [])


def test_a_note_may_wait_for_the_rate_limit_when_it_is_told_to(
    api: Freshdesk, server: Server, slept: list[float]
) -> None:
    server.says(Reply(429, headers={"Retry-After": "30"}), Reply(201, NOTE))

    assert api.conversations.create_note(4107, "<p>Draft</p>", wait=True).id == 5
    assert 30 <= sum(slept) <= 31


@pytest.mark.parametrize(("headers", "seconds"), [({"Retry-After": "7"}, 7), ({}, 60)])
def test_a_read_waits_for_the_rate_limit(
    api: Freshdesk, server: Server, slept: list[float], headers: dict[str, str], seconds: float
) -> None:
    server.says(Reply(429, headers=headers, body=b""), Reply(value=ME))

    api.agents.me()

    assert seconds <= sum(slept) <= seconds + 1


def test_a_client_that_must_not_wait_does_not(
    connect: Callable[..., Freshdesk], server: Server, slept: list[float]
) -> None:
    server.says(Reply(429, headers={"Retry-After": "7"}))

    with pytest.raises(RateLimited):
        connect(wait=False).agents.me()

    assert slept == []


def test_waiting_for_the_minute_leaves_the_tries_for_an_outage_their_time(
    api: Freshdesk, server: Server, slept: list[float]
) -> None:
    server.says(Reply(429, headers={"Retry-After": "50"}), Reply(502), Reply(value=ME))

    assert api.agents.me().id == 67013460001


def test_a_login_page_is_not_taken_for_an_agent(api: Freshdesk, server: Server) -> None:
    server.says(Reply(body=b"<html>Log in</html>", headers={"Content-Type": "text/html"}))

    with pytest.raises(BadAnswer, match="not JSON"):
        api.agents.me()


def test_a_listener_hears_of_every_attempt(connect: Callable[..., Freshdesk], server: Server) -> None:
    heard: list[Answer] = []
    server.says(Reply(cut=0), Reply(500), Reply(value=ME, headers={"X-RateLimit-Used-CurrentRequest": "3"}))

    connect(on_answer=heard.append).agents.me()

    wanted = [("/agents/me", None, 1), ("/agents/me", 500, 1), ("/agents/me", 200, 3)]
    assert wanted == [(each.template, each.status, each.credits) for each in heard]


def test_a_listener_that_fails_does_not_hide_the_answer(connect: Callable[..., Freshdesk], server: Server) -> None:
    def fail(_: Answer) -> None:
        raise RuntimeError

    server.says(Reply(201, NOTE))

    assert connect(on_answer=fail).conversations.create_note(4107, "<p>Draft</p>").id == 5
