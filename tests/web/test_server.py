"""What a client can do to a real gunicorn: chunks, slowness, broken bodies, and never a 5xx."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from .fakes_of_web import SECRET

ROOT = Path(__file__).parents[2]
OPTIONS = ["--bind=127.0.0.1:0", "--worker-class=gthread", "--threads=4", "--no-control-socket"]
HEAD = f"POST /webhooks/freshdesk HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Webhook-Secret: {SECRET}\r\n"
CHUNKED = "Transfer-Encoding: chunked\r\n\r\n"
BODY = b'{"ticket_id": 4107}'


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A gunicorn of our own; it runs elsewhere so as not to read the product's gunicorn.conf.py."""
    command = [sys.executable, "-m", "gunicorn", *OPTIONS, "tests.web.served:make_app()"]
    elsewhere, env = tmp_path_factory.mktemp("gunicorn"), os.environ | {"PYTHONPATH": str(ROOT)}
    server = subprocess.Popen(command, cwd=elsewhere, env=env, stderr=subprocess.PIPE, text=True)
    try:
        yield _port(server)
    finally:
        server.terminate()
        server.communicate(timeout=20)


def _port(server: subprocess.Popen[str]) -> int:
    assert server.stderr is not None
    for line in server.stderr:
        if found := re.search(r"Listening at: http://127\.0\.0\.1:(\d+)", line):
            return int(found[1])
    raise AssertionError("gunicorn did not start")


@contextmanager
def connection(port: int) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
        yield client


def status(client: socket.socket) -> int:
    """The status of the answer, read to its end; 0 if there is none."""
    answer = b""
    while piece := client.recv(65536):
        answer += piece
    return int(answer.split()[1]) if answer else 0


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


def exchange(port: int, head: str, *parts: bytes, pause: float = 0.0) -> int:
    with connection(port) as client:
        client.sendall(head.encode("latin-1"))
        for part in parts:
            time.sleep(pause)
            client.sendall(part)
        return status(client)


def test_a_body_in_chunks_without_a_length_is_read(port: int) -> None:
    assert 202 == exchange(port, HEAD + CHUNKED, chunk(BODY[:7]), chunk(BODY[7:]), chunk(b""))


def test_a_body_in_chunks_may_not_grow_past_the_limit(port: int) -> None:
    assert 413 == exchange(port, HEAD + CHUNKED, chunk(BODY), *[chunk(b" " * 32768)] * 9, chunk(b""))


def test_a_slow_body_is_waited_for(port: int) -> None:
    assert 202 == exchange(port, HEAD + f"Content-Length: {len(BODY)}\r\n\r\n", BODY[:7], BODY[7:], pause=0.4)


def test_a_long_body_is_refused_and_the_answer_arrives(port: int) -> None:
    assert 413 == exchange(port, HEAD + "Content-Length: 400000\r\n\r\n", b" " * 400_000)


def test_a_stranger_is_answered_before_the_body_has_come(port: int) -> None:
    with connection(port) as client:
        client.sendall(HEAD.replace(SECRET, "x").encode() + b"Content-Length: 400\r\n\r\n")
        assert 401 == status(client)


@pytest.mark.parametrize("broken", [b"zz\r\n", b"5\r\nab", b"-1\r\n\r\n", b"ffffffffffffffffff\r\n", b"\x00\xff"])
def test_broken_chunks_are_no_error_of_ours(port: int, broken: bytes) -> None:
    with connection(port) as client:
        client.sendall((HEAD + CHUNKED).encode() + broken)
        client.shutdown(socket.SHUT_WR)
        assert status(client) in (0, 400)


def test_a_body_that_breaks_off_is_no_error_of_ours(port: int) -> None:
    with connection(port) as client:
        client.sendall((HEAD + "Content-Length: 400\r\n\r\n").encode() + BODY)
        client.shutdown(socket.SHUT_WR)
        assert status(client) in (0, 400)


@pytest.mark.parametrize(
    "header", ["X-Webhook-Secret: \xff\xfe", "Authorization: Basic \x80=", "Content-Type: \xe9;;;=", "Host: \xff"]
)
def test_hostile_headers_are_no_error_of_ours(port: int, header: str) -> None:
    assert exchange(port, HEAD + f"{header}\r\nContent-Length: {len(BODY)}\r\n\r\n", BODY) in (202, 400, 401)


def test_the_server_is_still_well_after_all_this(port: int) -> None:
    assert 200 == exchange(port, "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
