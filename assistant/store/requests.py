"""`requests`: what people asked for, drained by the same look under the same lock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine, and_, func, insert, select, update

from assistant.core.records import Records, Request, RequestKind
from assistant.ports import Clock
from assistant.store.engine import transaction
from assistant.store.pending import asking
from assistant.store.tables import requests

EXPIRES = timedelta(minutes=25)
"""A chat takes an answer for 30 minutes after the question."""


class RequestRows:
    """The part of the store that holds people's requests."""

    engine: Engine
    clock: Clock

    def records(self, ticket_id: int) -> Records:
        query = (
            select(requests)
            .where(requests.c.ticket_id == ticket_id, requests.c.state != "done")
            .order_by(requests.c.id)
        )
        with transaction(self.engine) as connection:
            found = tuple(_request(row) for row in connection.execute(query))
        return Records(drafts=self.drafts_of(ticket_id), requests=found)  # type: ignore[attr-defined]  # DraftRows'

    def request(
        self,
        ticket_id: int,
        kind: RequestKind,
        *,
        instruction: str,
        who: str,
        answer_to: str,
        now: datetime,
        draft_id: int | None = None,
    ) -> int:
        values = {
            "ticket_id": ticket_id,
            "kind": kind,
            "instruction": instruction,
            "who": who,
            "answer_to": answer_to,
            "draft_id": draft_id,
            "created_at": now,
            "expires_at": now + EXPIRES,
        }
        with transaction(self.engine) as connection:
            number = connection.execute(insert(requests).values(values).returning(requests.c.id)).scalar_one()
            connection.execute(asking([ticket_id], now))
        return int(number)

    def request_state(self, request_id: int) -> Request | None:
        with transaction(self.engine) as connection:
            row = connection.execute(select(requests).where(requests.c.id == request_id)).one_or_none()
        return None if row is None else _request(row)

    def begin_send(self, request: Request, body_text: str, now: datetime) -> bool:
        statement = (
            update(requests)
            .where(requests.c.id == request.id, requests.c.state == "open")
            .values(state="sending", sending_at=now, body_text=body_text)
            .returning(requests.c.id)
        )
        with transaction(self.engine) as connection:
            return connection.execute(statement).one_or_none() is not None

    def answered(self, request: Request, answer: str) -> None:
        self._change(request.id, state="done", answer=answer)

    def undelivered(self, limit: int) -> Sequence[Request]:
        waiting = and_(requests.c.state == "done", requests.c.delivered_at.is_(None), requests.c.answer_to != "")
        query = select(requests).where(waiting).order_by(requests.c.id).limit(limit)
        with transaction(self.engine) as connection:
            return tuple(_request(row) for row in connection.execute(query))

    def delivered(self, request_id: int) -> None:
        self._change(request_id, delivered_at=func.now())

    def _change(self, request_id: int, **values: Any) -> None:
        with transaction(self.engine) as connection:
            connection.execute(update(requests).where(requests.c.id == request_id).values(**values))


def _request(row: Any) -> Request:
    return Request(
        id=row.id,
        ticket_id=row.ticket_id,
        kind=row.kind,
        instruction=row.instruction,
        who=row.who,
        answer_to=row.answer_to,
        state=row.state,
        created_at=row.created_at,
        expires_at=row.expires_at,
        draft_id=row.draft_id,
        sending_at=row.sending_at,
        body_text=row.body_text,
        answer=row.answer,
    )
