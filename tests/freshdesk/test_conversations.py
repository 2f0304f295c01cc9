"""Conversations through the client, against the stand-in (freshdesk-api 5)."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.freshdesk import Freshdesk
from assistant.freshdesk.body import Upload
from assistant.freshdesk.errors import BadRequest, MethodNotAllowed
from assistant.freshdesk.models import ConversationSource

FILE = Upload("burr.jpg", b"\xff\xd8 and so on", "image/jpeg")
STRUCTURED = {"body_contents": [{"type": "text", "data": {"content": "Hello"}}]}


@pytest.fixture
def ticket(desk: Freshdesk) -> int:
    return desk.tickets.create(email="ana@b.example", subject="S", description="D", status=2, priority=1).id


def test_a_note_carries_files_and_stays_private(desk: Freshdesk, ticket: int) -> None:
    note = desk.conversations.create_note(ticket, "<p>Look</p>", attachments=[FILE], notify_emails=["r@b.example"])

    assert (True, ["r@b.example"], ["burr.jpg"]) == (
        note.private,
        note.notified_to,
        [each.name for each in note.attachments],
    )
    assert FILE.content == desk.download(note.attachments[0], largest=100)


def test_a_note_may_be_public_and_the_customers_words(desk: Freshdesk, ticket: int) -> None:
    requester = desk.tickets.get(ticket).requester_id or 0

    desk.conversations.create_note(ticket, "By phone", private=False, incoming=True, user_id=requester)
    (entry,) = desk.conversations.list(ticket)

    assert (False, True, requester, ConversationSource.NOTE) == (
        entry.private,
        entry.incoming,
        entry.user_id,
        entry.source,
    )


def test_a_reply_carries_files_copies_and_an_author(desk: Freshdesk, ticket: int) -> None:
    author = next(each.id for each in desk.agents.list() if each.id != desk.agents.me().id)

    reply = desk.conversations.create_reply(
        ticket, "Here", attachments=[FILE], cc_emails=["c@d.example"], user_id=author
    )

    assert (["ana@b.example"], ["c@d.example"], [], author) == (
        reply.replied_to,
        reply.cc_emails,
        reply.bcc_emails,
        reply.user_id,
    )
    assert ["burr.jpg"] == [each.name for each in desk.conversations.list(ticket)[0].attachments]


@pytest.mark.parametrize("files", [(), (FILE,)])
def test_a_chat_is_answered_with_a_structured_body(desk: Freshdesk, ticket: int, files: tuple[Upload, ...]) -> None:
    said = [
        desk.conversations.create_reply(ticket, structured_body=STRUCTURED, attachments=files),
        desk.conversations.create_note(ticket, private=False, structured_body=STRUCTURED, attachments=files),
    ]

    assert [(STRUCTURED, "Hello")] * 2 == [(each.structured_body, each.body_text) for each in said]


def test_nothing_said_is_refused(desk: Freshdesk, ticket: int) -> None:
    with pytest.raises(BadRequest) as caught:
        desk.conversations.create_note(ticket)

    assert [("body", "missing_field")] == list(caught.value.fields)


def test_an_edit_replaces_the_text_and_adds_files(desk: Freshdesk, ticket: int) -> None:
    number = desk.conversations.create_note(ticket, "old", attachments=[FILE]).id

    desk.conversations.edit(number, "new", attachments=[Upload("more.txt", b"x")])
    desk.conversations.edit(number, attachments=[Upload("third.txt", b"x")])
    (note,) = desk.conversations.list(ticket)

    assert ("new", ["burr.jpg", "more.txt", "third.txt"]) == (note.body_text, [each.name for each in note.attachments])
    assert desk.agents.me().id == note.last_edited_user_id


def test_a_forward_goes_out_with_what_is_attached(desk: Freshdesk, ticket: int) -> None:
    desk.tickets.update(ticket, attachments=[FILE])

    sent = desk.conversations.forward(ticket, "Please look", ["m@out.example"], cc_emails=["b@out.example"])

    assert (ConversationSource.FORWARD, 2, True, False) == (sent.source, sent.category, sent.private, sent.incoming)
    assert (["m@out.example"], ["b@out.example"], ["burr.jpg"]) == (
        sent.to_emails,
        sent.cc_emails,
        [each.name for each in sent.attachments],
    )
    assert ["m@out.example", "b@out.example"] == desk.tickets.get(ticket).fwd_emails
    assert [sent] == desk.conversations.list(ticket)


def test_a_forward_may_go_out_bare_and_as_somebody(desk: Freshdesk, ticket: int) -> None:
    desk.tickets.update(ticket, attachments=[FILE])
    author = next(each for each in desk.agents.list() if each.id != desk.agents.me().id)
    bare: dict[str, Any] = {"include_quoted_text": False, "include_original_attachments": False}

    sent = desk.conversations.forward(ticket, "x", ["m@out.example"], agent_id=author.id, **bare)

    assert (False, [], author.id) == (sent.has_quoted_text, sent.attachments, sent.user_id)
    assert author.contact.name in (sent.from_email or "")


def test_an_answer_to_a_forward_is_no_note_to_edit(desk: Freshdesk, ticket: int) -> None:
    sent = desk.conversations.reply_to_forward(ticket, "Thanks", ["m@out.example"])

    assert (ConversationSource.NOTE, 6, True) == (sent.source, sent.category, sent.private)
    with pytest.raises(MethodNotAllowed):
        desk.conversations.edit(sent.id, "x")
    desk.conversations.delete(sent.id)
    assert [] == desk.conversations.list(ticket)
