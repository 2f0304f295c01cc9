"""/api/v1: the same for programs. `access.py` asks them for their token."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from flask import Blueprint

from assistant.core.records import Record
from assistant.usecases.take_webhook import take_webhook
from assistant.web.problems import Problem
from assistant.web.services import services

MAX_ID = 2**63 - 1

api = Blueprint("api", __name__, url_prefix="/api/v1")


@api.post(f"/tickets/<int(max={MAX_ID}):ticket_id>/look")
def look(ticket_id: int) -> tuple[dict[str, int], int]:
    """202: the ticket will be looked at."""
    take_webhook(_positive(ticket_id), store=services().store, queue=services().queue, why="api")
    return {"ticket": ticket_id}, 202


@api.get(f"/drafts/<int(max={MAX_ID}):draft_id>")
def draft(draft_id: int) -> dict[str, Any]:
    """One draft; 404 if there is none by that number."""
    record = services().store.draft(_positive(draft_id))
    if record is None:
        raise Problem(404, "There is no draft by that number.")
    return draft_json(record)


def _positive(number: int) -> int:
    if number < 1:
        raise Problem(404, "Numbers start at 1.")
    return number


def draft_json(record: Record) -> dict[str, Any]:
    """The draft as programs read it: `reply` is customer-ready HTML. Never the mark of its note."""
    return {
        "id": record.id,
        "ticket": record.ticket_id,
        "revision": record.revision,
        "state": record.state,
        "why": record.why,
        "note_id": record.note_id,
        "created_at": record.created_at.isoformat(),
        **asdict(record.draft),
    }
