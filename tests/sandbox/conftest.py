"""A sandbox over loopback, and a client of it that knows nothing but HTTP."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
import requests

from assistant.sandbox import Sandbox


class Client(requests.Session):
    """`get("/tickets/1")` is a call of the API, `get("/_sandbox/requests")` one of the control routes."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url, self.auth, self.trust_env = url, ("key", "X"), False

    def request(self, method: Any, url: Any, *args: Any, **kwargs: Any) -> requests.Response:
        outside = url.startswith(("/_sandbox", "/v1", "/slack", "/api", "http"))
        path = url if outside else f"/api/v2{url}"
        return super().request(
            method, path if path.startswith("http") else self.url + path, *args, **{"timeout": 10, **kwargs}
        )

    def open(self, **fields: Any) -> dict[str, Any]:
        given = {"email": "ana@customer.example", "subject": "Grinder", "description": "It stopped.", **fields}
        ticket: dict[str, Any] = self.post("/tickets", json=given).json()
        return ticket

    def say(self, who: str, body: str = "<p>Hello</p>", ticket: int = 1, **more: Any) -> int:
        answer = self.post("/_sandbox/messages", json={"ticket": ticket, "from": who, "body": body, **more})
        return int(answer.json()["id"])


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox.start(seed="empty") as running:
        yield running


@pytest.fixture
def client(sandbox: Sandbox) -> Iterator[Client]:
    with Client(sandbox.url) as session:
        yield session


class Receiver:
    """A webhook receiver: keeps (headers, body) of what came, answers `status` after `delay` seconds."""

    def __init__(self) -> None:
        self.got: list[tuple[dict[str, str], str]] = []
        self.status, self.delay = 202, 0.0
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                receiver.got.append((dict(self.headers), body))
                time.sleep(receiver.delay)
                self.send_response(receiver.status)
                self.end_headers()

            def log_message(self, format: str, *args: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook"
        Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    running = Receiver()
    yield running
    running.server.shutdown()
    running.server.server_close()


def until(condition: Callable[[], Any], seconds: float = 5.0) -> bool:
    """Wait for something to become true."""
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.01)
    return bool(condition())
