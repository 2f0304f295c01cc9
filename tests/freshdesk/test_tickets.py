"""Tickets through the client, against the stand-in (freshdesk-api 4)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
import requests

from assistant.freshdesk import Freshdesk
from assistant.freshdesk.body import Upload
from assistant.freshdesk.errors import BadRequest, FieldError, MethodNotAllowed, NotFound, RateLimited, TooLarge
from assistant.freshdesk.models import Association, Source, Status
from assistant.sandbox import Sandbox

from .server import Reply, Server

DAY = 86400
NOTE = Upload("note.txt", b"hello", "text/plain")
FIELDS = [
    {"name": "cf_colour", "label": "Colour", "type": "custom_dropdown", "choices": ["Red", "Blue"]},
    {"name": "cf_cups", "label": "Cups", "type": "custom_number"},
]


def opened(api: Freshdesk, **fields: Any) -> int:
    known = {"email": "ana@b.example", "subject": "S", "description": "D", "status": 2, "priority": 1}
    return api.tickets.create(**{**known, **fields}).id


def control(sandbox: Sandbox, route: str, **body: Any) -> None:
    requests.post(f"{sandbox.url}/_sandbox/{route}", json=body, timeout=5).raise_for_status()


def asked(sandbox: Sandbox) -> list[str]:
    with sandbox.state.lock:
        return [f"{each['method']} {each['path'].removeprefix('/api/v2')}" for each in sandbox.state.requests]


@pytest.fixture
def fields(sandbox: Sandbox) -> None:
    """The account has custom fields."""
    with sandbox.state.lock:
        sandbox.state.account["custom_fields"] = [dict(row) for row in FIELDS]


def mailbox(api: Freshdesk) -> int:
    return api.mailboxes.list()[0].id


@pytest.mark.usefixtures("fields")
def test_attachments_go_along_with_everything_else(desk: Freshdesk) -> None:
    custom = {"cf_colour": "Red", "cf_cups": 3}
    due = datetime(2030, 1, 2, 12, tzinfo=timezone(timedelta(hours=2)))

    number = opened(
        desk, attachments=[NOTE, Upload("é.bin", b"\x00")], tags=["a", "b"], custom_fields=custom, due_by=due
    )
    ticket = desk.tickets.get(number)

    assert (["a", "b"], custom, datetime(2030, 1, 2, 10, tzinfo=UTC)) == (
        ticket.tags,
        ticket.custom_fields,
        ticket.due_by,
    )
    assert [("note.txt", "text/plain", 5), ("é.bin", "application/octet-stream", 1)] == [
        (each.name, each.content_type, each.size) for each in ticket.attachments
    ]
    assert b"hello" == desk.download(ticket.attachments[0], largest=100)


def test_a_file_of_this_machine_knows_its_kind(tmp_path: Path) -> None:
    names = {"a.png": "image/png", "b.txt": "text/plain", "c": "application/octet-stream", "d.tar.gz": None}
    for name in names:
        (tmp_path / name).write_bytes(b"x")
    names["d.tar.gz"] = "application/octet-stream"

    uploads = [Upload.of(tmp_path / name) for name in names]

    assert names == {each.name: each.content_type for each in uploads}
    assert {b"x"} == {each.content for each in uploads}


@pytest.mark.parametrize(
    "write",
    [
        lambda api, files: api.tickets.create(email="a@b.example", attachments=files),
        lambda api, files: api.tickets.update(1, attachments=files),
        lambda api, files: api.tickets.outbound_email("a@b.example", "S", 1, attachments=files),
        lambda api, files: api.conversations.create_note(1, "x", attachments=files),
        lambda api, files: api.conversations.create_reply(1, "x", attachments=files),
        lambda api, files: api.conversations.edit(1, "x", attachments=files),
        lambda api, files: api.summaries.write(1, "x", attachments=files),
    ],
)
def test_more_than_twenty_megabytes_are_not_sent(desk: Freshdesk, sandbox: Sandbox, write: Callable[..., Any]) -> None:
    with pytest.raises(TooLarge, match=r"attachments: 24\.0 MB, and a ticket takes 20 MB in all") as caught:
        write(desk, [Upload("a.bin", bytes(12 << 20)), Upload("b.bin", bytes(12 << 20))])

    assert [("attachments", "invalid_value")] == list(caught.value.fields)
    assert [] == asked(sandbox)


def test_what_a_ticket_has_already_is_for_freshdesk_to_count(desk: Freshdesk) -> None:
    number = opened(desk, attachments=[Upload("a.bin", bytes(12 << 20))])

    with pytest.raises(BadRequest) as caught:
        desk.tickets.update(number, attachments=[Upload("b.bin", bytes(12 << 20))])

    assert (400, ["attachments"]) == (caught.value.status, [each.field for each in caught.value.fields])


def test_an_update_changes_and_adds(desk: Freshdesk) -> None:
    number = opened(desk, tags=["a"], attachments=[NOTE])

    ticket = desk.tickets.update(number, priority=4, tags=[], attachments=[Upload("more.txt", b"x")])

    assert (4, [], "S") == (ticket.priority, ticket.tags, ticket.subject)
    assert ["note.txt", "more.txt"] == [each.name for each in ticket.attachments]


def test_tags_are_added_and_removed_and_the_others_stay(desk: Freshdesk, sandbox: Sandbox) -> None:
    number = opened(desk, tags=["a", "b"])

    assert ["b", "c"] == desk.tickets.change_tags(number, add=["b", "c"], remove=["a"]).tags
    assert ["b", "c"] == desk.tickets.change_tags(number, add=["c"], remove=["x"]).tags
    assert 1 == asked(sandbox).count(f"PUT /tickets/{number}")


@pytest.mark.usefixtures("fields")
@pytest.mark.parametrize(
    ("custom", "misfit"),
    [
        ({"cf_colour": "Green"}, ("cf_colour", "invalid_value", ("Red", "Blue"))),
        ({"cf_cups": "three"}, ("cf_cups", "datatype_mismatch", ("a number",))),
        ({"colour": "Red"}, ("colour", "invalid_field", ("cf_colour", "cf_cups"))),
    ],
)
@pytest.mark.parametrize(
    "write",
    [
        lambda api, custom: api.tickets.create(email="a@b.example", custom_fields=custom),
        lambda api, custom: api.tickets.create(email="a@b.example", custom_fields=custom, attachments=[NOTE]),
        lambda api, custom: api.tickets.update(1, custom_fields=custom),
        lambda api, custom: api.tickets.outbound_email("a@b.example", "S", 1, custom_fields=custom),
        lambda api, custom: api.tickets.bulk_update([1], custom_fields=custom),
    ],
)
def test_a_custom_field_that_does_not_fit_is_named_before_anything_is_sent(
    desk: Freshdesk, sandbox: Sandbox, write: Callable[..., Any], custom: dict[str, Any], misfit: tuple[Any, ...]
) -> None:
    with pytest.raises(FieldError, match=misfit[0]) as caught:
        write(desk, custom)

    assert misfit == caught.value.misfits[0]
    assert {"GET /ticket_fields"} == set(asked(sandbox))


def test_without_custom_fields_the_form_is_not_read(desk: Freshdesk, sandbox: Sandbox) -> None:
    opened(desk)

    assert ["POST /tickets"] == asked(sandbox)


def test_an_outbound_email_is_closed_and_the_senders(desk: Freshdesk) -> None:
    ticket = desk.tickets.outbound_email(
        "ana@b.example", "Hello", mailbox(desk), description="<b>Hi</b>", attachments=[NOTE]
    )

    assert (Status.CLOSED, Source.OUTBOUND_EMAIL, desk.agents.me().id) == (
        ticket.status,
        ticket.source,
        ticket.responder_id,
    )
    assert ("Hi", None, ["note.txt"]) == (
        ticket.description_text,
        ticket.due_by,
        [each.name for each in ticket.attachments],
    )
    with pytest.raises(BadRequest) as caught:
        desk.tickets.update(ticket.id, subject="Other")
    assert [("subject", "readonly_field")] == list(caught.value.fields)


@pytest.mark.parametrize(
    "send",
    [
        lambda api: api.tickets.outbound_email("a@b.example", "S", 1),
        lambda api: api.conversations.create_note(1, "x"),
        lambda api: api.conversations.create_reply(1, "x", attachments=[NOTE]),
        lambda api: api.conversations.forward(1, "x", ["a@b.example"]),
        lambda api: api.conversations.reply_to_forward(1, "x", ["a@b.example"]),
    ],
)
def test_what_reaches_people_is_not_sent_again(desk: Freshdesk, sandbox: Sandbox, send: Callable[..., Any]) -> None:
    control(sandbox, "faults", match={"method": "POST"}, times=9, then={"status": 429, "headers": {"Retry-After": "0"}})

    with pytest.raises(RateLimited) as caught:
        send(desk)

    assert caught.value.may_have_landed is False
    assert 1 == len(asked(sandbox))


def test_a_ticket_is_created_after_a_rate_limit_and_never_after_an_outage(sandbox: Sandbox, slept: list[float]) -> None:
    api = Freshdesk(sandbox.url, "the-key", clock=lambda: sum(slept), sleep=slept.append)
    control(sandbox, "faults", match={"method": "POST"}, times=1, then={"status": 429, "headers": {"Retry-After": "0"}})
    opened(api)
    control(sandbox, "faults", match={"method": "POST"}, times=1, then={"drop_after_write": True})

    with pytest.raises(Exception, match="POST /tickets") as caught:
        opened(api)

    assert getattr(caught.value, "may_have_landed", None) is True
    assert 2 == len(list(api.tickets.all()))


def test_all_tickets_are_more_than_those_of_a_month(desk: Freshdesk, sandbox: Sandbox) -> None:
    company = desk.companies.create(name="Kettle", domains=["kettle.example"]).id
    old = [opened(desk, email="rui+1@kettle.example"), opened(desk)]
    control(sandbox, "clock", advance=40 * DAY)
    new = opened(desk, email="rui+1@kettle.example")
    requester = desk.tickets.get(new).requester_id or 0

    assert [new] == [each.id for each in desk.tickets.list()]
    assert [*old, new] == [each.id for each in desk.tickets.all()]
    assert [old[0], new] == [each.id for each in desk.tickets.of_requester("rui+1@kettle.example")]
    assert [old[0], new] == [each.id for each in desk.tickets.of_requester(requester, include=("stats",))]
    assert [old[0], new] == [each.id for each in desk.tickets.of_company(company)]


def test_deleted_tickets_are_listed_apart_and_restored(desk: Freshdesk) -> None:
    number = opened(desk)
    with pytest.raises(NotFound):
        desk.tickets.restore(number)
    desk.tickets.delete(number)

    assert [number] == [each.id for each in desk.tickets.all(filter="deleted")]
    assert desk.tickets.get(number).deleted is True
    desk.tickets.restore(number)
    assert desk.tickets.get(number).deleted is False


def test_merged_tickets_are_closed_and_their_thread_moves(desk: Freshdesk) -> None:
    first, second = opened(desk), opened(desk, email="rui@b.example")
    moved = desk.conversations.create_note(second, "x").id

    notes = {"note_in_primary": "Two in one", "note_in_secondary": {"body": "See the other", "private": False}}
    desk.tickets.merge(first, [second], convert_recipients_to_cc=True, **notes)

    thread, other = desk.conversations.list(first), desk.conversations.list(second)
    assert Status.CLOSED == desk.tickets.get(second).status
    assert ["rui@b.example"] == desk.tickets.get(first).cc_emails
    assert ([moved, True], "Two in one") == ([thread[0].id, thread[-1].private], thread[-1].body_text)
    assert [("See the other", False)] == [(each.body_text, each.private) for each in other]


def test_associated_tickets_are_found_from_both_ends(desk: Freshdesk) -> None:
    parent = opened(desk)
    child = desk.tickets.create(email="a@b.example", subject="Child", description="D", parent_id=parent)
    tracker = desk.tickets.create(email="a@b.example", subject="T", description="D", related_ticket_ids=[opened(desk)])

    assert (Association.CHILD, [parent]) == (child.association_type, child.associated_tickets_list)
    assert [(child.id, "Child")] == [(each.id, each.subject) for each in desk.tickets.associated_tickets(parent)]
    assert parent == desk.tickets.prime_association(child.id).id
    assert (Association.TRACKER, 1) == (tracker.association_type, tracker.associated_tickets_count)
    with pytest.raises(NotFound):
        desk.tickets.prime_association(tracker.id)


def test_watchers_are_added_and_the_own_agent_taken_off(desk: Freshdesk) -> None:
    me, other = sorted(each.id for each in desk.agents.list())
    first, second = opened(desk), opened(desk)

    desk.tickets.watch(first, other)
    desk.tickets.bulk_watch([first, second])
    assert ([me, other], [me]) == (desk.tickets.watchers(first), desk.tickets.watchers(second))
    desk.tickets.unwatch(first)
    desk.tickets.bulk_unwatch([first, second])
    desk.tickets.bulk_watch([second], other)

    assert ([other], [other]) == (desk.tickets.watchers(first), desk.tickets.watchers(second))


def test_users_are_let_in_and_out(desk: Freshdesk) -> None:
    first, second = (each.id for each in desk.agents.list())
    number = opened(desk)

    assert [] == desk.tickets.accesses(number)
    assert [first] == desk.tickets.give_access(number, [first])
    assert [second] == desk.tickets.change_access(number, give=[second], take=[first])
    desk.tickets.clear_access(number)
    assert [] == desk.tickets.accesses(number)


def test_an_archived_ticket_has_a_place_of_its_own(desk: Freshdesk, sandbox: Sandbox) -> None:
    number = opened(desk, status=5)
    note = desk.conversations.create_note(number, "x").id
    with pytest.raises(NotFound):
        desk.archived_tickets.get(number)
    control(sandbox, "clock", advance=121 * DAY)

    assert desk.archived_tickets.get(number).archived is True
    assert [note] == [each.id for each in desk.archived_tickets.conversations(number)]
    with pytest.raises(NotFound):
        desk.tickets.get(number)
    desk.archived_tickets.delete(number)
    with pytest.raises(NotFound):
        desk.archived_tickets.get(number)


def test_an_attachment_is_deleted_by_its_id(desk: Freshdesk) -> None:
    number = opened(desk, attachments=[NOTE])
    (file,) = desk.tickets.get(number).attachments

    desk.attachments.delete(file.id)

    assert [] == desk.tickets.get(number).attachments
    with pytest.raises(NotFound):
        desk.attachments.delete(file.id)


def test_a_summary_is_written_read_and_deleted(desk: Freshdesk) -> None:
    number, other = opened(desk), desk.agents.list()
    with pytest.raises(NotFound):
        desk.summaries.get(number)
    desk.summaries.write(number, "<b>So far</b>", attachments=[NOTE])

    author = next(each.id for each in other if each.id != desk.agents.me().id)
    summary = desk.summaries.write(number, "Later", user_id=author)

    assert summary == desk.summaries.get(number)
    assert ("Later", author, ["note.txt"]) == (
        summary.body_text,
        summary.last_edited_user_id,
        [each.name for each in summary.attachments],
    )
    desk.summaries.delete(number)
    with pytest.raises(NotFound):
        desk.summaries.get(number)


def test_no_summary_may_be_said_by_an_empty_answer(api: Freshdesk, server: Server) -> None:
    """Open question 18: 204 or 404."""
    server.says(Reply(status=204))

    with pytest.raises(NotFound, match="GET /tickets/1/summary"):
        api.summaries.get(1)


def test_samples_are_understood(api: Freshdesk, server: Server, sample: Callable[[str], Any]) -> None:
    """Answers as the reference shows them (freshdesk-api 4.6, 5.2 and 5.6)."""
    server.says(*(Reply(value=sample(name)) for name in ("associated_tickets", "summary", "reply", "forward")))

    (tied,) = api.tickets.associated_tickets(4107)
    summary = api.summaries.get(4107)
    reply = api.conversations.create_reply(4107, "x")
    forward = api.conversations.forward(4107, "x", ["maker@out.example"])

    assert ("Burr is out of stock", {}) == (tied.subject, tied.custom_fields)
    assert ("So far", datetime(2026, 3, 5, 10, 7, tzinfo=UTC)) == (summary.body_text, summary.updated_at)
    assert (["ana@example.org"], None) == (reply.replied_to, reply.source)
    assert (8, True, ["maker@out.example"]) == (forward.source, forward.has_quoted_text, forward.to_emails)


def test_a_spam_ticket_takes_no_attachment(desk: Freshdesk, sandbox: Sandbox) -> None:
    number = opened(desk)
    control(sandbox, f"tickets/{number}/spam")

    with pytest.raises(MethodNotAllowed):
        desk.tickets.update(number, attachments=[NOTE])
