"""The parts of a ticket that `include` adds (freshdesk-api 4.5)."""

from __future__ import annotations

from collections.abc import Sequence

from flask import request

from assistant.sandbox import errors
from assistant.sandbox.api.find import without
from assistant.sandbox.state import JSON, Desk

FIRST_CONVERSATIONS = 10
SINGLE_ONLY = ("description", "description_text", "attachments", "associated_tickets_list")


def wanted(allowed: Sequence[str]) -> list[str]:
    """The names in `include`. Raises Refused 400 for one that is not allowed here."""
    names = [name.strip() for name in request.args.get("include", "").split(",") if name.strip()]
    if any(name not in allowed for name in names):
        raise errors.invalid("include", f"It should be one of these values: '{', '.join(allowed)}'")
    return names


def list_entry(ticket: JSON) -> JSON:
    return without(ticket, *SINGLE_ONLY)


def embedded(desk: Desk, ticket: JSON, names: Sequence[str]) -> JSON:
    return {key: value for name in names for key, value in _one(desk, ticket, name).items()}


def _one(desk: Desk, ticket: JSON, name: str) -> JSON:
    match name:
        case "requester":
            person = desk.person(ticket["requester_id"]) or {}
            return {"requester": {key: person.get(key) for key in ("id", "name", "email", "mobile", "phone")}}
        case "company":
            company = desk.companies.get(ticket["company_id"] or 0)
            return {"company": {"id": company["id"], "name": company["name"]} if company else {}}
        case "stats":
            return {"stats": desk.stats[ticket["id"]]}
        case "conversations":
            return {"conversations": desk.thread(ticket["id"])[:FIRST_CONVERSATIONS]}
    return {"description": ticket["description"], "description_text": ticket["description_text"]}
