"""The one path, from a webhook to the note: the lifecycle of a ticket, on real servers in one process."""

from __future__ import annotations

import json

from assistant.core.draft import Match
from tests.path.one_desk import STOPPED, OneDesk

ANSWER = {
    "summary": "The grinder stopped.",
    "enough": True,
    "reply": "Hello Mia,\n\nwe send you a new one.",
    "sources": [],
    "question": "",
    "language": "en",
    "triage": {"type": None, "priority": None, "group": None},
}


def test_a_webhook_brings_the_note_and_nothing_else_is_written(desk: OneDesk):
    ticket = desk.opens()
    desk.happens(ticket)
    assert [f"POST tickets/{ticket}/notes"] == desk.writes()
    assert "Hi Mia," in desk.words(ticket)
    assert f"Deskhand · dh-{ticket}-1-" in desk.words(ticket)


def test_a_quiet_new_ticket_costs_two_calls_and_five_credits(desk: OneDesk):
    desk.happens(desk.opens())
    ticket, before = desk.opens(), desk.seen()
    desk.happens(ticket)
    calls = desk.calls(before)
    assert ["GET", "POST"] == [call["method"] for call in calls]
    assert 5 == sum(call["credits"] for call in calls)


def test_a_webhook_that_comes_three_times_is_drafted_once(desk: OneDesk):
    ticket = desk.opens()
    assert [202, 202, 202] == [desk.webhook(ticket) for _ in range(3)]
    desk.work()
    desk.happens(ticket)
    assert [f"POST tickets/{ticket}/notes"] == desk.writes()


def test_a_second_message_gets_its_note_before_the_first_is_retired(desk: OneDesk):
    ticket = desk.opens()
    desk.happens(ticket)
    first, before = desk.note_id(ticket), desk.seen()
    desk.says(ticket, "customer", "<p>The order number is LH-21121, please hurry.</p>")
    desk.happens(ticket)
    assert [f"POST tickets/{ticket}/notes", f"PUT conversations/{first}"] == desk.writes(before)
    assert "Overtaken" in desk.notes(ticket)[0]
    assert 1 == len(desk.standing(ticket))


def test_an_answer_retires_the_note_and_keeps_its_sources(desk: OneDesk):
    ticket = desk.opens()
    desk.happens(ticket)
    desk.says(ticket, "agent", "<p>A new one is on its way.</p>")
    desk.happens(ticket)
    (note,) = desk.notes(ticket)
    assert "Answered: this draft is no longer needed." in note
    assert "Sources" in note
    assert [] == desk.standing(ticket)


def test_a_reopened_ticket_has_its_note_back_without_asking_the_model_again(desk: OneDesk):
    desk.asks_model(reply=json.dumps(ANSWER))
    ticket = desk.opens()
    desk.happens(ticket)
    first = desk.note(ticket)
    desk.api("PUT", f"tickets/{ticket}", {"status": 4})
    desk.happens(ticket)
    assert [] == desk.standing(ticket)
    desk.api("PUT", f"tickets/{ticket}", {"status": 2})
    desk.happens(ticket)
    assert [first] == desk.notes(ticket)
    assert 1 == len(desk.model_calls())


def test_a_merge_closes_the_secondary_and_retires_its_note_alone(desk: OneDesk):
    secondary, primary = desk.opens(), desk.opens()
    desk.happens(secondary)
    desk.happens(primary)
    desk.control(f"tickets/{secondary}/merge", {"into": primary})
    desk.happens(secondary)
    desk.happens(primary)
    assert f"dh-{primary}-1-" in desk.note(primary)
    assert ["closed", "current"] == [
        record.why or record.state for ticket in (secondary, primary) for record in desk.store.drafts_of(ticket)
    ]


