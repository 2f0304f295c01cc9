"""A ticket whose look kills its process each time: it ends in the dead letters, and the others flow."""

import pytest

from tests.faults.desk import QUEUES_SERVED, RealDesk

pytestmark = pytest.mark.slow


def test_a_ticket_that_kills_its_process_is_a_dead_letter_after_five_tries_and_holds_up_nobody():
    with RealDesk(haste=10) as desk:
        desk.kill("worker")
        poison = 3
        desk.run("worker", ["tests.faults.dying_worker", "poison", str(poison)])
        desk.wait_for(lambda: len(desk.queue_workers()) == QUEUES_SERVED, 30, "the worker")

        before = [desk.open_ticket(f"Question {number}") for number in (1, 2)]
        assert poison == desk.open_ticket("Question that kills")
        beside = [desk.open_ticket(f"Question {number}") for number in range(4, 10)]
        desk.wait_for(lambda: desk.done(*before, *beside), 40, "the tickets beside it")
        assert not desk.pending(poison)["dead"]
        meanwhile = [desk.open_ticket(f"Later question {number}") for number in (10, 11)]
        desk.wait_for(lambda: desk.done(*meanwhile), 20, "the tickets that came later")

        took = desk.wait_for(lambda: desk.pending(poison)["dead"], 90, "the dead letter")
        print(f"\ndead letter after {took:.1f} s more")
        assert "it crashed 5 times" == desk.pending(poison)["outcome"]
        assert [] == desk.notes(poison)
        assert [1] * 10 == [len(desk.standing(ticket)) for ticket in (*before, *beside, *meanwhile)]

        desk.kill("worker")
        desk.start("worker")
        desk.say(poison, "Is anybody there?")
        desk.wait_done(poison)
