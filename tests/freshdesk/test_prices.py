"""What a call costs (freshdesk-api 2)."""

from __future__ import annotations

import pytest

from assistant.freshdesk.call import Call
from assistant.freshdesk.prices import own_limits, price
from assistant.sandbox import limits


def test_an_include_costs_one_on_a_ticket_and_two_on_the_list() -> None:
    assert price("GET /tickets/{ticket_id}", ("conversations", "requester", "company")) == 4
    assert price("GET /tickets", ("description", "requester", "stats")) == 7


def test_any_other_include_costs_one_and_no_include_nothing() -> None:
    assert (price("GET /conversations"), price("GET /contacts", ("company",))) == (1, 2)


@pytest.mark.parametrize(("include", "credits"), [(None, 1), ((), 1), (("stats",), 3), ("stats,requester", 5)])
def test_a_call_knows_its_price_from_what_it_asks_for(include: str | tuple[str, ...] | None, credits: int) -> None:
    """A link to the next page carries its includes as one text."""
    assert credits == Call("GET", "/tickets", params={"include": include}).price


@pytest.mark.parametrize(
    ("method", "template", "path"),
    [
        ("GET", "/tickets", "/tickets"),
        ("GET", "/tickets/{ticket_id}", "/tickets/1"),
        ("POST", "/tickets/{ticket_id}/notes", "/tickets/1/notes"),
    ],
)
def test_the_stand_in_reckons_the_same(method: str, template: str, path: str) -> None:
    assert (
        limits.price(method, f"/api/v2{path}", 3) == price(f"{method} {template}", ("a", "b", "c")) or method == "POST"
    )


def test_lists_and_writes_of_tickets_have_limits_of_their_own() -> None:
    assert {plan.total: plan.sub["tickets"] for plan in limits.PLANS.values() if plan.sub} == {
        total: calls for total, calls in own_limits("GET /tickets").items() if total <= 700
    }
    assert own_limits("POST /tickets")[200] == own_limits("PUT /tickets/{ticket_id}")[200] == 80
    assert own_limits("GET /contacts")[400] == 100
    assert {} == own_limits("GET /tickets/{ticket_id}")


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("POST /tickets", "/tickets"),
        ("PUT /tickets/{ticket_id}", "/tickets/1"),
        ("GET /tickets", "/tickets"),
        ("POST /tickets/outbound_email", "/tickets/outbound_email"),
        ("POST /tickets/bulk_update", "/tickets/bulk_update"),
        ("POST /tickets/bulk_delete", "/tickets/bulk_delete"),
        ("PUT /tickets/merge", "/tickets/merge"),
        ("PUT /tickets/bulk_watch", "/tickets/bulk_watch"),
        ("PUT /tickets/{ticket_id}/unwatch", "/tickets/1/unwatch"),
        ("PUT /tickets/{ticket_id}/restore", "/tickets/1/restore"),
        ("PATCH /tickets/{ticket_id}/accesses", "/tickets/1/accesses"),
        ("PUT /tickets/{ticket_id}/summary", "/tickets/1/summary"),
        ("POST /tickets/{ticket_id}/forward", "/tickets/1/forward"),
        ("GET /tickets/archived/{ticket_id}", "/tickets/archived/1"),
        ("GET /tickets/{ticket_id}/associated_tickets", "/tickets/1/associated_tickets"),
        ("DELETE /attachments/{attachment_id}", "/attachments/1"),
    ],
)
def test_client_and_stand_in_agree_on_what_has_a_limit_of_its_own(name: str, path: str) -> None:
    """Only plain creates, updates and lists are documented to have one; each of these calls is a credit."""
    method = name.partition(" ")[0]
    assert bool(own_limits(name)) == (limits.kind(method, f"/api/v2{path}") is not None)
    assert 1 == price(name) == limits.price(method, f"/api/v2{path}", 0)
