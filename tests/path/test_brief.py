"""Every example of the brief that this product began from: it works here, or our error names the cure.

Where the brief was wrong about Freshdesk its own call is made first, bare, against the stand-in.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import requests
from click.testing import CliRunner, Result

from assistant.cli import group
from assistant.freshdesk import Freshdesk
from assistant.freshdesk.call import Answer
from assistant.freshdesk.errors import QueryError
from assistant.freshdesk.query import Q
from assistant.sandbox import Sandbox

NOW = datetime.now(UTC)
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
CLOSED = [
    {"text": "Kettle leaks", "days_ago": days, "status": 5, "tags": ["urgent"], "priority": 3, "then": answers}
    for days, answers in (
        (20, [{"from": "agent", "body": "<p>A new one is on its way.</p>", "hours_later": 4}]),
        (10, [{"from": "agent", "body": "<p>Please send it back.</p>", "hours_later": 8}]),
        (400, []),
    )
]
OPEN = [{"text": "Grinder hums", "days_ago": 1, "priority": 3}, {"text": "Old and open", "days_ago": 90}]
Run = Callable[..., Result]
Get = Callable[..., requests.Response]


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """The demo shop with three closed tickets and two open ones."""
    file = tmp_path_factory.mktemp("brief") / "tickets.jsonl"
    file.write_text("\n".join(map(json.dumps, [*CLOSED, *OPEN])))
    with Sandbox.start(seed=str(file)) as running:
        yield running


@pytest.fixture
def api(sandbox: Sandbox) -> Freshdesk:
    return Freshdesk(sandbox.url, "key")


@pytest.fixture
def bare(sandbox: Sandbox) -> Get:
    """The brief's own calls: curl with the key as the user and X as the password."""
    return lambda path, **params: requests.get(
        f"{sandbox.url}/api/v2/{path}", params=params, auth=("key", "X"), timeout=10
    )


@pytest.fixture
def run(sandbox: Sandbox) -> Run:
    """A command of ours."""
    env = {"FRESHDESK_URL": sandbox.url, "FRESHDESK_API_KEY": "key", "FRESHDESK_DOMAIN": "", "REDIS_URL": ""}

    def command(*arguments: str) -> Result:
        result = CliRunner(env=env).invoke(group(), arguments)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return command


def tickets(result: Result) -> list[dict[str, Any]]:
    assert 0 == result.exit_code, result.output
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


# Quick start


def test_get_all_tickets(bare: Get, run: Run) -> None:
    """The bare list has the last 30 days only, whatever the brief calls it; --since opens the window."""
    assert {4, 1, 2} == {ticket["id"] for ticket in bare("tickets").json()}
    assert {4, 1, 2} == {ticket["id"] for ticket in tickets(run("tickets", "list", "--json"))}
    assert {1, 2, 3, 4, 5} == {ticket["id"] for ticket in tickets(run("tickets", "list", "--since", "2y", "--json"))}


def test_create_a_ticket(api: Freshdesk, run: Run) -> None:
    made = api.tickets.create(
        subject="Support needed",
        description="Details of the issue...",
        email="customer@example.com",
        priority=2,
        status=2,
    )
    try:
        shown = run("tickets", "show", str(made.id)).stdout
        assert f"#{made.id} Support needed" in shown
        assert "customer@example.com" in shown
        assert "Details of the issue..." in shown
    finally:
        api.tickets.delete(made.id)


def test_get_a_contact(api: Freshdesk, run: Run) -> None:
    contact = next(api.contacts.list(email="customer1@customer.example"))

    assert "Customer 1" == api.contacts.get(contact.id).name
    assert "Customer 1" == run("contacts", "show", str(contact.id)).stdout.splitlines()[0]


# The six search queries


def test_tickets_with_specific_status_and_priority(bare: Get, api: Freshdesk, run: Run) -> None:
    query = "status:2 AND priority:3"

    assert [4] == [ticket["id"] for ticket in bare("search/tickets", query=f'"{query}"').json()["results"]]
    assert [4] == [ticket["id"] for ticket in tickets(run("tickets", "search", query, "--json"))]
    assert [4] == [ticket.id for ticket in api.tickets.search((Q.status == 2) & (Q.priority == 3))]


