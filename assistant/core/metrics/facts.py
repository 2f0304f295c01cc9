"""What the figures need of a ticket and of a rating, read from Freshdesk's own JSON: live or from an export."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from assistant.freshdesk.models import DONE

Mood = Literal["happy", "neutral", "unhappy"]
_CLASSIC: Mapping[int, Mood] = {1: "happy", 2: "neutral", 3: "unhappy"}


@dataclass(frozen=True, slots=True)
class TicketFacts:
    """Times are aware; None where the thing did not happen or the account does not say."""

    id: int
    created: datetime
    responded: datetime | None = None
    resolved: datetime | None = None
    """When it was resolved, else closed; None while it is open, though it may have been resolved before."""
    reopened: datetime | None = None
    respond_by: datetime | None = None
    resolve_by: datetime | None = None
    respond_late: bool = False
    """What the account itself says of the SLA; the due times go before it, where there are any."""
    resolve_late: bool = False
    status: int | None = None
    priority: int | None = None
    source: int | None = None
    type: str | None = None
    group: int | None = None
    agent: int | None = None


@dataclass(frozen=True, slots=True)
class Rating:
    """One answer to a satisfaction survey."""

    ticket: int
    at: datetime
    mood: Mood
    group: int | None = None
    agent: int | None = None


def ticket_facts(row: Mapping[str, Any]) -> TicketFacts | None:
    """Of a ticket listed with `include=stats` (freshdesk-api 4.5); None for spam, for a deleted one, for what is no
    ticket."""
    created = moment(row.get("created_at"))
    if created is None or not isinstance(row.get("id"), int) or row.get("spam") or row.get("deleted"):
        return None
    stats = row.get("stats") or {}
    status = row.get("status")
    ended = moment(stats.get("resolved_at")) or moment(stats.get("closed_at")) or moment(row.get("updated_at"))
    return TicketFacts(
        id=row["id"],
        created=created,
        responded=moment(stats.get("first_responded_at")),
        resolved=ended if status in DONE else None,
        reopened=moment(stats.get("reopened_at")),
        respond_by=moment(row.get("fr_due_by")),
        resolve_by=moment(row.get("due_by")),
        respond_late=bool(row.get("fr_escalated")),
        resolve_late=bool(row.get("is_escalated")),
        status=status,
        priority=row.get("priority"),
        source=row.get("source"),
        type=row.get("type") or None,
        group=row.get("group_id"),
        agent=row.get("responder_id"),
    )


def rating(row: Mapping[str, Any]) -> Rating | None:
    """Of a satisfaction rating (freshdesk-api 6.9); None for one without a ticket, a time or an answer."""
    at, found = moment(row.get("created_at")), mood((row.get("ratings") or {}).get("default_question"))
    if at is None or found is None or not isinstance(row.get("ticket_id"), int):
        return None
    return Rating(row["ticket_id"], at, found, row.get("group_id"), row.get("agent_id"))


def mood(answer: Any) -> Mood | None:
    """103 to 101 are happy, 100 is neutral, -101 to -103 unhappy; classic surveys have 1, 2, 3 (freshdesk-api 6.9)."""
    if not isinstance(answer, int) or isinstance(answer, bool):
        return None
    if answer in _CLASSIC:
        return _CLASSIC[answer]
    return "neutral" if answer == 100 else "happy" if answer > 100 else "unhappy" if answer < 0 else None


def moment(value: Any) -> datetime | None:
    """An aware time, of a text or a time; one without a zone is UTC (freshdesk-api 1). None for what is neither."""
    try:
        at = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at
