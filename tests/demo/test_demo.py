"""The demo, as a person runs it: real processes, nothing of a real desk, nothing left behind."""

import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.servers import clean_environment, deskhand

pytestmark = pytest.mark.slow
SIGNAL_SECONDS = 30


@pytest.fixture
def home() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="deskhand-test-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


class Trap:
    """A port that nobody may call."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.calls = 0
        threading.Thread(target=self._count, daemon=True).start()

    def _count(self) -> None:
        while True:
            connection, _ = self.socket.accept()
            self.calls += 1
            connection.close()


def demo_processes(home: Path) -> list[int]:
    """Processes that were started on this home."""
    return [p.pid for p in psutil.process_iter(["environ", "cwd"]) if str(home) in (p.info["cwd"] or "")]


def test_the_first_note_is_printed_and_everything_ends(home: Path):
    done = deskhand("demo", "--once", env={"DESKHAND_HOME": str(home)}, seconds=90)

    assert done.returncode == 0, done.stderr
    assert re.search(r"dh-1-1-[0-9a-z]{10}", done.stdout)
    assert "#1" in done.stdout
    assert demo_processes(home) == []


def test_nothing_of_a_real_desk_is_called(home: Path):
    trap = Trap()
    there = f"127.0.0.1:{trap.port}"
    poison = {
        "FRESHDESK_DOMAIN": there,
        "FRESHDESK_URL": f"http://{there}",
        "FRESHDESK_API_KEY": "real",
        "DATABASE_URL": f"postgres://u:p@{there}/real",
        "REDIS_URL": f"redis://{there}/0",
        "SLACK_SIGNING_SECRET": "real",
        "PAUSED": "true",
        "HTTP_PROXY": f"http://{there}",
        "http_proxy": f"http://{there}",
    }
    (home / ".env").write_text("".join(f"{name}={value}\n" for name, value in poison.items()))
    done = deskhand("demo", "--once", env={**poison, "DESKHAND_HOME": str(home)}, cwd=home, seconds=90)

    assert done.returncode == 0, done.stderr
    assert trap.calls == 0


def test_other_peoples_questions_are_answered_from_their_responses(home: Path):
    (home / "tickets.jsonl").write_text('{"text": "How do I cancel my order?"}\n')
    (home / "canned.jsonl").write_text('{"title": "Cancel order", "body": "Open your orders and press Cancel."}\n')
    files = ("--tickets", f"{home}/tickets.jsonl", "--canned", f"{home}/canned.jsonl")
    done = deskhand("demo", "--once", *files, env={"DESKHAND_HOME": str(home)}, seconds=90)

    assert done.returncode == 0, done.stderr
    assert "press Cancel" in done.stdout


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_every_process(home: Path, how: signal.Signals):
    command = [sys.executable, "-m", "assistant", "demo"]
    environment = clean_environment(DESKHAND_HOME=str(home))
    with subprocess.Popen(
        command, env=environment, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
    ) as demo:
        assert demo.stderr
        for line in demo.stderr:
            if "tickets are open" in line:
                break
        demo.send_signal(how)

        assert demo.wait(SIGNAL_SECONDS) == 0
    assert demo_processes(home) == []


def test_a_killed_demo_is_cleared_away_by_the_next(home: Path):
    environment = clean_environment(DESKHAND_HOME=str(home))
    with subprocess.Popen(
        [sys.executable, "-m", "assistant", "demo"], env=environment, stderr=subprocess.DEVNULL
    ) as demo:
        while not (home / "demo" / "logs" / "clock.log").exists() and demo.poll() is None:
            time.sleep(0.1)
        demo.kill()
    left_behind = set(demo_processes(home))
    assert left_behind

    assert deskhand("demo", "--once", env={"DESKHAND_HOME": str(home)}, seconds=90).returncode == 0
    assert demo_processes(home) == []


def test_bad_lines_are_wrong_usage(home: Path):
    (home / "tickets.jsonl").write_text('{"text": 7}\n')
    done = deskhand("demo", "--tickets", f"{home}/tickets.jsonl", env={"DESKHAND_HOME": str(home)})

    assert done.returncode == 2
    assert "tickets.jsonl: line 1: field text should be a text" in done.stderr
