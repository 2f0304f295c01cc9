"""Freshdesk refuses, hangs, lies or is away: the right wait, the right end, a clear record, never a dead letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from tests.path.one_desk import KEY, STOPPED, OneDesk, one_desk

HTML = "<html><body><h1>502 Bad Gateway</h1><p>nginx of the helpdesk</p></body></html>"
MIA = "mia@postbox.example"


@pytest.fixture
def desk(database_url: str, redis_url: str) -> Iterator[OneDesk]:
    """A desk whose facts and texts are known, so that a fault meets the ticket alone."""
    with one_desk(database_url, redis_url, timeout=0.5) as desk:
        desk.happens(desk.opens("Please cancel my order LH-21121."))
        yield desk


@pytest.fixture(autouse=True)
def _nothing_leaks(desk: OneDesk, capfd: pytest.CaptureFixture[str]) -> Iterator[None]:
    """After every fault: no dead letter, and neither key nor customer in a log or a row."""
    yield
    assert 0 == len(desk.store.dead_letters())
    said = "".join(capfd.readouterr()) + desk.outcomes()
    for secret in (KEY, STOPPED, MIA, "Mia Torres", "nginx of the helpdesk"):
        assert secret not in said


def came_through(desk: OneDesk, ticket: int) -> bool:
    """One note, nothing owed, no trace of the trouble left in the row."""
    row = desk.row(ticket)
    return (1, True, 0, 0, "") == (
        len(desk.notes(ticket)),
        row.asked == row.looked,
        row.attempts,
        row.failures,
        row.outcome,
    )


@pytest.mark.parametrize(("asked_for", "least", "most"), [("7", 7, 9), ("1000000", 300, 376), (None, 60, 76)])
def test_a_429_is_waited_for_as_long_as_it_asks_within_reason(desk: OneDesk, asked_for: str, least: int, most: int):
    ticket = desk.opens()
    desk.fault(f"tickets/{ticket}", status=429, headers={"Retry-After": asked_for} if asked_for else {})
    desk.happens(ticket)
    assert [] == desk.slept
    assert least - 1 < desk.next_try(ticket) < most
    assert re.search("answered 429", desk.row(ticket).outcome)
    desk.wait(most + 5)
    assert came_through(desk, ticket)


def test_a_429_on_the_note_takes_the_intent_back_and_the_draft_is_paid_once(desk: OneDesk):
    desk.asks_model()
    ticket = desk.opens()
    desk.fault("tickets/*/notes", status=429, headers={"Retry-After": "7"})
    desk.happens(ticket)
    assert ["drafted"] == [record.state for record in desk.store.drafts_of(ticket)]
    assert 6 < desk.next_try(ticket) < 9
    desk.wait(15)
    assert came_through(desk, ticket)
    assert 1 == len(desk.model_calls())


def test_a_limit_that_one_ticket_met_holds_the_next_one_back_too(desk: OneDesk):
    first, second = desk.opens(), desk.opens()
    desk.fault("tickets/*", times=1, status=429, headers={"Retry-After": "30"})
    desk.happens(first)
    before = desk.seen()
    desk.happens(second)
    assert [] == desk.calls(before)
    desk.wait(45)
    assert came_through(desk, first)
    assert came_through(desk, second)


@pytest.mark.parametrize(("status", "body"), [(500, ""), (502, HTML), (503, HTML), (504, "")])
def test_a_server_error_that_passes_is_never_seen(desk: OneDesk, status: int, body: str):
    ticket = desk.opens()
    desk.fault(f"tickets/{ticket}", times=2, status=status, body=body)
    desk.happens(ticket)
    assert came_through(desk, ticket)
    assert sum(desk.slept) < 3


def test_a_server_error_that_stays_puts_the_ticket_off_with_a_growing_pause(desk: OneDesk):
    ticket = desk.opens()
    desk.fault(f"tickets/{ticket}", times=None, status=502, body=HTML)
    desk.happens(ticket)
    assert f"GET /tickets/{ticket} was answered 502" == desk.row(ticket).outcome
    pauses = []
    for _ in range(4):
        pauses.append(desk.next_try(ticket))
        desk.advance(pauses[-1] + 0.1)
        desk.work()
    for pause, usual in zip(pauses, (5, 10, 20, 40), strict=True):
        assert usual - 1 < pause <= usual * 1.25
    desk.mend()
    desk.wait(120)
    assert came_through(desk, ticket)


@pytest.mark.parametrize(("status", "body"), [(500, ""), (502, HTML)])
def test_a_server_error_on_the_note_is_doubted_and_never_posted_blindly(desk: OneDesk, status: int, body: str):
    ticket = desk.opens()
    desk.fault("tickets/*/notes", status=status, body=body)
    desk.happens(ticket)
    assert ["posting"] == [record.state for record in desk.store.drafts_of(ticket)]
    assert 39 < desk.next_try(ticket) < 41
    desk.wait(35)
    assert [] == desk.notes(ticket)
    desk.wait(10)
    assert came_through(desk, ticket)


def test_a_note_whose_answer_was_lost_is_found_and_not_posted_again(desk: OneDesk):
    ticket, before = desk.opens(), desk.seen()
    desk.fault("tickets/*/notes", drop_after_write=True)
    desk.happens(ticket)
    desk.wait(45)
    assert came_through(desk, ticket)
    assert [f"POST tickets/{ticket}/notes"] == desk.writes(before)


def test_a_note_that_lands_after_we_hung_up_is_found_and_not_posted_again(desk: OneDesk):
    ticket, before = desk.opens(), desk.seen()
    desk.fault("tickets/*/notes", delay=1.0)
    desk.happens(ticket)
    assert [] == desk.notes(ticket)
    desk.wait_until(lambda: desk.notes(ticket))
    desk.wait(45)
    assert came_through(desk, ticket)
    assert [f"POST tickets/{ticket}/notes"] == desk.writes(before)


def test_a_read_that_hangs_is_given_up_and_tried_again_later(desk: OneDesk):
    ticket = desk.opens()
    desk.fault(f"tickets/{ticket}", times=3, delay=0.8)
    desk.happens(ticket)
    assert f"GET /tickets/{ticket} took too long" == desk.row(ticket).outcome
    assert 4 < desk.next_try(ticket) < 7
    desk.wait(10)
    assert came_through(desk, ticket)


def test_an_answer_that_is_a_login_page_is_no_ticket(desk: OneDesk):
    ticket = desk.opens()
    desk.fault(f"tickets/{ticket}", body=HTML)
    desk.happens(ticket)
    assert "not JSON" in desk.row(ticket).outcome
    desk.wait(10)
    assert came_through(desk, ticket)


# --- locked out ----------------------------------------------------------------------------------------------------


def test_a_revoked_key_parks_the_desk_and_all_goes_on_when_it_answers(desk: OneDesk, capfd: pytest.CaptureFixture[str]):
    tickets = [desk.opens() for _ in range(3)]
    desk.fault("*", times=None, status=401)
    for ticket in tickets:
        assert 202 == desk.webhook(ticket)
    capfd.readouterr()
    with ThreadPoolExecutor(3) as together:
        list(together.map(desk.look, tickets))
    assert 1 == "".join(capfd.readouterr()).count("locked out of Freshdesk")
    before = desk.seen()
    desk.wait(600)
    asked = [call["path"] for call in desk.calls(before)]
    assert {"/api/v2/agents/me"} == set(asked)
    assert 9 <= len(asked) <= 10
    assert [0, 0, 0] == [desk.row(ticket).attempts for ticket in tickets]
    desk.mend()
    desk.wait(65)
    assert [1, 1, 1] == [len(desk.notes(ticket)) for ticket in tickets]


def test_a_locked_out_desk_that_goes_down_as_well_is_still_asked_once_a_minute(desk: OneDesk):
    desk.fault("*", times=None, status=401)
    desk.happens(desk.opens())
    desk.mend()
    desk.fault("*", times=None, status=503)
    desk.advance(61)
    before = desk.seen()
    for _ in range(10):
        desk.clock.tick()
        desk.advance(5)
    assert len(desk.calls(before)) <= 3


def test_a_key_revoked_on_a_quiet_day_is_noticed_by_the_sweep(desk: OneDesk, capfd: pytest.CaptureFixture[str]):
    desk.fault("*", times=None, status=401)
    desk.clock.sweep_every = timedelta(minutes=1)
    desk.advance(61)
    capfd.readouterr()
    desk.clock.tick()
    desk.advance(61)
    desk.clock.tick()
    said = "".join(capfd.readouterr())
    assert 1 == said.count("locked out of Freshdesk") - said.count("still locked out of Freshdesk")


def test_a_person_who_asks_while_the_key_is_revoked_causes_no_call(desk: OneDesk):
    desk.fault("*", times=None, status=401)
    desk.happens(desk.opens())
    ticket, before = desk.opens(), desk.seen()
    desk.store.request(ticket, "show", instruction="", who="U1", answer_to="", now=desk.now())
    desk.look(ticket)
    assert [] == desk.calls(before)


def test_a_key_revoked_between_reading_and_writing_loses_nothing(desk: OneDesk):
    ticket = desk.opens()
    desk.fault("tickets/*/notes", status=401)
    desk.happens(ticket)
    assert ["drafted"] == [record.state for record in desk.store.drafts_of(ticket)]
    desk.wait(65)
    assert came_through(desk, ticket)


def test_a_403_that_agents_me_repeats_is_a_lock_out(desk: OneDesk):
    ticket = desk.opens()
    desk.fault("*", times=None, status=403)
    desk.happens(ticket)
    assert desk.store.switches().parked_until is not None
    desk.mend()
    desk.wait(65)
    assert came_through(desk, ticket)


def test_a_403_on_one_ticket_is_about_that_ticket_alone(desk: OneDesk):
    hidden, other = desk.opens(), desk.opens()
    desk.fault(f"tickets/{hidden}", times=None, status=403)
    desk.happens(hidden)
    desk.happens(other)
    assert "no access" == desk.row(hidden).outcome
    assert desk.row(hidden).asked == desk.row(hidden).looked
    assert came_through(desk, other)


# --- things that are not there -------------------------------------------------------------------------------------


def test_a_ticket_that_the_api_does_not_know_yet_is_tried_again_for_a_while(desk: OneDesk):
    ticket = desk.opens()
    desk.fault(f"tickets/{ticket}", times=None, status=404)
    desk.happens(ticket)
    for pause in (5, 30, 120):
        assert pause - 1 < desk.next_try(ticket) <= pause
        desk.advance(pause + 0.1)
        desk.work()
    assert "unknown" == desk.row(ticket).outcome
    assert desk.row(ticket).asked == desk.row(ticket).looked


def test_a_ticket_that_shows_up_late_gets_its_note(desk: OneDesk):
    ticket = desk.opens()
    desk.fault(f"tickets/{ticket}", times=2, status=404)
    desk.happens(ticket)
    desk.wait(40)
    assert came_through(desk, ticket)


def test_a_ticket_that_was_read_before_and_is_gone_is_deleted(desk: OneDesk):
    ticket = desk.opens()
    desk.happens(ticket)
    desk.fault(f"tickets/{ticket}", times=None, status=404)
    desk.happens(ticket)
    assert "deleted" == desk.row(ticket).outcome


@pytest.mark.parametrize("status", [403, 404, 405])
def test_a_note_that_can_no_longer_be_edited_is_closed_and_later_turns_go_on(desk: OneDesk, status: int):
    ticket = desk.opens()
    desk.happens(ticket)
    desk.fault("conversations/*", method="PUT", times=None, status=status)
    desk.says(ticket, "customer", "<p>The order number is LH-21121, please hurry.</p>")
    desk.happens(ticket)
    assert ["closed", "current"] == [record.state for record in desk.store.drafts_of(ticket)]
    before = desk.seen()
    desk.happens(ticket)
    assert [] == desk.writes(before)


# --- a long outage -------------------------------------------------------------------------------------------------


def test_an_outage_of_three_hours_is_sat_out_with_few_calls(desk: OneDesk):
    tickets = [desk.opens() for _ in range(2)]
    for ticket in tickets:
        assert 202 == desk.webhook(ticket)
    desk.fault("*", times=None, status=503)
    before = desk.seen()
    desk.work()
    desk.wait(3 * 3600)
    assert len(desk.calls(before)) < 2 * 300
    assert [1, 1] == [min(desk.row(ticket).failures, 1) for ticket in tickets]
    desk.mend()
    desk.wait(400)
    for ticket in tickets:
        assert came_through(desk, ticket)


def test_after_a_day_of_outage_a_ticket_is_too_late(desk: OneDesk):
    ticket = desk.opens()
    desk.fault("*", times=None, status=503)
    desk.happens(ticket)
    desk.advance(24 * 3600 + 10)
    desk.work()
    assert desk.row(ticket).outcome.startswith("too late: ")
    assert desk.row(ticket).asked == desk.row(ticket).looked


def test_a_desk_that_hangs_does_not_make_the_looks_queue_up(desk: OneDesk):
    """Sixteen looks at once, the account's facts stale: they must not wait for one another's timeouts."""
    tickets = [desk.opens() for _ in range(16)]
    for ticket in tickets:
        desk.webhook(ticket)
    desk.advance(timedelta(minutes=11).total_seconds())
    desk.fault("*", times=None, delay=0.8)
    before = desk.seen()
    with ThreadPoolExecutor(16) as together:
        list(together.map(desk.look, tickets))
    facts = [call for call in desk.calls(before) if call["path"] == "/api/v2/agents/me"]
    assert len(facts) <= 3


# --- knowledge -----------------------------------------------------------------------------------------------------


def without_knowledge(desk: OneDesk) -> None:
    """As before the first look, long ago."""
    for pool in ("canned", "article"):
        desk.knowledge.replace(pool, [])
    desk.advance(timedelta(minutes=11).total_seconds())


def test_canned_responses_that_the_key_may_not_read_are_named_in_the_note(desk: OneDesk):
    without_knowledge(desk)
    desk.fault("canned_response*", times=None, status=403)
    ticket = desk.opens()
    desk.happens(ticket)
    assert "Our key may not read the canned responses (403)" in desk.words(ticket)
    assert "(article)" in desk.words(ticket)


def test_texts_that_cannot_be_read_just_now_hold_no_note_up(desk: OneDesk):
    without_knowledge(desk)
    desk.fault("canned_response*", times=None, status=500)
    tickets, before = [desk.opens() for _ in range(4)], desk.seen()
    for ticket in tickets:
        desk.webhook(ticket)
    with ThreadPoolExecutor(4) as together:
        list(together.map(desk.look, tickets))
    for ticket in tickets:
        assert "Canned responses and articles could not be read just now." in desk.words(ticket)
    assert 3 == len([call for call in desk.calls(before) if "canned_response" in call["path"]])


def test_of_a_burst_on_an_empty_store_one_look_loads_the_texts(desk: OneDesk):
    without_knowledge(desk)
    tickets, before = [desk.opens() for _ in range(4)], desk.seen()
    for ticket in tickets:
        desk.webhook(ticket)
    with ThreadPoolExecutor(4) as together:
        list(together.map(desk.look, tickets))
    paths = [call["path"] for call in desk.calls(before)]
    assert 1 == paths.count("/api/v2/canned_response_folders")
    assert 1 == paths.count("/api/v2/solutions/categories")
