"""`drafts`: one row per turn, and the state of the note that carries it."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Engine, select, update
from sqlalchemy.dialects.postgresql import insert

from assistant.core.context import EarlierTicket
from assistant.core.draft import Draft
from assistant.core.records import Record
from assistant.errors import PermanentError
from assistant.ports import Clock
from assistant.store.engine import transaction
from assistant.store.tables import drafts as rows
from assistant.store.tables import installation

DRAFT = TypeAdapter(Draft)


def make_mark(secret: bytes, ticket_id: int, turn_key: str) -> str:
    """Ten base32 characters (50 bits) of an HMAC over ticket and turn."""
    digest = hmac.new(secret, f"{ticket_id}:{turn_key}".encode(), hashlib.sha256).digest()
    return base64.b32encode(digest)[:10].decode().lower()


class DraftRows:
    """The part of the store that holds drafts."""

    engine: Engine
    clock: Clock

    @cached_property
    def _secret(self) -> bytes:
        with transaction(self.engine) as connection:
            secret = connection.execute(select(installation.c.secret)).scalar_one_or_none()
        if secret is None:
            raise PermanentError("The database has no installation secret: run `python -m assistant db upgrade`.")
        return bytes(secret)

    def drafts_of(self, ticket_id: int) -> tuple[Record, ...]:
        """Every record of a ticket, oldest first."""
        with transaction(self.engine) as connection:
            found = connection.execute(select(rows).where(rows.c.ticket_id == ticket_id).order_by(rows.c.id))
            return tuple(_record(row) for row in found)

    def draft(self, draft_id: int) -> Record | None:
        with transaction(self.engine) as connection:
            row = connection.execute(select(rows).where(rows.c.id == draft_id)).one_or_none()
        return None if row is None else _record(row)

    def save_draft(
        self,
        ticket_id: int,
        turn_key: str,
        draft: Draft,
        now: datetime,
        *,
        requester_id: int | None,
        request_id: int | None,
    ) -> Record:
        statement = insert(rows).values(
            ticket_id=ticket_id,
            turn_key=turn_key,
            mark=make_mark(self._secret, ticket_id, turn_key),
            state="drafted",
            requester_id=requester_id,
            request_id=request_id,
            created_at=now,
            updated_at=now,
            **_columns(draft),
        )
        with transaction(self.engine) as connection:
            connection.execute(statement.on_conflict_do_nothing(index_elements=["ticket_id", "turn_key"]))
            query = select(rows).where(rows.c.ticket_id == ticket_id, rows.c.turn_key == turn_key)
            return _record(connection.execute(query).one())

    def save_revision(self, record: Record, draft: Draft, *, request_id: int) -> Record:
        """The number rises only when a note shows the one before."""
        revision = record.revision + (1 if record.note_id is not None else 0)
        self._write(record, revision=revision, request_id=request_id, **_columns(draft))
        return replace(record, revision=revision, draft=draft, request_id=request_id)

    def intend(self, record: Record, now: datetime) -> Record | None:
        unchanged = rows.c.posting_at.is_(None) if record.posting_at is None else rows.c.posting_at == record.posting_at
        statement = (
            update(rows)
            .where(rows.c.id == record.id, rows.c.state == record.state, rows.c.note_id.is_(None), unchanged)
            .values(state="posting", posting_at=now, updated_at=now)
            .returning(rows)
        )
        with transaction(self.engine) as connection:
            row = connection.execute(statement).one_or_none()
        return None if row is None else _record(row)

    def take_back(self, record: Record) -> None:
        self._write(record, state="drafted", posting_at=None)

    def applying(self, record: Record, draft: Draft) -> Record:
        self._write(record, **_columns(draft))
        return replace(record, draft=draft)

    def posted(self, record: Record, note_id: int, note_text: str) -> None:
        self._write(record, state="current", why="", note_id=note_id, note_text=note_text)

    def retired(self, record: Record, why: str, note_id: int | None) -> None:
        self._write(record, state="retired", why=why, note_id=note_id)

    def closed(self, record: Record, why: str) -> None:
        self._write(record, state="closed", why=why)

    def earlier(self, requester_id: int, but: int, limit: int) -> Sequence[EarlierTicket]:
        query = (
            select(rows)
            .where(rows.c.requester_id == requester_id, rows.c.ticket_id != but)
            .order_by(rows.c.id.desc())
            .limit(limit * 3)
        )
        with transaction(self.engine) as connection:
            records = [_record(row) for row in connection.execute(query)]
        newest = {record.ticket_id: record for record in reversed(records)}
        tickets = [EarlierTicket(one.ticket_id, one.draft.summary, one.created_at) for one in newest.values()]
        return sorted(tickets, key=lambda ticket: ticket.at, reverse=True)[:limit]

    def _write(self, record: Record, **values: Any) -> None:
        with transaction(self.engine) as connection:
            connection.execute(update(rows).where(rows.c.id == record.id).values(updated_at=self.clock(), **values))


def _columns(draft: Draft) -> dict[str, Any]:
    written = draft.written
    return {
        "kind": draft.kind,
        "body": DRAFT.dump_python(draft, mode="json"),
        "prompt_name": written.prompt_name,
        "prompt_version": written.prompt_version,
        "prompt_hash": written.prompt_hash,
        "model": written.model,
        "tokens_in": written.tokens_in,
        "tokens_out": written.tokens_out,
        "cost_usd": written.cost_usd,
    }


def _record(row: Any) -> Record:
    return Record(
        id=row.id,
        ticket_id=row.ticket_id,
        turn_key=row.turn_key,
        mark=row.mark,
        revision=row.revision,
        state=row.state,
        draft=DRAFT.validate_python(row.body),
        created_at=row.created_at,
        why=row.why,
        note_id=row.note_id,
        note_text=row.note_text,
        posting_at=row.posting_at,
        request_id=row.request_id,
    )
