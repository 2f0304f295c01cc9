"""Each resource asks for the right path and reads the answer."""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from assistant.freshdesk import Freshdesk

from .server import Reply, Server

Sample = Callable[[str], Any]


def test_a_ticket_comes_with_what_was_included(api: Freshdesk, server: Server, sample: Sample) -> None:
    server.says(Reply(value=sample("ticket")))

    ticket = api.tickets.get(4107, include=("conversations", "requester", "company"))

    assert (server.asked[0].method, server.asked[0].path) == ("GET", "/api/v2/tickets/4107")
    assert server.asked[0].query == {"include": "conversations,requester,company"}
    assert (ticket.requester and ticket.requester.name) == "Ana Duarte"
    assert [each.id for each in ticket.conversations or []] == [67105080001]
    assert ticket.company is None


def test_the_key_goes_as_the_basic_user_name(api: Freshdesk, server: Server) -> None:
    server.says(Reply(value={"id": 67013460001, "contact": {"name": "Rui"}}))

    assert api.agents.me().contact.name == "Rui"
    assert "Basic " + base64.b64encode(b"the-key:X").decode() == server.asked[0].headers["authorization"]


def test_a_note_is_private_unless_it_is_said_otherwise(api: Freshdesk, server: Server, sample: Sample) -> None:
    server.says(Reply(201, sample("note")))

    note = api.conversations.create_note(4107, "<p>Draft</p>")

    assert (note.id, note.private, note.source) == (67105080005, True, None)
    assert (server.asked[0].method, server.asked[0].path) == ("POST", "/api/v2/tickets/4107/notes")
    assert server.asked[0].body == {"body": "<p>Draft</p>", "private": True}


def test_a_reply_always_says_its_copies(api: Freshdesk, server: Server, sample: Sample) -> None:
    server.says(Reply(201, sample("note")))

    api.conversations.create_reply(4107, "<p>Hi</p>", from_email="help@kettle.example")

    wanted = {"body": "<p>Hi</p>", "cc_emails": [], "bcc_emails": [], "from_email": "help@kettle.example"}
    assert wanted == server.asked[0].body


def test_conversations_are_read_to_the_last_page_and_put_in_order(
    api: Freshdesk, server: Server, sample: Sample
) -> None:
    def one(number: int, hour: int) -> Any:
        return {**sample("conversation"), "id": number, "created_at": f"2026-03-05T{hour:02}:00:00Z"}

    link = f'< {server.url}/api/v2/tickets/4107/conversations?page=2&per_page=100>;rel="next"'
    server.says(Reply(value=[one(3, 11), one(1, 9)], headers={"Link": link}), Reply(value=[one(1, 9), one(2, 9)]))

    assert [each.id for each in api.conversations.list(4107)] == [1, 2, 3]
    assert [each.query for each in server.asked] == [{"per_page": "100"}, {"page": "2", "per_page": "100"}]


Call = Callable[[Freshdesk], Any]


@pytest.mark.parametrize(
    ("method", "path", "call", "value"),
    [
        ("PUT", "/conversations/5", lambda api: api.conversations.edit(5, "<p>x</p>"), "note"),
        ("DELETE", "/conversations/5", lambda api: api.conversations.delete(5), None),
        ("POST", "/tickets", lambda api: api.tickets.create(subject="Hi", email="ana@example.org"), "ticket"),
        ("PUT", "/tickets/4107", lambda api: api.tickets.update(4107, status=3), "ticket"),
        ("DELETE", "/tickets/4107", lambda api: api.tickets.delete(4107), None),
        ("PUT", "/tickets/4107/restore", lambda api: api.tickets.restore(4107), None),
        ("GET", "/contacts/7", lambda api: api.contacts.get(7), {"id": 7}),
        ("GET", "/contacts", lambda api: list(api.contacts.list(email="ana@example.org")), [{"id": 7}]),
        ("GET", "/companies/7", lambda api: api.companies.get(7), {"id": 7}),
        ("GET", "/agents", lambda api: list(api.agents.list()), [{"id": 7}]),
        ("GET", "/agents/7", lambda api: api.agents.get(7), {"id": 7}),
        ("GET", "/groups", lambda api: api.groups.list(), [{"id": 7}]),
        ("GET", "/products", lambda api: api.products.list(), [{"id": 7}]),
        ("GET", "/email/mailboxes", lambda api: api.mailboxes.list(), [{"id": 7}]),
        ("GET", "/email_configs", lambda api: api.email_configs.list(), [{"id": 7}]),
        ("GET", "/settings/helpdesk", lambda api: api.settings.helpdesk(), {"primary_language": "en"}),
        ("GET", "/ticket_fields", lambda api: api.ticket_fields.list(), [{"id": 7}]),
        ("GET", "/canned_response_folders", lambda api: api.canned_responses.folders(), [{"id": 7}]),
        ("GET", "/canned_response_folders/7/responses", lambda api: api.canned_responses.in_folder(7), [{"id": 7}]),
        ("GET", "/canned_responses/7", lambda api: api.canned_responses.get(7), {"id": 7}),
        ("GET", "/solutions/categories", lambda api: api.solutions.categories(), [{"id": 7}]),
        ("GET", "/solutions/categories/7/folders", lambda api: api.solutions.folders(7), [{"id": 7}]),
        ("GET", "/solutions/folders/7/subfolders", lambda api: api.solutions.subfolders(7), [{"id": 7}]),
        ("GET", "/solutions/folders/7/articles", lambda api: api.solutions.articles(7), [{"id": 7}]),
        ("GET", "/solutions/articles/7", lambda api: api.solutions.article(7), {"id": 7}),
    ],
)
def test_each_call_has_its_path(
    api: Freshdesk, server: Server, sample: Sample, method: str, path: str, call: Call, value: Any
) -> None:
    server.says(Reply(204) if value is None else Reply(value=sample(value) if isinstance(value, str) else value))

    result = call(api)

    assert (method, f"/api/v2{path}") == (server.asked[0].method, server.asked[0].path)
    assert (value is None) == (result is None)


def test_times_are_asked_for_in_utc(api: Freshdesk, server: Server) -> None:
    server.says(Reply(value=[]))

    list(api.tickets.pages(updated_since=datetime(2026, 3, 5, 9, 15, tzinfo=UTC), order_by="updated_at"))

    wanted = {"per_page": "100", "updated_since": "2026-03-05T09:15:00Z", "order_by": "updated_at"}
    assert wanted == server.asked[0].query


def test_a_time_without_a_zone_is_not_guessed(api: Freshdesk) -> None:
    with pytest.raises(ValueError, match="zone"):
        list(api.tickets.list(updated_since=datetime(2026, 3, 5)))  # noqa: DTZ001 -- the mistake itself


def test_an_id_cannot_reach_another_path(api: Freshdesk, server: Server) -> None:
    server.says(Reply(value={"id": 1}))

    api.contacts.get("1/../../agents/me")  # type: ignore[arg-type]

    assert server.asked[0].path == "/api/v2/contacts/1%2F..%2F..%2Fagents%2Fme"
