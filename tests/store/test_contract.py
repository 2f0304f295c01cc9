"""What the look relies on, asked of the real store and of the fake alike."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from assistant.core.draft import Draft, Written
from assistant.core.policy import MAX_ATTEMPTS
from assistant.core.records import Record
from assistant.ports import Answer, Store, TicketChange
from assistant.store import PostgresStore
from tests.fakes import START, FakeStore, World

DRAFT = Draft(kind="reply", summary="A leaking kettle.", reply="<p>Hello</p>", written=Written(by="canned"))


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture(params=["fake", "postgres"])
def store(request: pytest.FixtureRequest, world: World) -> Iterator[Any]:
    if request.param == "fake":
        yield FakeStore(world)
        return
    real = PostgresStore(request.getfixturevalue("database_url"), clock=world.clock)
    yield real
    real.close()


def saved(store: Store, ticket: int = 7, key: str = "0") -> Record:
    return store.save_draft(ticket, key, DRAFT, START, requester_id=100, request_id=None)


def row(store: Store, ticket: int = 7) -> Any:
    found = store.pending(ticket)
    assert found is not None
    return found


def test_a_ticket_that_was_asked_for_is_due_until_it_was_looked_at(store: Store) -> None:
    store.ask(7, "webhook")
    assert [7] == [each.ticket_id for each in store.due(9, START)]
    store.looked(7, 1)
    assert [] == list(store.due(9, START))


def test_a_look_that_began_before_the_last_request_leaves_it_due(store: Store) -> None:
    store.ask(7, "webhook")
    store.ask(7, "webhook")
    store.looked(7, 1)
    assert [7] == [each.ticket_id for each in store.due(9, START)]


def test_beginning_counts_the_attempt_and_puts_the_next_try_off(store: Store) -> None:
    store.ask(7, "webhook")
    begun = store.begin(7, START)
    assert begun is not None
    assert 1 == begun.attempts
    assert [] == list(store.due(9, START + timedelta(seconds=44)))
    assert [7] == [each.ticket_id for each in store.due(9, START + timedelta(seconds=45))]


def test_what_nobody_asked_for_does_not_begin(store: Store) -> None:
    assert store.begin(7, START) is None


def test_a_new_request_clears_the_next_try(store: Store) -> None:
    store.ask(7, "webhook")
    store.begin(7, START)
    store.ask(7, "webhook")
    assert row(store).next_try is None


def test_waiting_gives_the_attempt_back(store: Store) -> None:
    store.ask(7, "webhook")
    begun = store.begin(7, START)
    assert begun is not None
    store.wait(7, begun.asked, START + timedelta(seconds=9), "later", failed=True)
    assert (0, 1, START + timedelta(seconds=9)) == (row(store).attempts, row(store).failures, row(store).next_try)


def test_waiting_does_not_hold_up_what_was_asked_meanwhile(store: Store) -> None:
    store.ask(7, "webhook")
    begun = store.begin(7, START)
    assert begun is not None
    store.ask(7, "webhook")
    store.wait(7, begun.asked, START + timedelta(seconds=9), "later")
    assert row(store).next_try is None


def test_a_run_of_failures_is_dated_from_its_first(store: Store, world: World) -> None:
    store.ask(7, "webhook")
    store.wait(7, 1, START, "away", failed=True)
    world.advance(60)
    store.wait(7, 1, START, "away", failed=True)
    assert (2, START) == (row(store).failures, row(store).first_failed_at)


def test_a_dead_letter_is_not_due_until_it_is_asked_for_and_then_gets_one_attempt(store: Store) -> None:
    store.ask(7, "webhook")
    store.give_up(7, 1, "it crashed 5 times")
    assert [(7, "it crashed 5 times")] == list(store.dead_letters())
    assert [] == list(store.due(9, START))
    store.ask(7, "webhook")
    assert [] == list(store.dead_letters())
    assert MAX_ATTEMPTS - 1 == row(store).attempts


def test_a_requeued_ticket_has_all_its_attempts_again(store: Store) -> None:
    store.ask(7, "webhook")
    store.give_up(7, 1, "it crashed 5 times")
    store.requeue(7)
    assert 0 == row(store).attempts


def test_nothing_is_due_while_paused_or_parked(store: Store) -> None:
    store.ask(7, "webhook")
    store.set_switch("paused", True)
    assert [] == list(store.due(9, START))
    store.set_switch("paused", False)
    store.set_switch("parked_until", START + timedelta(seconds=60))
    assert [] == list(store.due(9, START))
    assert [] == list(store.due(9, START + timedelta(seconds=61)))
    store.set_switch("parked_until", None)
    assert 1 == len(store.due(9, START))


def test_of_many_that_park_the_desk_one_is_the_first(store: Store) -> None:
    assert [True, False] == [store.park(START) for _ in range(2)]
    store.set_switch("parked_until", None)
    assert store.park(START + timedelta(seconds=60))
    assert START + timedelta(seconds=60) == store.switches().parked_until


def test_a_change_is_asked_for_again_until_lists_have_settled(store: Store) -> None:
    change = [TicketChange(7, START)]
    assert [7] == list(store.ask_changed(change, START - timedelta(seconds=1)))
    assert [7] == list(store.ask_changed(change, START + timedelta(seconds=1)))
    assert [] == list(store.ask_changed(change, START + timedelta(seconds=2)))


def test_a_turn_has_one_draft_however_often_it_is_saved(store: Store) -> None:
    first = saved(store)
    again = store.save_draft(7, "0", Draft("reply", "another", "<p>x</p>"), START, requester_id=100, request_id=None)
    assert first == again
    assert DRAFT == again.draft


def test_each_turn_has_a_mark_of_its_own(store: Store) -> None:
    marks = {saved(store).mark, saved(store, key="0,5").mark, saved(store, ticket=8).mark}
    assert 3 == len(marks)
    assert {10} == {len(mark) for mark in marks}


def test_an_intent_succeeds_once(store: Store) -> None:
    record = saved(store)
    assert store.intend(record, START) is not None
    assert store.intend(record, START) is None


def test_an_intent_can_follow_one_that_proved_lost(store: Store) -> None:
    first = store.intend(saved(store), START)
    assert first is not None
    second = store.intend(first, START + timedelta(seconds=41))
    assert second is not None
    assert START + timedelta(seconds=41) == second.posting_at
    assert store.intend(first, START + timedelta(seconds=41)) is None


def test_an_intent_that_was_refused_is_taken_back(store: Store) -> None:
    posting = store.intend(saved(store), START)
    assert posting is not None
    store.take_back(posting)
    assert ("drafted", None) == (store.records(7).drafts[0].state, store.records(7).drafts[0].posting_at)


def test_a_note_that_stands_is_never_intended_again(store: Store) -> None:
    posting = store.intend(saved(store), START)
    assert posting is not None
    store.posted(posting, 1001, "words")
    current = store.records(7).drafts[0]
    assert ("current", 1001, "words") == (current.state, current.note_id, current.note_text)
    assert store.intend(current, START) is None


def test_a_revision_has_the_next_number_once_a_note_shows_the_first(store: Store) -> None:
    record = saved(store)
    assert 1 == store.save_revision(record, DRAFT, request_id=3).revision
    posting = store.intend(store.records(7).drafts[0], START)
    assert posting is not None
    store.posted(posting, 1001, "words")
    revised = store.save_revision(store.records(7).drafts[0], DRAFT, request_id=4)
    assert (2, 4) == (revised.revision, revised.request_id)
    assert revised == store.records(7).drafts[0]


def ask_to(store: Store, kind: Any, world: World, draft_id: int | None = None) -> int:
    return store.request(
        7, kind, instruction="shorter", who="U1", answer_to="https://x.test", now=world.now, draft_id=draft_id
    )


def test_a_request_is_open_and_its_ticket_due(store: Store, world: World) -> None:
    number = ask_to(store, "draft", world)
    assert [number] == [request.id for request in store.records(7).requests]
    assert [7] == [each.ticket_id for each in store.due(9, START)]


def test_a_request_waits_from_when_it_was_made_however_old_its_ticket_is(database_url: str, world: World) -> None:
    real = PostgresStore(database_url, clock=world.clock)
    real.ask(7, "webhook")
    real.looked(7, 1)
    world.advance(9999)
    ask_to(real, "show", world)
    assert 0.0 == real.oldest_due(world.now)
    real.close()


def test_a_reply_is_begun_once(store: Store, world: World) -> None:
    draft_id = saved(store).id
    ask_to(store, "send", world, draft_id)
    request = store.records(7).requests[0]
    assert store.begin_send(request, "Hello", START)
    assert not store.begin_send(request, "Hello", START)
    assert ("sending", "Hello", START) == (
        store.records(7).requests[0].state,
        store.records(7).requests[0].body_text,
        store.records(7).requests[0].sending_at,
    )


def test_an_answered_request_waits_for_its_delivery(store: Store, world: World) -> None:
    number = ask_to(store, "show", world)
    store.answered(store.records(7).requests[0], '{"kind": "told"}')
    assert () == store.records(7).requests
    assert [number] == [request.id for request in store.undelivered(9)]
    store.delivered(number)
    assert [] == list(store.undelivered(9))


def test_what_the_model_used_adds_up(store: Store) -> None:
    store.spent(Answer("", "m", tokens_in=10, tokens_out=5, cost_usd=0.5), START)
    store.spent(Answer("", "m", tokens_in=1, tokens_out=1, cost_usd=0.25), START)
    assert (0.75, 17) == (store.spend(START).usd_today, store.spend(START).tokens_this_month)


def test_marks_and_facts_are_remembered(store: Store) -> None:
    assert store.mark("sweep") is None
    store.set_mark("sweep", START)
    store.set_fact("desk", "words")
    assert (START, "words") == (store.mark("sweep"), store.fact("desk"))
