"""Webhooks doubled, cut off, raced by the sweep and set off by ourselves: one note each."""

import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from assistant.account import now
from assistant.usecases.sweep import sweep
from assistant.wiring import Services
from tests.faults.desk import SECRET, RealDesk, kill

pytestmark = pytest.mark.slow


@contextmanager
def no_rules(desk: RealDesk, **rule: object) -> Iterator[None]:
    """The usual webhook rule away, another in its place if one is given."""
    switch_rules(desk, rule)
    yield
    switch_rules(desk, {"url": desk.webhook_url})


def switch_rules(desk: RealDesk, rule: dict[str, object]) -> None:
    desk.delete("webhooks")
    if rule:
        desk.control("webhooks", {"headers": {"X-Webhook-Secret": SECRET}, **rule})


def at_once(calls: Sequence[Callable[[], object]]) -> list[object]:
    """Results of calls that all start at the same moment."""
    barrier = threading.Barrier(len(calls))

    def start(call: Callable[[], object]) -> object:
        barrier.wait(20)
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(start, calls))


def test_a_hundred_webhooks_at_once_are_a_hundred_times_202_and_one_note(desk: RealDesk):
    with no_rules(desk):
        ticket = desk.open_ticket()
        statuses = at_once([lambda: desk.send_webhook(ticket, seconds=30)] * 100)

        assert {202: 100} == Counter(statuses)
        desk.wait_done(ticket)
        assert 1 == desk.posts(ticket)


def test_a_note_of_ours_that_sets_off_a_webhook_makes_no_loop(desk: RealDesk):
    with no_rules(desk, url=desk.webhook_url, private_notes=True):
        ticket = desk.open_ticket()
        desk.wait_done(ticket)
        time.sleep(1.0)  # the webhook of the note itself
        desk.wait_done(ticket)
        before = len(desk.calls("GET", f"tickets/{ticket}.*"))
        time.sleep(3.0)

        assert before == len(desk.calls("GET", f"tickets/{ticket}.*")) <= 4
        assert 1 == desk.posts(ticket)
        assert 1 < desk.pending(ticket)["asked"] <= 3


def test_a_web_process_killed_amid_a_request_answers_nothing_and_the_next_try_is_taken(desk: RealDesk):
    with no_rules(desk):
        ticket = desk.open_ticket()
        body = f'{{"ticket_id": {ticket}}}'
        head = f"POST /webhooks/freshdesk HTTP/1.1\r\nHost: here\r\nX-Webhook-Secret: {SECRET}\r\n"
        head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        with socket.create_connection(("127.0.0.1", desk.web_port), timeout=10) as sender:
            sender.sendall((head + body[:5]).encode())
            time.sleep(0.5)
            kill(desk.web_workers())
            assert cut_off(sender)

        desk.wait_for(lambda: desk.send_webhook(ticket, seconds=5) == 202, 20, "the next web process")
        desk.wait_done(ticket)
        assert 1 == desk.posts(ticket)


def cut_off(sender: socket.socket) -> bool:
    try:
        return sender.recv(100) == b""
    except ConnectionResetError:
        return True


def test_web_processes_killed_again_and_again_lose_no_webhook_whose_sender_tries_again(desk: RealDesk):
    end = time.monotonic() + 60

    def tries(ticket: int) -> int:
        """How often it was sent until it was taken; 0 if it never was."""
        sent = 1
        while desk.send_webhook(ticket, seconds=5) != 202:
            if time.monotonic() > end:
                return 0
            time.sleep(0.05)
            sent += 1
        return sent

    with no_rules(desk), ThreadPoolExecutor(8) as pool:
        tickets = [desk.open_ticket(f"Question {number}") for number in range(40)]
        sent = [pool.submit(tries, ticket) for ticket in tickets * 3]
        for left in (100, 60, 20):
            desk.wait_for(lambda left=left: sum(not one.done() for one in sent) < left, 60, "answers", every=0.005)
            kill(desk.web_workers())
        counts = [one.result(60) for one in sent]

        print(f"\n120 webhooks, 3 web processes killed, {sum(counts) - 120} sent again")
        assert 0 not in counts
        assert sum(counts) > 120, "no request met a killed process"
        desk.wait_done(*tickets)
        assert [1] * 40 == [desk.posts(ticket) for ticket in tickets]


def test_the_sweep_and_a_webhook_at_the_same_moment_make_one_note(desk: RealDesk):
    services = [desk.services() for _ in range(3)]
    try:
        with no_rules(desk):
            for number in range(8):
                ticket = desk.open_ticket(f"Question {number}")
                webhook = lambda ticket=ticket: desk.send_webhook(ticket)  # noqa: E731
                at_once([*[lambda one=one: sweep_once(one) for one in services], webhook, webhook])
                desk.wait_done(ticket)
                assert 1 == desk.posts(ticket)
    finally:
        for one in services:
            one.close()


def sweep_once(services: Services) -> None:
    sweep(helpdesk=services.helpdesk, store=services.store, queue=services.queue, clock=now)


def test_a_note_whose_answer_was_lost_is_known_again(desk: RealDesk):
    desk.fault("POST", "/api/v2/tickets/*/notes", drop_after_write=True)
    ticket = desk.open_ticket()
    desk.wait_done(ticket)

    assert 1 == desk.posts(ticket)
    assert [desk.notes(ticket)[0]["id"]] == [draft["note_id"] for draft in desk.drafts(ticket)]


def test_a_note_that_lands_after_the_deadline_is_known_again(desk: RealDesk):
    desk.fault("POST", "/api/v2/tickets/*/notes", delay=4)  # the deadline is 1.7 s here, the quiet time 5 s more
    ticket = desk.open_ticket()
    desk.wait_for(lambda: desk.pending(ticket).get("next_try"), 20, "the deadline")
    desk.send_webhook(ticket)
    desk.wait_done(ticket)

    assert 1 == desk.posts(ticket)
    assert 1 == len(desk.model_calls())
