"""Search of tickets, contacts, companies and articles (freshdesk-api 7)."""

from __future__ import annotations

from functools import partial
from operator import itemgetter
from typing import Any

from flask import Blueprint, Response, request

from assistant.sandbox import query
from assistant.sandbox.answers import answer, the_desk
from assistant.sandbox.api.find import without
from assistant.sandbox.api.solutions import matching, search_answer
from assistant.sandbox.paging import number
from assistant.sandbox.query import Read
from assistant.sandbox.state import JSON, Desk

blueprint = Blueprint("search", __name__, url_prefix="/search")

PAGE, PAGES = 30, 10
CUSTOM = {
    "custom_text": "text",
    "custom_dropdown": "text",
    "custom_number": "int",
    "custom_checkbox": "bool",
    "custom_date": "date",
}
CONTACTS = {
    "active": "bool",
    "company_id": "int",
    "email": "text",
    "phone": "text",
    "mobile": "text",
    "tag": "text",
    "language": "text",
    "time_zone": "text",
    "twitter_id": "text",
    "created_at": "date",
    "updated_at": "date",
}
COMPANIES = {"domain": "text", "created_at": "date", "updated_at": "date"}
TICKETS = {
    "agent_id": "int",
    "group_id": "int",
    "priority": "int",
    "status": "int",
    "tag": "text",
    "type": "text",
    "due_by": "date",
    "fr_due_by": "date",
    "created_at": "date",
    "updated_at": "date",
}
KEYS = {"agent_id": "responder_id", "tag": "tags", "domain": "domains"}
"""Where a searched name differs from the record's key."""


def readers(kinds: dict[str, str]) -> dict[str, tuple[str, Read]]:
    return {name: (kind, itemgetter(KEYS.get(name, name))) for name, kind in kinds.items()}


def custom_value(name: str, ticket: JSON) -> Any:
    return ticket["custom_fields"].get(name)


def ticket_fields(desk: Desk) -> dict[str, tuple[str, Read]]:
    custom = {
        row["name"]: (CUSTOM[row["type"]], partial(custom_value, row["name"]))
        for row in desk.account["custom_fields"]
        if row["type"] in CUSTOM
    }
    return {**readers(TICKETS), **custom}


def found(rows: list[JSON], fields: dict[str, tuple[str, Read]]) -> Response:
    """{"total", "results"}: 30 a page, ten pages at most."""
    page = number("page", 1, PAGES)
    test = query.parse(request.args.get("query", ""), fields)
    hits = [row for row in rows if test(row)]
    return answer({"total": len(hits), "results": hits[(page - 1) * PAGE : page * PAGE]})


@blueprint.get("/tickets")
def search_tickets() -> Response:
    """The index lags as told; deleted and spam tickets are not in it."""
    desk = the_desk()
    now = desk.clock.now()
    rows = [
        without(ticket, "attachments")
        for ticket in reversed(desk.tickets.values())
        if not ticket.get("deleted") and not ticket["spam"] and desk.searchable_from.get(ticket["id"], 0) <= now
    ]
    return found(rows, ticket_fields(desk))


@blueprint.get("/contacts")
def search_contacts() -> Response:
    rows = [contact for contact in the_desk().contacts.values() if not contact.get("deleted")]
    return found(rows, readers(CONTACTS))


@blueprint.get("/companies")
def search_companies() -> Response:
    return found(list(the_desk().companies.values()), readers(COMPANIES))


@blueprint.get("/solutions")
def search_solutions() -> Response:
    """By keyword: a bare array."""
    return answer([search_answer(article) for article in matching()])
