"""Bounds on one answer over HTTP: how long it may take in all, and how much may come."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass

import httpx2

MAX_BYTES = 2_000_000
MAX_PACKED = 100_000
"""Bytes of a compressed answer, which may hold a thousand times as many."""


@dataclass
class Call:
    """One question to the model, which may take several requests."""

    ends: float
    """On the monotonic clock."""
    endless: bool = False

    def left(self) -> float:
        """Seconds that remain."""
        return self.ends - time.monotonic()


CALL: ContextVar[Call] = ContextVar("call")


def client(**options: object) -> httpx2.Client:
    """An HTTP client that holds to the bounds of `CALL`. Raises httpx2.TimeoutException, httpx2.ReadError."""
    from openai import DefaultHttpx2Client  # it takes half a second to import

    return DefaultHttpx2Client(event_hooks={"request": [_start], "response": [_receive]}, **options)


def _start(request: httpx2.Request) -> None:
    """Nothing is sent once the time is over: whoever asked has gone."""
    call = CALL.get()
    left = call.left()
    if left <= 0:
        raise httpx2.ReadTimeout("the time for this answer is over", request=request)
    request.headers["Accept-Encoding"] = "identity"
    request.extensions["timeout"] = {"connect": min(10.0, left), "read": left, "write": left, "pool": left}


def _receive(response: httpx2.Response) -> None:
    packed = response.headers.get("content-encoding", "identity") != "identity"
    response.stream = _Bounded(response.stream, CALL.get(), MAX_PACKED if packed else MAX_BYTES)


class _Bounded(httpx2.SyncByteStream):
    """A stream that ends with an error when too much comes, or too slowly."""

    def __init__(self, stream: object, call: Call, most: int) -> None:
        self.stream, self.call, self.most = stream, call, most

    def __iter__(self) -> Iterator[bytes]:
        seen = 0
        for chunk in self.stream:  # type: ignore[attr-defined]
            seen += len(chunk)
            if seen > self.most:
                self.call.endless = True
                raise httpx2.ReadError("the answer does not end")
            if self.call.left() <= 0:
                raise httpx2.ReadTimeout("the time for this answer is over")
            yield chunk

    def close(self) -> None:
        self.stream.close()  # type: ignore[attr-defined]
