"""The flow of a call: credits, transport, meaning, another try, models. Everything it uses is handed in."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from assistant.freshdesk.answers import value_of
from assistant.freshdesk.call import Answer, Call, RawAnswer
from assistant.freshdesk.credits import CreditPool
from assistant.freshdesk.errors import FreshdeskError, RateLimited
from assistant.freshdesk.headers import USUAL_PAUSE, number
from assistant.freshdesk.models import Model
from assistant.freshdesk.models.load import load
from assistant.freshdesk.pagination import Fetched, Page, pages
from assistant.freshdesk.retry import Retry, pause
from assistant.freshdesk.transport import Transport

M = TypeVar("M", bound=Model)
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Caller:
    """What resources call through. `wait` is what a call does about rate limits that does not say it itself."""

    base: str
    transport: Transport
    credits: CreditPool
    retry: Retry
    wait: bool
    on_answer: Callable[[Answer], None] | None = None
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep

    def one(self, call: Call, model: type[M]) -> M:
        """The object of the answer."""
        return load(call, model, self.fetch(call).value)

    def nothing(self, call: Call) -> None:
        """For calls that answer 204."""
        self.fetch(call)

    def pages(self, call: Call, model: type[M]) -> Iterator[Page[M]]:
        """The pages of a list, fetched as they are asked for."""
        for items, page, is_last in pages(self.fetch, call):
            yield Page([load(call, model, item) for item in items], page, is_last)

    def every(self, call: Call, model: type[M]) -> Iterator[M]:
        """The items of all pages, each id once: a list that changes meanwhile shows some twice."""
        seen: set[Any] = set()
        for page in self.pages(call, model):
            fresh = {item.id: item for item in page.items if item.id not in seen}  # type: ignore[attr-defined]
            if not fresh:
                return  # a list that repeats itself would never end
            seen.update(fresh)
            yield from fresh.values()

    def fetch(self, call: Call) -> Fetched:
        """The value of a good answer, after as many tries as are allowed. Raises FreshdeskError."""
        wait = self.wait if call.wait is None else call.wait
        began, tries = None, 0
        while True:
            self.credits.acquire(call.price, wait=wait, call=call.name)
            began = self.clock() if began is None else began
            try:
                return self._attempt(call, self.retry.total - (self.clock() - began) if tries else None)
            except FreshdeskError as error:
                seconds = pause(
                    error,
                    is_read=call.is_read,
                    wait=wait,
                    tries=tries,
                    spent=self.clock() - began,
                    dice=random.random(),
                    policy=self.retry,
                )
                if seconds is None:
                    raise
                if isinstance(error, RateLimited):
                    began = None  # waiting for the minute is no part of an outage
            tries += 1
            self.sleep(seconds)

    def _attempt(self, call: Call, seconds: float | None) -> Fetched:
        """One exchange, counted and reported whatever becomes of it."""
        began, answer = self.clock(), None
        try:
            answer = self.transport.send(call, seconds=seconds)
        finally:
            self._account(call, answer, self.clock() - began)
        try:
            return Fetched(value_of(call, answer, datetime.now(UTC)), answer.headers, self.base)
        except RateLimited as error:
            self.credits.block(error.retry_after or USUAL_PAUSE, answer.headers, call=call.name, price=call.price)
            raise

    def _account(self, call: Call, answer: RawAnswer | None, seconds: float) -> None:
        headers = None if answer is None else answer.headers
        self.credits.settle(call.price, headers, call=call.name, seconds=seconds)
        if self.on_answer is None:
            return
        used = number(headers or {}, "X-RateLimit-Used-CurrentRequest")
        status = None if answer is None else answer.status
        try:
            self.on_answer(Answer(call.method, call.template, status, call.price if used is None else used, seconds))
        except Exception:  # a listener's mistake must not hide that a note was posted
            log.exception("on_answer failed for %s", call.name)
