"""Our own records of a ticket: drafts, what people asked for, and the state each is in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from assistant.core.draft import Draft

DraftState = Literal["drafted", "posting", "current", "retired", "closed"]
"""drafted: stored, no note yet. posting: a POST was intended, its outcome not yet known. current: its note stands.
retired: overtaken (with or without a note). closed: its note cannot be edited any more; never written again."""

RequestKind = Literal["show", "draft", "send"]
"""show: give me the draft. draft: write it anew, as instructed. send: send the suggested reply."""

RequestState = Literal["open", "sending", "done"]


@dataclass(frozen=True)
class Record:
    """The draft of one turn and the note that carries it. One per (ticket, turn key)."""

    id: int
    ticket_id: int
    turn_key: str
    mark: str
    """Ten base32 characters that only this installation can make for this ticket and turn."""
    revision: int
    state: DraftState
    draft: Draft
    created_at: datetime
    why: str = ""
    """Why it was retired or closed."""
    note_id: int | None = None
    note_text: str = ""
    """The note as we last wrote it, as folded plain text: what differs from it a person edited."""
    posting_at: datetime | None = None
    request_id: int | None = None
    """The request that this revision was written for: it is never paid for twice."""


@dataclass(frozen=True)
class Request:
    """What a person asked for, and where to answer."""

    id: int
    ticket_id: int
    kind: RequestKind
    instruction: str
    who: str
    answer_to: str
    """A response URL, or empty when the asker polls."""
    state: RequestState
    created_at: datetime
    expires_at: datetime
    draft_id: int | None = None
    sending_at: datetime | None = None
    body_text: str = ""
    """The reply being sent as folded plain text: what it is recognised by in the thread."""
    answer: str = ""


@dataclass(frozen=True)
class Records:
    """Everything of ours that `decide` reads about one ticket."""

    drafts: tuple[Record, ...] = ()
    requests: tuple[Request, ...] = ()
    """Open ones, oldest first."""
