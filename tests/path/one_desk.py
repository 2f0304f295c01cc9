"""The whole path in one process: web, row, queue, look, note. Real Postgres, Valkey and HTTP; the test moves time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import requests
from sqlalchemy import select

from assistant.account import PATIENCE
from assistant.core.note import plain_note, reference_line
from assistant.core.policy import Policy
from assistant.freshdesk.client import Freshdesk
from assistant.freshdesk.credits import Credits
from assistant.freshdesk.retry import Retry
from assistant.helpdesk import FreshdeskDesk
from assistant.llm import OpenAIModel
from assistant.ports import LanguageModel
from assistant.queue import INTERACTIVE, TICKETS, RedisQueue, connect, queue
from assistant.sandbox import Sandbox
from assistant.store import PostgresKnowledge, PostgresStore
from assistant.store.tables import pending_tickets
from assistant.usecases.look_at_ticket import look_at_ticket
from assistant.usecases.sweep import sweep
from assistant.usecases.write_draft import Budget, write_draft
from assistant.web import create_app
from assistant.web.services import Services
from assistant.wiring import make_prompts
from worker.clock import ClockWork
from worker.looks import Drive

KEY = "key-of-our-agent-7f3a"
MODEL_KEY = "sk-key-of-the-model-90b1"
SECRET = "webhook-secret-51c0"
STOPPED = "My grinder stopped working one week after delivery. Could you send me a replacement?"
"""A question that the demo shop's canned responses answer."""