def test_tickets_from_a_specific_requester(bare: Get, api: Freshdesk, run: Run) -> None:
    query = "requester_email:'customer4@customer.example'"

    assert 400 == bare("search/tickets", query=f'"{query}"').status_code
    refused = run("tickets", "search", query)
    assert 2 == refused.exit_code
    assert "python -m assistant tickets list --email ADDRESS" in refused.stderr
    with pytest.raises(QueryError, match=r"api\.tickets\.list\(email="):
        api.tickets.search(query)
    cure = run("tickets", "list", "--email", "customer4@customer.example", "--json")
    assert [4] == [ticket["id"] for ticket in tickets(cure)]


def test_tickets_created_in_a_date_range(run: Run, api: Freshdesk) -> None:
    """January would also take 1 February: `:<` means "at most". `<` of values takes the day before."""
    first, last = (NOW - timedelta(days=20)).date(), (NOW - timedelta(days=10)).date()
    text = f"created_at:>'{first}' AND created_at:<'{last}'"

    assert {1, 2} == {ticket["id"] for ticket in tickets(run("tickets", "search", text, "--json"))}
    assert [1] == [ticket.id for ticket in api.tickets.search((Q.created_at >= first) & (Q.created_at < last))]


def test_tickets_with_a_specific_tag(run: Run) -> None:
    assert {1, 2, 3} == {ticket["id"] for ticket in tickets(run("tickets", "search", "tag:'urgent'", "--json"))}


def test_tickets_assigned_to_a_specific_agent(api: Freshdesk, run: Run) -> None:
    agent = next(each for each in api.agents.list() if each.contact.name == "Noor Haddad")
    api.tickets.update(5, responder_id=agent.id)

    assert [5] == [ticket["id"] for ticket in tickets(run("tickets", "search", f"agent_id:{agent.id}", "--json"))]
    assert [5] == [ticket["id"] for ticket in tickets(run("tickets", "list", "--agent", "noor haddad", "--json"))]


def test_full_text_search_in_subject_and_description(bare: Get, run: Run) -> None:
    query = "~'password reset'"

    assert 400 == bare("search/tickets", query=f'"{query}"').status_code
    refused = run("tickets", "search", query)
    assert 2 == refused.exit_code
    assert "there is no full-text search of tickets" in refused.stderr
    assert "python -m assistant knowledge search TEXT" in refused.stderr
    assert tickets(run("articles", "search", "kettle", "--json")), "articles have one"


# The filters


def test_the_filter_new_and_my_open(run: Run, api: Freshdesk) -> None:
    shown = {ticket["id"] for ticket in tickets(run("tickets", "list", "--filter", "new_and_my_open", "--json"))}

    assert 4 in shown
    assert shown == {ticket.id for ticket in api.tickets.list(filter="new_and_my_open")}


def test_the_filter_all_unresolved(bare: Get, run: Run, api: Freshdesk) -> None:
    """There is none of that name; the account's own open statuses are searched."""
    refused = run("tickets", "search", "filter=all_unresolved")

    assert 2 == refused.exit_code
    assert "python -m assistant tickets list --unresolved" in refused.stderr
    assert {4, 5} == {ticket["id"] for ticket in tickets(run("tickets", "list", "--unresolved", "--json"))}
    assert {4, 5} == {ticket.id for ticket in api.tickets.search(api.tickets.unresolved())}


def test_the_filter_updated_since(bare: Get, run: Run) -> None:
    since = f"{NOW - timedelta(days=5):%Y-%m-%dT%H:%M:%SZ}"
    found = {ticket["id"] for ticket in bare("tickets", updated_since=since).json()}

    assert 4 in found
    assert 3 not in found
    assert found == {ticket["id"] for ticket in tickets(run("tickets", "list", "--since", since, "--json"))}


def test_the_filters_requester_id_and_company_id(run: Run, api: Freshdesk) -> None:
    requester = api.tickets.get(5).requester_id
    company = api.companies.create(name="Brief Ltd")
    api.tickets.update(1, company_id=company.id)

    assert [5] == [each["id"] for each in tickets(run("tickets", "list", "--requester", str(requester), "--json"))]
    assert [1] == [each["id"] for each in tickets(run("tickets", "list", "--company", str(company.id), "--json"))]


# Embedding


def test_a_ticket_with_requester_and_company_costs_three_credits(sandbox: Sandbox) -> None:
    heard: list[Answer] = []
    ticket = Freshdesk(sandbox.url, "key", on_answer=heard.append).tickets.get(4, include=("requester", "company"))

    assert ticket.requester is not None
    assert "customer4@customer.example" == ticket.requester.email
    assert [3] == [answer.credits for answer in heard]


