"""The commands that read: what an engineer would reach for, against the demo shop."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests
from click.testing import CliRunner, Result

from assistant.cli import group
from assistant.freshdesk import Freshdesk
from assistant.sandbox import Sandbox
from tests.servers import ROOT, clean_environment

SHOP = Path(ROOT) / "assistant/sandbox/desk"
Run = Callable[..., Result]


@pytest.fixture(scope="module")
def shop() -> Iterator[Sandbox]:
    """The demo shop with its 42 open tickets; `shop_api` adds some."""
    with Sandbox.start(seed=str(SHOP)) as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def shop_api(shop: Sandbox) -> Freshdesk:
    return Freshdesk(shop.url, "key")


@pytest.fixture
def run(shop: Sandbox) -> Run:
    env = {"FRESHDESK_URL": shop.url, "FRESHDESK_API_KEY": "key", "FRESHDESK_DOMAIN": "", "REDIS_URL": ""}
    return lambda *arguments: CliRunner(env=env).invoke(group(), arguments)


def lines(result: Result) -> list[list[str]]:
    assert result.exit_code == 0, result.output
    return [line.split("\t") for line in result.stdout.splitlines()]


def test_a_piped_list_is_lines_with_tabs_and_names_for_numbers(run: Run) -> None:
    head, first, *_ = lines(run("tickets", "list", "--limit", "3"))

    assert ["id", "status", "priority", "subject", "group", "agent", "updated"] == head
    assert ["42", "Open", "Low", "Grinder jammed + which country price", "Repairs", ""] == first[:-1]
    assert first[-1].endswith("Z")


def test_that_there_is_more_is_said_beside_the_data(run: Run) -> None:
    result = run("tickets", "list", "--limit", "2")

    assert 3 == len(lines(result))
    assert "The first 2 are shown; --limit N shows more." in result.stderr
    assert "last 30 days" in result.stderr


def test_a_search_in_freshdesks_language(run: Run) -> None:
    found = lines(run("tickets", "search", "status:2 AND priority:4", "--limit", "99"))[1:]

    assert found
    assert {("Open", "Urgent")} == {(row[1], row[2]) for row in found}


@pytest.mark.parametrize(
    ("query", "remedy"),
    [
        ("requester_email:'x@y.example'", "python -m assistant tickets list --email ADDRESS"),
        ("~'password reset'", "python -m assistant knowledge search"),
        ("filter=all_unresolved", "python -m assistant tickets list --unresolved"),
        ("status:2 and priority:3", "write AND and OR in capitals"),
    ],
)
def test_what_freshdesk_does_not_know_is_wrong_usage_and_names_the_command(run: Run, query: str, remedy: str) -> None:
    result = run("tickets", "search", query)

    assert (2, "") == (result.exit_code, result.stdout)
    assert remedy in result.stderr


def test_options_of_a_kind_add_up_and_kinds_narrow_down(run: Run) -> None:
    low = lines(run("tickets", "list", "--priority", "low", "--limit", "99"))[1:]
    both = lines(run("tickets", "list", "--priority", "low", "--priority", "4", "--limit", "99"))[1:]
    repairs = lines(run("tickets", "list", "--priority", "low", "--group", "repairs", "--limit", "99"))[1:]

    assert 0 < len(repairs) < len(low) < len(both)
    assert {"Repairs"} == {row[4] for row in repairs}


def test_a_requesters_tickets_are_listed_and_looked_through(run: Run, shop_api: Freshdesk) -> None:
    mine = shop_api.tickets.create(email="ana@x.example", subject="Mine", description="Hi", status=2, priority=1)
    shop_api.tickets.create(email="ana@x.example", subject="Done", description="Hi", status=5, priority=1)

    found = lines(run("tickets", "list", "--email", "ana@x.example", "--unresolved", "--agent", "none"))[1:]

    assert [str(mine.id)] == [row[0] for row in found]


def test_a_day_of_change_narrows_a_search_too(run: Run) -> None:
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()

    assert [] == lines(run("tickets", "list", "--status", "open", "--since", tomorrow))[1:]
    assert lines(run("tickets", "list", "--status", "open", "--since", "1d"))[1:]


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        (("tickets", "list", "--status", "opn"), "there are Open, Pending, Resolved, Closed, Waiting on Customer"),
        (("tickets", "list", "--group", "sales"), "there are Customer Care, Repairs, Wholesale"),
        (("tickets", "list", "--type", "x"), "no ticket type has that name; there are Question"),
        (("tickets", "list", "--since", "yesterday"), "write a day (2026-01-31)"),
        (("contacts", "show", "mara"), "write a number or an address"),
        (("contacts", "list", "mara", "--state", "deleted"), "NAME goes with no other filter"),
        (("canned", "list", "--folder", "x"), "there are Orders and shipping"),
        (("articles", "list", "--folder", "x"), "no folder has that name"),
    ],
)
def test_a_wrong_argument_says_what_to_write(run: Run, arguments: tuple[str, ...], remedy: str) -> None:
    result = run(*arguments)

    assert (2, "") == (result.exit_code, result.stdout)
    assert remedy in result.stderr


def test_json_is_freshdesks_own_record(run: Run, shop_api: Freshdesk) -> None:
    whole = json.loads(run("tickets", "list", "--json", "--limit", "2", "--with", "requester").stdout)
    each = [json.loads(line) for line in run("tickets", "list", "--jsonl", "--limit", "2").stdout.splitlines()]

    assert [ticket["id"] for ticket in each] == [ticket["id"] for ticket in whole]
    assert whole[0]["requester"]["email"]
    assert whole[0]["custom_fields"] == shop_api.tickets.get(whole[0]["id"]).custom_fields


def test_nothing_found_is_an_empty_array(run: Run) -> None:
    assert [] == json.loads(run("tickets", "search", "tag:'nobody has this'", "--json").stdout)


def test_csv_has_the_tables_columns(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("tickets", "list", "--csv", "--limit", "5").stdout)))

    assert 5 == len(rows)
    assert {"Open", "Closed"} >= {row["status"] for row in rows}


def test_a_ticket_is_shown_with_its_whole_thread(run: Run, shop_api: Freshdesk, shop: Sandbox) -> None:
    ticket = shop_api.tickets.create(
        email="ana@y.example", name="Ana", subject="Thread", description="<p>It <b>hums</b></p>", status=2, priority=1
    )
    for number in range(12):
        shop_api.conversations.create_note(ticket.id, f"<p>note {number}</p>")
    said = {"ticket": ticket.id, "from": "customer", "body": "<p>Still hums</p>"}
    requests.post(f"{shop.url}/_sandbox/messages", json=said, timeout=5).raise_for_status()

    shown = run("tickets", "show", str(ticket.id)).stdout
    without = run("tickets", "show", str(ticket.id), "--no-notes").stdout

    assert f"#{ticket.id} Thread" == shown.splitlines()[0]
    assert "Ana <ana@y.example>  description\nIt hums\n" in shown
    assert 12 == shown.count("Deskhand  private note")
    assert shown.index("note 11") < shown.index("Still hums")
    assert "private note" not in without
    assert 13 == len(json.loads(run("tickets", "show", str(ticket.id), "--json").stdout)["conversations"])


def test_an_archived_ticket_is_shown_too() -> None:
    """Closed and untouched for 120 days."""
    with Sandbox.start(seed="empty") as sandbox:
        api = Freshdesk(sandbox.url, "key")
        number = api.tickets.create(email="a@b.example", subject="Long ago", description="It hums", status=5).id
        requests.post(f"{sandbox.url}/_sandbox/clock", json={"advance": 121 * 86_400}, timeout=5).raise_for_status()
        env = {"FRESHDESK_URL": sandbox.url, "FRESHDESK_API_KEY": "key", "FRESHDESK_DOMAIN": "", "REDIS_URL": ""}
        shown = CliRunner(env=env).invoke(group(), ["tickets", "show", str(number)]).stdout

    assert f"#{number} Long ago" in shown
    assert "Closed, archived" in shown
    assert "It hums" in shown


def test_an_unknown_ticket_is_not_found(run: Run) -> None:
    assert 4 == run("tickets", "show", "99999").exit_code


def test_a_contact_is_shown_with_the_last_tickets(run: Run) -> None:
    shown = run("contacts", "show", "mara.lindqvist@postbox.example").stdout

    assert "Mara Lindqvist" == shown.splitlines()[0]
    assert "#1  Open  Rookmill grinder stopped after one week" in shown
    assert 4 == run("contacts", "show", "nobody@x.example").exit_code
    assert "Mara Lindqvist" in run("contacts", "list", "mara").stdout
    assert "Mara" in run("contacts", "search", "email:'mara.lindqvist@postbox.example'").stdout
    assert "Mara" in run("contacts", "list", "--email", "mara.lindqvist@postbox.example").stdout


def test_companies_are_found_by_name_and_by_domain(run: Run) -> None:
    assert "ferndale-offices.example" in run("companies", "show", "ferndale offices").stdout
    assert "Ferndale Offices" in run("companies", "search", "domain:'ferndale-offices.example'").stdout
    assert 4 == len(lines(run("companies", "list")))
    assert 4 == run("companies", "show", "Nobody Ltd").exit_code


def test_canned_responses_are_listed_by_folder_and_shown(run: Run) -> None:
    rows = json.loads(run("canned", "list", "--folder", "how to", "--json").stdout)
    shown = run("canned", "show", str(rows[0]["id"])).stdout

    assert {"How to"} == {row["folder"] for row in rows}
    assert rows[0]["title"] == shown.splitlines()[0]
    assert "<" in run("canned", "show", str(rows[0]["id"]), "--html").stdout
    assert 0 < len(lines(run("canned", "list", "--word", "refund"))) - 1 < 20


def test_articles_are_listed_searched_and_shown(run: Run) -> None:
    rows = json.loads(run("articles", "list", "--folder", "Shipping", "--json").stdout)
    shown = run("articles", "show", str(rows[0]["id"])).stdout

    assert {("Shipping", "everybody")} == {(row["folder"], row["for"]) for row in rows}
    assert rows[0]["title"] == shown.splitlines()[0]
    assert "published" in shown
    assert lines(run("articles", "search", "kettle"))[1:]


def test_a_subject_cannot_write_to_the_terminal_nor_break_a_line(run: Run, shop_api: Freshdesk) -> None:
    shop_api.tickets.create(
        email="eve@z.example", subject="\x1b[31mred\tand\r\nmore\u202e", description="Hi", status=2, priority=1
    )

    row = lines(run("tickets", "list", "--email", "eve@z.example"))[1]

    assert "[31mred and more" == row[3]


def test_a_key_without_rights_sees_numbers(shop: Sandbox, shop_api: Freshdesk, run: Run) -> None:
    refused = {"match": {"method": "GET", "path": "/api/v2/ticket_fields"}, "times": 1, "then": {"status": 403}}
    requests.post(f"{shop.url}/_sandbox/faults", json=refused, timeout=5).raise_for_status()

    group_id = str(shop_api.tickets.get(42).group_id)
    result = run("tickets", "search", f"group_id:{group_id}", "--limit", "1")

    assert ["Open", group_id] == [lines(result)[1][place] for place in (1, 4)]
    assert "numbers are shown instead of names" in result.stderr


def test_a_key_that_is_no_admins_sees_names_all_the_same(shop: Sandbox, run: Run) -> None:
    """The ticket form names groups and agents to every agent; only the lists of them are an admin's."""
    with shop.state.lock:
        shop.state.admin = False
    try:
        rows = lines(run("tickets", "list", "--group", "repairs", "--limit", "1"))
    finally:
        with shop.state.lock:
            shop.state.admin = True

    assert "Repairs" == rows[1][4]


