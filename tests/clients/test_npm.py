"""npm's package freshdesk-api, version 3.1.0 and unchanged, over http and over https: every method of its README.

npm/driver.cjs calls them one after the other; here is what must have come back.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.clients.conftest import desk
from tests.clients.node import HERE, installed, node

pytestmark = pytest.mark.slow

GONE = (
    "ticket deleted",
    "ticket restored",
    "note deleted",
    "contact deleted",
    "agent deleted",
    "company deleted",
    "time deleted",
    "article deleted",
    "folder deleted",
    "category deleted",
)
REFUSED = ("deleted changed", "no such ticket", "wrong field", "contact made twice")


class Run:
    """What the driver printed."""

    def __init__(self, folder: Path, url: str, file: Path, ca: Path | None) -> None:
        command = [node(), str(HERE / "driver.cjs"), str(folder), url, str(file)]
        env = {**os.environ, "NODE_EXTRA_CA_CERTS": str(ca)}
        ran = subprocess.run(command, env=env, capture_output=True, text=True, timeout=120, check=False)
        self.errors = ran.stderr
        self.offered: list[str] = json.loads(ran.stdout)["offered"]
        self.calls: dict[str, dict[str, Any]] = json.loads(ran.stdout)["calls"]

    def __getitem__(self, step: str) -> Any:
        assert self.calls[step]["error"] is None
        return self.calls[step].get("data")


@pytest.fixture(scope="module", params=["http", "https"])
def run(request: pytest.FixtureRequest, authority: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    folder, file = installed(), tmp_path_factory.mktemp("files") / "receipt.txt"
    file.write_text("content")
    with desk(authority) as sandbox:
        yield Run(folder, f"{request.param}://127.0.0.1:{sandbox.port}", file, sandbox.ca)


def test_every_method_is_called_and_answers_as_its_readme_says(run: Run) -> None:
    failed = {step: call["error"] for step, call in run.calls.items() if call["error"] and step not in REFUSED}
    assert ("", {}) == (run.errors, failed)
    assert set(run.offered) == {call["method"] for call in run.calls.values()}


def test_what_is_gone_has_no_words(run: Run) -> None:
    assert [None] * len(GONE) == [run[step] for step in GONE]


def test_a_ticket_is_what_was_sent(run: Run) -> None:
    made, changed = run["ticket made"], run["ticket changed"]
    assert ("Grinder", 2, "<div>It stopped.</div>") == (made["subject"], made["status"], made["description"])
    assert (4, "updated description") == (changed["priority"], changed["description_text"])
    assert run["ticket read"]["requester_id"] == made["requester_id"]


def test_files_and_lists_go_up_as_a_form(run: Run) -> None:
    ticket = run["files attached"]
    assert (["receipt.txt"] * 2, ["a", "b"]) == ([file["name"] for file in ticket["attachments"]], ticket["tags"])
    assert ["receipt.txt"] == [file["name"] for file in run["replied with a file"]["attachments"]]


def test_only_the_last_page_says_that_it_is_the_last(run: Run) -> None:
    assert [False, True] == [run.calls[step]["extra"]["pageIsLast"] for step in ("first page", "last page")]
    assert all(call["extra"]["requestId"] for call in run.calls.values() if not call["error"])


def test_refusals_are_errors_of_its_own_with_their_status(run: Run) -> None:
    failed = [run.calls[step]["error"] for step in REFUSED]
    assert [(405, True), (404, True), (400, True), (409, True)] == [(e["status"], e["known"]) for e in failed]
    assert ["Validation failed"] * 2 == [error["message"] for error in failed[2:]]
    assert all(error["requestId"] for error in failed)


def test_fields_are_listed_whole_and_by_type(run: Run) -> None:
    assert {"status", "priority", "subject"} <= {field["name"] for field in run["all fields"]}
    assert ["status"] == [field["name"] for field in run["fields of a type"]]
    assert all(run[step] for step in ("contact fields", "company fields"))


def test_the_thread_shows_replies_and_notes(run: Run) -> None:
    thread = [(entry["body_text"], entry["private"]) for entry in run["thread"]]
    assert [("Outside", False), ("See the file", False), ("Changed", True)] == thread
    assert 2 == len(run["thread at the end"])


def test_searches_give_a_total_and_results(run: Run) -> None:
    for step in ("tickets found", "contacts found", "companies found"):
        assert (1, 1) == (run[step]["total"], len(run[step]["results"]))
    assert ["Burr"] == [article["title"] for article in run["articles found"]]
    assert ["Alpen Tours"] == [company["name"] for company in run["company by name"]["companies"]]


def test_a_contact_becomes_an_agent(run: Run) -> None:
    assert "Cleo D." == run["agent read"]["contact"]["name"] == run["agents listed"][0]["contact"]["name"]
    assert run["agent made"]["agent"]["id"] == run["agent read"]["id"]
    assert (True, run["roles listed"][0]) == (run["agent changed"]["occasional"], run["role read"])


def test_times_are_listed_of_a_ticket_and_of_all(run: Run) -> None:
    for step in ("times of the ticket", "all times", "times of a day"):
        assert ["looked again"] == [entry["note"] for entry in run[step]]
    assert [False, True] == [run[step]["timer_running"] for step in ("time changed", "timer toggled")]


def test_translations_stand_beside_the_original(run: Run) -> None:
    shown = {
        "category": ("Manuals", "Handbücher", run["categories listed"][0]["name"]),
        "folder": ("Mills", "Mühlen", run["folders listed"][0]["name"]),
    }
    for kind, (original, translated, listed) in shown.items():
        names = [run[step]["name"] for step in (f"{kind} read", f"translation of a {kind} read")]
        assert ([original, translated], original) == (names, listed)
    titles = [run[step]["title"] for step in ("article read", "translation of an article read")]
    assert ["Burr", "Mahlwerke"] == titles


def test_the_settings_name_the_languages(run: Run) -> None:
    assert "en" == run["settings"]["primary_language"]
