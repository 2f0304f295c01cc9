"""Small facts that a click, a command or the clock changes: switches, marks, spend."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from sqlalchemy import JSON, Engine, func, select
from sqlalchemy.dialects.postgresql import insert

from assistant.ports import Answer, Clock, Spend, Switches
from assistant.store.engine import transaction
from assistant.store.tables import spend, switches

MOMENTS = ("activated_at", "parked_until")


class SwitchRows:
    """The part of the store that holds switches, marks and what the model used."""

    engine: Engine
    clock: Clock
    defaults: Switches

    def switches(self) -> Switches:
        names = ("paused", "dry_run", *MOMENTS)
        with transaction(self.engine) as connection:
            stored = dict(connection.execute(select(switches.c.name, switches.c.value)).all())
        values = {name: stored.get(name, getattr(self.defaults, name)) for name in names}
        for name in MOMENTS:
            if isinstance(values[name], str):
                values[name] = datetime.fromisoformat(values[name])
        return Switches(**values)

    def set_switch(self, name: Literal["paused", "dry_run", "activated_at", "parked_until"], value: Any) -> None:
        self._put(name, value.isoformat() if isinstance(value, datetime) else value)

    def park(self, until: datetime) -> bool:
        value = until.isoformat()
        statement = insert(switches).values(name="parked_until", value=value)
        statement = statement.on_conflict_do_update(
            index_elements=["name"], set_={"value": value}, where=switches.c.value == JSON.NULL
        )
        with transaction(self.engine) as connection:
            return connection.execute(statement.returning(switches.c.name)).one_or_none() is not None

    def fact(self, name: str) -> str | None:
        query = select(switches.c.value).where(switches.c.name == f"fact:{name}")
        with transaction(self.engine) as connection:
            return connection.execute(query).scalar_one_or_none()

    def set_fact(self, name: str, value: str) -> None:
        self._put(f"fact:{name}", value)

    def mark(self, name: str) -> datetime | None:
        value = self.fact(f"mark:{name}")
        return None if value is None else datetime.fromisoformat(value)

    def set_mark(self, name: str, value: datetime) -> None:
        self.set_fact(f"mark:{name}", value.isoformat())

    def spend(self, now: datetime) -> Spend:
        first = now.date().replace(day=1)
        query = select(
            func.coalesce(func.sum(spend.c.usd).filter(spend.c.day == now.date()), 0.0),
            func.coalesce(func.sum(spend.c.tokens), 0),
        ).where(spend.c.day >= first)
        with transaction(self.engine) as connection:
            usd, tokens = connection.execute(query).one()
        return Spend(usd_today=float(usd), tokens_this_month=int(tokens))

    def spent(self, answer: Answer, now: datetime) -> None:
        tokens = answer.tokens_in + answer.tokens_out
        statement = insert(spend).values(day=now.date(), tokens=tokens, usd=answer.cost_usd)
        add = {"tokens": spend.c.tokens + tokens, "usd": spend.c.usd + answer.cost_usd}
        with transaction(self.engine) as connection:
            connection.execute(statement.on_conflict_do_update(index_elements=["day"], set_=add))

    def _put(self, name: str, value: Any) -> None:
        statement = insert(switches).values(name=name, value=value)
        statement = statement.on_conflict_do_update(index_elements=["name"], set_={"value": value})
        with transaction(self.engine) as connection:
            connection.execute(statement)
