"""`tickets metrics`: the figures of a desk and of an export, as a person or a script reads them."""

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
import requests

from assistant.sandbox import Sandbox
from tests.servers import deskhand

HOUR, DAY = 3600, 86400


class Story:
    """A desk where things take as long as a test says."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.env = {"FRESHDESK_URL": sandbox.url, "FRESHDESK_API_KEY": "key"}

    def __call__(self, method: str, path: str, body: object = None) -> dict[str, object]:
        answer = requests.request(method, f"{self.sandbox.url}{path}", json=body, auth=("key", "X"), timeout=10)
        answer.raise_for_status()
        return answer.json() if answer.content else {}  # type: ignore[no-any-return]

    def opened(self, **more: object) -> int:
        fields = {"email": "ana@customer.example", "subject": "Late", "description": "Where is it?", "status": 2}
        made = self("POST", "/api/v2/tickets", {**fields, "priority": 1, "source": 1, **more})
        return int(str(made["id"]))

    def answered(self, ticket: int) -> None:
        self("POST", f"/api/v2/tickets/{ticket}/reply", {"body": "It is on its way."})

    def solved(self, ticket: int) -> None:
        self("PUT", f"/api/v2/tickets/{ticket}", {"status": 4})

    def later(self, seconds: float) -> None:
        self("POST", "/_sandbox/clock", {"advance": seconds})


@pytest.fixture
def story() -> Iterator[Story]:
    with Sandbox.start(seed="empty") as sandbox:
        yield Story(sandbox)


@pytest.fixture
def told(story: Story) -> Story:
    """Three tickets: one answered in an hour and solved in a day, one solved late, one open."""
    first, second = story.opened(type="Question"), story.opened(type="Problem", priority=4)
    story.opened(type="Problem")
    story.later(HOUR)
    story.answered(first)
    story.later(DAY - HOUR)
    story.solved(first)
    story.later(2 * DAY)
    story.answered(second)
    story.solved(second)
    return story


def until() -> str:
    """Past the moved clock of the story."""
    return datetime.fromtimestamp(datetime.now(UTC).timestamp() + 5 * DAY, UTC).date().isoformat()


def test_times_and_counts_are_those_of_the_story(told: Story):
    done = deskhand("tickets", "metrics", "--until", until(), "--json", env=told.env)
    total = json.loads(done.stdout)["total"]
    assert (3, 2, 2, 1) == tuple(total[name] for name in ("created", "responded", "resolved", "backlog")), done.stderr
    assert pytest.approx(HOUR + 3 * DAY, abs=60) == 2 * total["first_response"]["mean"]
    assert pytest.approx(DAY + 3 * DAY, abs=60) == 2 * total["resolution"]["mean"]
    assert {"count": 1, "of": 2} == total["resolution_sla"]


def test_rows_have_the_accounts_own_names(told: Story):
    done = deskhand("tickets", "metrics", "--until", until(), "--by", "type,priority", "--csv", env=told.env)
    rows = {(row["by"], row["name"]): row for row in csv.DictReader(io.StringIO(done.stdout))}
    assert {("all", ""), ("type", "Question"), ("type", "Problem"), ("priority", "Low"), ("priority", "Urgent")} == {
        *rows
    }
    assert ("2", "1", "1") == tuple(rows["type", "Problem"][name] for name in ("created", "resolved", "backlog"))


def test_a_person_gets_tables(told: Story):
    done = deskhand("tickets", "metrics", "--until", until(), "--by", "type", env=told.env)
    assert re.search(r"tickets that came +3\b", done.stdout), done.stderr
    assert re.search(r"^Question +1 +1 +1 +0 +0 +1 h ", done.stdout, re.MULTILINE)


def test_what_was_open_before_the_period_is_backlog_too(told: Story):
    told.later(40 * DAY)
    now = datetime.fromtimestamp(datetime.now(UTC).timestamp() + 44 * DAY, UTC).date().isoformat()
    since = datetime.fromtimestamp(datetime.now(UTC).timestamp() + 20 * DAY, UTC).date().isoformat()
    done = deskhand("tickets", "metrics", "--since", since, "--until", now, "--json", env=told.env)
    total = json.loads(done.stdout)["total"]
    assert (0, 1) == (total["created"], total["backlog"]), done.stderr


def test_a_picture_is_drawn_that_fetches_nothing(told: Story, tmp_path: Path):
    file = tmp_path / "weeks.svg"
    done = deskhand("tickets", "metrics", "--until", until(), "--by", "week", "--plot", str(file), env=told.env)
    assert 0 == done.returncode, done.stderr
    drawn = ElementTree.fromstring(file.read_text("utf-8"))
    words = "".join(drawn.itertext())
    assert "to the first answer" in words
    assert "by week" in words
    assert not re.search(r"(?:href|src)=\"http|@import|url\(http", file.read_text("utf-8"))
    assert not [element for element in drawn.iter() if element.tag.endswith("script")]


def test_an_export_gives_the_same_figures_without_a_desk(told: Story, tmp_path: Path):
    rows = told("GET", "/api/v2/tickets?include=stats")
    assert isinstance(rows, list)
    file = tmp_path / "tickets.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    arguments = ("tickets", "metrics", "--until", until(), "--json")
    live = json.loads(deskhand(*arguments, env=told.env).stdout)["total"]
    exported = json.loads(deskhand(*arguments, "--from", str(file), env={}).stdout)["total"]
    hours = ("first_response_open", "resolution_open")
    assert {name: value for name, value in live.items() if name not in hours} == {
        name: value for name, value in exported.items() if name not in hours
    }
    assert exported["resolution_open"] is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"id": 1}', "ticket 1: it has no stats"),
        ("[1]", "entry 1: it is no JSON object"),
        ("id,subject\n1,x\n", "neither JSON Lines nor a JSON array"),
    ],
)
def test_a_file_that_is_no_export_says_how_to_make_one(tmp_path: Path, text: str, words: str):
    file = tmp_path / "tickets.jsonl"
    file.write_text(text, "utf-8")
    done = deskhand("tickets", "metrics", "--from", str(file), env={})
    assert (1, "") == (done.returncode, done.stdout)
    assert words in done.stderr
    assert "tickets export --format jsonl --with stats" in done.stderr


def test_wrong_arguments_say_what_to_write(story: Story):
    by = deskhand("tickets", "metrics", "--by", "mood", env=story.env)
    day = deskhand("tickets", "metrics", "--since", "yesterday", env=story.env)
    order = deskhand("tickets", "metrics", "--since", "2026-02-01", "--until", "2026-01-01", env=story.env)
    assert (2, 2, 2) == (by.returncode, day.returncode, order.returncode)
    assert "write some of group, agent, type, priority, source, week" in by.stderr
    assert "write a day (2026-01-31)" in day.stderr
    assert "this is not before --until" in order.stderr


def test_without_a_desk_the_settings_that_are_missing_are_named():
    done = deskhand("tickets", "metrics", env={})
    assert 3 == done.returncode
    assert "FRESHDESK_DOMAIN" in done.stderr
