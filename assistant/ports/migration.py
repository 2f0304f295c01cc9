"""What the import of an export needs of the desk that it goes to, and where it keeps how far it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, Protocol

from assistant.core.migration.carry import Target
from assistant.core.migration.losses import Loss
from assistant.core.migration.origins import Origin
from assistant.freshdesk.models import Attachment, Contact

State = Literal["posting", "opened", "complete"]


@dataclass(frozen=True)
class File:
    """A file on its way."""

    name: str
    content: bytes = field(repr=False)
    content_type: str = "application/octet-stream"


@dataclass(frozen=True)
class Found:
    """Somebody or something of the new desk; `made` if it was not there before. `loss`: what is not as it was."""

    id: int
    made: bool = False
    loss: str = ""


class NewDesk(Protocol):
    """The desk that tickets are moved to. All raise LockedOut, NoAccess and TemporaryError; what posts raises Rejected,
    Unsure and Refused too. Nothing here sends mail."""

    def facts(self) -> Target:
        """Its form, agents, groups and products, as far as the key may read them."""

    def misfits(self, values: Mapping[str, Any]) -> Sequence[str]:
        """The names of the custom fields that are not there or do not take their value."""

    def person(self, contact: Contact, unique_id: str, company_id: int | None) -> Found:
        """The contact or agent with that address, else phone number, made if there is none.

        `unique_id` is kept as the id of an outside system where a contact has neither."""

    def company(self, name: str) -> Found:
        """By its name, in any case; made if there is none."""

    def open_ticket(self, fields: Mapping[str, Any], files: Sequence[File]) -> int:
        """POST a ticket of a contact without an address, so that nobody can get mail of it."""

    def waiting(self, source: str) -> Iterator[tuple[Origin, int]]:
        """Tickets that were opened and not handed over yet, with their origins."""

    def moved(self, source: str) -> Iterator[tuple[Origin, int]]:
        """All tickets with an origin: the whole desk is read."""

    def hand_over(self, ticket_id: int, requester_id: int, company_id: int | None) -> None:
        """Give the ticket to its requester. Safe to repeat."""

    def notes(self, ticket_id: int, source: str) -> Iterator[tuple[Origin, int]]:
        """Its notes with an origin."""

    def add_note(self, ticket_id: int, html: str, *, private: bool, files: Sequence[File]) -> int:
        """POST a note."""

    def fetch(self, attachment: Attachment) -> File | None:
        """The file behind a link of the old desk; None if the link is dead or the file too large."""


@dataclass(frozen=True)
class Moved:
    """What is known of a ticket of the old desk: its POST was begun; it is there, but not its requester's yet; it is
    all there. `posted_at`: when its POST, or that of a note, was begun."""

    state: State
    new_id: int | None = None
    posted_at: datetime | None = None


class ImportLog(Protocol):
    """How far an import is. Each call is stored when it returns, so that it may end anywhere."""

    def begin(self, source: str, target: str) -> bool:
        """Whether this is the first run. Raises PermanentError if the file is of another import."""

    def looked(self) -> None:
        """What was moved before this record began is known now."""

    def ticket(self, old_id: int) -> Moved | None: ...

    def posting(self) -> Sequence[tuple[int, Moved]]:
        """Tickets whose POST was begun and is not known to have ended."""

    def set_ticket(self, old_id: int, moved: Moved) -> None: ...

    def forget(self, old_id: int) -> None:
        """The POST was definitely refused."""

    def entries(self, old_id: int) -> Mapping[int, int | None]:
        """Conversation -> note; None where the POST was begun and is not known to have ended."""

    def set_entry(self, old_id: int, entry_id: int, note_id: int | None) -> None: ...

    def drop_entry(self, old_id: int, entry_id: int) -> None:
        """The POST was definitely refused, or never landed."""

    def person(self, old_id: int) -> int | None: ...

    def set_person(self, old_id: int, new_id: int) -> None: ...

    def lose(self, old_id: int, losses: Iterable[Loss]) -> None:
        """Remember what of a ticket could not be carried, each once."""
