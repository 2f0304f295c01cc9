"""A draft without Postgres: what is known is read from Freshdesk for this one draft, and nothing is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, cast

from assistant.cli.memory import Memory
from assistant.core import actions as decided
from assistant.core.decide import decide
from assistant.core.records import Records, Request
from assistant.errors import Ignored
from assistant.ports import Answer, Spend, Store

if TYPE_CHECKING:
    from assistant.config import Settings
    from assistant.core.context import EarlierTicket
    from assistant.core.draft import Draft
    from assistant.core.thread import Thread, Turn


PATIENCE = timedelta(hours=1)


class NoRecords:
    """What writing a draft asks of the store, where there is none."""

    def __init__(self) -> None:
        self._facts: dict[str, str] = {}

    def earlier(self, requester_id: int, but: int, limit: int) -> Sequence[EarlierTicket]:
        """None are known."""
        return ()

    def mark(self, name: str) -> datetime | None:
        """Nothing was ever done."""
        return None

    def set_mark(self, name: str, value: datetime) -> None:
        """Not kept."""

    def fact(self, name: str) -> str | None:
        """What this process set."""
        return self._facts.get(name)

    def set_fact(self, name: str, value: str) -> None:
        """Kept for this process."""
        self._facts[name] = value

    def spend(self, now: datetime) -> Spend:
        """Not known."""
        return Spend()

    def spent(self, answer: Answer, now: datetime) -> None:
        """Not kept."""


def write_once(settings: Settings, ticket_id: int, instruction: str, prompt: str) -> Draft:
    """A draft for the ticket's open turn. Raises Ignored with the reason if there is none, NotFound, LockedOut."""
    from assistant.account import make_policy, now
    from assistant.logs import configure
    from assistant.usecases.write_draft import Budget, write_draft
    from assistant.wiring import make_embedder, make_helpdesk, make_model, make_prompts

    configure("WARNING")
    helpdesk = make_helpdesk(settings)
    thread = helpdesk.thread(ticket_id)
    if len(thread.conversations) >= 10:
        thread = helpdesk.thread(ticket_id, long=True)
    thread = _without_our_notes(thread)
    asked = Request(1, ticket_id, "draft", instruction, "", "", "open", now(), expires_at=now() + PATIENCE)
    turn = _turn(decide(thread, Records(requests=(asked,)), make_policy(settings), now()))
    return write_draft(
        thread,
        turn,
        request=asked,
        helpdesk=helpdesk,
        knowledge=Memory(make_embedder(settings)),
        model=make_model(settings),
        store=cast(Store, NoRecords()),  # the part of it that write_draft uses
        prompts=make_prompts(prompt),
        limits=Budget(settings.daily_budget_usd, settings.monthly_tokens),
        clock=now,
    )


def _without_our_notes(thread: Thread) -> Thread:
    """Notes that stand already keep nobody from looking at a draft; without a store they cannot be told apart."""
    kept = (entry for entry in thread.conversations if not (entry.private and entry.user_id == thread.desk.me))
    return replace(thread, conversations=tuple(kept))


def _turn(actions: Sequence[decided.Action]) -> Turn:
    for action in actions:
        if isinstance(action, decided.Draft):
            return action.turn
    why = next((action.why for action in actions if isinstance(action, decided.Ignore | decided.Wait)), "")
    told = next((action.message for action in actions if isinstance(action, decided.Tell)), "")
    raise Ignored(f"nothing is drafted: {told or why or 'no customer waits for an answer'}")
