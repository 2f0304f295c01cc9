"""`contacts sync` as a person or a script runs it."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from assistant.sandbox import Sandbox
from tests.servers import ROOT, clean_environment, deskhand

SAMPLE = ROOT / "docs/examples/contacts.csv"


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox.start(seed="empty") as running:
        yield running


@pytest.fixture
def env(sandbox: Sandbox) -> dict[str, str]:
    return {"FRESHDESK_URL": sandbox.url, "FRESHDESK_API_KEY": "key"}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [*csv.DictReader(file)]


def emails(sandbox: Sandbox) -> list[str]:
    with sandbox.state.lock:
        return sorted(contact["email"] for contact in sandbox.state.contacts.values())


def test_the_sample_of_the_docs_is_brought_in_and_each_row_accounted_for(
    sandbox: Sandbox, env: dict[str, str], tmp_path: Path
):
    file = tmp_path / "contacts.csv"
    file.write_bytes(SAMPLE.read_bytes())

    done = deskhand("contacts", "sync", str(file), "--create-companies", env=env)

    assert (0, "") == (done.returncode, "" if done.returncode == 0 else done.stderr)
    assert "created  4\n" in done.stdout
    assert '"Shoe size" is not used' in done.stderr
    found = rows(tmp_path / "contacts.csv.results.csv")
    assert ["2", "3", "4", "5"] == [row["row"] for row in found]
    assert sorted(row["email"].lower() for row in found) == emails(sandbox)


def test_bad_rows_are_named_without_their_text_and_the_exit_code_says_so(
    sandbox: Sandbox, env: dict[str, str], tmp_path: Path
):
    file = tmp_path / "a.csv"
    file.write_text("Name;E-Mail\nJörg;joerg@b.example\nHush;hush-hush\n", encoding="cp1252")

    done = deskhand("contacts", "sync", str(file), "--results", str(tmp_path / "r.csv"), env=env)

    assert done.returncode == 1
    assert "Row 3 skipped: E-Mail: is no valid e-mail address" in done.stderr
    assert "hush-hush" not in done.stderr + done.stdout
    assert ["created", "skipped"] == [row["action"] for row in rows(tmp_path / "r.csv")]
    assert "Jörg" == next(iter(sandbox.state.contacts.values()))["name"]


def test_json_is_one_object_and_writes_no_file(env: dict[str, str], tmp_path: Path):
    done = deskhand("contacts", "sync", "-", "--json", env=env, cwd=tmp_path, stdin="email\na@b.example\nnope\n")
    said = json.loads(done.stdout)

    assert ["created", "skipped"] == [row["action"] for row in said["rows"]]
    assert (1, 1, True) == (said["summary"]["created"], said["summary"]["skipped"], said["summary"]["complete"])
    assert [] == [*tmp_path.iterdir()]


def test_a_dry_run_writes_nothing(sandbox: Sandbox, env: dict[str, str], tmp_path: Path):
    file = tmp_path / "a.csv"
    file.write_text("email,company\na@b.example,New\n")

    done = deskhand("contacts", "sync", str(file), "--dry-run", "--create-companies", env=env)

    assert 0 == done.returncode, done.stderr
    assert "created  1\n" in done.stdout
    assert {"GET"} == {call["method"] for call in sandbox.state.requests}


@pytest.mark.parametrize(
    ("content", "options", "said"),
    [
        (b"", [], "FILE is empty"),
        (b"name,phone\nAna,1\n", [], "no column holds the e-mail address"),
        ("email,name\nä@b.example,é\nü@b.example,é\n".encode() + b"x@b.example,\xf6\n", [], "line"),
        (b"email\n\xff\n", ["--encoding", "utf-8"], "cannot be read as utf-8"),
        (b"email\n", ["--encoding", "klingon"], "no such encoding"),
        (b"email,x\n", ["--map", "y=email"], "there is no column"),
        (b"email,x\n", ["--map", "email"], "Header=field"),
    ],
)
def test_a_file_that_cannot_be_used_is_wrong_usage_and_nothing_is_written(
    sandbox: Sandbox, env: dict[str, str], tmp_path: Path, content: bytes, options: list[str], said: str
):
    file = tmp_path / "a.csv"
    file.write_bytes(content)

    done = deskhand("contacts", "sync", str(file), *options, env=env)

    assert (2, "") == (done.returncode, done.stdout)
    assert said in done.stderr
    assert {"GET"} >= {call["method"] for call in sandbox.state.requests}


def test_without_a_key_it_is_a_matter_of_configuration(tmp_path: Path):
    file = tmp_path / "a.csv"
    file.write_text("email\na@b.example\n")

    assert 3 == deskhand("contacts", "sync", str(file)).returncode


def test_an_outage_is_temporary(sandbox: Sandbox, env: dict[str, str], tmp_path: Path):
    file = tmp_path / "a.csv"
    file.write_text("email\n" + "".join(f"p{number}@b.example\n" for number in range(6)))
    fault = {"match": {"method": "POST"}, "times": None, "then": {"status": 503}}
    requests.post(f"{sandbox.url}/_sandbox/faults", json=fault, timeout=5).raise_for_status()

    done = deskhand("contacts", "sync", str(file), "--json", env=env)

    assert 5 == done.returncode
    assert False is json.loads(done.stdout)["summary"]["complete"]


@pytest.mark.slow
def test_killed_at_any_point_and_run_again_each_contact_is_there_once(
    sandbox: Sandbox, env: dict[str, str], tmp_path: Path
):
    wanted = [f"p{number:03}@b.example" for number in range(80)]
    file = tmp_path / "a.csv"
    file.write_text("email,name,company\n" + "".join(f"{email},P,C{n % 5}\n" for n, email in enumerate(wanted)))
    slow = {"match": {"method": "POST"}, "times": None, "then": {"delay": 0.03}}
    requests.post(f"{sandbox.url}/_sandbox/faults", json=slow, timeout=5).raise_for_status()
    command = [sys.executable, "-m", "assistant", "contacts", "sync", str(file), "--create-companies"]

    for at in (3, 17, 40, 60):
        process = subprocess.Popen(
            command, env=clean_environment(**env), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        deadline = time.monotonic() + 30
        while len(emails(sandbox)) < at and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.005)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    last = deskhand(*command[3:], env=env)

    assert 0 == last.returncode, last.stderr
    assert wanted == emails(sandbox)
    assert 5 == len(sandbox.state.companies)
    sandbox.state.requests.clear()
    assert 0 == deskhand(*command[3:], env=env).returncode
    assert {"GET"} == {call["method"] for call in sandbox.state.requests}
