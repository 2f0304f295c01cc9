"""Starting and stopping the sandbox."""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

from assistant.sandbox.app import create_app
from assistant.sandbox.certificates import Authority
from assistant.sandbox.server import Server
from assistant.sandbox.state import Desk
from assistant.sandbox.switches import Switches

HTTPS = 443


class Sandbox:
    """A running sandbox: `url`, `state` (take `state.lock` to look inside), and under TLS `ca`, the file to trust."""

    def __init__(self, host: str, port: int, *, seed: str, api_key: str | None, tls: Path | None, plan: str) -> None:
        authority = Authority(tls) if tls else None
        self.ca = authority.file if authority else None
        self.state = Desk(api_key=api_key)
        self._switches = Switches(self.state, seed, plan)
        self._host, self.app = host, create_app(self.state, self._switches)
        self._context = authority.context(host) if authority else None
        self._servers: list[tuple[Server, threading.Thread]] = []
        self.port = self.listen(port)
        self.url = self.state.url = f"{'https' if tls else 'http'}://{host}:{self.port}"

    @classmethod
    def start(
        cls,
        *,
        seed: str = "demo",
        host: str = "127.0.0.1",
        port: int = 0,
        api_key: str | None = None,
        tls: Path | None = None,
        plan: str = "off",
    ) -> Self:
        """Serve in threads; port 0 takes a free one. With `tls`, the folder in which the certificate authority is
        kept, the port answers https beside http. Raises SeedError, NoTlsError, OSError when the port is taken."""
        sandbox = cls(host, port, seed=seed, api_key=api_key, tls=tls, plan=plan)
        sandbox._switches.sender.start()
        return sandbox

    def listen(self, port: int) -> int:
        """Serve on one port more; which it is. Raises OSError."""
        server = Server(self._host, port, self.app, self._context)
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True, name="sandbox")
        self._servers.append((server, thread))
        thread.start()
        return server.server_port

    def stop(self) -> None:
        """End within about a second: waits that are under way end, open connections are cut."""
        self.state.stopping.set()
        self._switches.sender.stop()
        for server, thread in self._servers:
            server.shutdown()
            server.close_all()
            thread.join(5)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def serve(
    host: str, port: int, *, seed: str = "demo", api_key: str | None = None, tls: Path | None = None, plan: str = "off"
) -> None:
    """Serve until SIGINT or SIGTERM. The address goes to stderr. Raises as `Sandbox.start`."""
    done = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: done.set())
    with Sandbox.start(seed=seed, host=host, port=port, api_key=api_key, tls=tls, plan=plan) as sandbox:
        print(f"Sandbox at {sandbox.url}", *_hints(sandbox), sep="\n", file=sys.stderr, flush=True)
        with contextlib.suppress(KeyboardInterrupt):
            done.wait()


def _hints(sandbox: Sandbox) -> list[str]:
    """What makes other people's clients believe that this is Freshdesk; nothing without TLS."""
    if sandbox.ca is None:
        return []
    proxy = sandbox.url.replace("https", "http", 1)
    return [
        f"The same over http: {proxy}",
        f"CA certificate: {sandbox.ca}",
        "A client trusts it with one of these in its environment:",
        f"  REQUESTS_CA_BUNDLE={sandbox.ca}   (Python's requests)",
        f"  SSL_CERT_FILE={sandbox.ca}   (Python's httpx, Ruby, Go, curl)",
        f"  NODE_EXTRA_CA_CERTS={sandbox.ca}   (node)",
        "  or with the file's text at the end of the one that `python -m certifi` names, if it asks nothing else",
        "A client that knows its desk by https://NAME.freshdesk.com alone needs one of these:",
        f"  HTTPS_PROXY={proxy}   (in its environment)",
        f"  127.0.0.1 NAME.freshdesk.com   (in /etc/hosts; {_https(sandbox)})",
    ]


def _https(sandbox: Sandbox) -> str:
    """Take the port that an address without one means."""
    try:
        if sandbox.port != HTTPS:
            sandbox.listen(HTTPS)
    except OSError as error:
        return f"port {HTTPS} cannot be used: {error.strerror}; start with --port {HTTPS} as one who may"
    return f"port {HTTPS} is served too"
