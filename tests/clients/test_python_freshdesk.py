"""python-freshdesk 1.3.9, unchanged, as its README says: it knows its desk by name and goes there by https.

It is told of the sandbox by its own two parameters, `proxies` and `verify` (docs/decisions/0013).
"""

from __future__ import annotations

import inspect
import re
from datetime import datetime
from pathlib import Path

import pytest
from freshdesk.api import API
from freshdesk.v2 import errors

from assistant.sandbox import Sandbox
from tests.clients.conftest import NAME
from tests.servers import ROOT


@pytest.fixture
def api(plain: str, trusted: str) -> API:
    return API(NAME, "key", verify=trusted, proxies={"https": plain})


def opened(api: API, count: int = 1, **fields: object) -> list[int]:
    given = {"email": "ana@customer.example", "description": "It stopped.", **fields}
    return [api.tickets.create_ticket(f"Grinder {number}", **given).id for number in range(count)]


def refusal(error: type[errors.FreshdeskError], call: object, *arguments: object) -> str:
    with pytest.raises(error) as caught:
        call(*arguments)
    return str(caught.value)


def test_every_method_of_its_api_is_called_here(api: API) -> None:
    parts = [part for part in vars(api).values() if type(part).__module__ == "freshdesk.v2.api"]
    parts += list(vars(api.solutions).values())
    offered = {name for part in parts for name, _ in inspect.getmembers(part, inspect.ismethod) if name[0] != "_"}
    assert set() == offered - set(re.findall(r"\.([a-z_]+)\b", Path(__file__).read_text()))


def test_a_ticket_is_created_read_changed_and_deleted(api: API) -> None:
    (number,) = opened(api, tags=["warranty"])
    api.tickets.update_ticket(number, priority=3, status=3)
    ticket = api.tickets.get_ticket(number)
    assert ("Grinder 0", "high", "pending", "portal", ["warranty"]) == (
        str(ticket),
        ticket.priority,
        ticket.status,
        ticket.source,
        ticket.tags,
    )
    assert isinstance(ticket.created_at, datetime)
    api.tickets.delete_ticket(number)
    assert [number] == [ticket.id for ticket in api.tickets.list_deleted_tickets()]


def test_a_ticket_takes_its_includes_along(api: API) -> None:
    ticket = api.tickets.get_ticket(*opened(api), "stats", "conversations", "requester", "company")
    assert ("ana@customer.example", [], None) == (
        ticket.requester["email"],
        ticket.conversations,
        ticket.stats["closed_at"],
    )


def test_attachments_go_up_as_a_form(api: API, sandbox: Sandbox, tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("receipt.txt", "photo.png")]
    for file in files:
        file.write_bytes(b"content")
    sandbox.state.account["custom_fields"] = [{"name": "cf_order", "label": "Order", "type": "custom_text"}]
    ticket = api.tickets.create_ticket(
        "Broken",
        email="ana@customer.example",
        description="See below",
        tags=["a", "b"],
        custom_fields={"cf_order": "K-1"},
        attachments=[str(file) for file in files],
    )
    assert (["receipt.txt", "photo.png"], ["a", "b"], {"cf_order": "K-1"}) == (
        [file["name"] for file in ticket.attachments],
        ticket.tags,
        ticket.custom_fields,
    )


def test_an_outbound_email_is_a_closed_ticket(api: API, sandbox: Sandbox) -> None:
    mailbox = sandbox.state.primary_mailbox["id"]
    ticket = api.tickets.create_outbound_email("News", "We moved", "ana@customer.example", mailbox)
    assert ("closed", 10) == (ticket.status, ticket._source)


def test_lists_of_tickets_are_walked_to_their_end(api: API, sandbox: Sandbox) -> None:
    numbers = opened(api, 7)
    assert numbers == [ticket.id for ticket in api.tickets.list_tickets(per_page=3)][::-1]
    assert numbers == [ticket.id for ticket in api.tickets.list_new_and_my_open_tickets()][::-1]
    assert 3 == len(api.tickets.list_tickets(filter_name=None, page=2, per_page=3))
    since = {"updated_since": "2015-01-01T00:00:00Z", "filter_name": None}
    assert 7 == len(api.tickets.list_tickets(**since, per_page=3, order_by="updated_at", order_type="asc"))
    sandbox.state.watchers[numbers[2]] = {sandbox.state.me["id"]}
    assert [numbers[2]] == [ticket.id for ticket in api.tickets.list_watched_tickets()]


