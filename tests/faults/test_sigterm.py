"""SIGTERM to every process, as a platform sends it: all end within 25 s, and no ticket is lost."""

import pytest

from tests.faults.desk import RealDesk

pytestmark = pytest.mark.slow
IN_TIME = 25
"""Platforms kill 30 s after SIGTERM."""


@pytest.mark.parametrize("model_seconds", [3, 12])
def test_a_look_that_can_end_in_time_ends_with_its_note(desk: RealDesk, model_seconds: int):
    desk.model(delay=model_seconds)
    ticket = desk.open_ticket()
    desk.wait_for(desk.model_calls, 20, "the look to reach the model")

    took = desk.terminate("web", "worker", "clock", seconds=IN_TIME)
    print(f"\nmodel {model_seconds} s: ended after {took:.1f} s")
    desk.check_one_note(ticket)
    assert 1 == desk.posts(ticket)

    desk.start("web", "worker", "clock")
    assert 202 == desk.send_webhook(ticket)
    desk.wait_done(ticket)
    assert 1 == desk.posts(ticket)


def test_a_look_that_cannot_end_in_time_is_given_back_and_done_after_the_restart(desk: RealDesk):
    desk.model(delay=40)
    ticket = desk.open_ticket()
    desk.wait_for(desk.model_calls, 20, "the look to reach the model")

    took = desk.terminate("web", "worker", "clock", seconds=IN_TIME)
    print(f"\nmodel 40 s: ended after {took:.1f} s")
    row = desk.pending(ticket)
    assert (0, None) == (row["attempts"], row["next_try"])
    assert row["asked"] > row["looked"]
    assert [] == desk.notes(ticket)

    desk.model()
    desk.start("web", "worker", "clock")
    desk.wait_done(ticket, seconds=20)
    assert 1 == desk.posts(ticket)


def test_tickets_that_come_while_everything_ends_are_found_later(desk: RealDesk):
    desk.model(delay=2)
    tickets = [desk.open_ticket(f"Question {number}") for number in range(4)]
    desk.terminate("web", "worker", "clock", seconds=IN_TIME)
    tickets += [desk.open_ticket(f"Unheard question {number}") for number in range(2)]

    desk.model()
    desk.start("web", "worker", "clock")
    desk.wait_done(*tickets, seconds=90)