def test_a_list_with_stats_costs_two_credits_more_a_page_not_one(sandbox: Sandbox) -> None:
    heard: list[Answer] = []
    found = list(Freshdesk(sandbox.url, "key", on_answer=heard.append).tickets.list(include=("stats",)))

    assert all(ticket.stats is not None for ticket in found)
    assert [3] == [answer.credits for answer in heard]


# Pages and limits


def test_paginate_through_all_tickets() -> None:
    """The brief's loop asks for one page more than there is, and sees the last 30 days; ours follow the link."""
    with Sandbox.start(seed="empty") as sandbox:
        made = Freshdesk(sandbox.url, "key").tickets
        wanted = {made.create(email="a@b.example", subject="S", description="D").id for _ in range(150)}
        heard: list[Answer] = []
        api = Freshdesk(sandbox.url, "key", on_answer=heard.append)
        listed = [ticket.id for ticket in api.tickets.list(updated_since=LONG_AGO)]
        calls = len(heard)
        walked = [ticket.id for page in api.tickets.walk(updated_since=LONG_AGO) for ticket in page.items]

    assert (wanted, 150, 2) == (set(listed), len(listed), calls)
    assert (wanted, 150) == (set(walked), len(walked)), "the walk goes past page 300 too: see test_walk"


def test_retry_on_429_waits_as_long_as_freshdesk_says() -> None:
    """Not 1, 2, 4 seconds."""
    slept: list[float] = []
    with Sandbox.start(seed="empty") as sandbox:
        refusal = {"status": 429, "headers": {"Retry-After": "13"}, "body": ""}
        fault = {"match": {"method": "GET", "path": "/api/v2/tickets"}, "times": 2, "then": refusal}
        requests.post(f"{sandbox.url}/_sandbox/faults", json=fault, timeout=5).raise_for_status()
        api = Freshdesk(sandbox.url, "key", clock=lambda: sum(slept), sleep=slept.append)

        assert [] == list(api.tickets.list())

    assert 26 <= sum(slept) < 40


# The workflows


def test_export_all_tickets_to_json(run: Run, tmp_path: Path) -> None:
    """The brief's loop writes those of the last 30 days, dies at page 301 and pays for descriptions with each page."""
    file = tmp_path / "tickets.json"
    result = run("tickets", "export", "--output", str(file))
    exported = json.loads(file.read_text())

    assert 0 == result.exit_code, result.output
    assert {1, 2, 3, 4, 5} <= {ticket["id"] for ticket in exported}
    assert "Kettle leaks" in next(ticket["description"] for ticket in exported if ticket["id"] == 1)


def test_sync_contacts_from_csv(run: Run, api: Freshdesk, tmp_path: Path) -> None:
    """The brief's columns, with what breaks its string pasting: a comma, quotes, an empty cell, a contact that is there
    already."""
    company = api.companies.create(name="Sync Ltd").id
    file = tmp_path / "contacts.csv"
    rows = [
        ("name", "email", "company_id"),
        ('Duarte, "Ana"', "ana@sync.example", str(company)),
        ("Rui", "rui@sync.example", ""),
        ("Customer One", "customer1@customer.example", str(company)),
        ("Nobody", "no address", ""),
    ]
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    file.write_text(text.getvalue())

    first, second = run("contacts", "sync", str(file)), run("contacts", "sync", str(file))

    assert 1 == first.exit_code, "one row was bad and is named"
    ana, rui, one = (
        next(api.contacts.list(email=email))
        for email in ("ana@sync.example", "rui@sync.example", "customer1@customer.example")
    )
    assert ('Duarte, "Ana"', company) == (ana.name, ana.company_id)
    assert ("Rui", None) == (rui.name, rui.company_id)
    assert ("Customer One", company) == (one.name, one.company_id)
    results = list(csv.DictReader((tmp_path / "contacts.csv.results.csv").open()))
    assert 4 == len(results)
    assert 1 == second.exit_code
    assert ana.updated_at == api.contacts.get(ana.id).updated_at, "a second run writes nothing"


def test_get_ticket_metrics_of_the_months_closed_tickets(bare: Get, run: Run) -> None:
    """The brief sums `.stats` of a search, which has none, and fails where nothing was resolved."""
    found = bare("search/tickets", query='"status:5"').json()["results"]
    assert not any("stats" in ticket for ticket in found)

    total = json.loads(run("tickets", "metrics", "--since", "4w", "--json").stdout)["total"]

    assert (2, (4 + 8) / 2) == (total["resolution"]["count"], total["resolution"]["mean"] / 3600)
