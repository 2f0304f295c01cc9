"""The jobs that load what drafts are made from, on real servers and the demo shop."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import requests

from assistant.queue import BULK, connect, queue
from assistant.sandbox import Sandbox
from assistant.store import PostgresKnowledge, PostgresStore
from assistant.usecases.sync_past import NEXT
from worker import jobs


@pytest.fixture
def sandbox(database_url: str, redis_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    with Sandbox.start() as sandbox:
        environment = {
            "FRESHDESK_URL": sandbox.url,
            "FRESHDESK_API_KEY": "key",
            "DATABASE_URL": database_url,
            "REDIS_URL": redis_url,
            "EMBEDDER": "none",
        }
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        yield sandbox


@pytest.fixture
def store(sandbox: Sandbox, database_url: str) -> Iterator[PostgresStore]:
    store = PostgresStore(database_url, clock=lambda: datetime.now(UTC))
    yield store
    store.close()


def test_texts_and_past_answers_are_loaded_and_their_vectors_asked_for(store: PostgresStore, redis_url: str) -> None:
    jobs.sync_knowledge()
    assert {"canned", "article"} == set(PostgresKnowledge(store.engine).counts())
    jobs.sync_past()
    assert PostgresKnowledge(store.engine).counts()["past"] > 60
    assert ["worker.jobs.embed_knowledge"] == [job.func_name for job in queue(connect(redis_url), BULK).jobs]
    jobs.embed_knowledge()


def test_without_credits_the_job_ends_and_is_due_again_later(store: PostgresStore, sandbox: Sandbox) -> None:
    fault = {
        "match": {"path": "/api/v2/tickets/*/conversations"},
        "times": 99,
        "then": {"status": 429, "headers": {"Retry-After": "40"}, "body": ""},
    }
    jobs.sync_knowledge()
    requests.post(f"{sandbox.url}/_sandbox/faults", json=fault, timeout=5).raise_for_status()
    before = datetime.now(UTC)
    jobs.sync_past()
    due = store.mark(NEXT)
    assert due is not None
    assert timedelta(seconds=35) < due - before < timedelta(seconds=60)
