"""A line of an export as `tickets export --format jsonl` writes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from assistant.freshdesk.models import Company, Contact, Conversation, Ticket


class NoTicket(ValueError):
    """The line cannot be used; the message says what is missing, never what is there."""


@dataclass(frozen=True)
class Exported:
    """A ticket of the old desk with its conversations, oldest first. `beside`: how many time entries and ratings;
    `with_files`: whether the export knows of the first message's files."""

    ticket: Ticket = field(repr=False)
    conversations: tuple[Conversation, ...] = field(repr=False)
    beside: Mapping[str, int] = field(default_factory=dict)
    with_files: bool = True

    @property
    def id(self) -> int:
        return self.ticket.id

    @property
    def requester(self) -> Contact | None:
        return self.ticket.requester

    @property
    def company(self) -> Company | None:
        """Only one with a name can be found again."""
        found = self.ticket.company
        return found if found is not None and found.name else None


def exported(row: Any) -> Exported:
    """Raises NoTicket."""
    if not isinstance(row, dict):
        raise NoTicket("it is no JSON object")
    if "conversations" not in row:
        raise NoTicket("it has no conversations")
    if not row.get("requester"):
        raise NoTicket("it has no requester")
    try:
        ticket = Ticket.model_validate(row)
    except (ValidationError, RecursionError) as error:
        wrong = error.errors(include_input=False) if isinstance(error, ValidationError) else []
        names = sorted({str(each["loc"][0]) for each in wrong if each["loc"]})
        raise NoTicket(f"its {', '.join(names) or 'shape'} cannot be read") from None
    entries = sorted(ticket.conversations or [], key=lambda entry: (entry.created_at, entry.id))
    beside = {name: len(row[name]) for name in ("time_entries", "ratings") if isinstance(row.get(name), list)}
    conversations = tuple({entry.id: entry for entry in entries}.values())
    return Exported(ticket, conversations, beside, with_files="attachments" in row)
