"""What a moved ticket and its notes say: who wrote what when, the words themselves, and the origin."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from assistant.core.markup import clean_kept, escape, on_text, without_braces
from assistant.core.migration.exported import Exported
from assistant.core.migration.legend import Legend
from assistant.core.migration.origins import Origin
from assistant.freshdesk.models import Conversation

_SMALL = "color:#6b7785;font-size:12px"
_IMAGE = re.compile(r"<img\b[^>]*>")
_SRC = re.compile(r'\bsrc="([^"]*)"')
SURVEY, NOTE, FORWARD = 6, 2, 8
"""Sources of conversations (freshdesk-api 5.1)."""


@dataclass(frozen=True)
class Words:
    """HTML to post, and the addresses of the pictures that stood in it."""

    html: str = field(repr=False)
    pictures: tuple[str, ...] = field(default=(), repr=False)


def description(exported: Exported, source: str, beside: Mapping[str, str]) -> Words:
    """The first message; above it where it comes from, and what found no field of its own (`beside`, by name)."""
    ticket = exported.ticket
    parts = [f"Moved from {escape(source)}, ticket {ticket.id}, opened {_time(ticket.created_at)}"]
    copies = sorted({*ticket.cc_emails, *ticket.reply_cc_emails})
    if copies:
        parts.append(f"copies to {escape(', '.join(copies))}")
    parts += [f"{escape(name)}: {escape(value)}" for name, value in beside.items()]
    words, pictures = _carried(ticket.description or escape(ticket.description_text))
    return Words(f"{_line('; '.join(parts))}{words}{_end(Origin(source, ticket.id))}", pictures)


def note(exported: Exported, entry: Conversation, legend: Legend, source: str) -> Words:
    """One conversation: its author, kind and time in the first line."""
    head = f"<p><b>{escape(_author(exported, entry, legend))}</b>, {_kind(entry)}, {_time(entry.created_at)}"
    to = [*entry.to_emails, *entry.cc_emails] if not entry.incoming else entry.cc_emails
    if to:
        head += f", to {escape(', '.join(to))}"
    words, pictures = _carried(entry.body or escape(entry.body_text))
    return Words(f"{head}:</p>{words}{_end(Origin(source, exported.id, entry.id))}", pictures)


def _carried(html: str) -> tuple[str, tuple[str, ...]]:
    """Sanitised, without placeholders, each picture named where it stood: its link would soon be dead."""
    pictures: list[str] = []

    def named(found: re.Match[str]) -> str:
        src = _SRC.search(found[0])
        if src is None or not src[1].startswith("http"):
            return ""
        pictures.append(src[1].replace("&amp;", "&"))
        return f"[picture {len(pictures)}]"

    return on_text(_IMAGE.sub(named, clean_kept(html)), without_braces), tuple(pictures)


def _author(exported: Exported, entry: Conversation, legend: Legend) -> str:
    requester, number = exported.requester, entry.user_id
    agent = legend.agents.get(number or 0)
    if agent is not None:
        return agent.name or agent.email
    if requester is not None and number == requester.id:
        return requester.name or requester.email or requester.phone or "The customer"
    if entry.from_email:
        return entry.from_email
    if entry.incoming:
        return "The customer" if number is None else f"Somebody (number {number} there)"
    return "The desk" if number is None else f"An agent (number {number} there)"


def _kind(entry: Conversation) -> str:
    if entry.source == SURVEY:
        return "survey feedback"
    if entry.source == FORWARD:
        return "forwarded mail"
    if entry.incoming:
        return "message from outside"
    if entry.private:
        return "private note"
    return "public note" if entry.source == NOTE else "reply"


def _time(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def _line(text: str) -> str:
    return f'<p style="{_SMALL}">{text}.</p>'


def _end(origin: Origin) -> str:
    return f'<p style="{_SMALL}">{origin}</p>'