class OneDesk:
    """A desk and the assistant that serves it. Every wait is the test's: `advance` moves all clocks alike."""

    def __init__(
        self,
        sandbox: Sandbox,
        database_url: str,
        redis_url: str,
        *,
        model: LanguageModel | None = None,
        limits: Budget | None = None,
        policy: Policy | None = None,
        timeout: float = 10.0,
    ) -> None:
        self.sandbox, self.model, self.limits = sandbox, model, limits or Budget()
        self.policy = policy or Policy()
        self.ahead = 0.0
        self.slept: list[float] = []
        self.http = requests.Session()
        self.http.trust_env = False
        self.http.auth = ("tester", "X")
        self.store = PostgresStore(database_url, clock=self.now)
        self.store.set_switch("activated_at", self.now() - timedelta(days=30))
        self.knowledge = PostgresKnowledge(self.store.engine)
        self.queue = RedisQueue(connect(redis_url))
        self.helpdesk = FreshdeskDesk(self._client(timeout), clock=self.now, memory=self.store)
        self.web = create_app(self._services()).test_client()
        self.clock = ClockWork(
            self.helpdesk, self.store, self.queue, self.now, timedelta(days=9), 2, _swept_at=self.now()
        )

    def _client(self, timeout: float) -> Freshdesk:
        own = {"clock": self.monotonic, "sleep": self.sleep}
        credits = Credits(max_wait=PATIENCE, **own)
        return Freshdesk(
            self.sandbox.url, KEY, total_timeout=timeout, credits=credits, retry=Retry(longest_limit=PATIENCE), **own
        )

    def _services(self) -> Services:
        return Services(
            store=self.store,
            queue=self.queue,
            clock=self.now,
            seen=lambda _: False,
            ready={},
            webhook_secrets=(SECRET,),
        )

    # --- time ---

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self.ahead)

    def monotonic(self) -> float:
        return time.monotonic() + self.ahead

    def sleep(self, seconds: float) -> None:
        """What the client would sleep passes at once."""
        self.slept.append(seconds)
        self.advance(seconds)

    def advance(self, seconds: float) -> None:
        self.ahead += seconds
        self.sandbox.state.clock.advance(seconds)

    # --- what people and programs do ---

    def control(self, path: str, body: dict[str, Any] | None = None, method: str = "POST") -> Any:
        answer = self.http.request(method, f"{self.sandbox.url}/_sandbox/{path}", json=body, timeout=10)
        answer.raise_for_status()
        return answer.json()

    def api(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """As an agent would, outside of our own client."""
        answer = self.http.request(method, f"{self.sandbox.url}/api/v2/{path}", json=body, timeout=10)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def opens(self, text: str = STOPPED, **row: Any) -> int:
        return int(self.control("tickets", {"text": text, "from": _MIA, **row})["id"])

    def says(self, ticket: int, who: str, body: str, **more: Any) -> int:
        return int(self.control("messages", {"ticket": ticket, "from": who, "body": body, **more})["id"])

    def fault(self, path: str, *, method: str = "*", times: int | None = 1, **then: Any) -> None:
        match = {"method": method, "path": f"/api/v2/{path}"}
        self.control("faults", {"match": match, "times": times, "then": then})

    def mend(self) -> None:
        self.control("faults", method="DELETE")

    def webhook(self, ticket: int) -> int:
        """The rule fires; the status that it is answered with."""
        payload = {"ticket_id": ticket}
        return self.web.post("/webhooks/freshdesk", json=payload, headers={"X-Webhook-Secret": SECRET}).status_code

    # --- what the assistant does ---

    def look(self, ticket: int) -> str:
        write = partial(
            write_draft,
            helpdesk=self.helpdesk,
            knowledge=self.knowledge,
            model=self.model,
            store=self.store,
            prompts=make_prompts(),
            limits=self.limits,
            clock=self.now,
        )
        return look_at_ticket(
            ticket,
            helpdesk=self.helpdesk,
            write=write,
            store=self.store,
            queue=self.queue,
            policy=self.policy,
            clock=self.now,
        )

    def work(self) -> int:
        """What a worker does after a wake-up, or after the clock's: every due ticket is driven; how many."""
        self.wakes()
        done = 0
        while due := self.store.due(16, self.now()):
            for row in due:
                done += Drive(self.store, self.queue, self.look, self.now, 1, 2, only=row.ticket_id).run()
        return done

    def wakes(self) -> int:
        """Wake-ups that waited in Valkey."""
        found = 0
        for name in (TICKETS, INTERACTIVE):
            found += queue(self.queue.connection, name).empty()
        return found

    def happens(self, ticket: int) -> int:
        """Something happened to the ticket: the webhook and all the work that it means."""
        assert 202 == self.webhook(ticket)
        assert 1 <= self.wakes()
        return self.work()

    def wait(self, seconds: float) -> None:
        """Time passes, and the clock and the workers do their part at every moment that something falls due."""
        end = self.ahead + seconds
        while self.ahead < end:
            self.advance(min(max(self._until_due(), 0.1), end - self.ahead))
            self.clock.tick()
            self.work()

    def _until_due(self) -> float:
        """Seconds until a row or the parked desk is to be tried again."""
        waits = select(pending_tickets.c.next_try).where(pending_tickets.c.asked > pending_tickets.c.looked)
        with self.store.engine.begin() as connection:
            moments = [moment for (moment,) in connection.execute(waits) if moment is not None]
        parked = self.store.switches().parked_until
        moments = [parked] if parked is not None else moments
        return min(((moment - self.now()).total_seconds() for moment in moments), default=1e9)

    def wait_until(self, holds: Callable[[], Any], seconds: float = 5.0) -> None:
        """In real time: for what happens at the desk behind our back."""
        end = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < end
            time.sleep(0.05)

    def sweep(self) -> int:
        return sweep(helpdesk=self.helpdesk, store=self.store, queue=self.queue, clock=self.now)

    # --- what there is to see ---

    def notes(self, ticket: int) -> list[str]:
        """The HTML of every private note of ours, oldest first."""
        entries = self.api("GET", f"tickets/{ticket}/conversations?per_page=100")
        return [
            entry["body"] for entry in entries if entry["private"] and entry["user_id"] == self.sandbox.state.me["id"]
        ]

    def standing(self, ticket: int) -> list[str]:
        """Those notes that do not say that they are overtaken."""
        return [note for note in self.notes(ticket) if not (reference_line(note) or (0, 0, "", False))[3]]

    def note(self, ticket: int) -> str:
        """The one note that stands."""
        (note,) = self.standing(ticket)
        return note

    def words(self, ticket: int) -> str:
        """The one note that stands, as a terminal shows it."""
        return plain_note(self.note(ticket))

    def note_id(self, ticket: int) -> int:
        entries = self.api("GET", f"tickets/{ticket}/conversations?per_page=100")
        return next(entry["id"] for entry in entries if reference_line(entry["body"]))

    def row(self, ticket: int) -> Any:
        with self.store.engine.begin() as connection:
            return connection.execute(select(pending_tickets).where(pending_tickets.c.ticket_id == ticket)).one()

    def outcomes(self) -> str:
        """What is recorded of every ticket that was looked at, as one text."""
        with self.store.engine.begin() as connection:
            return " ".join(connection.execute(select(pending_tickets.c.outcome)).scalars())

    def next_try(self, ticket: int) -> float:
        """Seconds from now."""
        return float((self.row(ticket).next_try - self.now()).total_seconds())

    def calls(self, since: int = 0) -> list[dict[str, Any]]:
        """What the desk was asked, the tester's own questions included: take a mark with `seen` after those."""
        return list(self.control("requests", method="GET")[since:])

    def seen(self) -> int:
        return len(self.calls())

    def writes(self, since: int = 0) -> list[str]:
        return [
            f"{one['method']} {one['path'].removeprefix('/api/v2/')}"
            for one in self.calls(since)
            if one["method"] != "GET"
        ]

    def asks_model(self, **script: Any) -> None:
        """A model, scripted: {"reply"} or {"mode"}."""
        self.control("model", script)
        self.model = OpenAIModel(api_key=MODEL_KEY, model="gpt-4o-mini", base_url=f"{self.sandbox.url}/v1")

    def model_calls(self) -> list[dict[str, Any]]:
        return list(self.control("model", method="GET")["calls"])

    def close(self) -> None:
        self.store.close()
        self.queue.connection.close()


_MIA = {"name": "Mia Torres", "email": "mia@postbox.example"}


@contextmanager
def one_desk(database_url: str, redis_url: str, *, seed: str = "demo", **options: Any) -> Iterator[OneDesk]:
    """A desk with the demo shop's people and texts and no ticket."""
    with Sandbox.start(seed=seed) as sandbox:
        desk = OneDesk(sandbox, database_url, redis_url, **options)
        try:
            yield desk
        finally:
            desk.close()
