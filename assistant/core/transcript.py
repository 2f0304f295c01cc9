"""A ticket's thread as a person reads it from top to bottom (freshdesk-api 4.5 and 5.1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from assistant.core.html_text import plain
from assistant.core.invisible import visible
from assistant.freshdesk.models import Attachment, Contact, Conversation, ConversationSource, Source, Ticket

_KINDS: Mapping[int, str] = {
    ConversationSource.FORWARD: "forward",
    ConversationSource.SURVEY: "survey answer",
    ConversationSource.TWEET: "tweet",
    ConversationSource.FACEBOOK_POST: "Facebook post",
    ConversationSource.PHONE: "phone call",
}


@dataclass(frozen=True)
class Message:
    """One message: who wrote it and when, of what kind ("reply", "private note"), to whom, and its plain text."""

    at: datetime
    who: str
    kind: str
    text: str
    to: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


def transcript(ticket: Ticket, conversations: Iterable[Conversation], agents: Mapping[int, str]) -> tuple[Message, ...]:
    """The description, then every conversation, oldest first. `agents`: user id -> name."""
    entries = sorted(conversations, key=lambda each: (each.created_at, each.id))
    return (_first(ticket), *(_message(each, ticket.requester, agents) for each in entries))


def _first(ticket: Ticket) -> Message:
    text = plain(ticket.description) or visible(ticket.description_text)
    kind = "outbound email" if ticket.source == Source.OUTBOUND_EMAIL else "description"
    return Message(
        ticket.created_at, _customer(ticket.requester, ticket.requester_id), kind, text, files=_files(ticket)
    )


def _message(entry: Conversation, requester: Contact | None, agents: Mapping[int, str]) -> Message:
    text = plain(entry.body) or visible(entry.body_text)
    to = tuple(dict.fromkeys((*entry.to_emails, *entry.cc_emails)))
    return Message(entry.created_at, _who(entry, requester, agents), _kind(entry), text, to, _files(entry))


def _kind(entry: Conversation) -> str:
    if entry.source is not None and entry.source in _KINDS:
        return _KINDS[entry.source]
    if entry.private:
        return "private note"
    if entry.source == ConversationSource.NOTE:
        return "public note"
    return "customer" if entry.incoming else "reply"


def _who(entry: Conversation, requester: Contact | None, agents: Mapping[int, str]) -> str:
    """By name where it is known; the address that wrote for people in cc, the number for everybody else."""
    if entry.user_id is not None and entry.user_id in agents:
        return visible(agents[entry.user_id])
    if requester is not None and entry.user_id == requester.id:
        return _customer(requester, requester.id)
    if entry.incoming and entry.from_email:
        return visible(entry.from_email)
    return "automation" if entry.user_id is None else f"user {entry.user_id}"


def _customer(requester: Contact | None, number: int | None) -> str:
    if requester is None:
        return f"user {number}" if number else "unknown"
    name, email = visible(requester.name or ""), visible(requester.email or "")
    return f"{name} <{email}>" if name and email else name or email or f"user {requester.id}"


def _files(owner: Ticket | Conversation) -> tuple[str, ...]:
    return tuple(_file(each) for each in owner.attachments)


def _file(attachment: Attachment) -> str:
    size = f", {-(-attachment.size // 1000)} kB" if attachment.size else ""
    return f"{visible(attachment.name) or 'unnamed'} ({attachment.content_type or 'unknown type'}{size})"
