"""Which tickets the list shows and in what order (freshdesk-api 4.4)."""

from __future__ import annotations

from collections.abc import Callable

from flask import request

from assistant.sandbox import errors
from assistant.sandbox.checks import moment
from assistant.sandbox.clock import iso
from assistant.sandbox.state import JSON, Desk

WINDOW = 30 * 86400
FILTERS = ("new_and_my_open", "watching", "spam", "deleted", "all_tickets")
ORDERS = ("created_at", "due_by", "updated_at", "status")


def selected(desk: Desk) -> list[JSON]:
    """Tickets of the request's filters, sorted. Raises Refused 400."""
    tests = [test for test in (_filter(desk), _since(desk), _person(desk)) if test is not None]
    rows = [ticket for ticket in desk.tickets.values() if all(test(ticket) for test in tests)]
    order, direction = _one_of("order_by", ORDERS, "created_at"), _one_of("order_type", ("asc", "desc"), "desc")
    rows.sort(key=lambda ticket: (ticket[order], ticket["id"]), reverse=direction == "desc")
    return rows


def _one_of(name: str, allowed: tuple[str, ...], default: str) -> str:
    value = request.args.get(name, default)
    if value not in allowed:
        raise errors.invalid(name, f"It should be one of these values: '{','.join(allowed)}'")
    return value


def _filter(desk: Desk) -> Callable[[JSON], bool]:
    """Deleted and spam tickets only show when asked for."""
    me = desk.me["id"]

    def live(ticket: JSON) -> bool:
        return not ticket.get("deleted") and not ticket["spam"]

    tests: dict[str, Callable[[JSON], bool]] = {
        "new_and_my_open": lambda t: live(t) and t["status"] == 2 and t["responder_id"] in (None, me),
        "watching": lambda t: live(t) and me in desk.watchers.get(t["id"], ()),
        "spam": lambda t: t["spam"] and not t.get("deleted"),
        "deleted": lambda t: bool(t.get("deleted")),
        "all_tickets": live,
    }
    return tests[_one_of("filter", FILTERS, "all_tickets")]


def _since(desk: Desk) -> Callable[[JSON], bool]:
    """updated_since is inclusive; without it only what was created in the last 30 days shows."""
    text = request.args.get("updated_since")
    if text is None:
        oldest = iso(desk.clock.now() - WINDOW)
        return lambda ticket: ticket["created_at"] >= oldest
    since = moment(text)
    if since is None:
        raise errors.invalid("updated_since", "It should be in the 'combined date and time ISO8601' format")
    stamp = iso(since)
    return lambda ticket: ticket["updated_at"] >= stamp


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