def test_nothing_is_written_to_spam_or_trash_until_the_ticket_is_restored(desk: OneDesk):
    for fate in ("spam", "delete"):
        ticket = desk.opens()
        desk.control(f"tickets/{ticket}/{fate}")
        desk.happens(ticket)
        assert [] == desk.notes(ticket)
        assert ("spam" if fate == "spam" else "deleted") == desk.row(ticket).outcome
        desk.control(f"tickets/{ticket}/restore")
        desk.happens(ticket)
        assert 1 == len(desk.standing(ticket))


def test_a_phone_ticket_is_drafted_from_the_agents_notes(desk: OneDesk):
    ticket = desk.opens(source=3)
    desk.happens(ticket)
    assert "A phone ticket: the text is an agent's notes of the call." in desk.words(ticket)


def test_a_person_in_cc_is_named_to_the_agent_and_nothing_of_the_requesters_record_is_used(desk: OneDesk):
    desk.asks_model(reply=json.dumps(ANSWER | {"reply": "Hello,\n\nwe send you a new one."}))
    earlier = desk.opens("Please cancel my order LH-21121.")
    desk.happens(earlier)
    ticket = desk.opens(custom_fields={"cf_order_number": "LH-20931"})
    desk.says(ticket, "agent", "<p>Which order is it?</p>")
    desk.says(ticket, "cc", "<p>I am her neighbour. When will the new one come?</p>", email="nils@other.example")
    desk.happens(ticket)
    assert "Written by nils@other.example, who is not the requester" in desk.words(ticket)
    prompt = json.dumps(desk.model_calls()[-1]["messages"])
    assert "nils@other.example" not in prompt
    assert "mia@postbox.example" not in prompt
    assert "LH-20931" not in prompt
    assert "LH-21121" not in prompt


def test_thanks_after_the_answer_and_automatic_mail_get_no_note(desk: OneDesk):
    ticket = desk.opens()
    desk.says(ticket, "agent", "<p>A new one is on its way.</p>")
    desk.says(ticket, "customer", "<p>Thank you so much!</p>")
    robot = desk.opens("I am out of the office until Monday.", subject="Automatic reply: your order")
    desk.happens(ticket)
    desk.happens(robot)
    assert ["thanks", "automatic"] == [desk.row(ticket).outcome, desk.row(robot).outcome]
    assert [] == desk.writes()


def test_thanks_beside_a_standing_note_leave_it_as_it_is(desk: OneDesk):
    ticket = desk.opens()
    desk.happens(ticket)
    before = desk.seen()
    desk.says(ticket, "customer", "<p>Thank you!</p>")
    desk.happens(ticket)
    assert [] == desk.writes(before)


def test_a_mail_that_we_wrote_first_is_not_answered(desk: OneDesk):
    ticket = desk.opens(source=10)
    desk.happens(ticket)
    assert "nothing from a customer" == desk.row(ticket).outcome
    assert [] == desk.notes(ticket)


def test_an_old_ticket_is_left_alone(desk: OneDesk):
    ticket = desk.opens()
    desk.advance(25 * 3600)
    desk.happens(ticket)
    assert "old" == desk.row(ticket).outcome
    assert [] == desk.notes(ticket)


def test_a_note_that_a_person_deleted_never_comes_back(desk: OneDesk):
    ticket = desk.opens()
    desk.happens(ticket)
    desk.api("DELETE", f"conversations/{desk.note_id(ticket)}")
    desk.happens(ticket)
    desk.wait(120)
    assert [] == desk.notes(ticket)


def test_a_note_that_a_person_edited_keeps_their_text_when_it_is_retired(desk: OneDesk):
    ticket = desk.opens()
    desk.happens(ticket)
    edited = desk.note(ticket).replace("Hi Mia,", "Hi Mia, I looked myself: it is in stock.")
    desk.api("PUT", f"conversations/{desk.note_id(ticket)}", {"body": edited})
    desk.says(ticket, "agent", "<p>A new one is on its way.</p>")
    desk.happens(ticket)
    (note,) = desk.notes(ticket)
    assert "I looked myself: it is in stock." in note
    assert note.index("Answered") < note.index("I looked myself")


