"""Two clocks and several workers: a rolling deploy, or a hand that started too much."""

import pytest

from tests.faults.desk import RealDesk

pytestmark = pytest.mark.slow


def test_two_clocks_and_two_workers_do_no_harm():
    """Without webhooks the sweep of both clocks is all that tells of tickets."""
    with RealDesk(haste=6, env={"WORKER_CONCURRENCY": 2}) as desk:
        desk.delete("webhooks")
        for number in (2, 3):
            desk.run(f"worker {number}", ["worker"])
            desk.run(f"clock {number}", ["worker", "clock"], FRESHDESK_WEBHOOK_SECRET="", HASTE="60")

        tickets = [desk.open_ticket(f"Question {number}") for number in range(20)]
        desk.wait_done(*tickets, seconds=60)
        for ticket in tickets[:10]:
            desk.say(ticket, "And one thing more: does it also grind finer?")
        desk.wait_for(lambda: all(len(desk.notes(ticket)) == 2 for ticket in tickets[:10]), 60, "second notes")
        desk.wait_done(*tickets, seconds=60)

        assert [2] * 10 + [1] * 10 == [desk.posts(ticket) for ticket in tickets]
        assert 30 == len(desk.model_calls())
