"""Facts of the account that change seldom, read with what rights the key has."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from pydantic import TypeAdapter, ValidationError

from assistant.core.context import Desk, FormField
from assistant.errors import LockedOut, NoAccess, NotFound, TemporaryError
from assistant.freshdesk.client import Freshdesk
from assistant.freshdesk.models import EmailConfig, TicketField
from assistant.helpdesk import promises
from assistant.helpdesk.kinds import reading
from assistant.ports import Clock

KEPT = timedelta(minutes=10)
LEFT_ALONE = timedelta(seconds=15)
"""After a read that failed: sixteen looks must not wait for sixteen timeouts, one after the other."""
T = TypeVar("T")


class Memory(Protocol):
    """Where facts are shared between processes."""

    def fact(self, name: str) -> str | None:
        """A remembered text."""

    def set_fact(self, name: str, value: str) -> None:
        """Remember a text."""


@dataclass(frozen=True)
class _Remembered:
    """The desk, and when it was read."""

    desk: Desk
    read_at: datetime


REMEMBERED = TypeAdapter(_Remembered)


class AccountFacts:
    """Remembers the desk for some minutes, for all processes; while Freshdesk is away the old facts serve.

    `whose` tells one key from the next: another key acts as another agent.
    """

    def __init__(self, api: Freshdesk, *, clock: Clock, memory: Memory | None = None, whose: str = "") -> None:
        self.api = api
        self.name = f"desk {api.base_url} {whose}"
        self.clock = clock
        self.memory = memory
        self._guard = threading.Lock()
        self._known: _Remembered | None = None
        self._failed: tuple[datetime, TemporaryError] | None = None

    def now(self) -> Desk:
        """Raises LockedOut, NoAccess, TemporaryError if nothing was ever read."""
        with self._guard:
            known = self._fresh(self._known) or self._recall() or self._known
            self._known = self._fresh(known) or self._read(known)
            return self._known.desk

    def _fresh(self, known: _Remembered | None) -> _Remembered | None:
        return known if known is not None and self.clock() - known.read_at < KEPT else None

    def _read(self, old: _Remembered | None) -> _Remembered:
        try:
            self._spare()
            known = _Remembered(read_desk(self.api), self.clock())
        except LockedOut:
            raise
        except TemporaryError as error:
            self._failed = self._failed or (self.clock(), error)
            if old is None:
                raise
            return old
        if self.memory is not None:
            self.memory.set_fact(self.name, REMEMBERED.dump_json(known).decode())
        return known

    def _spare(self) -> None:
        """Raises what the last read raised, if that is not long ago."""
        if self._failed is None:
            return
        at, error = self._failed
        if self.clock() - at < LEFT_ALONE:
            raise TemporaryError(str(error), retry_after=error.retry_after)
        self._failed = None

    def _recall(self) -> _Remembered | None:
        text = self.memory.fact(self.name) if self.memory is not None else None
        try:
            return REMEMBERED.validate_json(text) if text else None
        except ValidationError:  # written by another version
            return None


def read_desk(api: Freshdesk) -> Desk:
    """Six calls; what the key may not read is left out (freshdesk-api 6.5, 6.8 say what needs an admin's key)."""
    with reading():
        me = api.agents.me()
    fields: list[TicketField] = allowed(api.ticket_fields.list, [])
    settings = allowed(api.settings.helpdesk, None)
    mailboxes: list[EmailConfig] = allowed(api.email_configs.list, [])
    return Desk(
        me=me.id,
        name=_desk_name(mailboxes),
        language=(settings.primary_language if settings else None) or "en",
        portal_url=api.base_url,
        agents=numbered(fields, "agent"),
        groups=numbered(fields, "group"),
        products=numbered(fields, "product"),
        types=tuple(label for label in _labels(fields, "ticket_type")),
        priorities=numbered(fields, "priority") or Desk.priorities,
        statuses=numbered(fields, "status") or Desk.statuses,
        mailboxes=tuple((box.id, box.reply_email) for box in mailboxes if box.reply_email),
        fields=own_fields(fields),
        slas=promises.slas(allowed(api.sla_policies.list, [])),
        hours=promises.hours(allowed(api.business_hours.list, [])),
    )


def _desk_name(mailboxes: Sequence[EmailConfig]) -> str:
    """What customers know the desk by: the name on its main mailbox; empty if the key may not read it."""
    main_first = sorted(mailboxes, key=lambda box: not box.primary_role)
    return next((box.name for box in main_first if box.name), "")


def allowed(read: Callable[[], T], otherwise: T) -> T:
    try:
        with reading():
            return read()
    except (NoAccess, NotFound):
        return otherwise


def _field(fields: Sequence[TicketField], name: str) -> TicketField | None:
    return next((field for field in fields if field.name == name), None)


def numbered(fields: Sequence[TicketField], name: str) -> tuple[tuple[int, str], ...]:
    field = _field(fields, name)
    choices = field.choices if field else ()
    return tuple((choice.value, choice.label) for choice in choices if isinstance(choice.value, int))


def own_fields(fields: Sequence[TicketField]) -> tuple[FormField, ...]:
    """Those that customers see and that not every account has: only these can be asked for (freshdesk-api 6.8)."""
    return tuple(
        _own(field) for field in fields if field.displayed_to_customers and not field.type.startswith("default_")
    )


def _own(field: TicketField) -> FormField:
    return FormField(
        field.name,
        field.label_for_customers or field.label,
        required=field.required_for_agents or field.required_for_closure,
        choices=tuple(choice.label for choice in field.choices),
    )


def _labels(fields: Sequence[TicketField], name: str) -> tuple[str, ...]:
    field = _field(fields, name)
    return tuple(choice.label for choice in field.choices) if field else ()
