"""Connections with one deadline for everything: names, connecting, TLS, sending, and a body that comes drop by drop.

A timeout of the HTTP library bounds each read, so an answer of one byte a second never ends. Here the process's watcher
shuts the socket down when the time for the whole exchange is over, which wakes whatever waits on it.
"""

from __future__ import annotations

import os
import socket
import threading
import time
from contextlib import suppress
from typing import Any

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from assistant.freshdesk.watcher import Watcher

_watcher = Watcher()


class Exchange:
    """One request and its answer on this thread. `sent`: something may have reached the server. `expired`: too late.
    `over`: left, whatever came of it."""

    def __init__(self, seconds: float) -> None:
        self.sent = False
        self.expired = False
        self.over = False
        self._ends = time.monotonic() + seconds
        self._handle: int | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> Exchange:
        _here.exchange = self
        _watcher.watch(self, self._ends)
        return self

    def __exit__(self, *_: object) -> None:
        _here.exchange = None
        with self._lock:
            self.over = True
            self._let_go()

    def left(self) -> float:
        """Seconds. Raises TimeoutError when there are none."""
        left = self._ends - time.monotonic()
        if left <= 0 or self.expired:
            self.expired = True
            raise TimeoutError("the total time is over")
        return left

    def watch(self, sock: socket.socket) -> None:
        """From now on this is the socket to shut down.

        It is held by a descriptor of its own: TLS replaces the object, and the HTTP library closes its own before
        the body of a last answer is read.
        """
        with self._lock:
            self._let_go()
            self._handle = os.dup(sock.fileno())

    def _let_go(self) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def expire(self) -> None:
        """The time is over: whatever waits on the socket wakes up."""
        with self._lock:
            self.expired = True
            if self._handle is not None:
                with suppress(OSError), socket.socket(fileno=os.dup(self._handle)) as handle:
                    handle.shutdown(socket.SHUT_RDWR)  # OSError: the other side closed it already


_here = threading.local()


def _exchange() -> Exchange:
    exchange: Exchange = _here.exchange
    return exchange


class _Watched(HTTPConnection):
    """Tells the exchange about its socket, before TLS and again before each request."""

    def _new_conn(self) -> socket.socket:
        made = _connect(self._dns_host, self.port or self.default_port, self.timeout)
        _exchange().watch(made)
        return made

    def send(self, data: Any) -> None:
        if self.sock is None:
            self.connect()
        exchange = _exchange()
        if not exchange.sent:
            exchange.watch(self.sock)
            exchange.left()
            exchange.sent = True
        super().send(data)


class _WatchedTls(_Watched, HTTPSConnection):
    """The same over TLS."""


class HttpPool(HTTPConnectionPool):
    ConnectionCls = _Watched


class HttpsPool(HTTPSConnectionPool):
    ConnectionCls = _WatchedTls


POOLS = {"http": HttpPool, "https": HttpsPool}


def _connect(host: str, port: int, timeout: Any) -> socket.socket:
    """A connected socket, trying each address of the host. Raises OSError, TimeoutError when the time is over."""
    exchange = _exchange()
    failure: OSError = OSError(f"{host} has no address")
    for family, kind, protocol, _, address in _resolve(host, port, exchange.left()):
        made = socket.socket(family, kind, protocol)
        made.settimeout(min(timeout, exchange.left()) if isinstance(timeout, int | float) else exchange.left())
        try:
            made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            made.connect(address)
        except OSError as error:
            made.close()
            failure = error
        else:
            return made
    raise failure


def _resolve(host: str, port: int, seconds: float) -> list[tuple[Any, ...]]:
    """The addresses of a host. The system's resolver takes no timeout, so it runs aside and is left behind."""
    found: list[tuple[Any, ...]] = []
    failed: list[OSError] = []

    def look_up() -> None:
        try:
            found.extend(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except OSError as error:
            failed.append(error)

    thread = threading.Thread(target=look_up, daemon=True)
    thread.start()
    thread.join(seconds)
    if failed:
        raise failed[0]
    if thread.is_alive():
        raise TimeoutError(f"{host} was not resolved in time")
    return found
