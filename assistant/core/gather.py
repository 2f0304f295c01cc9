"""From thread and records to what a drafter reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from assistant.core import text
from assistant.core.context import Context, EarlierTicket, Entry
from assistant.core.draft import Match
from assistant.core.thread import DESCRIPTION, Message, Thread, Turn, is_agents_words, messages
from assistant.freshdesk.models import Attachment


def gather(
    thread: Thread,
    turn: Turn,
    *,
    earlier: Sequence[EarlierTicket] = (),
    instruction: str = "",
    previous: str = "",
    remarks: Sequence[str] = (),
) -> Context:
    """The context of one turn, without its matches: those are found by its question."""
    ticket, desk = thread.ticket, thread.desk
    requester = ticket.requester
    entries, forwarded_by = _entries(thread, turn)
    writers = _other_writers(thread, turn)
    own = not writers  # another person's mail is not answered with the requester's record
    return Context(
        ticket_id=ticket.id,
        subject=ticket.subject,
        entries=entries,
        requester_name=((requester.name if requester else "") or "") if own else writers[-1],
        requester_email=((requester.email if requester else "") or "") if own else "",
        company=((ticket.company.name if ticket.company else "") or "") if own else "",
        status=dict(desk.statuses).get(ticket.status, str(ticket.status)),
        priority=dict(desk.priorities).get(ticket.priority or 0, ""),
        type=ticket.type or "",
        group=dict(desk.groups).get(ticket.group_id or 0, ""),
        assigned_agent=dict(desk.agents).get(ticket.responder_id or 0, ""),
        custom_fields=_custom_fields(thread) if own else (),
        attachments=tuple(_attachment(one) for one in attachments(thread, turn)),
        desk=desk,
        earlier=tuple(earlier) if own else (),
        instruction=instruction,
        previous=text.plain(previous),
        remarks=(*remarks, *_writer_remarks(writers), *forwarded_by, *_phone(thread)),
        group_id=ticket.group_id,
        company_id=ticket.company_id if own else None,
        product=dict(desk.products).get(ticket.product_id or 0, ""),
        tags=tuple(ticket.tags),
        agents_words=is_agents_words(thread),
    )


def with_matches(context: Context, matches: Sequence[Match]) -> Context:
    """The same context, resting on these texts; what they said to machines was taken out before they were stored."""
    return replace(context, matches=tuple(matches))


def _entries(thread: Thread, turn: Turn) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """The thread as entries, our own notes and what was left out of the turn excepted; who a forwarded mail is from."""
    in_turn = {message.id for message in turn.messages}
    private = {entry.id for entry in thread.conversations if entry.private}
    found, remarks = [], []
    for message in messages(thread):
        if message.left_out or not message.text.strip() or _ours(thread, message):
            continue
        body, name = message.text, _name(thread, message)
        original = text.forwarded(body) if message.role == "customer" else None
        if original is not None:
            name, body = original
            remarks.append(f"This mail was forwarded; it was first written by {name}.")
        found.append(Entry(_who(message, private), name, message.at, body, message.id in in_turn))
    return tuple(found), tuple(dict.fromkeys(remarks))


def _ours(thread: Thread, message: Message) -> bool:
    return message.role == "context" and message.author == thread.desk.me


def _who(message: Message, private: set[int]) -> Any:
    if message.role == "customer":
        return "customer"
    if message.role == "answer":
        return "agent"
    return "note" if message.id in private else "automation"


def _name(thread: Thread, message: Message) -> str:
    requester = thread.ticket.requester
    if message.author == thread.ticket.requester_id and requester is not None:
        return requester.name or requester.email or ""
    known = dict(thread.desk.agents).get(message.author or 0, "")
    return known or _address(thread, message.id)


def _address(thread: Thread, conversation_id: int) -> str:
    return next((entry.from_email or "" for entry in thread.conversations if entry.id == conversation_id), "")


def _other_writers(thread: Thread, turn: Turn) -> tuple[str, ...]:
    """Who of the turn's writers is not the requester, in order."""
    others = [
        _name(thread, message) or "somebody else"
        for message in turn.messages
        if message.id != DESCRIPTION and message.author != thread.ticket.requester_id
    ]
    return tuple(dict.fromkeys(others))


def _writer_remarks(writers: tuple[str, ...]) -> tuple[str, ...]:
    """The agent must see whom the reply would address."""
    return tuple(
        f"Written by {name}, who is not the requester: nothing of the requester's record is used." for name in writers
    )


def _custom_fields(thread: Thread) -> tuple[tuple[str, str], ...]:
    """Empty ones too: a canned response may ask whether a field is filled in."""
    return tuple((name, _words(value)) for name, value in sorted(thread.ticket.custom_fields.items()))


def _phone(thread: Thread) -> tuple[str, ...]:
    return ("A phone ticket: the text is an agent's notes of the call.",) if is_agents_words(thread) else ()


def attachments(thread: Thread, turn: Turn) -> list[Attachment]:
    """What the turn's messages bring along, in order."""
    ids = {message.id for message in turn.messages}
    found = list(thread.ticket.attachments) if DESCRIPTION in ids else []
    for entry in thread.conversations:
        if entry.id in ids:
            found += entry.attachments
    return found


def _attachment(one: Attachment) -> str:
    return f"{one.name} ({one.content_type or 'unknown type'}, {one.size or 0} bytes)"


def _words(value: Any) -> str:
    return "" if value in (None, [], False) else str(value)
