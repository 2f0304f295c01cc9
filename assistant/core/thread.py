"""The thread of a ticket and its open turn: which messages wait for an answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from assistant.core import text
from assistant.core.context import Desk
from assistant.freshdesk.models import Conversation, Ticket

DESCRIPTION = 0
"""The id under which a ticket's description counts as its first message."""

OUTBOUND_EMAIL, PHONE = 10, 3
LIVE_SOURCES = frozenset({5, 6, 7, 13})
"""Ticket sources where people write several short messages in a row: Twitter, Facebook, chat, WhatsApp."""
FORWARD, SURVEY = 8, 6
CLOSING = {4: "resolved", 5: "closed"}


@dataclass(frozen=True)
class Thread:
    """A ticket with all its conversations, as Freshdesk showed them at one moment."""

    ticket: Ticket
    conversations: tuple[Conversation, ...]
    """Every one, in order of (created_at, id)."""
    desk: Desk
    read_at: datetime
    """When the read began, on our clock, aware UTC."""


@dataclass(frozen=True)
class Message:
    """One message and what it is to us."""

    id: int
    role: Literal["customer", "answer", "context"]
    at: datetime
    author: int | None
    text: str
    """What the writer added, plain, quoted mail off."""
    left_out: str = ""
    """Why a customer's message does not count: "thanks", "automatic", "empty", "echo"."""


@dataclass(frozen=True)
class Turn:
    """The customer's messages since the last answer; `key` is their ids."""

    ticket_id: int
    key: str
    messages: tuple[Message, ...]

    @property
    def newest_at(self) -> datetime:
        """When the last of them was written."""
        return self.messages[-1].at


def messages(thread: Thread) -> tuple[Message, ...]:
    """Description and conversations in order of (created_at, id), each with its role (design 2, "The turn")."""
    found = [_description(thread), *(_conversation(thread, entry) for entry in thread.conversations)]
    return tuple(sorted(found, key=lambda message: (message.at, message.id)))


def open_turn(thread: Thread) -> Turn | str:
    """The open turn, or the reason why there is none."""
    status = CLOSING.get(thread.ticket.status)
    if status:
        return status
    since: list[Message] = []
    answered = False
    for message in messages(thread):
        if message.role == "answer":
            since, answered = [], True
        elif message.role == "customer":
            since.append(message)
    counted = tuple(message for message in since if not message.left_out)
    if not counted:
        return since[-1].left_out if since else "answered" if answered else "nothing from a customer"
    key = ",".join(str(message.id) for message in counted)
    return Turn(thread.ticket.id, key, counted)


def is_live(thread: Thread) -> bool:
    """Whether people write here in many short messages, so that a turn must settle first."""
    return thread.ticket.source in LIVE_SOURCES


def is_agents_words(thread: Thread) -> bool:
    """A phone ticket: its description is what the agent noted (freshdesk-api 4.2)."""
    return thread.ticket.source == PHONE


def _description(thread: Thread) -> Message:
    ticket = thread.ticket
    body = _said(thread, text.new_text(ticket.description or "", ticket.description_text or ""))
    from_customer = ticket.source != OUTBOUND_EMAIL and ticket.requester_id not in thread.desk.agent_ids()
    left_out = _left_out(thread, body, bool(ticket.attachments), subject=ticket.subject) if from_customer else ""
    role: Literal["customer", "context"] = "customer" if from_customer else "context"
    return Message(DESCRIPTION, role, ticket.created_at, ticket.requester_id, body, left_out)


def _conversation(thread: Thread, entry: Conversation) -> Message:
    body = _said(thread, text.new_text(entry.body or "", entry.body_text or ""))
    role = _role(thread, entry)
    left_out = _left_out(thread, body, bool(entry.attachments)) if role == "customer" else ""
    if role == "customer" and entry.user_id == thread.desk.me:
        left_out = "echo"
    return Message(entry.id, role, entry.created_at, entry.user_id, body, left_out)


def _role(thread: Thread, entry: Conversation) -> Literal["customer", "answer", "context"]:
    if entry.private:
        return "context"
    if entry.incoming:
        return "context" if entry.source == SURVEY else "customer"
    by_a_person = entry.user_id is not None and entry.user_id != thread.ticket.requester_id
    by_a_machine = entry.automation_id is not None or bool(entry.auto_response)
    return "answer" if by_a_person and not by_a_machine and entry.source != FORWARD else "context"


def _said(thread: Thread, body: str) -> str:
    """The words of a message; none if all of it is a signature."""
    return "" if text.is_only_signature(body, name=_requester(thread)) else body


def _requester(thread: Thread) -> str:
    return (thread.ticket.requester.name if thread.ticket.requester else "") or ""


def _left_out(thread: Thread, body: str, has_attachments: bool, *, subject: str = "") -> str:
    """Why a customer's message does not count; empty if it does. A subject alone can be a question."""
    if text.is_automatic(subject, body):
        return "automatic"
    if text.is_empty(body):
        return "" if has_attachments or not text.is_empty(subject) else "empty"
    return "thanks" if text.is_only_thanks(body, name=_requester(thread)) and not has_attachments else ""
