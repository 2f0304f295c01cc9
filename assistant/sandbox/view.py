"""A ticket as the page shows it: values for the templates, HTML made harmless."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import Markup

from assistant.sandbox import actions
from assistant.sandbox.markup import mail_html, note_html
from assistant.sandbox.payload import PRIORITIES, SOURCES, status_label
from assistant.sandbox.state import JSON, Desk

FORWARD, PHONE = 8, 3


@dataclass(frozen=True)
class Row:
    """One line of the list."""

    id: int
    subject: str
    requester: str
    status: str
    messages: int
    notes: int
    gone: str


@dataclass(frozen=True)
class Entry:
    """One entry of the thread; `kind` is customer, agent, note or automation."""

    id: int
    kind: str
    author: str
    label: str
    at: str
    edited: bool
    body: Markup


def row_of(desk: Desk, ticket: JSON) -> Row:
    thread = desk.thread(ticket["id"], lagging=False)
    notes = sum(entry["private"] for entry in thread)
    return Row(
        ticket["id"],
        ticket["subject"] or "(no subject)",
        name_of(desk, ticket["requester_id"]),
        status_label(desk, ticket["status"]),
        1 + len(thread) - notes,
        notes,
        gone(ticket),
    )


def gone(ticket: JSON) -> str:
    return "Deleted" if ticket.get("deleted") else "Spam" if ticket["spam"] else ""


def entries(desk: Desk, ticket: JSON) -> list[Entry]:
    """The description, then the conversations, oldest first."""
    by_agent = ticket["requester_id"] in desk.agents or ticket["source"] == PHONE
    first = Entry(
        0,
        "customer",
        name_of(desk, ticket["requester_id"]),
        "noted by an agent" if by_agent else "wrote",
        shown_time(ticket["created_at"]),
        False,
        mail_html(ticket["description"] or ""),
    )
    return [first, *(entry_of(desk, ticket, row) for row in desk.thread(ticket["id"], lagging=False))]


def entry_of(desk: Desk, ticket: JSON, row: JSON) -> Entry:
    kind, label = kind_of(ticket, row)
    body = note_html(row["body"]) if kind == "note" else mail_html(row["body"])
    author = "Automation" if kind == "automation" else name_of(desk, row["user_id"])
    return Entry(row["id"], kind, author, label, shown_time(row["created_at"]), bool(row["last_edited_at"]), body)


def kind_of(ticket: JSON, row: JSON) -> tuple[str, str]:
    """(kind, what the reader is told of it)."""
    if row["private"]:
        return "note", "private note"
    if row["incoming"]:
        return "customer", "wrote" if row["user_id"] == ticket["requester_id"] else "wrote, in cc"
    if row["automation_id"] or row["auto_response"]:
        return "automation", "sent by a rule"
    if row["source"] == FORWARD:
        return "agent", "forwarded"
    return "agent", "public note" if row["source"] == actions.NOTE else "replied"


def facts(desk: Desk, ticket: JSON) -> list[tuple[str, str]]:
    """(label, value) of what is known of the ticket."""
    requester = desk.person(ticket["requester_id"]) or {}
    fields = {field["name"]: field["label"] for field in desk.account["custom_fields"]}
    known: list[tuple[str, Any]] = [
        ("E-mail", requester.get("email")),
        ("Company", desk.companies.get(ticket["company_id"] or 0, {}).get("name")),
        ("In cc", ", ".join(ticket["cc_emails"] or [])),
        ("Came by", SOURCES.get(ticket["source"])),
        ("Priority", PRIORITIES.get(ticket["priority"])),
        ("Type", ticket["type"]),
        ("Group", desk.groups.get(ticket["group_id"] or 0, {}).get("name")),
        ("Tags", ", ".join(ticket["tags"])),
        *((fields.get(name, name), value) for name, value in ticket["custom_fields"].items()),
    ]
    return [(label, str(value)) for label, value in known if value]


def name_of(desk: Desk, user_id: int | None) -> str:
    return str((desk.person(user_id) or {}).get("name") or "Unknown")


def shown_time(stamp: str) -> str:
    """'2026-03-05T09:15:00Z' as '5 Mar 2026, 09:15 UTC'."""
    return datetime.fromisoformat(stamp).strftime("%d %b %Y, %H:%M UTC").lstrip("0")
