"""Raw lists: what Freshdesk gave, as it gave it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from assistant.freshdesk import Freshdesk
from assistant.freshdesk.errors import BadAnswer, BadRequest
from assistant.sandbox import Sandbox

from .server import Reply, Server

LONG_AGO = datetime(2015, 1, 1, tzinfo=UTC)


def test_a_key_that_no_model_knows_is_kept(server: Server, api: Freshdesk) -> None:
    server.replies = [Reply(200, [{"id": 7, "updated_at": "2026-01-01T00:00:00Z", "brand_new": {"a": [1, None]}}])]
    assert [{"a": [1, None]}] == [
        row["brand_new"] for page in api.raw.walk(updated_since=LONG_AGO) for row in page.items
    ]


def test_the_raw_walk_gives_what_the_walk_of_models_gives(sandbox: Sandbox, desk: Freshdesk) -> None:
    for number in range(5):
        desk.tickets.create(email=f"p{number}@example.org", subject="Hi", description="Hi")
    raw = [row["id"] for page in desk.raw.walk(updated_since=LONG_AGO, per_page=2) for row in page.items]
    models = [row.id for page in desk.tickets.walk(updated_since=LONG_AGO, per_page=2) for row in page.items]
    assert ([1, 2, 3, 4, 5], models) == (sorted(raw), raw)


def test_any_list_is_read_by_its_path(sandbox: Sandbox, desk: Freshdesk) -> None:
    ticket = desk.tickets.create(email="ana@example.org", subject="Hi", description="Hi").id
    desk.conversations.create_note(ticket, "One")
    desk.conversations.create_note(ticket, "Two")
    path = "/tickets/{ticket_id}/conversations"
    pages = list(desk.raw.pages(path, ids={"ticket_id": ticket}, per_page=1))
    assert ["One", "Two"] == [row["body_text"] for page in pages for row in page.items]


def test_one_object_is_read_by_its_path(server: Server, api: Freshdesk) -> None:
    server.replies = [Reply(200, {"id": 7, "brand_new": [1, None]})]
    assert {"id": 7, "brand_new": [1, None]} == api.raw.get("/tickets/{ticket_id}", ids={"ticket_id": 7})
    assert ["/api/v2/tickets/7"] == [asked.path for asked in server.asked]


@pytest.mark.parametrize("value", [[], None, {"subject": "x"}])
def test_an_object_without_an_id_is_a_bad_answer(server: Server, api: Freshdesk, value: object) -> None:
    server.replies = [Reply(200, value)]
    with pytest.raises(BadAnswer):
        api.raw.get("/tickets/{ticket_id}", ids={"ticket_id": 7})


@pytest.mark.parametrize("item", [None, 7, "x", {}, {"id": "7"}])
def test_an_entry_without_an_id_is_a_bad_answer(server: Server, api: Freshdesk, item: object) -> None:
    server.replies = [Reply(200, [item])]
    with pytest.raises(BadAnswer):
        list(api.raw.pages("/companies"))


@pytest.mark.parametrize("at", ["yesterday", None, 7])
def test_a_ticket_without_a_time_is_a_bad_answer(server: Server, api: Freshdesk, at: object) -> None:
    server.replies = [Reply(200, [{"id": 7, "updated_at": at}])]
    with pytest.raises(BadAnswer):
        list(api.raw.walk(updated_since=LONG_AGO))


def test_the_total_of_a_search_is_told_beyond_what_it_shows(sandbox: Sandbox, desk: Freshdesk) -> None:
    for number in range(3):
        desk.tickets.create(email=f"p{number}@example.org", subject="Hi", description="Hi")
    assert 3 == desk.raw.total("updated_at:>'2015-01-01'")
    with pytest.raises(BadRequest):
        desk.raw.total("subject:'x'")
