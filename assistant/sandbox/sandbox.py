"""Starting and stopping the sandbox."""

from __future__ import annotations

import contextlib
import signal
import ssl
import sys
import tempfile
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

from assistant.sandbox.app import create_app
from assistant.sandbox.server import Server
from assistant.sandbox.state import Desk
from assistant.sandbox.switches import Switches


class Sandbox:
    """A running sandbox: `url`, `state` (take `state.lock` to look inside), and `ca`, the CA file under TLS."""

    def __init__(self, host: str, port: int, *, seed: str, api_key: str | None, tls: bool, plan: str) -> None:
        self.state = Desk(api_key=api_key)
        self._switches = Switches(self.state, seed, plan)
        self.ca: Path | None = None
        context = None
        if tls:
            context, self.ca = _certificate()
        self._server = Server(host, port, create_app(self.state, self._switches), context)
        self.url = self.state.url = f"{'https' if tls else 'http'}://{host}:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True, name="sandbox")

    @classmethod
    def start(
        cls,
        *,
        seed: str = "demo",
        host: str = "127.0.0.1",
        port: int = 0,
        api_key: str | None = None,
        tls: bool = False,
        plan: str = "off",
    ) -> Self:
        """Serve in a thread; port 0 takes a free one. Raises SeedError, OSError when the port is taken."""
        sandbox = cls(host, port, seed=seed, api_key=api_key, tls=tls, plan=plan)
        sandbox._switches.sender.start()
        sandbox._thread.start()
        return sandbox

    def stop(self) -> None:
        """End within about a second: waits that are under way end, open connections are cut."""
        self.state.stopping.set()
        self._switches.sender.stop()
        self._server.shutdown()
        self._server.close_all()
        self._thread.join(5)
        if self.ca is not None:
            self.ca.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def _certificate() -> tuple[ssl.SSLContext, Path]:
    """A context with a new certificate, and the file with its CA."""
    import trustme  # only here: a development package

    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1", "localhost", "*.freshdesk.com").configure_cert(context)
    with tempfile.NamedTemporaryFile(prefix="sandbox-ca-", suffix=".pem", delete=False) as file:
        file.write(authority.cert_pem.bytes())
    return context, Path(file.name)


def serve(
    host: str, port: int, *, seed: str = "demo", api_key: str | None = None, tls: bool = False, plan: str = "off"
) -> None:
    """Serve until SIGINT or SIGTERM. The address goes to stderr. Raises as `Sandbox.start`."""
    done = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: done.set())
    with Sandbox.start(seed=seed, host=host, port=port, api_key=api_key, tls=tls, plan=plan) as sandbox:
        ca = f" (CA: {sandbox.ca})" if sandbox.ca else ""
        print(f"Sandbox at {sandbox.url}{ca}", file=sys.stderr, flush=True)
        with contextlib.suppress(KeyboardInterrupt):
            done.wait()
