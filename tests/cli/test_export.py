"""`tickets export`, as a process of its own, against the stand-in."""

from __future__ import annotations

import csv
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import pytest
import requests

from assistant.sandbox import Sandbox
from tests.exports.account import Account
from tests.servers import ROOT, clean_environment, deskhand


@pytest.fixture
def account() -> Iterator[Account]:
    with Sandbox.start(seed="empty") as sandbox:
        yield Account(sandbox)


@pytest.fixture
def helpdesk(account: Account) -> dict[str, str]:
    return {"FRESHDESK_URL": account.url, "FRESHDESK_API_KEY": "key"}


def export(*words: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return deskhand("tickets", "export", *words, env=env, seconds=180)


def fault(account: Account, then: dict[str, Any], *, times: int = 1, path: str = "/api/v2/tickets") -> None:
    order = {"match": {"method": "GET", "path": path}, "times": times, "then": then}
    requests.post(f"{account.url}/_sandbox/faults", json=order, timeout=10).raise_for_status()


def test_all_tickets_go_to_stdout_as_one_json_array_and_nothing_else_does(account: Account, helpdesk: dict[str, str]):
    made = account.open(120)
    done = export(env=helpdesk)
    assert (0, made) == (done.returncode, sorted(row["id"] for row in json.loads(done.stdout)))
    assert "120 tickets" in done.stderr


@pytest.mark.parametrize("kind", ["json", "jsonl", "csv", "sqlite", "parquet"])
def test_the_end_of_the_file_name_says_the_format(
    account: Account, helpdesk: dict[str, str], tmp_path: Path, kind: str
):
    made = account.open(3)
    account.reply(made[1])
    account.attach(made[2], "burr.jpg")
    file = tmp_path / f"tickets.{kind}"
    done = export("--output", str(file), "--with", "conversations,attachments,company,stats", "--json", env=helpdesk)
    assert 0 == done.returncode, done.stderr

    summary = json.loads(done.stdout)
    assert (3, kind, str(file)) == (summary["tickets"], summary["format"], summary["output"])
    assert made == _ids(kind, file)


def _ids(kind: str, file: Path) -> list[int]:
    if kind == "json":
        return [row["id"] for row in json.loads(file.read_text())]
    if kind == "jsonl":
        return [json.loads(line)["id"] for line in file.read_text().splitlines()]
    if kind == "csv":
        with file.open(newline="") as lines:
            return [int(row["id"]) for row in csv.DictReader(lines)]
    if kind == "sqlite":
        with closing(sqlite3.connect(file)) as db:
            assert [(1,)] == db.execute("select count(*) from conversations").fetchall()
            assert [(3, "burr.jpg")] == db.execute("select ticket_id, name from attachments").fetchall()
            return [number for (number,) in db.execute("select id from tickets order by id")]
    return [number for (number,) in duckdb.read_parquet(str(file)).project("id").order("id").fetchall()]


def test_the_cost_is_said_beforehand_for_one_credit(account: Account, helpdesk: dict[str, str]):
    account.open(250)
    requests.post(f"{account.url}/_sandbox/plan", json={"name": "growth"}, timeout=10)
    done = export("--dry-run", "--with", "conversations,attachments,stats", "--json", env=helpdesk)
    # Three pages at 5 credits and two calls for each ticket, at four fifths of 200 credits and of 20 lists a minute.
    expected = {"tickets": 250, "calls": 503, "credits": 515, "minutes": round(3 / 16 + 500 / 160, 1)}
    assert expected == json.loads(done.stdout)
    assert 1 == account.calls()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--format", "parquet"], "--output"),
        (["--format", "sqlite", "--output", "-"], "--output"),
        (["--json"], "--output"),
        (["--with", "answers"], "conversations"),
        (["--output", "/no/such/folder/t.json"], "folder"),
        (["--since", "yesterday"], "write a day"),
    ],
)
def test_wrong_usage_is_told_before_anything_is_asked(
    account: Account, helpdesk: dict[str, str], words: list[str], said: str
):
    done = export(*words, env=helpdesk)
    assert (2, 0) == (done.returncode, account.calls())
    assert said in done.stderr


def test_who_reads_the_first_line_only_ends_it_quietly(account: Account, helpdesk: dict[str, str]):
    account.open(1500, subject="x" * 200)
    command = f"{sys.executable} -m assistant tickets export --format jsonl | head -n 1"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"],
        env=clean_environment(**helpdesk),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (0, 1) == (done.returncode, len(done.stdout.splitlines())), done.stderr
    assert "Error" not in done.stderr
    assert "Traceback" not in done.stderr
    assert account.calls("/api/v2/tickets") < 15


def test_a_429_in_the_middle_is_waited_for_and_loses_nothing(account: Account, helpdesk: dict[str, str]):
    made = account.open(250)
    fault(account, {"delay": 0})
    fault(account, {"status": 429, "headers": {"Retry-After": "1"}})
    done = export("--format", "jsonl", env=helpdesk)
    assert (0, made) == (done.returncode, sorted(json.loads(line)["id"] for line in done.stdout.splitlines()))


