"""The worker is killed (SIGKILL) at every point of its work; another one starts, and one note stands at the end."""

import time
from collections.abc import Callable

import pytest

from tests.faults.desk import QUEUES_SERVED, RealDesk, kill

pytestmark = pytest.mark.slow
SECONDS = 40
"""Far more than the 7.5 s after which a dead look is tried again here, for a busy machine."""


def die_at(desk: RealDesk, point: str) -> int:
    """Open a ticket that makes the whole worker kill itself at that point; the ticket's id."""
    desk.kill("worker")
    desk.run("worker", ["tests.faults.dying_worker", point])
    desk.wait_for(lambda: len(desk.queue_workers()) == QUEUES_SERVED, 30, "the mortal worker")
    ticket = desk.open_ticket()
    desk.wait_for(lambda: not desk.members("worker"), 30, "the worker's death")
    return ticket


def kill_worker_when(desk: RealDesk, holds: Callable[[int], object]) -> int:
    """Open a ticket and kill the worker, horses included, 0.3 s after `holds` of it; the ticket's id."""
    ticket = desk.open_ticket()
    desk.wait_for(lambda: holds(ticket), 20, "the look to get there", every=0.02)
    time.sleep(0.3)  # the call that is to be cut off is sent by now, and its delay is longer
    desk.kill("worker")
    return ticket


@pytest.mark.parametrize("point", ["popped", "registered", "forked"])
def test_a_wake_up_that_dies_with_its_worker_is_made_good_by_the_clock(desk: RealDesk, point: str):
    ticket = die_at(desk, point)
    assert 0 == desk.pending(ticket)["attempts"]

    desk.start("worker")
    desk.wait_done(ticket, seconds=SECONDS)
    assert 1 == desk.posts(ticket)


def test_killed_while_it_reads_the_ticket(desk: RealDesk):
    desk.fault("GET", "/api/v2/tickets/*", delay=1.5)
    ticket = kill_worker_when(desk, lambda ticket: desk.pending(ticket).get("attempts") == 1)
    assert [] == desk.model_calls()

    desk.start("worker")
    desk.wait_done(ticket, seconds=SECONDS)
    assert 1 == desk.posts(ticket)


def test_killed_while_the_model_writes(desk: RealDesk):
    desk.model(delay=5)
    ticket = kill_worker_when(desk, lambda _: desk.model_calls())
    assert [] == desk.drafts(ticket)

    desk.model()
    desk.start("worker")
    desk.wait_done(ticket, seconds=SECONDS)
    assert 1 == desk.posts(ticket)


def test_killed_between_intent_and_post_it_posts_once_and_pays_once(desk: RealDesk):
    ticket = die_at(desk, "intended")
    assert ["posting"] == [draft["state"] for draft in desk.drafts(ticket)]
    assert 0 == desk.posts(ticket)

    desk.start("worker")
    desk.wait_done(ticket, seconds=SECONDS)
    assert 1 == desk.posts(ticket)
    assert 1 == len(desk.model_calls())


def test_killed_between_post_and_record_the_note_is_known_again(desk: RealDesk):
    ticket = die_at(desk, "landed")
    assert ["posting"] == [draft["state"] for draft in desk.drafts(ticket)]
    (note,) = desk.notes(ticket)

    desk.start("worker")
    desk.wait_done(ticket, seconds=SECONDS)
    assert 1 == desk.posts(ticket)
    assert [note["id"]] == [draft["note_id"] for draft in desk.drafts(ticket)]
    assert 1 == len(desk.model_calls())


def test_killed_between_post_and_record_while_the_list_lags_and_a_webhook_comes_at_once(desk: RealDesk):
    desk.lag(conversations=4.0)
    ticket = die_at(desk, "landed")

    desk.start("worker")
    assert 202 == desk.send_webhook(ticket)
    desk.wait_done(ticket, seconds=SECONDS)
    assert 1 == desk.posts(ticket)


def test_killed_between_record_and_end_nothing_is_written_again(desk: RealDesk):
    ticket = die_at(desk, "recorded")
    assert desk.pending(ticket)["looked"] < desk.pending(ticket)["asked"]

    desk.start("worker")
    desk.wait_done(ticket, seconds=SECONDS)
    assert 1 == desk.posts(ticket)


def test_killed_while_the_post_is_on_its_way_the_late_note_is_the_one(desk: RealDesk):
    desk.fault("POST", "/api/v2/tickets/*/notes", delay=3.0)
    ticket = kill_worker_when(desk, lambda ticket: [row for row in desk.drafts(ticket) if row["state"] == "posting"])
    assert [] == desk.notes(ticket)

    desk.start("worker")
    assert 202 == desk.send_webhook(ticket)
    desk.wait_done(ticket, seconds=SECONDS)
    assert 1 == desk.posts(ticket)


def test_a_horse_that_is_killed_for_its_memory_is_replaced(desk: RealDesk):
    desk.model(delay=5)
    ticket = desk.open_ticket()
    desk.wait_for(desk.model_calls, 20, "the look to reach the model")
    kill(desk.horses())

    desk.model()
    desk.wait_done(ticket, seconds=SECONDS)
    assert 1 == desk.posts(ticket)


def test_an_orphaned_horse_and_its_successor_leave_one_note(desk: RealDesk):
    """The look takes longer than the 7.5 s after which it counts as dead, and still goes on."""
    desk.model(delay=11)
    ticket = desk.open_ticket()
    desk.wait_for(desk.model_calls, 20, "the look to reach the model")
    orphans = desk.horses()
    kill(desk.queue_workers())

    desk.wait_done(ticket, seconds=SECONDS)
    assert 1 == desk.posts(ticket)
    desk.wait_for(lambda: not set(orphans) & set(desk.horses()), 20, "the orphan's end")


def test_a_killed_supervisor_leaves_nothing_that_goes_on_for_ever(desk: RealDesk):
    """Each such death would otherwise leave workers that nobody can stop."""
    desk.model(delay=5)
    ticket = desk.open_ticket()
    desk.wait_for(desk.model_calls, 20, "the look to reach the model")
    orphans = [*desk.queue_workers(), *desk.horses()]
    kill(desk.supervisors())

    desk.start("worker")
    desk.wait_done(ticket, seconds=SECONDS)
    assert 1 == desk.posts(ticket)
    desk.wait_for(lambda: not set(orphans) & set(desk.members("worker")), 60, "the orphans' end")
