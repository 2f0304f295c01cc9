"""Webhook rules and their sender (freshdesk-api 9).

Rules look at events; a delivery waits for its time on the sandbox clock and is sent by a small
pool of threads, so that a slow receiver never holds up the API.
"""

from __future__ import annotations

import base64
import heapq
import http.client
import itertools
import queue
import ssl
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from assistant.sandbox import payload
from assistant.sandbox.clock import Clock
from assistant.sandbox.state import JSON, Desk, Event

RETRIES = (300.0, 1800.0, 3600.0)
"""Seconds after a failed attempt to the next: four attempts in all (freshdesk-api 9.4)."""

TICK = 0.1
"""Seconds between looks for what is due: the clock can jump, so nobody can sleep until then."""

SENDERS = 16
TIMEOUT = 10.0
DELIVERIES_KEPT = 1000


@dataclass
class Rule:
    """One automation rule with a webhook action."""

    id: int
    url: str
    headers: dict[str, str] = field(default_factory=dict)
    layout: str = "simple"
    on: tuple[str, ...] = ("create", "update")
    template: str | None = None
    encoding: str = "json"
    method: str = "POST"
    username: str | None = None
    password: str = ""
    private_notes: bool = False
    duplicates: int = 0
    delay: float = 0.0
    deliveries: list[JSON] = field(default_factory=list)

    def fires(self, event: Event) -> bool:
        """Update rules look at agents and requesters; private notes only if asked for."""
        if event.on not in self.on or (event.private and not self.private_notes):
            return False
        return event.on == "create" or event.performer in ("agent", "requester")


@dataclass(frozen=True)
class Delivery:
    rule: Rule
    body: bytes
    content_type: str
    attempt: int = 0


class Sender:
    """Holds the rules; sends what they fire. `start` once, `stop` once."""

    def __init__(self, desk: Desk) -> None:
        self.rules: list[Rule] = []
        self._desk = desk
        self._clock: Clock = desk.clock
        self._lock = threading.Lock()
        self._due: list[tuple[float, int, Delivery]] = []
        self._numbers = itertools.count()
        self._ready: queue.SimpleQueue[Delivery | None] = queue.SimpleQueue()
        self._stopped = False
        desk.listeners.append(self.happened)

    def start(self) -> None:
        for target in (self._schedule, *[self._send_all] * SENDERS):
            threading.Thread(target=target, daemon=True, name="sandbox-webhooks").start()

    def stop(self) -> None:
        self.clear()
        self._stopped = True
        for _ in range(SENDERS):
            self._ready.put(None)

    def clear(self) -> None:
        """Forget all rules and what waits to be sent."""
        with self._lock:
            self.rules.clear()
            self._due.clear()

    def happened(self, ticket: JSON, event: Event) -> None:
        """Called under the desk's lock: the payload is the ticket as it is now."""
        for rule in self.rules:
            if rule.fires(event):
                body, content_type = payload.render(
                    self._desk, ticket, event, rule.layout, rule.encoding, rule.template
                )
                for _ in range(1 + rule.duplicates):
                    self._later(Delivery(rule, body, content_type), rule.delay)

    def _later(self, delivery: Delivery, seconds: float) -> None:
        if seconds <= 0:
            self._ready.put(delivery)
            return
        with self._lock:
            heapq.heappush(self._due, (self._clock.now() + seconds, next(self._numbers), delivery))

    def _schedule(self) -> None:
        while not self._stopped:
            with self._lock:
                while self._due and self._due[0][0] <= self._clock.now():
                    self._ready.put(heapq.heappop(self._due)[2])
            time.sleep(TICK)

    def _send_all(self) -> None:
        while (delivery := self._ready.get()) is not None:
            if delivery.rule in self.rules:
                self._attempt(delivery)

    def _attempt(self, delivery: Delivery) -> None:
        at, status = self._clock.stamp(), post(delivery)
        kept = delivery.rule.deliveries
        kept.append({"at": at, "status": status, "attempt": delivery.attempt + 1})
        del kept[:-DELIVERIES_KEPT]
        if not 200 <= status < 300 and delivery.attempt < len(RETRIES) and not self._stopped:
            again = Delivery(delivery.rule, delivery.body, delivery.content_type, delivery.attempt + 1)
            self._later(again, RETRIES[delivery.attempt])


def post(delivery: Delivery) -> int:
    """The receiver's status, 0 when there was no answer. Redirects are not followed."""
    rule, target = delivery.rule, urlsplit(delivery.rule.url)
    headers = {"Content-Type": delivery.content_type, "User-Agent": "sandbox", "Connection": "close", **rule.headers}
    if rule.username is not None:
        pair = base64.b64encode(f"{rule.username}:{rule.password}".encode()).decode()
        headers["Authorization"] = f"Basic {pair}"
    path = (target.path or "/") + (f"?{target.query}" if target.query else "")
    connection = _connection(target.scheme, target.hostname or "", target.port)
    try:
        connection.request(rule.method, path, body=delivery.body, headers=headers)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()


def _connection(scheme: str, host: str, port: int | None) -> http.client.HTTPConnection:
    if scheme == "https":
        return http.client.HTTPSConnection(host, port, timeout=TIMEOUT, context=ssl.create_default_context())
    return http.client.HTTPConnection(host, port, timeout=TIMEOUT)
