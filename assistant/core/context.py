"""What a draft is written from: the open turn, the thread around it, the people and the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from assistant.core.draft import Match
from assistant.core.subject import with_subject


@dataclass(frozen=True)
class Entry:
    """One message of the thread as a drafter reads it: clean plain text, quoted mail off."""

    who: Literal["customer", "agent", "note", "automation"]
    name: str
    """The writer's name where it is known, else empty."""
    at: datetime
    text: str
    in_turn: bool = False
    """Whether the open turn, the messages to be answered, holds it."""


@dataclass(frozen=True)
class EarlierTicket:
    """An earlier ticket of the same requester, from our own store."""

    id: int
    summary: str
    at: datetime


@dataclass(frozen=True)
class Hours:
    """Working hours of one calendar (freshdesk-api 7)."""

    id: int
    name: str
    time_zone: str
    """As the account names it, e.g. "Eastern Time (US & Canada)"."""
    days: tuple[tuple[str, str, str], ...] = ()
    """(weekday in small English letters, start, end as "HH:MM", 24 hours)."""
    is_default: bool = False


@dataclass(frozen=True)
class Sla:
    """How soon the desk says it answers: one SLA policy (freshdesk-api 7)."""

    id: int
    name: str
    targets: tuple[tuple[int, int, int, bool], ...] = ()
    """(priority, seconds to first response, seconds to resolution, whether in business hours alone)."""
    is_default: bool = False


@dataclass(frozen=True)
class FormField:
    """A field of the account's own on the ticket form that customers see (freshdesk-api 6.8)."""

    name: str
    """As the API names it: cf_order_number."""
    label: str
    """As customers read it."""
    required: bool = False
    """Whether an agent must fill it in, at once or before the ticket is closed."""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class File:
    """An attachment of the open turn: what a drafter may know of it."""

    name: str
    content_type: str
    size: int
    """Bytes."""
    text: str = ""
    """Its words, if it could be read within the limits."""
    image: str = ""
    """A data: URL, if it is a picture that the model may see."""


@dataclass(frozen=True)
class Desk:
    """Facts of the account that change seldom; the account's own words and numbers."""

    me: int
    """The user id that our key acts as (/agents/me)."""
    name: str = ""
    """What customers know it by; empty if that is not known."""
    language: str = "en"
    portal_url: str = ""
    """Base of links for people, e.g. https://acme.freshdesk.com"""
    agents: tuple[tuple[int, str], ...] = ()
    """(user id, name) of every agent we know."""
    groups: tuple[tuple[int, str], ...] = ()
    products: tuple[tuple[int, str], ...] = ()
    types: tuple[str, ...] = ()
    priorities: tuple[tuple[int, str], ...] = ((1, "Low"), (2, "Medium"), (3, "High"), (4, "Urgent"))
    statuses: tuple[tuple[int, str], ...] = ((2, "Open"), (3, "Pending"), (4, "Resolved"), (5, "Closed"))
    mailboxes: tuple[tuple[int, str], ...] = ()
    """(email config id, reply address)"""
    slas: tuple[Sla, ...] = ()
    hours: tuple[Hours, ...] = ()
    fields: tuple[FormField, ...] = ()
    signature: str = ""
    """What a reply closes with in the desk's name, plain; empty is the assigned agent and the desk's name."""

    def agent_ids(self) -> frozenset[int]:
        """Every user id known to be an agent's, our own included."""
        return frozenset({self.me, *(number for number, _ in self.agents)})


@dataclass(frozen=True)
class Context:
    """Everything a drafter may read for one turn. Texts are plain."""

    ticket_id: int
    subject: str
    entries: tuple[Entry, ...]
    """Oldest first; those of the turn have `in_turn`."""
    requester_name: str
    requester_email: str
    company: str
    status: str
    priority: str
    type: str
    group: str
    assigned_agent: str
    """Name of the assigned agent, empty if none."""
    custom_fields: tuple[tuple[str, str], ...]
    attachments: tuple[str, ...]
    """One line each: name, type, size."""
    desk: Desk
    matches: tuple[Match, ...] = ()
    """Best first."""
    earlier: tuple[EarlierTicket, ...] = ()
    instruction: str = ""
    """What a person asked for, e.g. "shorter, in French"; empty for a first draft."""
    previous: str = ""
    """The draft that is to be written anew, as plain text; empty for a first draft."""
    remarks: tuple[str, ...] = ()
    """Handed on to the draft: gaps in the context that an agent must know of."""
    files: tuple[File, ...] = ()
    """The same with their contents, where they were read."""
    group_id: int | None = None
    company_id: int | None = None
    product: str = ""
    tags: tuple[str, ...] = ()
    """Those that the ticket has."""
    hidden: tuple[str, ...] = ()
    """Texts of ours that a drafter works by and nobody else may read, such as its prompt."""
    agents_words: bool = False
    """The description is an agent's notes of a call, not the customer's own words."""

    def question(self) -> str:
        """The words to be answered, plain: subject and the turn's messages."""
        return with_subject(self.subject, "\n\n".join(entry.text for entry in self.entries if entry.in_turn))
