"""The table of the lifecycle, row by row: what is decided about a thread, with no word of how it is done."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from assistant.core.actions import Adopt, Draft, Ignore, Restore, Retire, Revise, Send, Tell, Wait
from assistant.core.decide import decide
from assistant.core.draft import Draft as Text
from assistant.core.policy import Policy
from assistant.core.records import Record, Records, Request
from tests.fakes import AGENT, COLLEAGUE, ME, START, FakeHelpdesk, World

MARK = "abcdefghij"
RECORD = Record(1, 7, "0", MARK, 1, "drafted", Text("reply", "A kettle.", "<p>Hello</p>"), START)
CURRENT = replace(RECORD, state="current", note_id=900, note_text="x")


class Case:
    """Ticket 7 and what we have on record of it."""

    def __init__(self, **opened: Any) -> None:
        self.world = World()
        self.desk = FakeHelpdesk(self.world)
        self.desk.open(7, **opened)

    def note(self, mark: str = MARK, *, retired: bool = False, user: int = ME) -> int:
        """A note of that mark in the thread."""
        end = " · retired" if retired else ""
        words = f"<p>Draft</p><p>Deskhand · dh-7-1-{mark}{end}</p>"
        return self.desk.say(7, words, user=user, incoming=False, private=True)

    def decide(self, *records: Record, requests: tuple[Request, ...] = (), **policy: Any) -> tuple[Any, ...]:
        return decide(self.desk.thread(7), Records(records, requests), Policy(**policy), self.world.now)


def asked(kind: Any = "draft", **more: Any) -> Request:
    later = START + timedelta(hours=9)
    return Request(3, 7, kind, "shorter", "U1", "", more.pop("state", "open"), START, later, **more)


@pytest.fixture
def case() -> Case:
    return Case()


def test_an_open_turn_without_a_note_is_drafted(case: Case) -> None:
    [action] = case.decide()
    assert ("0", None) == (action.turn.key, action.record)


def test_a_turn_is_what_was_written_since_the_last_answer(case: Case) -> None:
    case.desk.agent(7)
    first, second = case.desk.customer(7), case.desk.say(7, "Me too, please.", user=COLLEAGUE, incoming=True)
    [action] = case.decide()
    assert f"{first},{second}" == action.turn.key


@pytest.mark.parametrize(
    "entry",
    [
        {"user": AGENT, "incoming": False, "private": True},
        {"user": AGENT, "incoming": False, "source": 8},
        {"user": None, "incoming": False, "automation_id": 5},
        {"user": AGENT, "incoming": False, "auto_response": True},
        {"user": None, "incoming": False},
        {"user": COLLEAGUE, "incoming": True, "source": 6},
    ],
    ids=["private note", "forward", "automation", "auto-response", "removed user", "survey"],
)
def test_what_is_neither_question_nor_answer_changes_no_turn(case: Case, entry: dict[str, Any]) -> None:
    case.desk.say(7, "Something was written here, at length.", **entry)
    [action] = case.decide()
    assert "0" == action.turn.key


def test_a_public_note_of_an_agent_is_an_answer(case: Case) -> None:
    case.desk.say(7, "We look into it.", user=AGENT, incoming=False, source=2)
    assert (Ignore("answered"),) == case.decide()


def test_an_outbound_mail_is_no_question() -> None:
    assert (Ignore("nothing from a customer"),) == Case(source=10).decide()


@pytest.mark.parametrize("status", [2, 3, 6, 9])
def test_pending_and_the_accounts_own_statuses_stay_open(case: Case, status: int) -> None:
    case.desk.set(7, status=status)
    assert isinstance(case.decide()[0], Draft)


@pytest.mark.parametrize(("status", "why"), [(4, "resolved"), (5, "closed")])
def test_resolved_and_closed_tickets_have_their_note_retired(case: Case, status: int, why: str) -> None:
    case.desk.set(7, status=status)
    assert (Retire(CURRENT, why, 900),) == case.decide(CURRENT)


def test_a_note_that_stands_needs_nothing(case: Case) -> None:
    assert () == case.decide(replace(CURRENT, note_id=case.note()))


def test_a_note_that_is_not_shown_is_not_posted_again(case: Case) -> None:
    assert () == case.decide(CURRENT)


def test_the_newer_note_comes_before_the_older_one_is_retired(case: Case) -> None:
    case.world.advance(60)
    case.desk.customer(7)
    assert [Draft, Retire] == [type(action) for action in case.decide(CURRENT)]


def test_an_older_note_stands_while_a_chat_settles() -> None:
    chat = Case(source=7)
    chat.world.advance(60)
    chat.desk.customer(7)
    assert [Wait] == [type(action) for action in chat.decide(CURRENT)]


def test_a_reopened_turn_gets_its_note_back(case: Case) -> None:
    retired = replace(CURRENT, state="retired", why="closed")
    assert (Restore(retired),) == case.decide(retired)


def test_a_post_of_unknown_outcome_is_waited_for_then_repeated(case: Case) -> None:
    posting = replace(RECORD, state="posting", posting_at=START)
    assert (Wait(START + timedelta(seconds=40), "a note may still be on its way"),) == case.decide(posting)
    case.world.advance(40)
    assert [Draft] == [type(action) for action in case.decide(posting)]


def test_a_post_that_landed_is_adopted(case: Case) -> None:
    posting = replace(RECORD, state="posting", posting_at=START)
    number = case.note()
    assert (Adopt(posting, number),) == case.decide(posting)


def test_of_several_notes_the_lowest_is_adopted_and_the_others_retired(case: Case) -> None:
    posting = replace(RECORD, state="posting", posting_at=START)
    first, second = case.note(), case.note()
    adopt, retire = case.decide(posting)
    assert (first, second) == (adopt.note_id, retire.note_id)


def test_a_late_post_of_an_answered_turn_is_waited_for_and_retired(case: Case) -> None:
    posting = replace(RECORD, state="posting", posting_at=START)
    case.desk.agent(7)
    assert [Wait] == [type(action) for action in case.decide(posting)]
    number = case.note()
    assert [Adopt, Retire] == [type(action) for action in case.decide(posting)]
    assert number == case.decide(posting)[1].note_id


def test_a_post_that_proved_lost_is_forgotten_once_its_turn_is_answered(case: Case) -> None:
    posting = replace(RECORD, state="posting", posting_at=START)
    case.desk.agent(7)
    case.world.advance(40)
    assert (Retire(posting, "answered", None),) == case.decide(posting)


def test_a_reference_by_another_user_counts_for_nothing(case: Case) -> None:
    case.note("zzzzzzzzzz", user=AGENT)
    assert [Draft] == [type(action) for action in case.decide()]


def test_a_reference_that_fits_no_turn_of_ours_is_another_installations(case: Case) -> None:
    case.note("zzzzzzzzzz")
    assert (Ignore("another installation of Deskhand writes on this ticket"),) == case.decide()


@pytest.mark.parametrize("how", ["spam", "deleted"])
def test_nothing_is_written_to_spam_and_trash(case: Case, how: str) -> None:
    case.desk.set(7, **{how: True})
    assert (Ignore(how),) == case.decide(CURRENT)


def test_an_old_turn_is_left_alone_unless_a_person_asks(case: Case) -> None:
    case.world.advance(25 * 3600)
    assert (Ignore("old"),) == case.decide()
    request = replace(asked(), expires_at=case.world.now + timedelta(minutes=1))
    assert [Draft, Tell] == [type(action) for action in case.decide(requests=(request,))]


def test_retiring_has_no_age(case: Case) -> None:
    case.world.advance(99 * 3600)
    case.desk.set(7, status=5)
    assert (Retire(CURRENT, "closed", 900),) == case.decide(CURRENT)


@pytest.mark.parametrize(
    ("policy", "why"),
    [
        ({"groups": frozenset({"Returns"})}, "its group is not in DRAFT_GROUPS"),
        ({"types": frozenset({"Question"})}, "its type is not in DRAFT_TYPES"),
        ({"sources": frozenset({3})}, "its source is not in DRAFT_SOURCES"),
        ({"activated_at": START + timedelta(seconds=1)}, "old"),
    ],
)
def test_what_the_desk_does_not_want_is_ignored_with_the_reason(case: Case, policy: dict[str, Any], why: str) -> None:
    assert (Ignore(why),) == case.decide(**policy)


@pytest.mark.parametrize("wanted", ["Returns", "returns", "55"])
def test_a_group_is_wanted_by_its_name_or_number(case: Case, wanted: str) -> None:
    case.desk.set(7, group_id=55)
    thread = case.desk.thread(7)
    thread = replace(thread, desk=replace(thread.desk, groups=((55, "Returns"), (56, "Repairs"))))
    policy = Policy(groups=frozenset({wanted}))
    assert [Draft] == [type(action) for action in decide(thread, Records(), policy, case.world.now)]


def test_a_revision_goes_into_the_note_that_stands(case: Case) -> None:
    [action] = case.decide(CURRENT, requests=(asked(),))
    assert (Revise, 900) == (type(action), action.record.note_id)


def test_who_asks_for_a_draft_of_an_answered_ticket_is_told(case: Case) -> None:
    case.desk.agent(7)
    told, retire = case.decide(CURRENT, requests=(asked(),))
    assert "No message waits for an answer: answered." == told.message
    assert Retire(CURRENT, "answered", 900) == retire


def test_a_letter_that_asks_is_sent_by_a_click_like_a_reply(case: Case) -> None:
    asking = replace(CURRENT, draft=Text("investigation", "A kettle.", "", holding="<p>Which one?</p>"))
    click = asked("send", draft_id=1)
    assert Send(asking, click) in case.decide(asking, requests=(click,))


def test_a_draft_without_any_letter_is_not_sent(case: Case) -> None:
    bare = replace(CURRENT, draft=Text("investigation", "A kettle.", ""))
    told = Tell(asked("send", draft_id=1), "The reply was not sent: this draft has none.")
    assert told in case.decide(bare, requests=(asked("send", draft_id=1),))


def test_a_mail_of_nothing_but_a_signature_is_empty(case: Case) -> None:
    card = "<div>--<br>Mara Lindt<br>Lindt Interiors<br>Tel. +49 30 1234567</div>"
    case.desk.set(7, description=card, description_text="", subject="")
    assert (Ignore("empty"),) == case.decide()
