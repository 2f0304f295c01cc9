"""What can be done about a ticket, as values: decided in `core/decide.py`, carried out in `usecases/carry_out.py`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from assistant.core.records import Record, Request
from assistant.core.thread import Turn


@dataclass(frozen=True)
class Draft:
    """Write this turn's draft, if it is not stored yet, and POST its note."""

    turn: Turn
    record: Record | None
    request: Request | None = None


@dataclass(frozen=True)
class Adopt:
    """This note in the thread is the record's: its POST had landed."""

    record: Record
    note_id: int


@dataclass(frozen=True)
class Revise:
    """Write the draft anew as a person asked, into the same note."""

    turn: Turn
    record: Record
    request: Request


@dataclass(frozen=True)
class Send:
    """Send the suggested reply, which a person clicked."""

    record: Record
    request: Request


@dataclass(frozen=True)
class Retire:
    """The record is overtaken: its note, if it has one, must say so."""

    record: Record
    why: str
    note_id: int | None


@dataclass(frozen=True)
class Restore:
    """The retired note is right again: edit the stored draft back."""

    record: Record


@dataclass(frozen=True)
class Tell:
    """Answer a person's request: with the record's draft, or why there is none."""

    request: Request
    message: str
    turn_key: str | None = None
    """The turn whose draft is the answer; None for words alone."""


@dataclass(frozen=True)
class Wait:
    """Nothing can be decided before then."""

    until: datetime
    why: str


@dataclass(frozen=True)
class Ignore:
    """Nothing is drafted, for this reason."""

    why: str


Action = Draft | Adopt | Revise | Send | Retire | Restore | Tell | Wait | Ignore