def test_a_refused_key_is_a_matter_of_configuration(shop: Sandbox, run: Run) -> None:
    refused = {"match": {"method": "GET", "path": "/api/v2/search/tickets"}, "times": 1, "then": {"status": 401}}
    requests.post(f"{shop.url}/_sandbox/faults", json=refused, timeout=5).raise_for_status()

    assert (3, "") == ((result := run("tickets", "search", "status:2")).exit_code, result.stdout)


def test_a_day_that_holds_too_much_is_no_passing_trouble(tmp_path: Path) -> None:
    """Everything else is on stdout by then; trying again would not help."""
    row = json.dumps({"text": "It hums", "created_at": "2024-05-05T12:00:00Z"})
    file = tmp_path / "tickets.jsonl"
    file.write_text("\n".join([row] * 302))
    with Sandbox.start(seed=str(file)) as sandbox:
        env = {"FRESHDESK_URL": sandbox.url, "FRESHDESK_API_KEY": "key", "FRESHDESK_DOMAIN": "", "REDIS_URL": ""}
        result = CliRunner(env=env).invoke(group(), ["tickets", "search", "status:2", "--limit", "500", "--jsonl"])

    assert 1 == result.exit_code
    assert 300 == len(result.stdout.splitlines())
    assert "2024-05-05; search these apart" in result.stderr


def test_at_a_terminal_it_is_a_table_that_fits(shop: Sandbox) -> None:
    leader, follower = pty.openpty()
    env = clean_environment(FRESHDESK_URL=shop.url, FRESHDESK_API_KEY="key", COLUMNS="90", TERM="xterm")
    command = [sys.executable, "-m", "assistant", "tickets", "list", "--limit", "4"]
    done = subprocess.run(
        command, env=env, cwd=ROOT, stdout=follower, stderr=subprocess.DEVNULL, timeout=60, check=True
    )
    os.close(follower)
    shown = os.read(leader, 20_000).decode()
    os.close(leader)

    assert 0 == done.returncode
    assert "\t" not in shown
    assert "───" in shown
    assert max(len(line) for line in shown.splitlines() if "\x1b" not in line) <= 90
