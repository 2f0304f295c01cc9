"""`tickets legend` and `tickets import` as a person runs them, from one desk to another."""

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


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Sandbox, Path, Path]]:
    """The demo's desk with its past, its export, and its legend."""
    folder = tmp_path_factory.mktemp("old")
    with Sandbox.start() as sandbox:
        file, legend = folder / "export.jsonl", folder / "legend.json"
        wanted = ("--output", str(file), "--with", "conversations,attachments,requester,company")
        written = deskhand("tickets", "export", *wanted, env=env(sandbox))
        made = deskhand("tickets", "legend", env=env(sandbox))
        assert (0, 0) == (written.returncode, made.returncode), written.stderr + made.stderr
        legend.write_text(made.stdout, "utf-8")
        yield sandbox, file, legend


@pytest.fixture
def new() -> Iterator[Sandbox]:
    with Sandbox.start(seed="empty") as sandbox:
        yield sandbox


def env(sandbox: Sandbox) -> dict[str, str]:
    return {"FRESHDESK_URL": sandbox.url, "FRESHDESK_API_KEY": "key", "HASTE": "50"}


def copied(file: Path, folder: Path) -> Path:
    there = folder / file.name
    there.write_bytes(file.read_bytes())
    return there


def test_an_export_is_moved_and_each_ticket_accounted_for(
    old: tuple[Sandbox, Path, Path], new: Sandbox, tmp_path: Path
):
    file = copied(old[1], tmp_path)
    count = len(file.read_text().splitlines())

    done = deskhand("tickets", "import", str(file), "--legend", str(old[2]), "--to", new.url, env=env(new), seconds=300)

    assert done.returncode == 0, done.stderr
    assert f"tickets  {count}\n" in done.stdout
    assert count == len(new.state.tickets) > 60
    with (tmp_path / "export.jsonl.import.csv").open(encoding="utf-8", newline="") as report:
        rows = [*csv.DictReader(report)]
    assert count == len({row["ticket"] for row in rows if row["what"] == "moved"})
    assert {"agent", "group"} <= {row["what"] for row in rows}


def test_a_dry_run_says_the_same_in_json_and_writes_nothing(
    old: tuple[Sandbox, Path, Path], new: Sandbox, tmp_path: Path
):
    file = copied(old[1], tmp_path)

    done = deskhand("tickets", "import", str(file), "--legend", str(old[2]), "--dry-run", "--json", env=env(new))

    said = json.loads(done.stdout)
    assert (0, True) == (done.returncode, said["dry_run"])
    assert said["tickets"] == len(file.read_text().splitlines()) == said["not_carried"]["agent"]
    assert {"GET"} == {call["method"] for call in new.state.requests}
    assert {"export.jsonl", "export.jsonl.import.csv"} == {each.name for each in tmp_path.iterdir()}


def test_an_export_without_attachments_says_so_before_it_is_moved_and_in_the_report(
    old: tuple[Sandbox, Path, Path], new: Sandbox, tmp_path: Path
):
    file = tmp_path / "export.jsonl"
    rows = [json.loads(line) for line in old[1].read_text().splitlines()][:3]
    lines = [json.dumps({name: value for name, value in row.items() if name != "attachments"}) for row in rows]
    file.write_text("\n".join(lines))

    done = deskhand("tickets", "import", str(file), "--dry-run", "--json", env=env(new))
    no_files = deskhand("tickets", "import", str(file), "--dry-run", "--no-files", env=env(new))

    assert (0, 1) == (done.returncode, done.stderr.count("made without attachments"))
    assert 3 == json.loads(done.stdout)["not_carried"]["files of first messages"]
    assert "made without attachments" not in no_files.stderr
    whole = deskhand("tickets", "import", str(copied(old[1], tmp_path)), "--dry-run", env=env(new))
    assert "made without attachments" not in whole.stderr


def test_the_wrong_desk_is_refused_before_anything_is_written(
    old: tuple[Sandbox, Path, Path], new: Sandbox, tmp_path: Path
):
    file = copied(old[1], tmp_path)

    other = deskhand("tickets", "import", str(file), "--to", "acme", env=env(new))
    itself = deskhand("tickets", "import", str(file), "--legend", str(old[2]), env=env(old[0]))
    status = deskhand("tickets", "import", str(file), "--status", "8=Nirvana", env=env(new))

    assert [2, 2, 2] == [other.returncode, itself.returncode, status.returncode]
    assert "the settings name another desk" in other.stderr
    assert "the settings name the old desk itself" in itself.stderr
    assert "that desk has closed, open, pending" in status.stderr
    assert {"GET"} >= {call["method"] for call in new.state.requests}


def test_a_file_that_is_no_export_fails_and_says_what_to_do(new: Sandbox, tmp_path: Path):
    file = tmp_path / "no.jsonl"
    file.write_text("hush\n")

    done = deskhand("tickets", "import", str(file), "--json", env=env(new))

    assert (1, 1) == (done.returncode, json.loads(done.stdout)["failed"])
    assert "export with: tickets export --format jsonl" in (tmp_path / "no.jsonl.import.csv").read_text()
    assert "hush" not in done.stdout + done.stderr


@pytest.mark.slow
def test_killed_at_any_point_and_run_again_each_ticket_and_conversation_is_there_once(
    old: tuple[Sandbox, Path, Path], new: Sandbox, tmp_path: Path
):
    file = copied(old[1], tmp_path)
    wanted = sorted(
        (row["subject"], row["requester"]["email"], len(row["conversations"]))
        for row in map(json.loads, file.read_text().splitlines())
    )
    slow = {"match": {"method": "POST"}, "times": None, "then": {"delay": 0.02}}
    requests.post(f"{new.url}/_sandbox/faults", json=slow, timeout=5).raise_for_status()
    command = [sys.executable, "-m", "assistant", "tickets", "import", str(file), "--legend", str(old[2])]

    for writes in (7, 23, 60, 111, 170):
        process = subprocess.Popen(
            command, env=clean_environment(**env(new)), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        deadline = time.monotonic() + 60
        while _writes(new) < writes and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.003)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    last = deskhand(*command[3:], env=env(new), seconds=300)

    assert last.returncode == 0, last.stderr
    state = new.state
    assert wanted == sorted(
        (ticket["subject"], (state.person(ticket["requester_id"]) or {}).get("email"), len(state.thread(number)))
        for number, ticket in state.tickets.items()
    )


def _writes(sandbox: Sandbox) -> int:
    return sum(call["method"] != "GET" for call in [*sandbox.state.requests])
