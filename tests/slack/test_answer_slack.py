"""Answers reach whoever asked, once, or are given up with a reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from assistant.core.answer import Told
from assistant.core.records import Record, Request
from assistant.errors import PermanentError, TemporaryError
from assistant.slack import blocks
from assistant.usecases.answer_slack import deliver_answers

from ..web.builders_of_web import a_record
from ..web.fakes_of_web import NOW

URL = "https://hooks.slack.com/commands/1"


def a_request(number: int, answer: str, *, age: int = 1, url: str = URL) -> Request:
    made = NOW - timedelta(minutes=age)
    return Request(number, 4107, "show", "", "U1", url, "done", made, made + timedelta(hours=1), answer=answer)


@dataclass
class FakeStore:
    """Requests that wait for their delivery, and one draft."""

    waiting: list[Request]
    arrived: list[int] = field(default_factory=list)
    busy: bool = False

    @contextmanager
    def lock(self, number: int) -> Iterator[object]:
        yield None if self.busy else object()

    def undelivered(self, limit: int) -> list[Request]:
        return self.waiting[:limit]

    def delivered(self, request_id: int) -> None:
        self.arrived.append(request_id)

    def draft(self, draft_id: int) -> Record | None:
        return a_record() if draft_id == 7 else None


@dataclass
class FakeMessenger:
    """Remembers what it posted; raises the errors it was given, one a call."""

    errors: list[Exception | None] = field(default_factory=list)
    posted: list[str] = field(default_factory=list)

    def respond(self, url: str, payload: Mapping[str, Any]) -> None:
        error = self.errors.pop(0) if self.errors else None
        if error:
            raise error
        self.posted.append(payload["text"])


def deliver(store: FakeStore, messenger: FakeMessenger) -> int:
    return deliver_answers(store=store, messenger=messenger, clock=lambda: NOW, render=blocks.answer)  # type: ignore[arg-type]


def test_an_answer_is_posted_and_ticked_off() -> None:
    store, messenger = FakeStore([a_request(1, Told("told", "Nothing to answer.").to_json())]), FakeMessenger()
    assert 1 == deliver(store, messenger)
    assert (["Nothing to answer."], [1]) == (messenger.posted, store.arrived)


def test_while_another_process_delivers_nothing_is_posted_twice() -> None:
    messenger = FakeMessenger()
    assert 0 == deliver(FakeStore([a_request(1, Told("told", "Nothing to answer.").to_json())], busy=True), messenger)
    assert [] == messenger.posted


def test_a_draft_is_read_from_the_store_when_it_is_shown() -> None:
    messenger = FakeMessenger()
    deliver(FakeStore([a_request(1, Told("draft", "", 7).to_json())]), messenger)
    assert "The grinder stops" in messenger.posted[0]


def test_an_answer_that_cannot_arrive_now_waits_and_holds_up_no_other() -> None:
    store = FakeStore([a_request(1, Told("told", "a").to_json()), a_request(2, Told("told", "b").to_json())])
    assert 1 == deliver(store, FakeMessenger([TemporaryError("503")]))
    assert [2] == store.arrived


def test_an_answer_that_can_never_arrive_is_ticked_off() -> None:
    store = FakeStore([a_request(1, Told("told", "a").to_json())])
    assert 0 == deliver(store, FakeMessenger([PermanentError("404")]))
    assert [1] == store.arrived


def test_after_half_an_hour_and_without_an_address_nothing_is_posted() -> None:
    answer = Told("told", "a").to_json()
    store, messenger = FakeStore([a_request(1, answer, age=31), a_request(2, answer, url="")]), FakeMessenger()
    deliver(store, messenger)
    assert ([], [1, 2]) == (messenger.posted, store.arrived)


def test_an_answer_that_is_no_json_is_told_as_it_is() -> None:
    messenger = FakeMessenger()
    deliver(FakeStore([a_request(1, "expired"), a_request(2, "[]")]), messenger)
    assert ["expired", "[]"] == messenger.posted
