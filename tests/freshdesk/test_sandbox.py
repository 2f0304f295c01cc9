"""The client against the stand-in: both were written from the API reference alone, so they check each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import requests

from assistant.freshdesk import Freshdesk
from assistant.freshdesk.errors import (
    BadRequest,
    ConnectionFailed,
    MethodNotAllowed,
    NotFound,
    RateLimited,
    Unauthorized,
)
from assistant.sandbox import Sandbox


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox.start(seed="empty", api_key="the-key") as sandbox:
        yield sandbox


@pytest.fixture
def api(sandbox: Sandbox) -> Freshdesk:
    return Freshdesk(sandbox.url, "the-key")


def control(sandbox: Sandbox, route: str, **body: Any) -> None:
    requests.post(f"{sandbox.url}/_sandbox/{route}", json=body, timeout=5).raise_for_status()


def opened(api: Freshdesk, subject: str = "Grinder stopped") -> int:
    return api.tickets.create(
        email="ana@example.org", subject=subject, description="<p>It hums.</p>", status=2, priority=1
    ).id


def test_a_thread_is_read_back_as_it_was_written(api: Freshdesk, sandbox: Sandbox) -> None:
    number = opened(api)
    note = api.conversations.create_note(number, "<p>Draft</p>")
    control(sandbox, "messages", ticket=number, **{"from": "customer"}, body="<p>Still hums</p>")

    ticket = api.tickets.get(number, include=("conversations", "requester", "company", "stats"))
    conversations = api.conversations.list(number)

    assert (ticket.subject, ticket.status) == ("Grinder stopped", 2)
    assert ticket.requester is not None
    assert ticket.requester.email == "ana@example.org"
    assert [(each.private, each.incoming) for each in conversations] == [(True, False), (False, True)]
    assert [each.id for each in conversations] == [each.id for each in ticket.conversations or []]
    assert (note.id, api.agents.me().id) == (conversations[0].id, conversations[0].user_id)


def test_a_note_is_edited_and_deleted(api: Freshdesk) -> None:
    number = opened(api)
    note = api.conversations.create_note(number, "<p>Draft</p>")

    api.conversations.edit(note.id, "<p>Better</p>")
    assert "Better" in api.conversations.list(number)[0].body
    api.conversations.delete(note.id)

    assert api.conversations.list(number) == []


def test_a_long_thread_is_read_whole(api: Freshdesk) -> None:
    number = opened(api)
    wanted = [api.conversations.create_note(number, f"<p>{n}</p>").id for n in range(130)]

    assert wanted == [each.id for each in api.conversations.list(number)]


def test_a_deleted_ticket_refuses_changes_until_it_is_restored(api: Freshdesk) -> None:
    number = opened(api)
    api.tickets.delete(number)
    with pytest.raises(MethodNotAllowed):
        api.tickets.update(number, priority=3)

    api.tickets.restore(number)

    assert api.tickets.update(number, priority=3).priority == 3


def test_tickets_are_listed_across_pages(api: Freshdesk) -> None:
    wanted = {opened(api, f"Ticket {n}") for n in range(120)}

    listed = api.tickets.list(updated_since=datetime(2020, 1, 1, tzinfo=UTC), order_by="updated_at", order_type="asc")

    assert wanted == {ticket.id for ticket in listed}


def test_refusals_have_their_kinds(api: Freshdesk, sandbox: Sandbox) -> None:
    with pytest.raises(NotFound):
        api.tickets.get(999)
    with pytest.raises(BadRequest) as caught:
        api.tickets.create(subject="Nobody asks")
    with pytest.raises(Unauthorized):
        Freshdesk(sandbox.url, "another-key").agents.me()

    assert caught.value.fields


def test_a_note_whose_answer_is_lost_may_have_landed_and_did(api: Freshdesk, sandbox: Sandbox) -> None:
    number = opened(api)
    notes = {"method": "POST", "path": "/api/v2/tickets/*/notes"}
    control(sandbox, "faults", match=notes, times=1, then={"drop_after_write": True})

    with pytest.raises(ConnectionFailed) as caught:
        api.conversations.create_note(number, "<p>Draft</p>")

    assert caught.value.may_have_landed is True
    assert len(api.conversations.list(number)) == 1


def test_reads_come_through_a_short_outage(sandbox: Sandbox, slept: list[float]) -> None:
    api = Freshdesk(sandbox.url, "the-key", sleep=slept.append)
    control(sandbox, "faults", match={"method": "GET"}, times=2, then={"status": 502, "body": "<html>"})

    assert api.agents.me().id


def test_the_trial_plan_is_met_without_a_429(sandbox: Sandbox) -> None:
    """The client counts for itself: it is held back before Freshdesk has to refuse."""
    control(sandbox, "plan", name="trial")
    statuses: list[int | None] = []
    api = Freshdesk(sandbox.url, "the-key", wait=False, on_answer=lambda answer: statuses.append(answer.status))

    def ask_until_refused() -> None:
        for _ in range(60):
            api.agents.me()

    with pytest.raises(RateLimited):
        ask_until_refused()

    assert {200} == set(statuses)
    assert 10 < len(statuses) <= 20, "of our 40 half may be taken at once, less what is left to those above"


def test_credits_that_were_foreseen_are_those_that_are_counted(sandbox: Sandbox) -> None:
    control(sandbox, "plan", name="enterprise")
    spent: list[tuple[str, float]] = []
    api = Freshdesk(sandbox.url, "the-key", on_answer=lambda answer: spent.append((answer.template, answer.credits)))
    number = opened(api)

    api.tickets.get(number, include=("conversations", "requester", "company"))
    list(api.tickets.pages(include=("stats", "description")))

    assert spent == [("/tickets", 1), ("/tickets/{ticket_id}", 4), ("/tickets", 5)]


@pytest.fixture(scope="module")
def shop() -> Iterator[Freshdesk]:
    """A client of the demo shop, for what is only read."""
    with Sandbox.start(seed="demo") as sandbox:
        yield Freshdesk(sandbox.url, "any-key")


def test_canned_responses_are_read_by_folder_and_alone(shop: Freshdesk) -> None:
    responses = [
        each for folder in shop.canned_responses.folders() for each in shop.canned_responses.in_folder(folder.id)
    ]

    assert responses
    assert shop.canned_responses.get(responses[0].id) == responses[0]


def test_agents_are_listed(shop: Freshdesk) -> None:
    assert shop.agents.me().id in {agent.id for agent in shop.agents.list()}


def test_the_choices_of_every_field_are_understood(shop: Freshdesk) -> None:
    fields = shop.ticket_fields.list()
    statuses = next(each for each in fields if each.name == "status")

    assert {2, 3, 4, 5} <= {choice.value for choice in statuses.choices}
    assert [each.name for each in fields if each.raw_choices and not each.choices] == []


def test_articles_are_found_through_their_folders(shop: Freshdesk) -> None:
    folders = [each for category in shop.solutions.categories() for each in shop.solutions.folders(category.id)]
    articles = [each for folder in folders for each in shop.solutions.articles(folder.id)]

    assert articles
    assert {each.folder_id for each in articles} <= {folder.id for folder in folders}
    assert shop.solutions.article(articles[0].id) == articles[0]


def test_the_account_tells_its_languages_groups_and_mailboxes(shop: Freshdesk) -> None:
    addresses = {each.id: each.reply_email for each in shop.email_configs.list()}

    assert shop.settings.helpdesk().primary_language == "en"
    assert all(addresses.values())
    assert [each.name for each in shop.mailboxes.list()]
    assert [each.name for each in shop.groups.list()]
    assert isinstance(shop.products.list(), list)


def test_the_requester_is_found_by_address_and_number(api: Freshdesk) -> None:
    requester = api.tickets.get(opened(api)).requester_id

    assert [requester] == [each.id for each in api.contacts.list(email="ana@example.org")]
    assert api.contacts.get(requester or 0).email == "ana@example.org"
