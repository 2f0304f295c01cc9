"""The account as a file: a ZIP of JSON, one file a resource (freshdesk-api 6.11)."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from assistant.sandbox.clock import iso
from assistant.sandbox.state import JSON, Desk

RESOURCES: Mapping[str, tuple[str, ...]] = {
    "tickets": ("notes", "attachments", "ticket_states", "schema_less_ticket", "requester"),
    "archive_tickets": ("notes", "attachments"),
    "contacts": (),
    "companies": ("company_domains",),
    "groups": ("agent_groups",),
    "forums": ("posts",),
    "canned_responses": ("all_canned_responses",),
    "surveys": ("survey_handles", "survey_results", "survey_questions"),
    "solutions": (),
}
"""Resource -> what may be included with it."""


def written(desk: Desk, resources: Iterable[JSON], start: float, end: float) -> bytes:
    """The records made between two instants."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for resource in resources:
            rows = _rows(desk, resource["name"], resource.get("include") or [])
            kept = [row for row in rows if iso(start) <= row["created_at"] <= iso(end)]
            archive.writestr(f"{resource['name']}.json", json.dumps(kept, ensure_ascii=False))
    return content.getvalue()


def _rows(desk: Desk, name: str, include: Iterable[str]) -> Iterable[JSON]:
    known: Mapping[str, Iterable[JSON]] = {
        "contacts": desk.contacts.values(),
        "companies": desk.companies.values(),
        "groups": desk.groups.values(),
        "canned_responses": desk.canned_responses.values(),
        "surveys": [{**row, **_results(desk, row, include)} for row in desk.surveys.values()],
        "solutions": desk.articles.values(),
    }
    if name == "tickets":
        return [_ticket(desk, row, include) for row in desk.tickets.values()]
    return known.get(name, ())


def _ticket(desk: Desk, ticket: JSON, include: Iterable[str]) -> JSON:
    more: Mapping[str, Callable[[], Any]] = {
        "notes": lambda: desk.thread(ticket["id"]),
        "ticket_states": lambda: desk.stats[ticket["id"]],
        "requester": lambda: desk.person(ticket["requester_id"]),
    }
    return {**ticket, **{name: more[name]() for name in include if name in more}}


def _results(desk: Desk, survey: JSON, include: Iterable[str]) -> JSON:
    rows = [row for row in desk.ratings.values() if row["survey_id"] == survey["id"]]
    return {"survey_results": rows} if "survey_results" in include else {}
