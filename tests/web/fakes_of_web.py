"""A store and a queue that remember what the web told them."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from flask import Flask

from assistant.core.records import Record
from assistant.errors import TemporaryError
from assistant.web import create_app
from assistant.web.services import Services

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SECRET = "a-long-webhook-secret"


@dataclass
class FakeStore:
    """Only what the web calls."""

    asked: list[tuple[int, str]] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)
    drafts: dict[int, Record] = field(default_factory=dict)
    error: Exception | None = None

    def ask(self, ticket_id: int, why: str) -> None:
        if self.error:
            raise self.error
        self.asked.append((ticket_id, why))

    def request(self, ticket_id: int, kind: str, **rest: Any) -> int:
        if self.error:
            raise self.error
        self.requests.append({"ticket_id": ticket_id, "kind": kind, **rest})
        return len(self.requests)

    def draft(self, draft_id: int) -> Record | None:
        return self.drafts.get(draft_id)


@dataclass
class FakeQueue:
    """Remembers wake-ups; `hangs` seconds first, or raises, as no real one may."""

    woken: list[tuple[int, bool]] = field(default_factory=list)
    hangs: float = 0.0
    error: Exception | None = None

    def wake(self, ticket_id: int, *, person_waits: bool = False, alone: bool = False) -> None:
        time.sleep(self.hangs)
        if self.error:
            raise self.error
        self.woken.append((ticket_id, person_waits))

    def deliver(self, request_id: int) -> None:
        raise AssertionError("the web delivers nothing")

    def sync_knowledge(self) -> None:
        raise AssertionError("the web loads nothing")

    sync_past = embed_knowledge = sync_knowledge


@dataclass
class Desk:
    """An application on fakes, with what it did."""

    app: Flask
    store: FakeStore
    queue: FakeQueue


def unavailable() -> TemporaryError:
    return TemporaryError("Postgres is away", retry_after=7)


def seen_once() -> Callable[[str], bool]:
    """A memory for signatures."""
    known: set[str] = set()

    def seen(signature: str) -> bool:
        return signature in known or known.add(signature) is not None

    return seen


def a_desk(store: FakeStore | None = None, queue: FakeQueue | None = None, **settings: Any) -> Desk:
    """An application with one webhook secret unless `settings` say otherwise."""
    store, queue = store or FakeStore(), queue or FakeQueue()
    given = {"webhook_secrets": (SECRET,), "clock": lambda: NOW, "seen": seen_once(), "ready": {}, **settings}
    return Desk(create_app(Services(store=store, queue=queue, **given)), store, queue)  # type: ignore[arg-type]
