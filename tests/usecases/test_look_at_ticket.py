"""One look at a ticket, on fakes: what it posts, edits, records and puts off."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from assistant.core.answer import from_json
from assistant.core.note import plain_note, reference_line
from assistant.core.policy import Policy
from assistant.usecases.look_at_ticket import look_at_ticket
from tests.fakes import ME, START, Crash, FakeHelpdesk, FakeQueue, FakeStore, FakeWriter, World


@dataclass
class Scene:
    """Ticket 7 of a small world, and one look at it."""

    world: World = field(default_factory=World)
    policy: Policy = field(default_factory=Policy)

    def __post_init__(self) -> None:
        self.desk = FakeHelpdesk(self.world)
        self.store = FakeStore(self.world)
        self.queue = FakeQueue()
        self.write = FakeWriter(self.world)
        self.desk.open(7)

    def look(self, *, ask: bool = True) -> str:
        if ask:
            self.store.ask(7, "test")
        return look_at_ticket(
            7, helpdesk=self.desk, write=self.write, store=self.store, queue=self.queue, policy=self.policy,
            clock=self.world.clock,
        )  # fmt: skip

    def crash_at(self, name: str) -> None:
        """A look that dies at the crash point of that name."""
        self.world.crash_at = name
        with pytest.raises(Crash):
            self.look()

    def request(self, kind: str, instruction: str = "", draft_id: int | None = None) -> int:
        return self.store.request(
            7, kind, instruction=instruction, who="U1", answer_to="https://hooks.slack.com/1", now=self.world.now,
            draft_id=draft_id,
        )  # fmt: skip

    def told(self, number: int) -> str:
        return from_json(self.store.requests[number].answer).message

    def notes(self) -> list[str]:
        return [plain_note(entry.body) for entry in self.desk.notes(7)]

    def standing(self) -> list[str]:
        return [
            plain_note(e.body) for e in self.desk.notes(7) if (reference_line(e.body) or (0, 0, "", True))[3] is False
        ]


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_a_new_ticket_gets_one_note_with_a_reference(scene: Scene) -> None:
    assert "done" == scene.look()
    assert 1 == len(scene.notes())
    assert (7, 1) == (reference_line(scene.desk.notes(7)[0].body) or ())[:2]


def test_a_webhook_seen_twice_is_drafted_once(scene: Scene) -> None:
    scene.look()
    scene.look()
    assert 1 == len(scene.notes())
    assert ["0"] == scene.write.written


def test_a_second_message_gets_its_note_and_the_first_note_is_retired(scene: Scene) -> None:
    scene.look()
    scene.world.advance(60)
    scene.desk.customer(7)
    scene.look()
    assert 2 == len(scene.notes())
    assert 1 == len(scene.standing())
    assert scene.notes()[0].startswith("Overtaken")


def test_an_answer_retires_the_note_and_keeps_its_sources_line(scene: Scene) -> None:
    scene.look()
    scene.world.advance(60)
    scene.desk.agent(7)
    scene.look()
    assert [] == scene.standing()
    assert scene.notes()[0].startswith("Answered")


def test_a_reopened_ticket_gets_its_note_back_without_the_model(scene: Scene) -> None:
    scene.look()
    before = scene.notes()
    scene.desk.set(7, status=5)
    scene.look()
    assert [] == scene.standing()
    scene.desk.set(7, status=2)
    scene.look()
    assert before == scene.standing()
    assert 1 == len(scene.write.written)


def test_thanks_alone_leave_the_note_standing(scene: Scene) -> None:
    scene.look()
    scene.world.advance(60)
    scene.desk.customer(7, "Thanks!")
    scene.look()
    assert 1 == len(scene.standing())
    assert 1 == len(scene.write.written)


def test_a_note_that_a_person_deleted_is_never_posted_again(scene: Scene) -> None:
    scene.look()
    scene.desk.delete_entry(scene.desk.notes(7)[0].id)
    scene.look()
    assert [] == scene.notes()


def test_a_retired_note_keeps_what_a_person_wrote_into_it(scene: Scene) -> None:
    scene.look()
    note = scene.desk.notes(7)[0]
    scene.desk.edit_by_person(note.id, note.body + "<p>Ask Rui about the seal.</p>")
    scene.desk.agent(7)
    scene.look()
    assert "Ask Rui about the seal." in scene.notes()[0]
    assert scene.notes()[0].startswith("Answered")


def test_a_restored_note_keeps_what_a_person_wrote_into_it(scene: Scene) -> None:
    scene.look()
    note = scene.desk.notes(7)[0]
    scene.desk.edit_by_person(note.id, "<p>My own words.</p>")
    scene.desk.set(7, status=4)
    scene.look()
    scene.desk.set(7, status=2)
    scene.look()
    assert ["My own words."] == [line for line in scene.standing()[0].splitlines() if "words" in line]
    assert "no longer needed" not in scene.standing()[0]


def test_a_revision_goes_into_the_same_note(scene: Scene) -> None:
    scene.look()
    number = scene.request("draft", "shorter, in French")
    scene.look()
    assert 1 == len(scene.notes())
    assert "as asked: shorter, in French" in scene.notes()[0]
    assert 2 == (reference_line(scene.desk.notes(7)[0].body) or (0, 0))[1]
    assert "done" == scene.store.requests[number].state


def test_a_revision_of_an_answered_ticket_is_refused_with_the_reason(scene: Scene) -> None:
    scene.look()
    scene.desk.agent(7)
    number = scene.request("draft", "shorter")
    scene.look()
    assert "No message waits for an answer: answered." == scene.told(number)


def test_a_crash_between_post_and_record_leaves_one_note(scene: Scene) -> None:
    scene.crash_at("after POST")
    scene.world.advance(46)
    assert "done" == scene.look(ask=False)
    assert 1 == len(scene.notes())
    assert ["0"] == scene.write.written


def test_a_crash_before_the_post_posts_only_after_the_quiet_time(scene: Scene) -> None:
    scene.crash_at("before POST")
    scene.world.advance(20)
    assert scene.look().startswith("waits")
    assert [] == scene.notes()
    scene.world.advance(21)
    scene.look()
    assert 1 == len(scene.notes())


def test_a_crash_after_the_model_answered_does_not_pay_again(scene: Scene) -> None:
    scene.crash_at("after save_draft")
    scene.world.advance(46)
    scene.look(ask=False)
    assert 1 == len(scene.notes())
    assert 1 == len(scene.write.written)


def test_a_post_that_lands_late_is_adopted(scene: Scene) -> None:
    scene.desk.next_write = ["late"]
    assert scene.look().startswith("waits")
    scene.world.advance(41)
    scene.look(ask=False)
    assert 1 == len(scene.notes())
    assert "current" == scene.store.drafts[1].state


def test_a_late_note_of_an_answered_turn_is_retired(scene: Scene) -> None:
    scene.desk.next_write = ["late"]
    scene.look()
    scene.desk.agent(7)
    scene.world.advance(41)
    scene.look()
    assert 1 == len(scene.notes())
    assert [] == scene.standing()


def test_a_refused_post_is_tried_again_after_the_named_time(scene: Scene) -> None:
    scene.desk.next_write = ["refused"]
    scene.look()
    assert "drafted" == scene.store.drafts[1].state
    scene.world.advance(2.9)
    assert "nothing asked" == scene.look(ask=False)
    scene.world.advance(1.0)
    scene.look(ask=False)
    assert 1 == len(scene.notes())


def test_a_lost_lock_ends_the_look_before_the_post(scene: Scene) -> None:
    scene.store.lock_lost = True
    assert "taken over" == scene.look()
    assert [] == scene.notes()


def test_a_locked_ticket_is_left_to_the_one_who_holds_it(scene: Scene) -> None:
    scene.store.locked.add(7)
    assert "busy" == scene.look()


def test_a_revoked_key_parks_the_desk_and_uses_no_attempt(scene: Scene) -> None:
    scene.desk.locked_out = True
    assert "locked out" == scene.look()
    assert scene.store.switch.parked_until == START + timedelta(seconds=60)
    assert 0 == scene.store.rows[7].attempts


def test_an_old_turn_is_ignored_unless_a_person_asks(scene: Scene) -> None:
    scene.world.advance(25 * 3600)
    scene.look()
    assert "old" == scene.store.outcomes[7]
    scene.request("show")
    scene.look()
    assert 1 == len(scene.notes())


def test_a_turn_from_before_the_activation_is_ignored(scene: Scene) -> None:
    scene.store.set_switch("activated_at", START + timedelta(seconds=1))
    scene.look()
    assert [] == scene.notes()


def test_a_dry_run_stores_the_draft_and_posts_nothing(scene: Scene) -> None:
    scene.store.set_switch("dry_run", True)
    scene.look()
    assert [] == scene.notes()
    assert 1 == len(scene.store.drafts)


def test_while_paused_no_look_starts(scene: Scene) -> None:
    scene.store.set_switch("paused", True)
    assert "paused" == scene.look()
    assert 0 == scene.store.rows[7].attempts


def test_a_chat_settles_before_it_is_drafted(scene: Scene) -> None:
    scene.desk.open(7, source=7)
    scene.look()
    assert [] == scene.notes()
    scene.world.advance(45)
    scene.look(ask=False)
    assert 1 == len(scene.notes())


def test_a_note_of_another_installation_keeps_ours_away(scene: Scene) -> None:
    scene.desk.say(7, "<p>Draft</p><p>Deskhand · dh-7-1-aaaaaaaaaa</p>", user=ME, incoming=False, private=True)
    scene.look()
    assert 1 == len(scene.notes())
    assert "another installation of Deskhand writes on this ticket" == scene.store.outcomes[7]


def test_a_reference_that_somebody_pasted_counts_for_nothing(scene: Scene) -> None:
    scene.desk.say(7, "<p>See Deskhand · dh-9-1-aaaaaaaaaa</p>", user=ME, incoming=False, private=True)
    scene.look()
    assert 2 == len(scene.notes())


def test_a_ticket_that_nobody_knows_is_given_up_after_three_tries(scene: Scene) -> None:
    del scene.desk.tickets[7]
    for pause in (5, 30, 120):
        scene.look(ask=pause == 5)
        scene.world.advance(pause)
    assert "ignored: unknown" == scene.look(ask=False)


def test_who_asks_during_an_outage_is_told_when_it_takes_too_long(scene: Scene) -> None:
    number = scene.request("show")
    scene.desk.away = True
    scene.look()
    assert "open" == scene.store.requests[number].state
    scene.world.advance(26 * 60)
    scene.look()
    assert scene.told(number).startswith("Freshdesk could not be read in time")


def test_a_reply_is_sent_once_by_a_click(scene: Scene) -> None:
    scene.look()
    number = scene.request("send", draft_id=1)
    scene.look()
    assert "The reply was sent." == scene.told(number)
    assert 1 == len([e for e in scene.desk.threads[7] if not e.private])
    assert [] == scene.standing()


def test_the_letter_of_an_investigation_is_what_a_click_sends(scene: Scene) -> None:
    scene.look()
    record = scene.store.drafts[1]
    asking = replace(record.draft, kind="investigation", reply="", holding="<p>Which kettle is it?</p>")
    scene.store.drafts[1] = replace(record, draft=asking)
    number = scene.request("send", draft_id=1)
    scene.look()
    assert "The reply was sent." == scene.told(number)
    assert ["<div><p>Which kettle is it?</p></div>"] == [e.body for e in scene.desk.threads[7] if not e.private]


def test_a_reply_whose_answer_was_lost_is_found_in_the_thread(scene: Scene) -> None:
    scene.look()
    number = scene.request("send", draft_id=1)
    scene.desk.next_write = ["lost after"]
    scene.look()
    assert "The reply was sent." == scene.told(number)
    assert 1 == len([e for e in scene.desk.threads[7] if not e.private])


def test_a_reply_that_may_have_been_sent_is_not_sent_again(scene: Scene) -> None:
    scene.look()
    number = scene.request("send", draft_id=1)
    scene.desk.next_write = ["lost before"]
    scene.look()
    scene.world.advance(41)
    scene.look(ask=False)
    assert scene.told(number).startswith("It is unknown whether the reply was sent")
    assert [] == [e for e in scene.desk.threads[7] if not e.private]


def test_of_a_reply_on_its_way_nobody_says_that_it_was_not_sent(scene: Scene) -> None:
    scene.look()
    number = scene.request("send", draft_id=1)
    scene.crash_at("after reply")
    scene.desk.set(7, deleted=True)
    scene.world.advance(46)
    scene.look(ask=False)
    assert scene.told(number).startswith("It is unknown whether the reply was sent")


def test_a_reply_is_not_sent_when_the_customer_wrote_again(scene: Scene) -> None:
    scene.look()
    scene.world.advance(5)
    scene.desk.customer(7)
    number = scene.request("send", draft_id=1)
    scene.look()
    assert scene.told(number).startswith("The reply was not sent: the customer wrote again")


def test_five_crashes_make_a_dead_letter_that_is_tried_once_more_when_asked_for(scene: Scene) -> None:
    for _ in range(5):
        scene.crash_at("after begin")
        scene.world.advance(46)
    scene.look(ask=False)
    assert {7: "it crashed 5 times"} == scene.store.dead
    scene.look()
    assert {} == scene.store.dead
    assert 1 == len(scene.notes())
