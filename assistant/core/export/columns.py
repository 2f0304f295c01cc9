"""A ticket as a line of a table: columns that are known before the first ticket is read, and cells of their kind.

What fits no column is never lost: it stands as JSON in the last one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from assistant.core.export.row import JSON, dump
from assistant.core.export.wanted import Wanted

Kind = Literal["int", "real", "bool", "time", "text", "texts", "json"]
OTHER = "other_fields"


@dataclass(frozen=True)
class Column:
    """`path`: the keys that lead to its value."""

    name: str
    kind: Kind
    path: tuple[str, ...]


def _plain(kind: Kind, names: str) -> list[Column]:
    return [Column(name, kind, (name,)) for name in names.split()]


TICKET = [
    *_plain("int", "id"),
    *_plain("text", "subject type"),
    *_plain("int", "status priority source requester_id responder_id group_id company_id product_id email_config_id"),
    *_plain("text", "support_email"),
    *_plain("texts", "to_emails cc_emails fwd_emails reply_cc_emails ticket_cc_emails ticket_bcc_emails tags"),
    *_plain("bool", "spam deleted is_escalated fr_escalated nr_escalated"),
    *_plain("time", "due_by fr_due_by nr_due_by created_at updated_at"),
    *_plain("int", "association_type associated_tickets_count"),
]
DESCRIPTIONS = _plain("text", "description description_text")
EMBEDDED: Mapping[str, Sequence[tuple[str, Kind]]] = {
    "requester": [("name", "text"), ("email", "text"), ("mobile", "text"), ("phone", "text")],
    "company": [("name", "text")],
    "stats": [
        (name, "time")
        for name in (
            "first_responded_at",
            "agent_responded_at",
            "requester_responded_at",
            "status_updated_at",
            "reopened_at",
            "resolved_at",
            "closed_at",
            "pending_since",
        )
    ],
}
SAME = {("requester", "id"), ("company", "id")}
"""The ticket's own requester_id and company_id say it."""

PARTS: Mapping[str, Sequence[Column]] = {
    "conversations": [
        *_plain("int", "id ticket_id user_id"),
        *_plain("bool", "incoming private"),
        *_plain("int", "source category"),
        *_plain("text", "support_email from_email"),
        *_plain("texts", "to_emails cc_emails bcc_emails"),
        *_plain("time", "created_at updated_at"),
        *_plain("text", "body body_text"),
    ],
    "attachments": [
        *_plain("int", "id ticket_id"),
        *_plain("text", "name content_type"),
        *_plain("int", "size"),
        *_plain("text", "attachment_url thumb_url"),
        *_plain("time", "created_at updated_at"),
    ],
    "time_entries": [
        *_plain("int", "id ticket_id agent_id company_id"),
        *_plain("bool", "billable timer_running"),
        *_plain("int", "time_spent_in_seconds"),
        *_plain("text", "time_spent note"),
        *_plain("time", "start_time executed_at created_at updated_at"),
    ],
    "ratings": [
        *_plain("int", "id ticket_id survey_id user_id agent_id group_id"),
        *_plain("json", "ratings"),
        *_plain("text", "feedback"),
        *_plain("time", "created_at updated_at"),
    ],
}
"""Part -> the columns of its own table."""

CUSTOM: Mapping[str, Kind] = {"custom_number": "int", "custom_decimal": "real", "custom_checkbox": "bool"}


def columns(wanted: Wanted, custom: Iterable[tuple[str, str]], *, parts: bool) -> list[Column]:
    """Of the tickets' table. `custom`: name and type of the account's own fields; `parts`: also as columns."""
    found = [*TICKET, *(DESCRIPTIONS if wanted.descriptions else [])]
    for extra, keys in EMBEDDED.items():
        if extra in wanted.extras:
            found += [Column(f"{extra}_{key}", kind, (extra, key)) for key, kind in keys]
    taken = {column.name for column in found} | {*PARTS, OTHER}
    for name, kind in dict(custom).items():
        # An account's own field may be called as one of Freshdesk's; old ones have no prefix (freshdesk-api 4.1).
        shown = f"custom_fields_{name}" if name.lower() in taken else name
        taken.add(shown.lower())
        found.append(Column(shown, CUSTOM.get(kind, "text"), ("custom_fields", name)))
    return found + ([Column(part, "json", (part,)) for part in wanted.parts] if parts else [])


def cells(value: JSON, shape: Sequence[Column]) -> list[Any]:
    """The value of each column, None where it has none, and last what fits in none as a JSON object, or None."""
    rest = {key: dict(part) if key in _NESTED and isinstance(part, dict) else part for key, part in value.items()}
    line = [_take(rest, column) for column in shape]
    other = {key: part for key, part in _leftover(rest) if part not in (None, [], {})}
    return [*line, dump(other) if other else None]


_NESTED = {"custom_fields", *EMBEDDED}


def _take(rest: JSON, column: Column) -> Any:
    """Out of `rest`, unless it is of another kind."""
    holder = rest
    for key in column.path[:-1]:
        holder = holder.get(key) or {}
        if not isinstance(holder, dict):
            return None
    key = column.path[-1]
    if not fits(holder.get(key), column.kind):
        return None
    found = holder.pop(key, None)
    return _utc(found) if found and column.kind == "time" else found


def fits(value: Any, kind: Kind) -> bool:
    """Whether it can stand in a column of that kind; None always can."""
    match kind:
        case "text":
            return value is None or isinstance(value, str)
        case "int":
            return value is None or (isinstance(value, int) and not isinstance(value, bool) and -_MOST <= value < _MOST)
        case "bool":
            return value is None or isinstance(value, bool)
        case "time":
            return value is None or _is_time(value)
        case "texts":
            return value is None or (isinstance(value, list) and all(isinstance(each, str) for each in value))
        case "real":
            return value is None or (isinstance(value, int | float) and not isinstance(value, bool))
    return True


_MOST = 1 << 63


def _is_time(value: Any) -> bool:
    try:
        datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return False
    return True


def _utc(text: str) -> str:
    """Freshdesk writes UTC, but for some objects (freshdesk-api 1)."""
    if text.endswith("Z"):
        return text
    at = datetime.fromisoformat(text)
    return (at.astimezone(UTC) if at.tzinfo else at).replace(tzinfo=None).isoformat() + "Z"


def _leftover(rest: JSON) -> Iterator[tuple[str, Any]]:
    for key, part in rest.items():
        if key in _NESTED and isinstance(part, dict):
            left = {name: value for name, value in part.items() if value is not None and (key, name) not in SAME}
            yield key, left
        else:
            yield key, part
