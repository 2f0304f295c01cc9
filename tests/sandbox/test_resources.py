"""Contacts, companies, agents, fields, canned responses, solutions, settings (freshdesk-api 6)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from assistant.sandbox import Sandbox
from tests.sandbox.conftest import Client


@pytest.fixture(scope="module")
def shop() -> Iterator[Client]:
    """The demo shop, for tests that only read."""
    with Sandbox.start() as sandbox, Client(sandbox.url) as client:
        yield client


def first(client: Client, path: str) -> dict[str, Any]:
    row: dict[str, Any] = client.get(path).json()[0]
    return row


def test_a_contacts_company_comes_from_the_mail_domain(client: Client) -> None:
    company = client.post("/companies", json={"name": "Kettle", "domains": ["kettle.example"]}).json()["id"]
    ticket = client.open(email="rui@kettle.example")
    assert company == ticket["company_id"] == client.get(f"/contacts/{ticket['requester_id']}").json()["company_id"]


def test_an_address_in_use_is_409(client: Client) -> None:
    body = {"name": "Ana", "email": "ana@b.example"}
    assert [201, 409] == [client.post("/contacts", json=body).status_code for _ in range(2)]


def test_contacts_are_listed_by_name_and_found_by_address(client: Client) -> None:
    for name in ("Zoe", "ann"):
        client.post("/contacts", json={"name": name, "email": f"{name}@b.example"})
    assert ["ann", "Zoe"] == [c["name"] for c in client.get("/contacts").json()]
    assert ["Zoe"] == [c["name"] for c in client.get("/contacts?email=ZOE@b.example").json()]


def test_a_deleted_contact_cannot_be_changed_until_restored(client: Client) -> None:
    number = client.post("/contacts", json={"name": "A", "email": "a@b.example"}).json()["id"]
    client.delete(f"/contacts/{number}")
    assert 405 == client.put(f"/contacts/{number}", json={"name": "B"}).status_code
    client.put(f"/contacts/{number}/restore")
    assert "B" == client.put(f"/contacts/{number}", json={"name": "B"}).json()["name"]


def test_a_contact_deleted_for_good_takes_the_tickets_along(client: Client) -> None:
    requester = client.open()["requester_id"]
    assert 204 == client.delete(f"/contacts/{requester}/hard_delete?force=true").status_code
    assert 404 == client.get("/tickets/1").status_code


def test_agents_me_is_the_first_agent_of_the_seed(shop: Client) -> None:
    me = shop.get("/agents/me").json()
    assert "Deskhand" == me["contact"]["name"]
    assert me["group_ids"]


def test_the_four_shapes_of_choices(shop: Client) -> None:
    fields = {field["name"]: field for field in shop.get("/ticket_fields").json()}
    assert isinstance(fields["ticket_type"]["choices"], list)
    assert ["Open", "Being Processed"] == fields["status"]["choices"]["2"]
    assert 1 == fields["priority"]["choices"]["Low"]
    assert "choices" not in fields["subject"]


def test_canned_responses_are_read_by_folder(shop: Client) -> None:
    folder = next(f for f in shop.get("/canned_response_folders").json() if f["responses_count"])
    row = first(shop, f"/canned_response_folders/{folder['id']}/responses")
    assert row == shop.get(f"/canned_responses/{row['id']}").json()
    assert {
        "id",
        "title",
        "folder_id",
        "content",
        "content_html",
        "attachments",
        "visibility",
        "group_ids",
        "created_at",
        "updated_at",
    } == set(row)
    assert 405 == shop.get("/canned_responses").status_code


def test_articles_are_read_by_category_and_folder(shop: Client) -> None:
    category = first(shop, "/solutions/categories")["id"]
    folder = first(shop, f"/solutions/categories/{category}/folders")["id"]
    article = first(shop, f"/solutions/folders/{folder}/articles")
    assert (category, folder, 2) == (article["category_id"], article["folder_id"], article["status"])
    assert article == shop.get(f"/solutions/articles/{article['id']}").json()


def test_articles_are_searched_by_keyword(shop: Client) -> None:
    title = shop.get("/search/solutions", params={"term": "return"}).json()[0]["title"]
    assert isinstance(title, str)
    assert [] == shop.get("/search/solutions", params={"term": "zzzz"}).json()


def test_languages_and_mailboxes(shop: Client) -> None:
    assert "en" == shop.get("/settings/helpdesk").json()["primary_language"]
    box, config = first(shop, "/email/mailboxes"), first(shop, "/email_configs")
    assert (box["id"], box["support_email"]) == (config["id"], config["reply_email"])


@pytest.mark.parametrize("path", ["/roles", "/products", "/groups", "/business_hours", "/sla_policies", "/companies"])
def test_every_listed_object_has_its_times(shop: Client, path: str) -> None:
    assert all(row["created_at"] and row["updated_at"] for row in shop.get(path).json())


def test_a_form_brings_lists_custom_fields_and_files(client: Client) -> None:
    form = [
        ("email", "a@b.example"),
        ("subject", "S"),
        ("description", "D"),
        ("status", "2"),
        ("tags[]", "x"),
        ("tags[]", "y"),
        ("cc_emails[]", "c@d.example"),
    ]
    ticket = client.post("/tickets", data=form, files={"attachments[]": ("a.txt", b"hello", "text/plain")}).json()
    (file,) = ticket["attachments"]
    assert (["x", "y"], ["c@d.example"], 5) == (ticket["tags"], ticket["cc_emails"], file["size"])
    client.auth = None
    assert b"hello" == client.get(file["attachment_url"]).content