def test_a_long_thread_is_read_to_its_end_and_next_time_without_its_first_ten(desk: OneDesk):
    then = [{"from": "customer" if at % 2 else "agent", "body": f"<p>Word {at} of it.</p>"} for at in range(12)]
    ticket = desk.opens(then=then)
    desk.happens(ticket)
    assert "Word 11 of it." in desk.words(ticket)
    desk.says(ticket, "customer", "<p>And one thing more: the order is LH-21121.</p>")
    before = desk.seen()
    desk.happens(ticket)
    reads = [
        (call["path"].rpartition("/")[2], call["credits"]) for call in desk.calls(before) if call["method"] == "GET"
    ]
    assert [(str(ticket), 3), ("conversations", 1)] == reads


def test_a_chat_is_drafted_when_it_has_been_quiet_for_45_seconds(desk: OneDesk):
    ticket = desk.opens("Hello", source=7)
    desk.happens(ticket)
    assert 40 < desk.next_try(ticket) < 46
    desk.advance(30)
    desk.says(ticket, "customer", STOPPED)
    desk.happens(ticket)
    assert [] == desk.notes(ticket)
    desk.wait(50)
    assert 1 == len(desk.notes(ticket))


def test_only_the_groups_of_the_policy_are_drafted_for(desk: OneDesk):
    desk.policy = desk.policy.__class__(groups=frozenset({"Repairs"}))
    repairs, care = desk.opens(group="Repairs"), desk.opens(group="Customer Care")
    desk.happens(repairs)
    desk.happens(care)
    assert (1, 0) == (len(desk.notes(repairs)), len(desk.notes(care)))
    assert "its group is not in DRAFT_GROUPS" == desk.row(care).outcome


def test_a_dry_run_stores_the_draft_and_writes_nothing(desk: OneDesk):
    desk.store.set_switch("dry_run", True)
    ticket = desk.opens()
    desk.happens(ticket)
    assert [] == desk.writes()
    assert ["drafted"] == [record.state for record in desk.store.drafts_of(ticket)]
    desk.store.set_switch("dry_run", False)
    desk.happens(ticket)
    assert 1 == len(desk.standing(ticket))


def test_while_paused_tickets_wait_and_nothing_is_asked_of_the_desk(desk: OneDesk):
    desk.store.set_switch("paused", True)
    ticket, before = desk.opens(), desk.seen()
    assert 202 == desk.webhook(ticket)
    assert (0, []) == (desk.work(), desk.calls(before))
    desk.store.set_switch("paused", False)
    assert 1 == desk.work()
    assert 1 == len(desk.standing(ticket))


def test_a_ticket_without_a_webhook_is_found_by_the_sweep(desk: OneDesk):
    ticket = desk.opens()
    assert 1 == desk.sweep()
    desk.work()
    assert 1 == len(desk.standing(ticket))


def test_sure_triage_is_written_to_the_ticket_once_where_the_policy_says_so(desk: OneDesk):
    labels = (("type", "Problem"), ("tags", "grinder"))
    desk.knowledge.put([Match("past", f"9{n}", "Stopped", STOPPED, answer="We help.", labels=labels) for n in range(3)])
    desk.policy = desk.policy.__class__(apply_triage=frozenset({"type", "tags"}))
    ticket = desk.opens()
    desk.happens(ticket)
    assert [f"PUT tickets/{ticket}", f"POST tickets/{ticket}/notes"] == desk.writes()
    held = desk.api("GET", f"tickets/{ticket}")
    assert ("Problem", ["grinder"]) == (held["type"], held["tags"])
    assert "Written to the ticket: Type Problem" in desk.words(ticket)
    before = desk.seen()
    desk.happens(ticket)
    assert [] == desk.writes(before)
