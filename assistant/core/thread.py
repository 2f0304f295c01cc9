"""The thread of a ticket and its open turn: which messages wait for an answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from assistant.core.context import Desk
from assistant.freshdesk.models import Conversation, Ticket


@dataclass(frozen=True)
class Thread:
    """A ticket with all its conversations, as Freshdesk showed them at one moment."""

    ticket: Ticket
    conversations: tuple[Conversation, ...]
    """Every one, in order of (created_at, id)."""
    desk: Desk
    read_at: datetime
    """When the read began, on our clock, aware UTC."""
