"""`pending_tickets`: one row per ticket, never deleted by a look. Nothing is lost because the row says what is owed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, and_, case, func, null, or_, select, update
from sqlalchemy.dialects.postgresql import Insert, insert

from assistant.core.policy import MAX_ATTEMPTS
from assistant.ports import Clock, Pending, TicketChange
from assistant.store.engine import transaction
from assistant.store.tables import pending_tickets as rows

BEFORE = datetime.min.replace(tzinfo=UTC)
READY = {"next_try": None, "failures": 0, "first_failed_at": None}
ONE_LESS = case((rows.c.attempts > 0, rows.c.attempts - 1), else_=0)


class PendingRows:
    """The part of the store that says which tickets are to be looked at."""

    engine: Engine
    clock: Clock
    crash_wait: timedelta

    def ask(self, ticket_id: int, why: str) -> None:
        self.ask_all([ticket_id], why)

    def ask_all(self, ticket_ids: Sequence[int], why: str) -> None:
        """`why` names the asker for the log: webhook, sweep, slack, api, requeue."""
        if not ticket_ids:
            return
        with transaction(self.engine) as connection:
            connection.execute(asking(ticket_ids, self.clock()))

    def ask_changed(self, changes: Sequence[TicketChange], settled: datetime) -> Sequence[int]:
        """Each change is asked for, and remembered once it is older than `settled`: until then a list may still lag."""
        numbers = {change.ticket_id: change.updated_at for change in changes}
        with transaction(self.engine) as connection:
            query = select(rows.c.ticket_id, rows.c.swept_at).where(rows.c.ticket_id.in_(numbers))
            known = dict(connection.execute(query).all())
        fresh = [number for number, at in numbers.items() if (known.get(number) or BEFORE) < at]
        self.ask_all(fresh, "sweep")
        with transaction(self.engine) as connection:
            for number in fresh:
                if numbers[number] < settled:
                    connection.execute(update(rows).where(rows.c.ticket_id == number).values(swept_at=numbers[number]))
        return fresh

    def due(self, limit: int, now: datetime) -> Sequence[Pending]:
        switches = self.switches()  # type: ignore[attr-defined]  # the store's own, see PostgresStore
        if switches.paused or switches.parked_until is not None:
            return ()
        query = select(rows).where(_due(now)).order_by(rows.c.asked_at).limit(limit)
        with transaction(self.engine) as connection:
            return tuple(_pending(row) for row in connection.execute(query))

    def oldest_due(self, now: datetime) -> float:
        """Seconds that the longest waiting due ticket has waited; 0 if none is due."""
        query = select(func.min(rows.c.asked_at)).where(_due(now))
        with transaction(self.engine) as connection:
            oldest = connection.execute(query).scalar_one()
        return max(0.0, (now - oldest).total_seconds()) if oldest is not None else 0.0

    def pending(self, ticket_id: int) -> Pending | None:
        with transaction(self.engine) as connection:
            row = connection.execute(select(rows).where(rows.c.ticket_id == ticket_id)).one_or_none()
        return None if row is None else _pending(row)

    def begin(self, ticket_id: int, now: datetime) -> Pending | None:
        statement = (
            update(rows)
            .where(rows.c.ticket_id == ticket_id, _due(now))
            .values(attempts=rows.c.attempts + 1, next_try=now + self.crash_wait, outcome="")
            .returning(rows)
        )
        with transaction(self.engine) as connection:
            row = connection.execute(statement).one_or_none()
        return None if row is None else _pending(row)

    def looked(self, ticket_id: int, asked: int) -> None:
        self._set(ticket_id, looked=asked, attempts=0, **READY)

    def wait(self, ticket_id: int, asked: int, until: datetime, why: str, *, failed: bool = False) -> None:
        since = case((rows.c.first_failed_at.is_(None), self.clock()), else_=rows.c.first_failed_at)
        run = {"failures": rows.c.failures + 1, "first_failed_at": since} if failed else {}
        self._set(ticket_id, next_try=_unless_asked_again(asked, until), outcome=why, attempts=ONE_LESS, **run)

    def give_back(self, ticket_id: int) -> None:
        self._set(ticket_id, attempts=ONE_LESS, next_try=None)

    def give_up(self, ticket_id: int, asked: int, why: str) -> None:
        self._set(ticket_id, looked=asked, dead=True, outcome=why, **READY)

    def fail(self, ticket_id: int, asked: int, why: str, until: datetime) -> None:
        self._set(ticket_id, next_try=_unless_asked_again(asked, until), outcome=why)

    def remember_thread(self, ticket_id: int, *, long: bool) -> None:
        self._set(ticket_id, seen=True, long_thread=long)

    def ignored(self, ticket_id: int, why: str) -> None:
        self._set(ticket_id, outcome=why)

    def requeue(self, ticket_id: int) -> None:
        """A person asks for another full set of attempts."""
        self.ask(ticket_id, "requeue")
        self._set(ticket_id, attempts=0, next_try=None)

    def dead_letters(self) -> Sequence[tuple[int, str]]:
        query = select(rows.c.ticket_id, rows.c.outcome).where(rows.c.dead).order_by(rows.c.ticket_id)
        with transaction(self.engine) as connection:
            return tuple((row.ticket_id, row.outcome) for row in connection.execute(query))

    def _set(self, ticket_id: int, **values: Any) -> None:
        with transaction(self.engine) as connection:
            connection.execute(update(rows).where(rows.c.ticket_id == ticket_id).values(**values))


def asking(ticket_ids: Sequence[int], now: datetime) -> Insert:
    """The statement by which tickets are asked for; a dead letter is revived for one attempt."""
    asked = [{"ticket_id": number, "asked": 1, "asked_at": now} for number in sorted(set(ticket_ids))]
    waited = case((rows.c.asked > rows.c.looked, rows.c.asked_at), else_=now)
    revived = case((rows.c.dead, MAX_ATTEMPTS - 1), else_=rows.c.attempts)
    return (
        insert(rows)
        .values(asked)
        .on_conflict_do_update(
            index_elements=["ticket_id"],
            set_={"asked": rows.c.asked + 1, "asked_at": waited, "next_try": None, "attempts": revived, "dead": False},
        )
    )


def _due(now: datetime) -> Any:
    return and_(rows.c.asked > rows.c.looked, or_(rows.c.next_try.is_(None), rows.c.next_try <= now))


def _unless_asked_again(asked: int, until: datetime) -> Any:
    """A request that came during the look is not made to wait for what the look waits for."""
    return case((rows.c.asked > asked, null()), else_=until)


def _pending(row: Any) -> Pending:
    return Pending(
        ticket_id=row.ticket_id,
        asked=row.asked,
        looked=row.looked,
        attempts=row.attempts,
        long_thread=row.long_thread,
        seen=row.seen,
        failures=row.failures,
        first_failed_at=row.first_failed_at,
        next_try=row.next_try,
    )
