"""Bytes over HTTP: one request, one answer, no retries, no meaning. The only module that uses `requests`."""

from __future__ import annotations

import http.client
import os
import threading
import time
from http.cookiejar import DefaultCookiePolicy
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
import urllib3
from requests.adapters import HTTPAdapter

from assistant.freshdesk.address import is_loopback, may_hold_files
from assistant.freshdesk.answers import unusable
from assistant.freshdesk.body import form_fields, sendable
from assistant.freshdesk.call import PREFIX, Call, RawAnswer
from assistant.freshdesk.errors import ConnectionFailed, FreshdeskError, TimedOut
from assistant.freshdesk.wire import POOLS, Exchange

LARGEST = 20 * 1024 * 1024
"""Bytes of one answer, after unpacking; a page of 100 tickets with descriptions has one or two million."""

RESTED = 5.0
"""Seconds. A write does not use a connection that rested longer: should the server close it at that moment, nobody
could tell whether the write landed."""

_FILE = Call("GET", "an attachment")
"""What an error calls it: the link itself is a key."""
_AS_IT_IS = {"Accept": "*/*", "Accept-Encoding": "identity"}
_MOST_REDIRECTS = 2

_BROKEN = (requests.RequestException, urllib3.exceptions.HTTPError, http.client.HTTPException, OSError)


class Transport:
    """Sends calls to one account. One session per thread and process; redirects are never followed."""

    def __init__(
        self,
        base: str,
        api_key: str,
        *,
        timeout: tuple[float, float] = (5.0, 10.0),
        total_timeout: float = 10.0,
        largest: int = LARGEST,
        rested: float = RESTED,
    ) -> None:
        self._base, self._auth = base, (api_key, "X")
        self._timeout, self._total_timeout = timeout, total_timeout
        self._largest, self._rested = largest, rested
        self._here = threading.local()

    def send(self, call: Call, *, seconds: float | None = None) -> RawAnswer:
        """The answer, whatever its status, within `seconds` or the total timeout, whichever is shorter.

        Raises ConnectionFailed, TimedOut, or BadAnswer for one that is too large.
        """
        total = self._total_timeout if seconds is None else min(seconds, self._total_timeout)
        session = self._session(fresh=not call.is_read)
        with Exchange(total) as exchange:
            try:
                answer = self._exchange(session, call)
                exchange.left()  # a socket that was shut down looks like the end of the body
                return answer
            except _BROKEN as error:
                # A broken connection must not be used again. The cause stays out: it may spell the query.
                session.close()
                raise _failure(call, exchange, error) from None
            finally:
                self._here.used = time.monotonic()

    def download(self, url: str, *, largest: int, seconds: float) -> bytes:
        """The file behind a signed link, asked for without the key and in a session of its own.

        Raises ConnectionFailed, TimedOut, or BadAnswer for a host that holds no files, an answer other than 200 and
        a file larger than `largest` bytes, of which no more is read."""
        with Exchange(seconds) as exchange, _new_session(self._base) as session:
            try:
                for _ in range(_MOST_REDIRECTS + 1):
                    if not may_hold_files(url, self._base):
                        raise unusable(_FILE, "the link leads to a host that is not asked")
                    with session.get(
                        url, auth=_no_key, headers=_AS_IT_IS, timeout=self._timeout, stream=True, allow_redirects=False
                    ) as response:
                        if not response.is_redirect:
                            return _content(response, largest, exchange)
                        url = urljoin(url, response.headers["Location"])
            except _BROKEN as error:
                raise _failure(_FILE, exchange, error) from None
        raise unusable(_FILE, "the link leads from host to host")

    def close(self) -> None:
        """Close this thread's connections."""
        session: requests.Session | None = getattr(self._here, "session", None)
        if session is not None:
            session.close()

    def _exchange(self, session: requests.Session, call: Call) -> RawAnswer:
        with session.request(
            call.method,
            f"{self._base}{PREFIX}{call.path}",
            params=call.query,
            **_content_of(call),
            auth=self._auth,
            timeout=self._timeout,
            allow_redirects=False,
            stream=True,
        ) as response:
            body = bytearray()
            for chunk in response.iter_content(65536):
                body += chunk
                if len(body) > self._largest:
                    session.close()
                    raise unusable(call, "the answer is too large", response.status_code)
            return RawAnswer(response.status_code, response.headers, bytes(body))

    def _session(self, *, fresh: bool) -> requests.Session:
        here = self._here
        if getattr(here, "process", None) != os.getpid():
            # After a fork the parent's sockets are not ours to use.
            here.session, here.process, here.used = _new_session(self._base), os.getpid(), 0.0
        session: requests.Session = here.session
        if fresh and time.monotonic() - here.used > self._rested:
            session.close()
        return session


def _content_of(call: Call) -> dict[str, Any]:
    """The body as requests takes it: a form when files go along, else JSON."""
    if not call.files:
        return {"json": sendable(call.body)}
    files = [(name, (file.name, file.content, file.content_type)) for name, file in call.files]
    return {"data": form_fields(call.body or {}), "files": files}


def _no_key(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """In the place of credentials, so that none are taken from a .netrc either."""
    return request


def _content(response: requests.Response, largest: int, exchange: Exchange) -> bytes:
    if response.status_code != 200:
        raise unusable(_FILE, "the link was not answered with a file", response.status_code)
    body = bytearray()
    for chunk in response.raw.stream(65536, decode_content=False):
        body += chunk
        if len(body) > largest:
            raise unusable(_FILE, "the file is too large", response.status_code)
    exchange.left()  # a socket that was shut down looks like the end of the body
    return bytes(body)


class _Adapter(HTTPAdapter):
    """Connections that obey the deadline, also through a proxy."""

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        super().init_poolmanager(*args, **options)
        self.poolmanager.pool_classes_by_scheme = POOLS

    def proxy_manager_for(self, proxy: str, **options: Any) -> Any:
        manager = super().proxy_manager_for(proxy, **options)
        manager.pool_classes_by_scheme = POOLS
        return manager


def _new_session(base: str) -> requests.Session:
    session = requests.Session()
    if is_loopback(urlsplit(base).hostname or ""):
        # A proxy cannot reach our loopback, and over plain http it would see the key.
        session.trust_env = False
        session.verify = os.environ.get("REQUESTS_CA_BUNDLE") or True
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    session.headers.update({"Accept": "application/json"})
    session.mount("https://", _Adapter(max_retries=0))
    session.mount("http://", _Adapter(max_retries=0))
    return session


def _failure(call: Call, exchange: Exchange, error: Exception) -> FreshdeskError:
    landed = exchange.sent and not call.is_read
    if exchange.expired or isinstance(error, requests.Timeout | TimeoutError):
        return TimedOut(f"{call.title} took too long", may_have_landed=landed)
    when = "broke off" if exchange.sent else "found no connection"
    return ConnectionFailed(f"{call.title} {when} ({type(error).__name__})", may_have_landed=landed)
