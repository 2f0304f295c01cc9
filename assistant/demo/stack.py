"""Everything that a desk needs, started and ended as one."""

from __future__ import annotations

import os
import secrets
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests

import assistant
from assistant.config import environment_without_settings, load, only
from assistant.demo.desk import Desk
from assistant.demo.processes import ChildEnded, Processes
from assistant.embedded import Servers, free_port

ROOT = Path(assistant.__file__).parents[1]
PAGE_PORT = 8040
READY_SECONDS = 45.0
SYNC_SECONDS = 600.0
"""Somebody's own canned responses may be many, and this machine slow."""
APP = ("web", "worker", "clock")
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Stack:
    """A running desk."""

    desk: Desk
    processes: Processes
    servers: Servers
    web_url: str
    model: str
    """Which model writes the drafts and where it is; empty if none does."""


@contextmanager
def running(home: Path, *, seed: str, port: int | None = None, progress: Progress = lambda _: None) -> Iterator[Stack]:
    """Start everything on `home`, whose data begins anew; end everything with the block.

    `seed` is the sandbox's. Raises ChildEnded, ServerError, ConfigError."""
    home = home.resolve()
    home.mkdir(parents=True, exist_ok=True)
    model = only("OPENAI_")
    model_line = _model_line(model)
    processes = Processes(home, {**_quiet_environment(), **model})
    processes.end_leftovers()
    sandbox_port, web_port = port or _free_or(PAGE_PORT), free_port()
    desk, web_url = Desk(f"http://127.0.0.1:{sandbox_port}"), f"http://127.0.0.1:{web_port}"
    progress("Starting PostgreSQL, Valkey and the desk")
    with ExitStack() as ending:  # every step of it is done, whatever happens in another
        ending.callback(processes.stop)
        processes.start(
            "sandbox", [sys.executable, "-m", "assistant.sandbox", "--port", str(sandbox_port), "--seed", seed]
        )
        servers = Servers(home, fresh=True).start()
        ending.callback(servers.stop)
        ending.callback(processes.stop, *APP)
        ending.callback(progress, "Ending every process")
        secret = _start_app(processes, servers, desk.url, web_url, progress)
        desk.send_webhooks(f"{web_url}/webhooks/freshdesk", secret)
        yield Stack(desk, processes, servers, web_url, model_line)


def _start_app(processes: Processes, servers: Servers, desk: str, web: str, progress: Progress) -> str:
    """The processes of the Procfile, in its order; the webhook secret that they were given."""
    secret = secrets.token_hex(16)
    port = web.rsplit(":", 1)[1]
    processes.environment |= {
        "FRESHDESK_URL": desk,
        "FRESHDESK_API_KEY": "demo",
        "FRESHDESK_WEBHOOK_SECRET": secret,
        "DATABASE_URL": servers.database_url,
        "REDIS_URL": servers.redis_url,
        "SECRET_KEY": secrets.token_hex(16),
        "SLASH_RESPONSE_HOSTS": "127.0.0.1",
        "PUBLIC_URL": web,
        "PORT": port,
        "WEB_CONCURRENCY": "1",
    }
    processes.start("release", [sys.executable, "-m", "assistant", "db", "upgrade"])
    processes.wait("release", READY_SECONDS)
    _await("sandbox", Desk(desk).answers, processes)
    progress("Reading the desk's canned responses, articles and past answers")
    processes.start("knowledge", [sys.executable, "-m", "assistant", "knowledge", "sync"])
    processes.wait("knowledge", SYNC_SECONDS)
    progress("Starting web, worker and clock")
    server = [sys.executable, "-m", "gunicorn", "-c", str(ROOT / "gunicorn.conf.py"), "--bind", f"127.0.0.1:{port}"]
    processes.start("web", [*server, "assistant.web:create_app()"])
    processes.start("worker", [sys.executable, "-m", "worker"])
    processes.start("clock", [sys.executable, "-m", "worker", "clock"])
    _await("web", lambda: _ready(web), processes)
    return secret


def _quiet_environment() -> dict[str, str]:
    """What children inherit: no setting of ours, no proxy in front of this machine."""
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
    here = ",".join(filter(None, [os.environ.get("NO_PROXY", ""), "127.0.0.1,localhost"]))
    return {
        **environment_without_settings(),
        "PYTHONPATH": path,
        "NO_PROXY": here,
        "no_proxy": here,
        "PYTHONUNBUFFERED": "1",
    }


def _await(name: str, ready: Callable[[], bool], processes: Processes) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while not ready():
        processes.check()
        if time.monotonic() > deadline:
            raise ChildEnded(
                f"{name} was not ready after {READY_SECONDS:.0f} s; the end of its log:\n{processes.tail(name)}"
            )
        time.sleep(0.05)


def _ready(web: str) -> bool:
    with requests.Session() as http:
        http.trust_env = False
        try:
            return http.get(f"{web}/readyz", timeout=3).status_code == 200
        except requests.RequestException:
            return False


def _free_or(port: int) -> int:
    """That port, or a free one if somebody listens there."""
    with socket.socket() as probe:
        return free_port() if probe.connect_ex(("127.0.0.1", port)) == 0 else port


def _model_line(model: dict[str, str]) -> str:
    """Raises ConfigError if a model's setting is malformed."""
    settings = load(model, need=())
    if not model.get("OPENAI_API_KEY") and not settings.openai_base_url:
        return ""
    return f"{settings.openai_model} at {settings.openai_base_url or 'OpenAI'}"
