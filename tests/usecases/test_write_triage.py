"""Sure triage is written to the ticket where the policy says so."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.core.draft import Triage
from assistant.core.policy import Policy
from assistant.errors import LockedOut, NoAccess, Rejected, TemporaryError
from tests.fakes import ME
from tests.usecases.test_look_at_ticket import Scene

TYPE = Triage("type", "Problem", "4 of 4 similar tickets", "high")
GROUP = Triage("group", "Repairs", "4 of 4 similar tickets", "high")
PRIORITY = Triage("priority", "High", "says so", "high")
TAG = Triage("tags", "leak", "4 of 4 similar tickets", "high")
ALL = frozenset({"type", "group", "priority", "tags"})


def scene(*triage: Triage, wanted: frozenset[str] = ALL, **ticket: Any) -> Scene:
    found = Scene(policy=Policy(apply_triage=wanted))
    found.write.triage = triage
    found.desk.set(7, **ticket)
    return found


def test_sure_proposals_are_written_before_the_note_that_says_so():
    desk = scene(TYPE, GROUP, PRIORITY, TAG)
    desk.look()
    assert [{"type": "Problem", "group_id": 10, "priority": 3, "tags": ["leak"]}] == desk.desk.changes
    (note,) = desk.notes()
    assert "Written to the ticket: Type Problem (4 of 4 similar tickets; high confidence)" in note
    assert "Triage:" not in note


def test_nothing_is_written_unless_the_policy_names_the_field():
    assert [] == _changes(scene(TYPE, GROUP, TAG, wanted=frozenset()))
    assert [{"tags": ["leak"]}] == _changes(scene(TYPE, GROUP, TAG, wanted=frozenset({"tags"})))


def _changes(desk: Scene) -> list[dict[str, Any]]:
    desk.look()
    return desk.desk.changes


@pytest.mark.parametrize("confidence", ["low", "medium"])
def test_what_is_not_sure_is_only_proposed(confidence: Any):
    desk = scene(Triage("type", "Problem", "2 of 3 similar tickets", confidence))
    assert [] == _changes(desk)
    assert "Triage: Type Problem" in desk.notes()[0]


def test_a_field_that_holds_a_value_is_left_alone_and_tags_are_added():
    desk = scene(TYPE, GROUP, PRIORITY, TAG, type="Question", group_id=11, priority=2, tags=["vip"])
    assert [{"tags": ["vip", "leak"]}] == _changes(desk)
    assert "Written to the ticket: Tags leak" in desk.notes()[0]
    assert "Triage: Type Problem" in desk.notes()[0]


def test_a_value_that_is_not_the_accounts_is_never_written():
    assert [] == _changes(scene(Triage("type", "Wish", "", "high"), Triage("group", "Nobody", "", "high")))


def test_it_is_written_once_a_turn_and_what_a_person_takes_back_stays_so():
    desk = scene(TYPE)
    desk.look()
    desk.desk.set(7, type=None)
    desk.look()
    assert 1 == len(desk.desk.changes)
    desk.desk.customer(7)
    desk.look()
    assert 2 == len(desk.desk.changes)


def test_a_dry_run_changes_nothing():
    desk = Scene(policy=Policy(apply_triage=ALL, dry_run=True))
    desk.write.triage = (TYPE,)
    assert [] == _changes(desk)


@pytest.mark.parametrize("place", ["after applying", "before change", "after change", "after intend", "before POST"])
def test_a_crash_anywhere_ends_in_the_same_ticket_and_one_note_that_tells_of_it(place: str):
    desk = scene(TYPE, TAG)
    desk.crash_at(place)
    desk.world.advance(100)
    desk.look()
    ticket = desk.desk.tickets[7]
    assert ("Problem", ["leak"]) == (ticket.type, ticket.tags)
    (note,) = desk.notes()
    assert "Written to the ticket: Type Problem" in note
    assert "Tags leak" in note


def test_what_a_person_chose_while_we_were_down_stands_and_is_not_said_to_be_ours():
    desk = scene(TYPE)
    desk.crash_at("before change")
    desk.desk.set(7, type="Question")
    desk.world.advance(100)
    desk.look()
    assert ([], "Question") == (desk.desk.changes, desk.desk.tickets[7].type)
    assert "Written to the ticket" not in desk.notes()[0]


@pytest.mark.parametrize("error", [Rejected("PUT: 400"), NoAccess("PUT: 403"), TemporaryError("PUT: 503")])
def test_the_note_comes_though_the_ticket_cannot_be_changed(error: Exception):
    desk = scene(TYPE)
    desk.desk.refuses_changes = error
    desk.look()
    (note,) = desk.notes()
    assert "Freshdesk did not take the triage" in note
    assert "Written to the ticket" not in note
    desk.look()
    assert 1 == len(desk.notes())


def test_a_key_that_is_locked_out_parks_the_desk():
    desk = scene(TYPE)
    desk.desk.refuses_changes = LockedOut("PUT: 401")
    assert "locked out" == desk.look()
    assert [] == desk.notes()


def test_our_own_change_starts_no_loop():
    desk = scene(TYPE)
    for _ in range(3):
        desk.look()
    assert (1, 1, ["0"]) == (len(desk.desk.changes), len(desk.desk.notes(7)), desk.write.written)
    assert ME == desk.desk.notes(7)[0].user_id
