"""The lifecycle on fakes, in one process, with a crash at any named point."""

from __future__ import annotations

import contextlib
import os
from typing import Any

from hypothesis import HealthCheck, settings

from assistant.core.policy import Policy
from assistant.errors import DeskhandError
from assistant.ports import Switches
from assistant.usecases.look_at_ticket import look_at_ticket
from assistant.usecases.sweep import sweep
from tests.fakes import AGENT, COLLEAGUE, ME, START, Crash, FakeHelpdesk, FakeQueue, FakeStore, FakeWriter, World
from tests.usecases.lifecycle import Desk, Lifecycle

EXAMPLES = int(os.environ.get("LIFECYCLE_EXAMPLES", "2000"))


class FakeDesk:
    """The rules' desk on fakes."""

    def __init__(self) -> None:
        self.world = World()
        self.helpdesk = FakeHelpdesk(self.world)
        self.store = FakeStore(self.world, switch=Switches(activated_at=START))
        self.queue = FakeQueue()
        self.write = FakeWriter(self.world)
        self.policy = Policy()
        self.gone: dict[int, set[str]] = {}

    def open(self, ticket: int, source: int) -> None:
        self.helpdesk.open(ticket, source=source)

    def customer(self, ticket: int, body: str) -> None:
        self.helpdesk.customer(ticket, body)

    def cc(self, ticket: int, body: str) -> None:
        self.helpdesk.say(ticket, body, user=COLLEAGUE, incoming=True)

    def agent(self, ticket: int) -> None:
        self.helpdesk.agent(ticket)

    def private_note(self, ticket: int) -> None:
        self.helpdesk.say(ticket, "Ask Rui.", user=AGENT, incoming=False, private=True)

    def set_status(self, ticket: int, status: int) -> None:
        self.helpdesk.set(ticket, status=status)

    def set_away(self, ticket: int, how: str) -> None:
        self.helpdesk.set(ticket, spam=how == "spam", deleted=how == "deleted")

    def edit_note(self, ticket: int) -> None:
        for entry in self.helpdesk.notes(ticket)[-1:]:
            self.helpdesk.edit_by_person(entry.id, "<p>My own words.</p>" + entry.body)

    def delete_note(self, ticket: int) -> None:
        for entry in self.helpdesk.notes(ticket)[-1:]:
            self.helpdesk.delete_entry(entry.id)
            self.gone.setdefault(ticket, set()).update(self._owners(ticket, entry))

    def _owners(self, ticket: int, entry: Any) -> list[str]:
        """Turns whose note that was. One that we had not yet seen land is posted anew: nobody can know better."""
        return [r.turn_key for r in self.drafts(ticket) if r.note_id == entry.id]

    def request(self, ticket: int, kind: str) -> None:
        drafts = self.drafts(ticket)
        draft_id = drafts[-1].id if drafts and kind == "send" else None
        self.store.request(
            ticket, kind, instruction="shorter" if kind == "draft" else "", who="U1", answer_to="https://x.test/1",
            now=self.world.now, draft_id=draft_id,
        )  # fmt: skip

    def webhook(self, ticket: int) -> None:
        self.store.ask(ticket, "webhook")

    def sweep(self) -> None:
        with contextlib.suppress(DeskhandError):
            sweep(helpdesk=self.helpdesk, store=self.store, queue=self.queue, clock=self.world.clock)

    def look(self, ticket: int, crash: int | None, fates: list[str]) -> None:
        self.world.crash_in = crash
        self.helpdesk.next_write = [fate for fate in fates if fate]
        with contextlib.suppress(Crash):
            look_at_ticket(
                ticket, helpdesk=self.helpdesk, write=self.write, store=self.store, queue=self.queue,
                policy=self.policy, clock=self.world.clock,
            )  # fmt: skip
        self.world.crash_in = None
        self.helpdesk.next_write = []
        self.store.locked.clear()

    def advance(self, seconds: float) -> None:
        self.world.advance(seconds)

    def set_lag(self, seconds: float) -> None:
        self.helpdesk.lag = seconds

    def come_to_rest(self) -> None:
        """The clock's work, until sweeps that are older than any lag find nothing left to do."""
        for sweeps in range(12):
            self.sweep()
            for _ in range(12):
                due = self.store.due(99, self.world.now)
                for row in due:
                    self.look(row.ticket_id, None, [])
                self.world.advance(7)
            self.world.advance(30)
            if sweeps >= 2 and not self.due():
                return

    def thread(self, ticket: int) -> Any:
        return self.helpdesk.thread(ticket)

    def drafts(self, ticket: int) -> Any:
        return self.store.records(ticket).drafts

    def deleted(self, ticket: int) -> set[str]:
        return self.gone.get(ticket, set())

    def unanswered(self) -> list[Any]:
        return [request for request in self.store.requests.values() if request.state != "done"]

    def due(self) -> list[Any]:
        return [row for row in self.store.rows.values() if row.asked > row.looked]


class OnFakes(Lifecycle):
    """The state machine on fakes."""

    def make_desk(self) -> Desk:
        return FakeDesk()


def test_there_is_one_notes_user_and_it_is_ours() -> None:
    """The fakes' own agent is the one that the references are looked for by."""
    assert ME == FakeHelpdesk(World()).desk().me


TestLifecycle = OnFakes.TestCase
TestLifecycle.settings = settings(
    max_examples=EXAMPLES,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)
