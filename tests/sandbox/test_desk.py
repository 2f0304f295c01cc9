"""What the files of the demo shop promise to everybody who reads them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import liquid
import pytest

DESK = Path(__file__).parents[2] / "assistant" / "sandbox" / "desk"
SOURCES = {1: "email", 2: "portal", 3: "phone", 7: "chat", 9: "feedback widget"}
HOST = re.compile(r"(?:@|://|\bwww\.)((?:[a-z0-9-]+\.)+[a-z]{2,})\b", re.IGNORECASE)


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DESK / name).read_text("utf-8").splitlines()]


ACCOUNT = json.loads((DESK / "account.json").read_text("utf-8"))
CANNED, ARTICLES, TICKETS = rows("canned_responses.jsonl"), rows("articles.jsonl"), rows("tickets.jsonl")


def names(kind: str) -> set[str]:
    return {row["name"] for row in ACCOUNT[kind]}


def thread(ticket: dict[str, Any]) -> str:
    return " ".join([ticket["subject"], ticket["description"], *(entry["body"] for entry in ticket["then"])])


def test_the_desk_is_large_enough_to_be_believed():
    assert (42, 30, 20) == (len(TICKETS), len(CANNED), len(ARTICLES))
    assert (5, 3, 6) == (
        len(ACCOUNT["canned_response_folders"]),
        len(ACCOUNT["solution_categories"]),
        sum(len(category["folders"]) for category in ACCOUNT["solution_categories"]),
    )


def test_the_first_agent_is_the_assistants_own():
    assert "Deskhand" == ACCOUNT["agents"][0]["name"]
    assert len(ACCOUNT["agents"]) > 2, "people answer tickets too"


def test_every_ticket_has_the_same_keys():
    keys = {
        "from",
        "subject",
        "description",
        "source",
        "type",
        "priority",
        "cc",
        "group",
        "tags",
        "custom_fields",
        "then",
    }
    assert [] == [ticket["subject"] for ticket in TICKETS if set(ticket) != keys]
    assert set() == {frozenset(ticket["from"]) for ticket in TICKETS} - {frozenset({"name", "email", "company"})}


def test_every_name_that_a_ticket_uses_is_known():
    types = set(ACCOUNT["ticket_types"])
    fields = {field["name"]: field["choices"] for field in ACCOUNT["custom_fields"]}
    for ticket in TICKETS:
        assert ticket["source"] in SOURCES
        assert ticket["type"] in types | {None}
        assert ticket["group"] in names("groups")
        assert ticket["from"]["company"] in names("companies") | {None}
        assert all(value in (fields[name] or [value]) for name, value in ticket["custom_fields"].items())
        assert {entry["from"] for entry in ticket["then"]} <= {"customer", "agent", "cc", "automation"}


def test_only_a_ticket_with_a_cc_has_an_entry_by_the_person_in_cc():
    writes = [ticket for ticket in TICKETS if any(entry["from"] == "cc" for entry in ticket["then"])]
    assert writes
    assert all(ticket["cc"] for ticket in writes)


def test_every_canned_response_is_in_a_known_folder_and_for_known_groups():
    assert {row["folder"] for row in CANNED} == names("canned_response_folders")
    assert {group for row in CANNED for group in row["groups"]} <= names("groups")
    assert [row["title"] for row in CANNED if (row["visibility"] == 2) != bool(row["groups"])] == []


def test_personal_folders_hold_personal_responses_only():
    personal = {folder["name"] for folder in ACCOUNT["canned_response_folders"] if folder["personal"]}
    assert [row["title"] for row in CANNED if (row["visibility"] == 1) != (row["folder"] in personal)] == []


def test_every_article_is_in_a_known_folder_of_its_category():
    known = {
        (category["name"], folder["name"])
        for category in ACCOUNT["solution_categories"]
        for folder in category["folders"]
    }
    assert known == {(row["category"], row["folder"]) for row in ARTICLES}


def test_articles_are_public_for_customers_for_agents_and_unfinished():
    seen = {folder["visibility"] for category in ACCOUNT["solution_categories"] for folder in category["folders"]}
    assert {1, 2, 3} == seen
    assert 1 == sum(row["status"] == 1 for row in ARTICLES), "one draft"


def test_mailboxes_belong_to_known_groups_and_products():
    assert {box["group"] for box in ACCOUNT["mailboxes"]} <= names("groups") | {None}
    assert {box["product"] for box in ACCOUNT["mailboxes"]} <= names("products") | {None}


@pytest.mark.parametrize("kind", [CANNED, ARTICLES])
def test_titles_are_unique(kind: list[dict[str, Any]]):
    titles = [row["title"] for row in kind]
    assert sorted(set(titles)) == sorted(titles)


@pytest.mark.parametrize("row", CANNED, ids=lambda row: row["title"])
def test_a_canned_response_is_valid_liquid(row: dict[str, Any]):
    ticket = {
        "id": 7,
        "requester": {"firstname": "ada", "name": "Ada"},
        "agent": {"name": "Ida"},
        "portal_name": "Larkhob",
        "company": {"name": "Ada Ltd"},
        "cf_order_number": "LH-1",
    }
    filled = liquid.parse(row["body"]).render(ticket=ticket)
    assert "ada" in filled.lower()
    assert "{" not in filled


@pytest.mark.parametrize("name", ["account.json", "canned_responses.jsonl", "articles.jsonl", "tickets.jsonl"])
def test_every_address_is_one_that_nobody_can_own(name: str):
    hosts = HOST.findall((DESK / name).read_text("utf-8"))
    assert hosts, "else the pattern is wrong"
    assert [] == [host for host in hosts if host.rsplit(".", 1)[1] not in ("example", "test", "invalid")]


def test_prices_and_terms_agree_wherever_they_are_said():
    """Responses and articles are written apart: each amount of a response stands in an article or a product."""
    amount = re.compile(r"\d+\.\d\d EUR")
    source = " ".join(row["body"] for row in ARTICLES) + " ".join(row["description"] for row in ACCOUNT["products"])
    said = {found for row in CANNED for found in amount.findall(row["body"])}
    assert {"50.00 EUR"} == said - set(amount.findall(source)), "no article tells of the welcome code"


def test_the_first_ticket_is_one_that_the_desk_can_answer():
    first = TICKETS[0]
    assert "LH-20931" == first["custom_fields"]["cf_order_number"]
    assert "replacement" in first["description"]
    assert any("replacement" in row["title"] for row in CANNED)
    assert any("replacement" in row["body"] for row in ARTICLES)


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        ("an empty body", lambda t: t["description"] == ""),
        ("a phone call", lambda t: t["source"] == 3),
        ("a chat", lambda t: t["source"] == 7),
        ("a quoted mail from Gmail", lambda t: "gmail_quote" in t["description"]),
        ("a mail from Word", lambda t: "<o:p>" in t["description"]),
        ("a telephone's signature", lambda t: "Sent from my iPhone" in t["description"]),
        ("hidden text", lambda t: "display:none" in t["description"]),
        ("a script", lambda t: "<script>" in t["description"]),
        ("orders to the model", lambda t: "Ignore all previous instructions" in t["description"]),
        ("braces of our own template language", lambda t: "{{ticket." in t["description"]),
        ("an answer followed by a question", lambda t: [e["from"] for e in t["then"]][-2:] == ["agent", "customer"]),
        ("an automation", lambda t: any(e["from"] == "automation" for e in t["then"])),
        ("Japanese", lambda t: "よろしく" in thread(t)),
    ],
)
def test_the_tickets_hold(kind: str, found: Any):
    assert any(map(found, TICKETS)), kind
