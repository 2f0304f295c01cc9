"""Lists: the link header, and walks that always end (freshdesk-api 3)."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.freshdesk import Freshdesk
from assistant.freshdesk.errors import BadAnswer
from assistant.freshdesk.pagination import next_link

from .server import Reply, Server


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ('< https://a.example/api/v2/agents?page=2>;rel="next"', "https://a.example/api/v2/agents?page=2"),
        ('<https://a.example/x?a=1,2&page=2>; rel="next"', "https://a.example/x?a=1,2&page=2"),
        ("<https://a.example/x>; REL=next", "https://a.example/x"),
        ('<https://a.example/1>; rel="prev", <https://a.example/3>; rel="next"', "https://a.example/3"),
        ('<https://a.example/1>; rel="prev"', None),
        ("nonsense", None),
        ("", None),
    ],
)
def test_the_next_link_is_found_however_it_is_written(link: str, url: str | None) -> None:
    assert url == next_link({"LINK": link})


def page(server: Server, number: int, ids: list[int], path: str = "/api/v2/contacts") -> Reply:
    """A page of contacts whose link leads to page `number`."""
    return Reply(
        value=[{"id": each} for each in ids], headers={"link": f'<{server.url}{path}?page={number}>;rel="next"'}
    )


def test_a_page_says_its_number_and_whether_it_is_the_last(api: Freshdesk, server: Server) -> None:
    ticket: dict[str, Any] = {"status": 2, "created_at": "2026-03-05T09:15:00Z", "updated_at": "2026-03-05T09:15:00Z"}
    first, last = [{"id": 1, **ticket}], [{"id": 2, **ticket}]
    server.says(Reply(value=first, headers=page(server, 2, [], "/api/v2/tickets").headers), Reply(value=last))

    pages = list(api.tickets.pages(include=("stats",)))

    assert [([t.id for t in p.items], p.number, p.is_last) for p in pages] == [([1], 1, False), ([2], 2, True)]


def test_pages_are_fetched_only_as_they_are_asked_for(api: Freshdesk, server: Server) -> None:
    server.says(page(server, 2, [1]))

    next(api.contacts.list())

    assert len(server.asked) == 1


def test_an_item_that_two_pages_show_comes_once(api: Freshdesk, server: Server) -> None:
    server.says(page(server, 2, [1, 2]), Reply(value=[{"id": 2}, {"id": 3}]))

    assert [each.id for each in api.contacts.list()] == [1, 2, 3]


@pytest.mark.parametrize("number", [1, 2])
def test_a_link_that_leads_in_a_circle_ends_the_walk(api: Freshdesk, server: Server, number: int) -> None:
    server.says(page(server, 2, [1]), page(server, number, [2]))

    assert [each.id for each in api.contacts.list()] == [1, 2]


def test_a_list_that_repeats_itself_for_ever_ends(api: Freshdesk, server: Server) -> None:
    server.says(*[page(server, number, [1]) for number in range(2, 20)])

    assert [each.id for each in api.contacts.list()] == [1]
    assert len(server.asked) == 2


def test_an_empty_page_is_the_last_whatever_its_link_says(api: Freshdesk, server: Server) -> None:
    server.says(page(server, 2, []))

    assert list(api.contacts.list()) == []
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "link",
    [
        "https://evil.example/api/v2/contacts?page=2",
        "//evil.example/api/v2/contacts?page=2",
        "https://127.0.0.1/api/v2/contacts?page=2",
        "/api/v2/agents?page=2",
    ],
)
def test_a_link_that_leads_elsewhere_is_an_error_and_not_followed(api: Freshdesk, server: Server, link: str) -> None:
    """Stopping without a word would lose part of the list."""
    server.says(Reply(value=[{"id": 1}], headers={"link": f'<{link}>;rel="next"'}))

    with pytest.raises(BadAnswer, match="somewhere else"):
        list(api.contacts.list())

    assert len(server.asked) == 1


def test_a_list_that_is_no_list_is_an_error(api: Freshdesk, server: Server) -> None:
    server.says(Reply(value={"message": "hello"}))

    with pytest.raises(BadAnswer, match="not a list"):
        list(api.contacts.list())
