"""Which tickets the list shows and in what order (freshdesk-api 4.4)."""

from __future__ import annotations

from collections.abc import Callable

from flask import request

from assistant.sandbox import errors
from assistant.sandbox.checks import moment
from assistant.sandbox.clock import iso
from assistant.sandbox.listing import ORDERS as KEPT
from assistant.sandbox.listing import Key
from assistant.sandbox.state import JSON, Desk

WINDOW = 30 * 86400
FILTERS = ("new_and_my_open", "watching", "spam", "deleted", "all_tickets")
ORDERS = ("created_at", "due_by", "updated_at", "status")


def selected(desk: Desk) -> list[Key]:
    """(value of the order, id) of the tickets of the request's filters, sorted. Raises Refused 400."""
    order, direction = _one_of("order_by", ORDERS, "created_at"), _one_of("order_type", ("asc", "desc"), "desc")
    named, person = _filter(desk), _person(desk)
    dated, first = _since(desk)
    if named is None and order in KEPT:
        keys = desk.listing.since(order, first if order == dated else "")
    else:
        keys = sorted((ticket[order], ticket["id"]) for ticket in desk.tickets.values() if (named or _live)(ticket))
    if person or order != dated or named:
        rows = desk.tickets
        keys = [key for key in keys if rows[key[1]][dated] >= first and (person is None or person(rows[key[1]]))]
    return keys if direction == "asc" else keys[::-1]


def _one_of(name: str, allowed: tuple[str, ...], default: str) -> str:
    value = request.args.get(name, default)
    if value not in allowed:
        raise errors.invalid(name, f"It should be one of these values: '{','.join(allowed)}'")
    return value


def _live(ticket: JSON) -> bool:
    return not ticket.get("deleted") and not ticket["spam"]


def _filter(desk: Desk) -> Callable[[JSON], bool] | None:
    """Deleted and spam tickets only show when asked for. None for all that are neither."""
    me = desk.me["id"]
    tests: dict[str, Callable[[JSON], bool] | None] = {
        "new_and_my_open": lambda t: _live(t) and t["status"] == 2 and t["responder_id"] in (None, me),
        "watching": lambda t: _live(t) and me in desk.watchers.get(t["id"], ()),
        "spam": lambda t: t["spam"] and not t.get("deleted"),
        "deleted": lambda t: bool(t.get("deleted")),
        "all_tickets": None,
    }
    return tests[_one_of("filter", FILTERS, "all_tickets")]


def _since(desk: Desk) -> tuple[str, str]:
    """The field and the least it may be. updated_since is inclusive; without it only what was created in the last
    30 days shows."""
    text = request.args.get("updated_since")
    if text is None:
        return "created_at", iso(desk.clock.now() - WINDOW)
    since = moment(text)
    if since is None:
        raise errors.invalid("updated_since", "It should be in the 'combined date and time ISO8601' format")
    return "updated_at", iso(since)


def _person(desk: Desk) -> Callable[[JSON], bool] | None:
    """One requester or one company."""
    wanted = {}
    for name in ("requester_id", "company_id"):
        if name in request.args:
            text = request.args[name]
            if not text.isascii() or not text.isdigit():
                raise errors.invalid(name, "It should be a positive whole number", "datatype_mismatch")
            wanted[name] = int(text)
    if "email" in request.args:
        wanted["requester_id"] = desk.user_by_email(request.args["email"]) or -1
    if "unique_external_id" in request.args:
        external = request.args["unique_external_id"]
        owners = (c["id"] for c in desk.contacts.values() if c["unique_external_id"] == external)
        wanted["requester_id"] = next(owners, -1)
    return (lambda ticket: all(ticket[k] == v for k, v in wanted.items())) if wanted else None
