"""The same state machine on real Postgres, Valkey, RQ and the sandbox over HTTP; only the clock is ours to move."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from redis import Redis
from rq import Queue

from assistant.core.note import reference_line
from assistant.core.policy import Policy
from assistant.core.thread import Thread
from assistant.embedded import Servers
from assistant.errors import DeskhandError
from assistant.freshdesk.client import Freshdesk
from assistant.freshdesk.credits import Credits
from assistant.helpdesk import FreshdeskDesk
from assistant.queue import INTERACTIVE, TICKETS, AllowedJob, RedisQueue, queue
from assistant.sandbox import Sandbox
from assistant.store import PostgresStore
from assistant.usecases.look_at_ticket import look_at_ticket
from assistant.usecases.sweep import sweep
from assistant.usecases.take_webhook import take_webhook
from tests.fakes import Crash, FakeWriter, World
from tests.usecases.lifecycle import Lifecycle

pytestmark = pytest.mark.slow

FAULTS = {
    "refused": {"status": 429, "headers": {"Retry-After": "3"}},
    "lost after": {"drop_after_write": True},
    "lost before": {"status": 502, "body": "<html>Bad gateway</html>"},
    "late": {"status": 500},
}


class MovedWorld(World):
    """The real time and what was added to it."""

    def __init__(self) -> None:
        super().__init__()
        self.moved = timedelta()

    def clock(self) -> datetime:
        return datetime.now(UTC) + self.moved


class Mortal:
    """Passes every call on; the process may die before or after it."""

    def __init__(self, inner: Any, world: World) -> None:
        self.inner, self.world = inner, world

    def __getattr__(self, name: str) -> Callable[..., Any]:
        found = getattr(self.inner, name)
        if name == "lock":
            return self._lock

        def call(*args: Any, **options: Any) -> Any:
            self.world.pass_by(f"before {name}")
            result = found(*args, **options)
            self.world.pass_by(f"after {name}")
            return result

        return call

    def _lock(self, ticket_id: int) -> AbstractContextManager[Any]:
        return self.inner.lock(ticket_id)  # type: ignore[no-any-return]


class RealDesk:
    """The rules' desk on real servers. One for all examples; each example has tickets of its own."""

    def __init__(self, servers: Servers, database_url: str, sandbox: Sandbox) -> None:
        self.world = MovedWorld()
        self.http = requests.Session()
        self.http.auth = ("key", "X")
        self.sandbox = sandbox
        self.store = PostgresStore(database_url, clock=self.world.clock)
        self.redis: Redis = Redis.from_url(servers.redis_url)
        self.queue = RedisQueue(self.redis)
        api = Freshdesk(sandbox.url, "key", credits=Credits(max_wait=1))
        self.helpdesk = FreshdeskDesk(api, clock=self.world.clock)
        self.write = FakeWriter(self.world)
        self.store.set_switch("activated_at", self.world.clock() - timedelta(hours=1))
        self.begin()

    def begin(self) -> None:
        """A new example."""
        self.tickets: dict[int, int] = {}
        self.gone: dict[int, set[str]] = {}
        self.requests: list[int] = []
        self._control("DELETE", "faults")

    # --- what happens ---

    def _control(self, method: str, path: str, **body: Any) -> Any:
        answer = self.http.request(method, f"{self.sandbox.url}/_sandbox/{path}", json=body, timeout=10)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def _api(self, method: str, path: str, **body: Any) -> Any:
        return self.http.request(method, f"{self.sandbox.url}/api/v2/{path}", json=body or None, timeout=10)

    def _say(self, ticket: int, who: str, body: str, **more: Any) -> None:
        with contextlib.suppress(requests.HTTPError):  # a ticket in the trash takes no message
            self._control("POST", "messages", ticket=self.tickets[ticket], **{"from": who}, body=body, **more)

    def open(self, ticket: int, source: int) -> None:
        row = {"from": {"name": "Ana", "email": f"ana{ticket}@mail.example"}, "subject": "Kettle", "source": source}
        self.tickets[ticket] = self._control("POST", "tickets", **row, description="<p>My kettle leaks, help!</p>")[
            "id"
        ]

    def customer(self, ticket: int, body: str) -> None:
        self._say(ticket, "customer", f"<p>{body}</p>")

    def cc(self, ticket: int, body: str) -> None:
        self._say(ticket, "cc", f"<p>{body}</p>")

    def agent(self, ticket: int) -> None:
        self._say(ticket, "agent", "<p>Please send us a photo.</p>")

    def private_note(self, ticket: int) -> None:
        self._say(ticket, "agent", "<p>Ask Rui.</p>", public=False)

    def set_status(self, ticket: int, status: int) -> None:
        self._api("PUT", f"tickets/{self.tickets[ticket]}", status=status)

    def set_away(self, ticket: int, how: str) -> None:
        step = {"spam": "spam", "deleted": "delete", "": "restore"}[how]
        with contextlib.suppress(requests.HTTPError):
            self._control("POST", f"tickets/{self.tickets[ticket]}/{step}")

    def _newest_note(self, ticket: int) -> Any:
        thread = self.thread(ticket)
        ours = [entry for entry in thread.conversations if entry.private and entry.user_id == thread.desk.me]
        return ours[-1] if ours else None

    def edit_note(self, ticket: int) -> None:
        note = self._newest_note(ticket)
        if note is not None:
            self._api("PUT", f"conversations/{note.id}", body="<p>My own words.</p>" + note.body)

    def delete_note(self, ticket: int) -> None:
        note = self._newest_note(ticket)
        if note is not None and self._api("DELETE", f"conversations/{note.id}").status_code == 204:
            owners = {record.turn_key for record in self.drafts(ticket) if record.note_id == note.id}
            self.gone.setdefault(ticket, set()).update(owners)

    def request(self, ticket: int, kind: Any) -> None:
        drafts = self.drafts(ticket)
        draft_id = drafts[-1].id if drafts and kind == "send" else None
        number = self.store.request(
            self.tickets[ticket], kind, instruction="shorter" if kind == "draft" else "", who="U1", answer_to="",
            now=self.world.clock(), draft_id=draft_id,
        )  # fmt: skip
        self.requests.append(number)

    # --- what we do ---

    def webhook(self, ticket: int) -> None:
        take_webhook(self.tickets[ticket], store=self.store, queue=self.queue)

    def sweep(self) -> None:
        with contextlib.suppress(DeskhandError):
            sweep(helpdesk=self.helpdesk, store=self.store, queue=self.queue, clock=self.world.clock)

    def look(self, ticket: int, crash: int | None, fates: list[str]) -> None:
        for fate in fates:
            if fate:
                match = {"method": "POST", "path": "/api/v2/tickets/*/notes"}
                self._control("POST", "faults", match=match, times=1, then=FAULTS[fate])
        self._run(self.tickets[ticket], crash)
        self._control("DELETE", "faults")

    def _run(self, number: int, crash: int | None) -> None:
        """As a worker: the ticket comes out of RQ, the look runs until it ends or its process dies."""
        self.queue.wake(number, person_waits=True)
        for job in self._jobs():
            assert job.func_name.startswith("worker.jobs.look_at_ticket")
            self.world.crash_in = crash
            with contextlib.suppress(Crash):
                look_at_ticket(
                    number,
                    helpdesk=Mortal(self.helpdesk, self.world),  # type: ignore[arg-type]
                    write=self.write,
                    store=Mortal(self.store, self.world),  # type: ignore[arg-type]
                    queue=self.queue,
                    policy=Policy(),
                    clock=self.world.clock,
                )
            self.world.crash_in = None
            job.delete()

    def _jobs(self) -> Iterator[Any]:
        queues = [queue(self.redis, INTERACTIVE), queue(self.redis, TICKETS)]
        while found := Queue.dequeue_any(
            queues, None, connection=self.redis, job_class=AllowedJob, serializer=queues[0].serializer
        ):
            yield found[0]

    def advance(self, seconds: float) -> None:
        self.world.moved += timedelta(seconds=seconds)
        self._control("POST", "clock", advance=seconds)

    def set_lag(self, seconds: float) -> None:
        self._control("POST", "lag", conversations=seconds)

    def come_to_rest(self) -> None:
        for sweeps in range(12):
            self.sweep()
            for _ in range(8):
                for row in self.store.due(99, self.world.clock()):
                    self._run(row.ticket_id, None)
                self.advance(10)
            self.advance(30)
            if sweeps >= 2 and not self.due():
                return

    # --- what stands ---

    def thread(self, ticket: int) -> Thread:
        return self.helpdesk.thread(self.tickets[ticket])

    def drafts(self, ticket: int) -> Any:
        return self.store.records(self.tickets[ticket]).drafts

    def deleted(self, ticket: int) -> set[str]:
        return self.gone.get(ticket, set())

    def unanswered(self) -> list[Any]:
        found = [self.store.request_state(number) for number in self.requests]
        return [request for request in found if request is None or request.state != "done"]

    def due(self) -> list[Any]:
        rows = [self.store.pending(number) for number in self.tickets.values()]
        return [row for row in rows if row is not None and row.asked > row.looked]


@pytest.fixture
def desk(servers: Servers, database_url: str, redis_url: str) -> Iterator[RealDesk]:
    with Sandbox.start(seed="empty") as sandbox:
        made = RealDesk(servers, database_url, sandbox)
        yield made
        made.store.close()


def test_any_order_of_events_ends_with_the_right_notes_on_real_servers(desk: RealDesk) -> None:
    class OnServers(Lifecycle):
        def make_desk(self) -> Any:
            desk.begin()
            return desk

    run_state_machine_as_test(
        OnServers,
        settings=settings(
            max_examples=20, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


def test_our_notes_are_known_by_their_last_line(desk: RealDesk) -> None:
    """What the sandbox gives back, wrapped as Freshdesk wraps it, still carries the reference."""
    desk.open(1, 1)
    desk.webhook(1)
    desk.look(1, None, [])
    [note] = [entry for entry in desk.thread(1).conversations if entry.private]
    assert reference_line(note.body) is not None
