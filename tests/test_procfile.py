"""The deploy files as a platform uses them: the very Procfile, addresses as add-ons give them, SIGTERM to all."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
import requests

from assistant.demo.desk import Desk
from assistant.embedded import Servers, free_port
from assistant.sandbox import Sandbox
from tests.servers import ROOT, TlsDoor, clean_environment

SECRET = "s3cret"
NO_FILE = ("-e", os.devnull)  # no .env of somebody's real desk
QUESTION = {
    "from": {"name": "Mara", "email": "mara@customer.example"},
    "subject": "Grinder",
    "description": "<p>It stopped.</p>",
}


@pytest.fixture
def desk() -> Iterator[Desk]:
    with Sandbox.start() as sandbox:
        yield Desk(sandbox.url)


@pytest.fixture
def environment(desk: Desk, servers: Servers, tmp_path: Path) -> Iterator[dict[str, str]]:
    """What a platform sets: postgres://, and rediss:// with a certificate that signed itself."""
    door = TlsDoor(servers.valkey.port, tmp_path)
    servers.valkey.empty()
    servers.postgres.create("procfile", fresh=True)
    yield clean_environment(
        PATH=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        FRESHDESK_URL=desk.url,
        FRESHDESK_API_KEY="key",
        FRESHDESK_WEBHOOK_SECRET=SECRET,
        DATABASE_URL=servers.postgres.url("procfile").replace("postgresql://", "postgres://"),
        REDIS_URL=f"rediss://:{servers.valkey.password}@127.0.0.1:{door.port}/0",
        REDIS_CA=str(door.ca),
        PORT=str(free_port()),
        WEB_CONCURRENCY="1",
    )
    door.close()


@contextmanager
def honcho(environment: Mapping[str, str], log: Path) -> Iterator[psutil.Process]:
    """The whole Procfile at once, `release` beside the others; whatever still runs at the end is killed."""
    command = [sys.executable, "-m", "honcho", *NO_FILE, "start"]
    with log.open("wb") as out:
        child = psutil.Popen(command, env=environment, cwd=ROOT, stdout=out, stderr=out)
    try:
        yield child
    finally:
        for process in [*child.children(recursive=True), child] if child.is_running() else []:
            process.kill()
        child.wait()


def until(holds: Callable[[], bool], seconds: float, log: Path) -> float:
    """Seconds until it holds."""
    started = time.monotonic()
    while not holds():
        assert time.monotonic() - started < seconds, log.read_text()[-3000:]
        time.sleep(0.1)
    return time.monotonic() - started


def ready(port: str) -> bool:
    try:
        return requests.get(f"http://127.0.0.1:{port}/readyz", timeout=2).status_code == 200
    except requests.RequestException:
        return False


@pytest.mark.slow
def test_the_procfile_brings_a_note_and_every_process_ends_on_sigterm(
    desk: Desk, environment: dict[str, str], tmp_path: Path
):
    log, port = tmp_path / "log", environment["PORT"]
    with honcho(environment, log) as running:
        until(lambda: ready(port), 40, log)
        desk.send_webhooks(f"http://127.0.0.1:{port}/webhooks/freshdesk", SECRET)
        first = desk.open(QUESTION)
        until(lambda: bool(desk.notes(first)), 30, log)

        second = desk.open(QUESTION)  # its look is cut short, or not begun
        everything = running.children(recursive=True)
        for process in everything:
            process.terminate()
        gone, alive = psutil.wait_procs(everything, timeout=25)
        assert alive == []
        assert gone

    with honcho(environment, log):
        until(lambda: bool(desk.notes(second)), 90, log)
    assert [len(desk.notes(first)), len(desk.notes(second))] == [1, 1]


@pytest.mark.parametrize("process", ["web", "worker", "clock", "release"])
def test_every_process_checks_its_settings_before_anything_else(process: str):
    (command,) = re.findall(rf"^{process}: (.*)$", (ROOT / "Procfile").read_text(), re.M)
    environment = clean_environment(PATH=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    done = subprocess.run(
        command, shell=True, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=30, check=False
    )

    assert done.returncode == 3
    assert "DATABASE_URL: is missing" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_web_listens_where_the_platform_says(environment: dict[str, str]):
    check = [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", "--print-config", "assistant.web:create_app()"]
    shown = subprocess.run(check, env=environment, cwd=ROOT, capture_output=True, text=True, check=False).stdout

    assert f"0.0.0.0:{environment['PORT']}" in shown
