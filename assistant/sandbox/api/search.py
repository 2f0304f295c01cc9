"""Search of tickets, contacts, companies and articles (freshdesk-api 7)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import partial
from operator import itemgetter
from typing import Any

from flask import Blueprint, Response, request

from assistant.sandbox import query
from assistant.sandbox.answers import answer, the_desk
from assistant.sandbox.api.find import without
from assistant.sandbox.article_search import matching, search_answer
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
STATS = ("closed_at", "resolved_at")
"""Of tickets too, in later copies of the reference."""
KEYS = {"agent_id": "responder_id", "tag": "tags", "domain": "domains"}
"""Where a searched name differs from the record's key."""


def readers(kinds: dict[str, str]) -> dict[str, tuple[str, Read]]:
    return {name: (kind, itemgetter(KEYS.get(name, name))) for name, kind in kinds.items()}


def custom_value(name: str, row: JSON) -> Any:
    return row["custom_fields"].get(name)


def with_custom(kinds: dict[str, str], rows: Collection[JSON]) -> dict[str, tuple[str, Read]]:
    """The readers of default fields and of those custom ones that can be searched."""
    custom = {
        row["name"]: (CUSTOM[row["type"]], partial(custom_value, row["name"])) for row in rows if row["type"] in CUSTOM
    }
    texts = [row["name"] for row in rows if CUSTOM.get(row["type"]) == "text"]
    return {**readers(kinds), **custom, "custom_string": ("text", partial(custom_texts, texts))}


def custom_texts(names: list[str], row: JSON) -> list[Any]:
    """What `custom_string` looks at: any text field."""
    return [value for value in map(row["custom_fields"].get, names) if value is not None]


def of_stats(desk: Desk) -> dict[str, tuple[str, Read]]:
    def read(name: str, ticket: JSON) -> Any:
        return desk.stats[ticket["id"]][name]

    return {name: ("date", partial(read, name)) for name in STATS}


def indexed(desk: Desk, rows: Iterable[JSON]) -> list[JSON]:
    """Those in the index by now, without deleted ones."""
    now = desk.clock.now()
    return [row for row in rows if not row.get("deleted") and desk.searchable_from.get(row["id"], 0) <= now]


def found(rows: list[JSON], fields: dict[str, tuple[str, Read]]) -> Response:
    """{"total", "results"}: 30 a page, ten pages at most."""
    page = number("page", 1, PAGES)
    test = query.parse(request.args.get("query", ""), fields)
    hits = [row for row in rows if test(row)]
    shown = [without(row, "attachments") for row in hits[(page - 1) * PAGE : page * PAGE]]
    return answer({"total": len(hits), "results": shown})


@blueprint.get("/tickets")
def search_tickets() -> Response:
    """The index lags as told; deleted and spam tickets are not in it."""
    desk = the_desk()
    live = indexed(desk, reversed(desk.tickets.values()))
    rows = [ticket for ticket in live if not ticket["spam"]]
    return found(rows, {**with_custom(TICKETS, desk.account["custom_fields"]), **of_stats(desk)})


@blueprint.get("/contacts")
def search_contacts() -> Response:
    desk = the_desk()
    return found(indexed(desk, desk.contacts.values()), with_custom(CONTACTS, desk.contact_fields.values()))


@blueprint.get("/companies")
def search_companies() -> Response:
    desk = the_desk()
    return found(indexed(desk, desk.companies.values()), with_custom(COMPANIES, desk.company_fields.values()))


@blueprint.get("/solutions")
def search_solutions() -> Response:
    """By keyword: a bare array."""
    return answer([search_answer(article) for article in matching()])