def test_filters_find_tickets_page_by_page(api: API) -> None:
    opened(api, 31), opened(api, 1, priority=4, tags=["it's"])
    assert 31 == len(api.tickets.filter_tickets("priority:1 AND status:2"))
    assert 1 == len(api.tickets.filter_tickets("priority:1 AND status:2", page=2))
    assert ["urgent"] == [ticket.priority for ticket in api.tickets.filter_tickets("(priority:>3 OR tag:'x')")]
    assert "subject" in refusal(errors.FreshdeskBadRequest, api.tickets.filter_tickets, "subject:'x'")


def test_notes_and_replies_are_comments(api: API) -> None:
    (number,) = opened(api)
    note, reply = api.comments.create_note(number, "Inside"), api.comments.create_reply(number, "Outside")
    assert (True, ["ana@customer.example"]) == (note.private, reply.replied_to)
    thread = api.comments.list_comments(number)
    assert [("Inside", "note"), ("Outside", "reply")] == [(str(entry), entry.source) for entry in thread]
    for _ in range(3):
        api.comments.create_note(number, "x", private=False)
    assert (5, 2) == (
        len(api.comments.list_comments(number, per_page=2)),
        len(api.comments.list_comments(number, page=2, per_page=2)),
    )


def test_groups_and_roles_are_read(api: API) -> None:
    for listed, get in ((api.groups.list_groups(), api.groups.get_group), (api.roles.list_roles(), api.roles.get_role)):
        assert listed
        assert [each.name for each in listed] == [get(each.id).name for each in listed]


def test_a_contact_lives_dies_and_lives_again(api: API) -> None:
    contact = api.contacts.create_contact(name="Ana Duarte", email="ana@customer.example")
    assert "Freshdesk Contact" == api.contacts.get_contact(contact.id).description
    assert "Ana D." == api.contacts.update_contact(contact.id, name="Ana D.").name
    assert [contact.id] == [each.id for each in api.contacts.list_contacts(email="ana@customer.example")]
    assert [contact.id] == [each.id for each in api.contacts.filter_contacts("email:'ana@customer.example'")]
    api.contacts.soft_delete_contact(contact.id)
    assert [contact.id] == [each.id for each in api.contacts.list_contacts(state="deleted")]
    api.contacts.restore_contact(contact.id)
    assert [contact.id] == [each.id for each in api.contacts.list_contacts(per_page=1)]
    api.contacts.permanently_delete_contact(contact.id)
    refusal(errors.FreshdeskNotFound, api.contacts.get_contact, contact.id)


def test_contacts_changed_since_are_listed(api: API, sandbox: Sandbox) -> None:
    api.contacts.create_contact(name="Ana", email="ana@customer.example")
    sandbox.state.clock.advance(3600)
    since = sandbox.state.clock.stamp()
    api.contacts.create_contact(name="Ben", email="ben@customer.example")
    assert ["Ben"] == [each.name for each in api.contacts.list_contacts(_updated_since=since)]


def test_a_contact_becomes_an_agent(api: API) -> None:
    contact = api.contacts.create_contact(name="Ana", email="ana@customer.example")
    agent = api.contacts.make_agent(contact.id)
    assert ("Ana", 2, False) == (str(agent), agent.ticket_scope, agent.occasional)


def test_a_companys_life(api: API) -> None:
    company = api.companies.create_company(name="Alpen Tours", domains=["alpen.example"])
    assert "Alpen" == api.companies.update_company(company.id, name="Alpen").name
    assert ["alpen.example"] == api.companies.get_company(company.id).domains
    assert [company.id] == [each.id for each in api.companies.list_companies()]
    assert [company.id] == [each.id for each in api.companies.filter_companies("domain:'alpen.example'")]
    assert "Alpen" == api.customers.get_customer(company.id).name
    api.companies.delete_company(company.id)
    assert [] == api.companies.list_companies()


def test_a_customer_of_the_first_api_is_a_company(api: API) -> None:
    """Contacts of v2 have no customer_id: what the method wants is one that has."""
    company = api.companies.create_company(name="Alpen Tours")
    contact = api.contacts.create_contact(name="Ana", email="ana@alpen.example", company_id=company.id)
    contact.customer_id = contact.company_id
    assert "Alpen Tours" == api.customers.get_customer_from_contact(contact).name


def test_time_entries_are_listed_of_one_ticket_and_of_all(api: API) -> None:
    numbers = opened(api, 2)
    for number in numbers:
        api._post(f"tickets/{number}/time_entries", data='{"time_spent": "01:30", "note": "looked"}')
    assert numbers == sorted(entry.ticket_id for entry in api.time_entries.list_time_entries())
    assert ["looked (01:30)"] == [str(entry) for entry in api.time_entries.list_time_entries(numbers[1])]


def test_ticket_fields_are_listed_and_picked_by_type(api: API) -> None:
    assert "status" in [str(field) for field in api.ticket_fields.list_ticket_fields()]
    assert ["status"] == [field.name for field in api.ticket_fields.list_ticket_fields(type="default_status")]


