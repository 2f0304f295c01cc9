"""A threaded HTTP/1.1 server for one WSGI application, which serves http and https on the same port.

Written out because werkzeug's own closes each connection after one answer, which costs a client
with a connection pool most of its speed, and because a test may ask for an answer to be lost.
"""

from __future__ import annotations

import contextlib
import io
import socket
import ssl
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast
from urllib.parse import unquote_to_bytes
from wsgiref.types import WSGIApplication

DROP = "sandbox.drop"
"""Set in the WSGI environment by the application: close the connection instead of answering."""

CONNECTION = "sandbox.connection"
"""The client's socket in the WSGI environment."""

SERVES_TLS = "sandbox.serves_tls"
"""In the WSGI environment: whether the client could have come by https."""

MAX_BODY = 32 * 1024 * 1024
HANDSHAKE = b"\x16"
"""The first byte of a TLS connection; no HTTP method begins so."""

HANDSHAKE_SECONDS = 10


class Server(ThreadingHTTPServer):
    """Serves `app` on `host`:`port` (0: a free one); with `tls`, to clients that speak it also over https."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 256

    def __init__(self, host: str, port: int, app: WSGIApplication, tls: ssl.SSLContext | None = None) -> None:
        self.app, self.tls = app, tls
        self._open: set[socket.socket] = set()
        self._open_lock = threading.Lock()
        super().__init__((host, port), Handler)

    def server_bind(self) -> None:
        """Bind without the reverse name look-up that HTTPServer makes."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])

    def get_request(self) -> tuple[socket.socket, Any]:
        connection, address = self.socket.accept()
        with self._open_lock:
            self._open.add(connection)
        return connection, address

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Look at the first byte in the connection's own thread: a client may take its time."""
        try:
            speaks_tls = self.tls is not None and request.recv(1, socket.MSG_PEEK) == HANDSHAKE
            connection = self.secured(request) if speaks_tls else request
        except OSError:  # gone, or does not trust our certificate
            self.shutdown_request(request)
            return
        super().process_request_thread(connection, client_address)

    def secured(self, connection: socket.socket) -> socket.socket:
        """The connection under TLS, which takes the place of the plain one. Raises OSError."""
        assert self.tls is not None
        connection.settimeout(HANDSHAKE_SECONDS)
        try:
            inside = self.tls.wrap_socket(connection, server_side=True)
        finally:
            with self._open_lock:
                self._open.discard(connection)
        inside.settimeout(None)
        with self._open_lock:
            self._open.add(inside)
        return inside

    def shutdown_request(self, request: Any) -> None:
        with self._open_lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is no error."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)

    def close_all(self) -> None:
        """Stop listening and cut the connections that clients keep open."""
        self.server_close()
        with self._open_lock:
            for connection in self._open:
                with contextlib.suppress(OSError):  # gone already
                    connection.shutdown(socket.SHUT_RDWR)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def answer(self) -> None:
        body = self._body()
        if body is None:
            return
        environ = self._environ(body)
        started: list[tuple[str, list[tuple[str, str]]]] = []

        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            started.append((status, headers))

        chunks = cast(Server, self.server).app(environ, start)
        data = b"".join(chunks)
        if hasattr(chunks, "close"):
            chunks.close()
        if environ.get(DROP):
            self.close_connection = True
        else:
            self._send(*started[-1], data)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = do_OPTIONS = answer

    def do_CONNECT(self) -> None:
        """A client that uses us as its proxy gets us for any name of freshdesk.com, without a hosts entry."""
        server, name = cast(Server, self.server), self.path.rpartition(":")[0]
        self.close_connection = True
        if server.tls is None or not f".{name}".endswith(".freshdesk.com"):
            self.send_error(403, "This leads to freshdesk.com only, and with --tls")
            return
        self.send_response(200, "Connection established")
        self.end_headers()
        self.wfile.flush()
        inside = server.secured(self.connection)
        try:
            Handler(inside, self.client_address, server)
        finally:
            server.shutdown_request(inside)

    def _send(self, status: str, headers: list[tuple[str, str]], data: bytes) -> None:
        code, _, reason = status.partition(" ")
        self.send_response(int(code), reason)
        for name, value in headers:
            if name.lower() != "content-length":
                self.send_header(name, value)
        if code not in ("204", "304"):
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD" and code not in ("204", "304"):
            self.wfile.write(data)
        self.wfile.flush()

    def _body(self) -> bytes | None:
        """The whole request body; None when it was refused."""
        if "chunked" in self.headers.get("Transfer-Encoding", "").lower():
            return self._chunks()
        length = self.headers.get("Content-Length", "0")
        if not length.isdigit() or int(length) > MAX_BODY:
            self.close_connection = True
            self.send_error(413 if length.isdigit() else 400)
            return None
        return self.rfile.read(int(length))

    def _chunks(self) -> bytes | None:
        parts = bytearray()
        try:
            while size := int(self.rfile.readline(20).split(b";")[0], 16):
                parts += self.rfile.read(size)
                self.rfile.readline()
                if len(parts) > MAX_BODY:
                    raise ValueError
        except ValueError:
            self.close_connection = True
            self.send_error(400)
            return None
        while self.rfile.readline() not in (b"\r\n", b"\n", b""):
            pass
        return bytes(parts)

    def _environ(self, body: bytes) -> dict[str, Any]:
        path, _, query = _local(self.path).partition("?")
        server = cast(Server, self.server)
        environ: dict[str, Any] = {
            "REQUEST_METHOD": self.command,
            "SCRIPT_NAME": "",
            "QUERY_STRING": query,
            "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
            "REQUEST_URI": _local(self.path),
            "SERVER_NAME": server.server_name,
            "SERVER_PORT": str(server.server_port),
            "SERVER_PROTOCOL": self.request_version,
            "REMOTE_ADDR": self.client_address[0],
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "https" if isinstance(self.connection, ssl.SSLSocket) else "http",
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
            CONNECTION: self.connection,
            SERVES_TLS: server.tls is not None,
        }
        for name, value in self.headers.items():
            key = "HTTP_" + name.upper().replace("-", "_")
            environ[key] = f"{environ[key]},{value}" if key in environ else value
        return environ

    def version_string(self) -> str:
        return "sandbox"

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing is logged per request."""


def _local(target: str) -> str:
    """The target of a request without the scheme and host that a client of a proxy puts before it."""
    parts = target.split("/", 3)
    return f"/{parts[3] if parts[3:] else ''}" if parts[0] in ("http:", "https:") else target
