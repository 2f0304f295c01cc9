"""Valkey, Postgres, the worker or the rule is away: the sender is told the truth, and the note comes later."""

import signal
import time
from collections.abc import Iterator

import pytest
import requests

from tests.faults.desk import SECRET, RealDesk

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def _own_desk() -> Iterator[RealDesk]:
    with RealDesk() as desk:
        yield desk


@pytest.fixture
def desk(_own_desk: RealDesk) -> RealDesk:
    """A desk whose servers nobody else uses."""
    _own_desk.heal()
    return _own_desk


def post_webhook(desk: RealDesk, ticket: int) -> tuple[requests.Response, float]:
    """The answer to a webhook, and the seconds that it took."""
    began = time.monotonic()
    headers = {"X-Webhook-Secret": SECRET}
    answer = requests.post(desk.webhook_url, json={"ticket_id": ticket}, headers=headers, timeout=30)
    return answer, time.monotonic() - began


def attempts(desk: RealDesk, *tickets: int) -> bool:
    return all(desk.pending(ticket).get("attempts") for ticket in tickets)


def test_without_valkey_a_webhook_is_202_within_two_seconds_and_the_note_comes_later(desk: RealDesk):
    desk.servers.valkey.kill()
    ticket = desk.open_ticket()
    answer, seconds = post_webhook(desk, ticket)
    assert 202 == answer.status_code
    assert seconds < 2.5
    desk.servers.valkey.start()
    desk.wait_done(ticket, seconds=60)


def test_a_valkey_that_takes_connections_and_says_nothing_holds_no_webhook_up(desk: RealDesk):
    frozen = desk.servers.valkey.process
    assert frozen
    frozen.send_signal(signal.SIGSTOP)
    try:
        ticket = desk.open_ticket()
        took = [post_webhook(desk, ticket) for _ in range(3)]
    finally:
        frozen.send_signal(signal.SIGCONT)
    assert [202, 202, 202] == [answer.status_code for answer, _ in took]
    assert max(seconds for _, seconds in took) < 2.5
    desk.wait_done(ticket, seconds=60)


def test_a_valkey_that_restarts_without_its_data_loses_wake_ups_and_no_ticket(desk: RealDesk):
    desk.kill("worker")
    tickets = [desk.open_ticket(f"Question {number}") for number in range(3)]
    desk.wait_for(lambda: all(desk.pending(ticket) for ticket in tickets), 10, "the rows")
    desk.servers.valkey.empty()
    desk.start("worker")
    desk.wait_done(*tickets)


def test_without_postgres_a_webhook_is_503_and_the_sweep_finds_the_ticket(desk: RealDesk):
    desk.servers.postgres.kill()
    ticket = desk.open_ticket()
    answer, seconds = post_webhook(desk, ticket)
    assert (503, "application/problem+json") == (answer.status_code, answer.headers["Content-Type"])
    assert int(answer.headers["Retry-After"]) > 0
    assert seconds < 10
    desk.servers.postgres.start()
    desk.wait_done(ticket, seconds=90)


def test_postgres_restarted_while_looks_are_in_flight_leaves_one_note_each(desk: RealDesk):
    desk.model(delay=3.0)
    tickets = [desk.open_ticket(f"Question {number}") for number in range(4)]
    desk.wait_for(lambda: attempts(desk, *tickets), 15, "the first looks")
    desk.wait_for(desk.model_calls, 10, "the model to be asked")
    desk.servers.postgres.restart()
    desk.wait_done(*tickets, seconds=90)
    assert [1, 1, 1, 1] == [desk.posts(ticket) for ticket in tickets]


def test_postgres_restarted_while_a_note_is_on_its_way_leaves_one_note(desk: RealDesk):
    desk.fault("POST", "/api/v2/tickets/*/notes", delay=1.0)
    ticket = desk.open_ticket()
    desk.wait_for(lambda: [draft["state"] for draft in desk.drafts(ticket)] == ["posting"], 20, "the intent")
    desk.servers.postgres.restart()
    desk.wait_done(ticket, seconds=90)
    assert 1 == desk.posts(ticket)


def test_a_worker_that_restarts_loses_no_ticket_that_came_meanwhile(desk: RealDesk):
    desk.terminate("worker")
    tickets = [desk.open_ticket(f"Question {number}") for number in range(3)]
    desk.start("worker")
    desk.wait_done(*tickets)


def test_a_webhook_that_never_came_is_made_good_by_the_sweep():
    with RealDesk(webhooks=False, env={"FRESHDESK_WEBHOOK_SECRET": ""}) as desk:
        ticket = desk.open_ticket()
        assert desk.wait_done(ticket, seconds=40) < 30
        desk.say(ticket, "<p>It is the large one, by the way.</p>")
        desk.wait_for(lambda: len(desk.notes(ticket)) == 2, 40, "the second note")
        desk.wait_done(ticket)
