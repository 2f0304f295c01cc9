"""A server on loopback that answers as it is told, badly if asked to, and remembers what it was asked."""

from __future__ import annotations

import json
import socket
import ssl
import struct
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True)
class Reply:
    """One answer. An empty header is left out.

    `drip`: seconds between two bytes, of the body alone or with `drip_head` of all; `hang`: seconds before the first;
    `cut`: bytes after which the connection is reset; `close`: whether the connection ends after it.
    """

    status: int = 200
    value: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    drip: float = 0.0
    drip_head: bool = False
    hang: float = 0.0
    cut: int | None = None
    close: bool = False

    @property
    def content(self) -> bytes:
        return json.dumps(self.value).encode() if self.body is None else self.body


@dataclass(frozen=True)
class Asked:
    """One request that came."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: Any
    port: int


class Server:
    """Answers in the order of `replies`; the last one stays."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.replies: list[Reply] = []
        self.asked: list[Asked] = []
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._http.daemon_threads = True
        if tls is not None:
            self._http.socket = tls.wrap_socket(self._http.socket, server_side=True)
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{self._http.server_port}"
        Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()

    def says(self, *replies: Reply) -> None:
        self.replies = list(replies)

    def reply(self) -> Reply:
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()


def _handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            url = urlsplit(self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            asked = Asked(
                self.command,
                url.path,
                dict(parse_qsl(url.query)),
                headers,
                json.loads(body or b"null"),
                self.client_address[1],
            )
            server.asked.append(asked)
            _write(self, server.reply())

        do_GET = do_POST = do_PUT = do_DELETE = answer

        def log_message(self, *_: Any) -> None:
            pass

    return Handler


def _write(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
    time.sleep(reply.hang)
    headers = {"Content-Type": "application/json", "Content-Length": str(len(reply.content)), **reply.headers}
    head = f"HTTP/1.1 {reply.status} Told\r\n" + "".join(
        f"{key}: {value}\r\n" for key, value in headers.items() if value
    )
    whole = f"{head}\r\n".encode() + (b"" if reply.status == 204 else reply.content)
    try:
        _send(handler, whole, reply)
    except OSError:
        handler.close_connection = True  # the client went away, as some tests want it to
    handler.close_connection |= reply.close


def _send(handler: BaseHTTPRequestHandler, whole: bytes, reply: Reply) -> None:
    if reply.drip:
        head = 0 if reply.drip_head else len(whole) - len(reply.content)
        handler.wfile.write(whole[:head])
        for byte in whole[head:]:
            handler.wfile.write(bytes([byte]))
            time.sleep(reply.drip)
    elif reply.cut is not None:
        handler.wfile.write(whole[: reply.cut])
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        handler.close_connection = True
    else:
        handler.wfile.write(whole)
