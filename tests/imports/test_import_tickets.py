"""Tickets move from one desk to another: each ticket and each conversation once, whatever happens on the way."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from assistant.core.migration.losses import FILES_LEFT
from assistant.errors import LockedOut, PermanentError, TemporaryError
from assistant.freshdesk import Freshdesk
from assistant.freshdesk.body import Upload
from assistant.helpdesk.new_desk import NOBODY, FreshdeskNewDesk
from assistant.imports.log import FileLog
from assistant.ports.migration import File
from assistant.sandbox import Sandbox
from tests.imports.desks import Move

ALL = [
    ("Grinder", "ana@kettle.example", ["Deskhand", "Deskhand"]),
    ("Kettle", "bo@b.example", ["Deskhand"]),
]


def test_tickets_come_with_requester_company_fields_notes_and_files(move: Move):
    counts = move.run()

    assert {"tickets": 2, "notes": 3, "files": 1, "contacts": 2, "companies": 1} == dict(counts)
    assert ALL == move.moved()
    first = next(ticket for ticket in move.new.tickets.list() if ticket.subject == "Grinder")
    assert (4, 3, "Problem", ["imported"]) == (first.status, first.priority, first.type, first.tags)
    assert ["Kettle Works"] == [each.name for each in move.new.companies.list() if each.id == first.company_id]
    look, reply = move.new.conversations.list(first.id)
    assert (True, True) == (look.private, reply.private)
    assert ["burr.txt"] == [each.name for each in look.attachments]
    assert b"worn" == move.new.download(look.attachments[0], largest=100)


def test_files_of_a_first_message_come_with_it(move: Move):
    plan = [Upload("plan.txt", b"here", "text/plain"), Upload("photo.png", b"\x89PNG", "image/png")]
    move.old.tickets.create(subject="Mill", description="<p>See</p>", email="bo@b.example", attachments=plan)
    move.write()

    counts = move.run()

    number = next(ticket.id for ticket in move.new.tickets.list() if ticket.subject == "Mill")
    found = move.new.tickets.get(number).attachments
    assert (3, ["plan.txt", "photo.png"]) == (counts["files"], [each.name for each in found])
    assert [b"here", b"\x89PNG"] == [move.new.download(each, largest=100) for each in found]
    assert [] == move.losses


def test_dead_links_of_a_first_message_are_named_and_the_ticket_comes_without(move: Move):
    plan = [Upload("plan.txt", b"here", "text/plain")]
    made = move.old.tickets.create(subject="Mill", description="See", email="bo@b.example", attachments=plan)
    move.write()
    move.sandboxes[0].state.files.clear()

    assert 3 == move.run()["tickets"]

    (file,) = move.old.tickets.get(made.id).attachments
    assert (made.id, "files", f"file {file.id} (4 bytes)") in move.losses
    number = next(ticket.id for ticket in move.new.tickets.list() if ticket.subject == "Mill")
    assert [] == move.new.tickets.get(number).attachments


@pytest.mark.parametrize("dry_run", [True, False])
def test_an_export_without_attachments_is_told_once_and_for_all(move: Move, dry_run: bool):
    rows = [json.loads(line) for line in move.file.read_text().splitlines()]
    move.write({name: value for name, value in row.items() if name != "attachments"} for row in rows)

    counts = move.run(dry_run=dry_run)

    assert ([(0, FILES_LEFT.what, FILES_LEFT.why)], 2) == (move.losses, counts["unknown_files"])


def test_who_wants_no_files_is_told_of_none_that_the_export_lacks(move: Move):
    rows = [json.loads(line) for line in move.file.read_text().splitlines()]
    move.write({name: value for name, value in row.items() if name != "attachments"} for row in rows)

    assert 0 == move.run(files=False)["unknown_files"]
    assert FILES_LEFT.what not in [what for _, what, _ in move.losses]


def test_due_times_stay_behind_and_are_told(move: Move):
    move.run()

    assert sorted(ticket.id for ticket in move.old.tickets.list()) == move.due


def test_a_second_run_writes_nothing(move: Move):
    move.run()
    move.sandboxes[1].state.requests.clear()

    assert {"there": 2} == dict(move.run())
    assert [] == move.calls("POST", "PUT")


def test_nothing_that_is_posted_can_mail_a_customer(move: Move):
    """A ticket is opened for somebody without an address, and is handed over after the last note."""
    move.run(public_notes=True)

    posts = move.calls("POST", "PUT")
    assert not [path for _, path in posts if path.endswith(("/reply", "/forward", "outbound_email"))]
    nobody = next(c for c in move.sandboxes[1].state.contacts.values() if c["unique_external_id"] == NOBODY)
    assert (None, None, None) == (nobody["email"], nobody["phone"], nobody["mobile"])
    for number in move.sandboxes[1].state.tickets:
        about = [(method, path) for method, path in posts if path.startswith(f"/api/v2/tickets/{number}")]
        assert ("PUT", f"/api/v2/tickets/{number}") == about[-1]
        assert {"POST"} == {method for method, _ in about[:-1]}


def test_public_messages_may_become_public_notes_and_private_ones_stay_private(move: Move):
    move.run(public_notes=True)

    first = next(ticket.id for ticket in move.new.tickets.list() if ticket.subject == "Grinder")
    assert [True, False] == [entry.private for entry in move.new.conversations.list(first)]


def test_a_later_export_brings_only_what_is_new_and_privately(move: Move):
    move.run(public_notes=True)
    second = next(ticket for ticket in move.old.tickets.list() if ticket.subject == "Kettle")
    move.old.conversations.create_reply(second.id, "<p>Here it is</p>")
    move.write()

    counts = move.run(public_notes=True)

    assert (1, 1, 0) == (counts["there"], counts["notes"], counts["tickets"])
    there = next(ticket.id for ticket in move.new.tickets.list() if ticket.subject == "Kettle")
    assert [True, True] == [entry.private for entry in move.new.conversations.list(there)]


def test_a_lost_record_doubles_nothing(move: Move, tmp_path: Path):
    move.run()

    again = move.run(record=tmp_path / "other")

    assert ALL == move.moved()
    assert 0 == again["tickets"] == again["notes"] == again["contacts"]


def test_agents_change_of_requester_is_not_undone_by_a_lost_record(move: Move, tmp_path: Path):
    move.run()
    second = next(ticket for ticket in move.new.tickets.list() if ticket.subject == "Kettle")
    move.new.tickets.update(second.id, email="cy@b.example")

    move.run(record=tmp_path / "other")

    assert "cy@b.example" in [email for _, email, _ in move.moved()]


def test_a_dry_run_reports_the_same_and_writes_nothing(move: Move, tmp_path: Path):
    rows = [json.loads(line) for line in move.file.read_text().splitlines()]
    rows[0] |= {"type": "Riddle", "status": 9, "custom_fields": {"cf_x": "y"}}
    move.write(rows)

    counts = move.run(dry_run=True, record=tmp_path / "dry")
    dry = move.losses

    assert ({"tickets": 2, "notes": 3, "credits": 9}, []) == (dict(counts), move.calls("POST", "PUT"))
    move.run()
    assert dry == move.losses
    assert {"type", "status", "custom field cf_x"} == {what for _, what, _ in dry}


def test_spam_deleted_and_broken_ones_are_named_and_the_others_go_on(move: Move):
    rows: list[Any] = [json.loads(line) for line in move.file.read_text().splitlines()]
    rows = [{**rows[0], "spam": True}, {"id": 5, "conversations": [], "requester": {"id": 1}}, *rows[1:]]
    move.write(rows)

    counts = move.run()

    assert (1, 1, 1) == (counts["skipped"], counts["failed"], counts["tickets"])
    assert [(0, "line 2"), (rows[0]["id"], "ticket")] == [loss[:2] for loss in move.losses]


def test_a_field_that_the_new_desk_refuses_is_left_out_and_named(move: Move):
    refusal = {"description": "x", "errors": [{"field": "type", "code": "invalid_value", "message": "x"}]}
    move.fault("POST", "tickets", status=400, body=refusal)

    counts = move.run()

    assert 2 == counts["tickets"]
    assert [("type", "it was refused: invalid_value")] == [loss[1:] for loss in move.losses]


def test_a_field_that_the_new_desk_demands_fails_the_ticket_and_says_which(move: Move):
    refusal = {"description": "x", "errors": [{"field": "cf_region", "code": "missing_field", "message": "x"}]}
    move.fault("POST", "tickets", status=400, body=refusal)

    counts = move.run()

    assert (1, 1) == (counts["failed"], counts["tickets"])
    assert "cf_region: missing_field" in move.losses[0][2]
    assert 2 == len(move.calls("POST")) - counts["notes"] - counts["contacts"] - counts["companies"]


def test_a_file_whose_link_is_dead_is_named(move: Move):
    move.sandboxes[0].state.files.clear()

    assert 0 == move.run()["files"]
    assert ["files"] == [what for _, what, _ in move.losses]


def test_people_without_an_address_are_found_again_by_phone_or_mark(move: Move, tmp_path: Path):
    rows = [json.loads(line) for line in move.file.read_text().splitlines()]
    phone, nothing = {"id": 1, "name": "Phil", "phone": "+351 1"}, {"id": 2, "name": "Noah"}
    move.write([{**rows[0], "requester": phone, "company": None}, {**rows[1], "requester": nothing}])
    move.run()

    counts = move.run(record=tmp_path / "other")

    assert 0 == counts["contacts"]
    assert ["Moved tickets", "Noah", "Phil"] == sorted(c["name"] for c in move.sandboxes[1].state.contacts.values())


def test_a_requester_who_is_an_agent_there_stays_one(move: Move):
    rows = [json.loads(line) for line in move.file.read_text().splitlines()]
    move.write([{**rows[1], "requester": {"id": 1, "name": "Robin", "email": "robin@sandbox.example"}}])

    move.run()

    assert [("Kettle", "robin@sandbox.example", ["Deskhand"])] == move.moved()


def test_a_requester_who_was_deleted_there_gets_a_contact_without_the_address(move: Move, tmp_path: Path):
    gone = move.new.contacts.create(name="Bo", email="bo@b.example")
    move.new.contacts.delete(gone.id)

    move.run()
    move.run(record=tmp_path / "other")

    assert ("Kettle", "", ["Deskhand"]) in move.moved()
    assert "the contact with the address is deleted there: one without it" in [why for _, _, why in move.losses]


def test_people_with_an_address_are_found_without_the_list_of_contacts(move: Move):
    """That list has a narrow limit of its own (freshdesk-api 2)."""
    move.new.contacts.create(name="Bo", email="bo@b.example")
    move.sandboxes[1].state.requests.clear()

    move.run()

    assert ("GET", "/api/v2/contacts") not in move.calls("GET")
    assert ALL == move.moved()


@pytest.mark.parametrize("path", ["tickets", "tickets/*/notes", "contacts", "companies"])
@pytest.mark.parametrize("landed", [True, False])
def test_an_answer_that_is_lost_doubles_nothing(move: Move, path: str, landed: bool):
    move.fault("POST", path, status=502, **({"drop_after_write": True} if landed else {}))

    move.run()

    assert ALL == move.moved()
    assert {"Ana Duarte", "Bo", "Moved tickets"} == {c["name"] for c in move.sandboxes[1].state.contacts.values()}
    assert 1 == len(move.sandboxes[1].state.companies)


def test_a_post_whose_answer_is_lost_is_looked_for_only_when_it_can_have_landed(move: Move):
    move.fault("POST", "tickets", status=502, drop_after_write=True)

    move.run()

    assert move.rested.total_seconds() > 39


def test_an_outage_ends_the_run_and_the_next_goes_on(move: Move):
    move.fault("POST", "tickets/*/notes", times=None, status=503)
    with pytest.raises(TemporaryError):
        move.run()
    move.no_faults()

    move.run()

    assert ALL == move.moved()


def test_a_refused_key_ends_the_run(move: Move):
    move.fault("POST", "tickets", status=401)

    with pytest.raises(LockedOut):
        move.run()


def test_a_record_of_another_desk_and_one_in_use_are_refused(move: Move):
    move.run()
    with Sandbox.start(seed="empty") as third:
        move.new = Freshdesk(third.url, "key")
        with pytest.raises(PermanentError, match="the record is of an import from old to"):
            move.run()

    held = FileLog(move.record)
    with pytest.raises(TemporaryError, match="another import"):
        FileLog(move.record)
    held.close()


def test_no_error_or_report_tells_what_a_customer_wrote(move: Move):
    move.fault("POST", "tickets", times=None, status=400, body={"description": "It stopped", "errors": []})

    move.run()

    assert "stopped" not in repr(move.losses)
    assert "ana" not in repr(move.losses).lower()


class Crash(BaseException):
    """The process is gone."""


class Dying(FreshdeskNewDesk):
    """A desk whose process ends at its n-th write: before it is sent, or when it has landed unheard."""

    def __init__(self, move: Move, at: int, *, landed: bool) -> None:
        super().__init__(move.new, files=Freshdesk(move.old.base_url, "none"))
        self.left, self.landed = at, landed

    def _write(self, write: Any, *args: Any, **options: Any) -> Any:
        self.left -= 1
        if self.left == 0 and not self.landed:
            raise Crash
        done = write(*args, **options)
        if self.left == 0:
            raise Crash
        return done

    def person(self, *args: Any) -> Any:
        return self._write(super().person, *args)

    def company(self, *args: Any) -> Any:
        return self._write(super().company, *args)

    def open_ticket(self, fields: Any, files: Sequence[File]) -> int:
        return int(self._write(super().open_ticket, fields, files))

    def hand_over(self, *args: Any) -> None:
        self._write(super().hand_over, *args)

    def add_note(self, ticket_id: int, html: str, **options: Any) -> int:
        return int(self._write(super().add_note, ticket_id, html, **options))


WRITES = 10
"""A company, two people, two tickets, three notes, two handings over."""


@pytest.mark.slow
@pytest.mark.parametrize("landed", [True, False])
@pytest.mark.parametrize("lost", [False, True], ids=["record kept", "record lost"])
@pytest.mark.parametrize("at", range(1, WRITES + 1))
def test_ended_at_any_write_and_run_again_everything_is_there_once(move: Move, at: int, landed: bool, lost: bool):
    with pytest.raises(Crash):
        move.run(Dying(move, at, landed=landed))
    if lost:
        for file in move.record.parent.glob("export.jsonl.import*"):
            file.unlink()

    move.run()

    assert ALL == move.moved()
    assert {"there": 2} == dict(move.run())


def test_the_list_of_crash_points_is_whole(move: Move):
    desk = Dying(move, 1000, landed=True)
    move.run(desk)

    assert WRITES == 1000 - desk.left
