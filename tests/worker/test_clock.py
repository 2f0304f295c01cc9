"""One tick of the clock, on fakes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from assistant.ports import Switches
from assistant.usecases.sync_knowledge import LOADED
from assistant.usecases.sync_past import NEXT
from tests.fakes import START, FakeHelpdesk, FakeQueue, FakeStore, World
from worker.clock import ClockWork


@dataclass
class Bench:
    """A clock and its world."""

    world: World = field(default_factory=World)

    def __post_init__(self) -> None:
        self.desk = FakeHelpdesk(self.world)
        self.store = FakeStore(self.world, switch=Switches(activated_at=START))
        self.queue = FakeQueue()
        self.work = ClockWork(self.desk, self.store, self.queue, self.world.clock, timedelta(seconds=60), 2)


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_past_answers_wait_until_the_first_texts_are_there(bench: Bench) -> None:
    bench.work.learn()
    assert [] == bench.queue.learning
    bench.store.set_mark(LOADED, bench.world.now)
    bench.work.learn()
    assert ["past", "vectors"] == bench.queue.learning


def test_past_answers_are_gone_on_with_when_they_are_due(bench: Bench) -> None:
    bench.store.set_mark(LOADED, bench.world.now)
    bench.store.set_mark(NEXT, bench.world.now + timedelta(seconds=30))
    bench.work.learn()
    bench.world.advance(31)
    bench.work.learn()
    assert ["vectors", "past"] == bench.queue.learning


def test_a_locked_out_desk_learns_nothing(bench: Bench) -> None:
    bench.store.set_mark(LOADED, bench.world.now)
    bench.store.park(bench.world.now)
    bench.work.learn()
    assert [] == bench.queue.learning


def test_what_is_due_wakes_a_worker(bench: Bench) -> None:
    bench.store.ask(7, "webhook")
    bench.work.wake()
    assert [7] == bench.queue.woken


def test_nothing_due_wakes_nobody(bench: Bench) -> None:
    bench.work.wake()
    assert [] == bench.queue.woken


def test_a_ticket_that_crashed_twice_is_sent_away_once_in_a_while(bench: Bench) -> None:
    bench.store.ask(7, "webhook")
    for _ in range(2):
        bench.store.begin(7, bench.world.now)
        bench.world.advance(46)
    bench.work.wake()
    bench.work.wake()
    assert [7] == bench.queue.woken
    bench.world.advance(31)
    bench.work.wake()
    assert [7, 7] == bench.queue.woken


def test_the_sweep_finds_a_ticket_that_no_webhook_told_of(bench: Bench) -> None:
    bench.desk.open(7)
    bench.work.sweep()
    assert [7] == [row.ticket_id for row in bench.store.due(9, START)]


def test_the_sweep_comes_at_its_time(bench: Bench) -> None:
    bench.work.sweep()
    bench.desk.open(7)
    bench.work.sweep()
    assert [] == list(bench.store.due(9, START))
    bench.world.advance(60)
    bench.work.sweep()
    assert 1 == len(bench.store.due(9, bench.world.now))


def test_the_mark_is_the_greatest_change_that_was_listed(bench: Bench) -> None:
    bench.desk.open(7)
    bench.world.advance(500)
    bench.work.sweep()
    assert bench.store.mark("sweep") == START


def test_a_parked_desk_asks_who_we_are_each_minute_and_goes_on(bench: Bench) -> None:
    bench.store.set_switch("parked_until", START)
    bench.desk.locked_out = True
    bench.work.unpark()
    assert START + timedelta(seconds=60) == bench.store.switch.parked_until
    bench.desk.locked_out = False
    bench.work.unpark()
    assert bench.store.switch.parked_until is not None
    bench.world.advance(61)
    bench.work.unpark()
    assert bench.store.switch.parked_until is None


def test_a_parked_desk_is_not_swept(bench: Bench) -> None:
    bench.desk.open(7)
    bench.store.set_switch("parked_until", START)
    bench.work.sweep()
    assert [] == list(bench.store.rows)


def test_one_part_that_fails_does_not_stop_the_others(bench: Bench) -> None:
    bench.desk.locked_out = True
    bench.store.set_switch("parked_until", START)
    bench.store.ask(7, "webhook")
    bench.work.tick()
    assert bench.store.switch.parked_until == START + timedelta(seconds=60)


def test_knowledge_is_read_anew_a_few_times_a_day(bench: Bench) -> None:
    bench.store.set_mark("knowledge", START)
    bench.work.refresh()
    assert [] == bench.queue.woken
    bench.world.advance(6 * 3600)
    bench.work.refresh()
    bench.work.refresh()
    assert [0] == bench.queue.woken
