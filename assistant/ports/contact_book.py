"""What the contact sync needs of the helpdesk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from assistant.errors import PermanentError
from assistant.freshdesk.models import Contact, ContactField

State = Literal["", "deleted", "blocked"]


@dataclass(frozen=True)
class Known:
    """A contact that is there; one that is deleted or blocked cannot be changed (freshdesk-api 6.1)."""

    contact: Contact = field(repr=False)
    state: State = ""


class Taken(PermanentError):
    """A write was refused because the address or id belongs to somebody: `known`, where it could be found.

    `field` is "email" or the name of the other one."""

    def __init__(self, message: str, *, field: str = "email", known: Known | None = None) -> None:
        super().__init__(message)
        self.field, self.known = field, known


class ContactBook(Protocol):
    """The contacts and companies of a desk. All raise LockedOut, NoAccess and TemporaryError."""

    def fields(self) -> Sequence[ContactField] | None:
        """The fields of the contact form; None if the key may not read them."""

    def prepare(self, rows: int, *, thorough: bool) -> bool:
        """So many contacts will be looked up: list all of them first where that costs less. Whether it was done.

        `thorough` shows deleted and blocked ones too, whose addresses are taken."""

    def find(self, email: str, external_id: str, *, fresh: bool = False) -> Known | None:
        """The contact with this address or, without one, with this id of an outside system; `fresh` asks now."""

    def view(self, contact_id: int) -> Contact:
        """A contact with its tags and further addresses. Raises NotFound."""

    def create(self, fields: Mapping[str, Any]) -> Contact:
        """Raises Taken, Rejected, Unsure, Refused."""

    def update(self, contact_id: int, fields: Mapping[str, Any]) -> Contact:
        """Raises NotFound for one that is deleted or blocked, else as `create`."""

    def company(self, name: str) -> int | None:
        """The id of the company with that name, in whatever case."""

    def create_company(self, name: str) -> int:
        """Raises Rejected, Unsure, Refused."""