def test_agents_are_read_changed_and_removed(api: API) -> None:
    me, other = api.agents.currently_authenticated_agent(), api.agents.list_agents()[-1]
    assert me.id != other.id
    assert [other.id] == [agent.id for agent in api.agents.list_agents(email=other.contact["email"])]
    assert True is api.agents.update_agent(other.id, occasional=True).occasional
    api.agents.delete_agent(other.id)
    refusal(errors.FreshdeskNotFound, api.agents.get_agent, other.id)


def test_categories_of_solutions_and_their_translations(api: API) -> None:
    categories = api.solutions.categories
    number = categories.create_category(name="Guides", description="All of them").id
    assert "Manuals" == categories.update_category(number, name="Manuals").name
    assert "Hefte" == categories.create_category_translation(number, "de", name="Hefte").name
    assert "Handbücher" == categories.update_category_translation(number, "de", name="Handbücher").name
    assert "Handbücher" == categories.get_category_translated(number, "de").name
    assert ["Manuals", "Manuals"] == [categories.get_category(number).name, categories.list_categories()[0].name]
    categories.delete_category(number)
    assert [] == categories.list_categories()


def test_folders_of_solutions_and_their_translations(api: API) -> None:
    folders, category = api.solutions.folders, api.solutions.categories.create_category(name="Guides").id
    number = folders.create_folder(category, name="Grinders", visibility=1).id
    assert "Mills" == folders.update_folder(number, name="Mills").name
    assert "Mühle" == folders.create_folder_translation(number, "de", name="Mühle").name
    assert "Mühlen" == folders.update_folder_translation(number, "de", name="Mühlen").name
    assert "Mühlen" == folders.get_folder_translated(number, "de").name
    assert ["Mills"] == [folder.name for folder in folders.list_from_category(category)]
    assert ["Mühlen"] == [folder.name for folder in folders.list_from_category_translated(category, "de")]
    assert "Mills" == folders.get_folder(number).name
    folders.delete_folder(number)
    assert [] == folders.list_from_category(category)


def test_articles_of_solutions_their_translations_and_their_search(api: API) -> None:
    articles, category = api.solutions.articles, api.solutions.categories.create_category(name="Guides").id
    folder = api.solutions.folders.create_folder(category, name="Grinders", visibility=1).id
    number = articles.create_article(folder, title="Burrs", description="<p>Clean them</p>", type=1, status=1).id
    assert ("published", "Burr") == (articles.update_article(number, title="Burr", status=2).status, "Burr")
    translated = articles.create_article_translation(number, "de", title="Mahlwerk", description="x", status=1)
    assert ("Mahlwerk", "draft") == (str(translated), translated.status)
    assert "Mahlwerke" == articles.update_article_translation(number, "de", title="Mahlwerke").title
    assert "Mahlwerke" == articles.get_article_translated(number, "de").title
    assert ["Burr"] == [article.title for article in articles.list_from_folder(folder)]
    assert ["Mahlwerke"] == [article.title for article in articles.list_from_folder_translated(folder, "de")]
    assert ("Clean them", [number]) == (
        articles.get_article(number).description_text,
        [article.id for article in articles.search("clean")],
    )
    articles.delete_article(number)
    assert [] == articles.list_from_folder(folder)


def test_its_errors_are_raised_with_what_the_desk_says(api: API, sandbox: Sandbox) -> None:
    assert "It should be present" in refusal(errors.FreshdeskBadRequest, api.companies.create_company)
    refusal(errors.FreshdeskNotFound, api.tickets.get_ticket, 99)
    sandbox.state.admin = False
    assert "not authorized" in refusal(errors.FreshdeskAccessDenied, api.agents.list_agents)
    sandbox.state.api_key = "another"
    assert "logged in" in refusal(errors.FreshdeskUnauthorized, api.agents.currently_authenticated_agent)


def test_its_limit_is_told_with_the_seconds_to_wait(api: API, sandbox: Sandbox) -> None:
    sandbox.state.api_key = None
    sandbox._switches.limiter.use("trial")
    for _ in range(50):
        api.agents.currently_authenticated_agent()
    assert re.search(r"until \d+ seconds", refusal(errors.FreshdeskRateLimited, api.ticket_fields.list_ticket_fields))


def test_what_the_docs_say_of_it_runs(sandbox: Sandbox, trusted: str) -> None:
    (snippet,) = re.findall(r"```python\n(.*?)```", (ROOT / "docs/sandbox.md").read_text(), re.DOTALL)
    exec(snippet.replace(".deskhand/sandbox/ca.pem", trusted).replace("8040", str(sandbox.port)), {})
    assert ["Grinder"] == [ticket["subject"] for ticket in sandbox.state.tickets.values()]
