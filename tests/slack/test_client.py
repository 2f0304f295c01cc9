"""Delivery over HTTP, to a server on this machine."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from assistant.errors import PermanentError, TemporaryError
from assistant.slack.client import ResponseUrls

PAYLOAD = {"response_type": "ephemeral", "text": "hello"}


@contextmanager
def chat(status: int, headers: dict[str, str] | None = None, delay: float = 0.0) -> Iterator[tuple[str, list[bytes]]]:
    """A chat that answers so; its response URL and the bodies that it got."""
    got: list[bytes] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append(self.rfile.read(int(self.headers["Content-Length"])))
            time.sleep(delay)
            self.send_response(status)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/response/1", got
    finally:
        server.shutdown()
        server.server_close()


def here(**settings: float) -> ResponseUrls:
    return ResponseUrls(("127.0.0.1",), **settings)


def test_an_answer_is_posted_as_json() -> None:
    with chat(200) as (url, got):
        here().respond(url, PAYLOAD)
    assert [PAYLOAD] == [json.loads(body) for body in got]


@pytest.mark.parametrize("status", [301, 400, 403, 404, 410])
def test_an_expired_or_refused_answer_is_given_up(status: int) -> None:
    with chat(status) as (url, _), pytest.raises(PermanentError, match=str(status)):
        here().respond(url, PAYLOAD)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_an_outage_of_the_chat_is_temporary(status: int) -> None:
    with chat(status, {"Retry-After": "9"}) as (url, _), pytest.raises(TemporaryError) as error:
        here().respond(url, PAYLOAD)
    assert 9 == error.value.retry_after


def test_a_redirect_is_not_followed() -> None:
    with chat(200) as (elsewhere, got), chat(307, {"Location": elsewhere}) as (url, _), pytest.raises(PermanentError):
        here().respond(url, PAYLOAD)
    assert [] == got


def test_a_chat_that_hangs_is_given_up_on_in_time() -> None:
    began = time.monotonic()
    with chat(200, delay=1.5) as (url, _):
        with pytest.raises(TemporaryError):
            here(seconds=0.3).respond(url, PAYLOAD)
        assert time.monotonic() - began < 1.0


def test_a_chat_that_is_not_there_is_temporary() -> None:
    with pytest.raises(TemporaryError):
        here().respond("http://127.0.0.1:9/x", PAYLOAD)


def test_a_host_that_was_not_named_is_never_called() -> None:
    with chat(200) as (url, got), pytest.raises(PermanentError, match="SLASH_RESPONSE_HOSTS"):
        ResponseUrls(("hooks.slack.com",)).respond(url, PAYLOAD)
    assert [] == got