def test_an_outage_ends_with_5_and_the_state_goes_on(account: Account, helpdesk: dict[str, str], tmp_path: Path):
    made = account.open(250)
    output, state = tmp_path / "t.jsonl", tmp_path / "state"
    fault(account, {"delay": 0}, times=2)
    fault(account, {"status": 503}, times=50)
    words = ["--output", str(output), "--state", str(state)]
    done = export(*words, env=helpdesk)
    assert (5, False) == (done.returncode, output.exists()), done.stderr
    assert str(state) in done.stderr

    requests.delete(f"{account.url}/_sandbox/faults", timeout=10)
    assert 0 == export(*words, env=helpdesk).returncode
    assert made == _ids("jsonl", output)


def test_a_wrong_key_ends_with_3(account: Account, helpdesk: dict[str, str]):
    fault(account, {"status": 401}, times=9, path="/api/v2/*")
    assert 3 == export(env=helpdesk).returncode


def test_a_state_file_of_another_wish_is_refused_with_the_option_named(
    account: Account, helpdesk: dict[str, str], tmp_path: Path
):
    account.open(1)
    state = str(tmp_path / "state")
    assert 0 == export("--state", state, env=helpdesk).returncode
    done = export("--state", state, "--with", "stats", env=helpdesk)
    assert (1, True) == (done.returncode, "--with" in done.stderr)


def started(*words: str, env: dict[str, str]) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "assistant", "tickets", "export", *words]
    return subprocess.Popen(
        command, env=clean_environment(**env), cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def until(account: Account, path: str, count: int) -> None:
    deadline = time.monotonic() + 60
    while account.calls(path) < count:
        assert time.monotonic() < deadline
        time.sleep(0.005)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly_and_the_state_goes_on(
    account: Account, helpdesk: dict[str, str], tmp_path: Path, number: signal.Signals
):
    made = account.open(500)
    output, state = tmp_path / "t.jsonl", tmp_path / "state"
    words = ["--output", str(output), "--state", str(state)]
    fault(account, {"delay": 0.3}, times=100)
    running = started(*words, env=helpdesk)
    until(account, "/api/v2/tickets", 2)
    running.send_signal(number)
    _, said = running.communicate(timeout=30)
    assert (128 + number, False, False) == (running.returncode, output.exists(), "Traceback" in said)

    requests.delete(f"{account.url}/_sandbox/faults", timeout=10)
    assert 0 == export(*words, env=helpdesk).returncode
    assert made == _ids("jsonl", output)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "count"),
    [
        ("/api/v2/tickets", 1),
        ("/api/v2/tickets", 3),
        ("/api/v2/tickets", 7),
        ("/conversations", 1),
        ("/conversations", 300),
        ("/api/v2/tickets/", 2 * 450),
    ],
)
@pytest.mark.parametrize("kind", ["json", "csv", "sqlite"])
def test_kill_minus_9_anywhere_loses_no_ticket_and_doubles_none(
    account: Account, helpdesk: dict[str, str], tmp_path: Path, path: str, count: int, kind: str
):
    made = account.open(600)
    account.reply(made[3])
    account.attach(made[2], "burr.jpg")
    output, state = tmp_path / f"t.{kind}", tmp_path / "state"
    words = ["--output", str(output), "--state", str(state), "--with", "conversations,attachments"]
    running = started(*words, env=helpdesk)
    until(account, path, count)
    os.kill(running.pid, signal.SIGKILL)
    running.communicate(timeout=30)
    account.change(made[7], priority=4)
    account.delete(made[8])
    new = account.open(1)
    account.change(new[0])

    done = export(*words, env=helpdesk)
    assert 0 == done.returncode, done.stderr
    assert [*made[:8], *made[9:], *new] == _ids(kind, output)


@pytest.mark.slow
def test_kill_minus_9_again_and_again_until_it_comes_through(
    account: Account, helpdesk: dict[str, str], tmp_path: Path
):
    made = account.open(3000)
    output, state = tmp_path / "t.jsonl", tmp_path / "state"
    words = ["--output", str(output), "--state", str(state)]
    fault(account, {"delay": 0.02}, times=10_000)
    for turn in range(6):
        running = started(*words, env=helpdesk)
        until(account, "/api/v2/tickets", 5 * turn + 3)
        time.sleep(0.013 * turn)
        os.kill(running.pid, signal.SIGKILL)
        running.communicate(timeout=30)
    assert 0 == export(*words, env=helpdesk).returncode
    assert made == _ids("jsonl", output)
    assert account.calls("/api/v2/tickets") < 31 + 6 * 4 + 10  # what was read was kept


@pytest.mark.slow
def test_thirty_thousand_tickets_come_once_each_past_the_wall(tmp_path: Path):
    with Sandbox.start(seed="big") as sandbox:
        env = {"FRESHDESK_URL": sandbox.url, "FRESHDESK_API_KEY": "key"}
        done = export("--output", str(tmp_path / "t.csv"), "--with", "requester,company,stats", env=env)
        assert 0 == done.returncode, done.stderr
        assert list(range(1, len(sandbox.state.tickets) + 1)) == _ids("csv", tmp_path / "t.csv")
