"""What a webhook carries: the simple and the advanced layout (freshdesk-api 9.2)."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlencode
from xml.sax.saxutils import escape

from assistant.sandbox.state import JSON, Desk, Event

SIMPLE = (
    "ticket.id",
    "ticket.subject",
    "ticket.description",
    "ticket.status",
    "ticket.priority",
    "ticket.source",
    "ticket.ticket_type",
    "ticket.url",
    "ticket.tags",
    "ticket.company.name",
    "ticket.requester.name",
    "ticket.requester.email",
    "ticket.group.name",
    "ticket.agent.name",
    "ticket.latest_public_comment",
    "triggered_event",
)

ADVANCED = """{"freshdesk_webhook": {
  "ticket_id": "{{ticket.id}}", "ticket_subject": "{{ticket.subject}}", "ticket_status": "{{ticket.status}}",
  "ticket_priority": "{{ticket.priority}}", "ticket_type": "{{ticket.ticket_type}}",
  "ticket_description": "{{ticket.description}}", "triggered_event": "{{triggered_event}}"}}"""
"""Every placeholder between quotes, as admins write it: a quote in the customer's text breaks it."""

PRIORITIES = {1: "Low", 2: "Medium", 3: "High", 4: "Urgent"}
SOURCES = {
    1: "Email",
    2: "Portal",
    3: "Phone",
    4: "Forum",
    5: "Twitter",
    6: "Facebook",
    7: "Chat",
    9: "Feedback Widget",
    10: "Outbound Email",
    11: "Ecommerce",
    12: "Bot",
    13: "Whatsapp",
}
CONTENT_TYPES = {"json": "application/json", "xml": "application/xml", "form": "application/x-www-form-urlencoded"}

_PLACEHOLDER = re.compile(r"\{\{\s*([\w.]+)[^{}]*\}\}")


def render(
    desk: Desk, ticket: JSON, event: Event, layout: str, encoding: str, template: str | None
) -> tuple[bytes, str]:
    """(body, content type). Advanced content is pasted, not encoded, so it may be broken."""
    values = placeholders(desk, ticket, event)
    if layout == "advanced":
        text = _PLACEHOLDER.sub(lambda found: str(values.get(found[1], "")), template or ADVANCED)
    else:
        text = _encoded({name.replace(".", "_"): values[name] for name in SIMPLE}, encoding)
    return text.encode(), CONTENT_TYPES[encoding]


def _encoded(fields: JSON, encoding: str) -> str:
    if encoding == "xml":
        inner = "".join(f"<{name}>{escape(str(value))}</{name}>" for name, value in fields.items())
        return f'<?xml version="1.0" encoding="UTF-8"?><freshdesk_webhook>{inner}</freshdesk_webhook>'
    if encoding == "form":
        return urlencode({f"freshdesk_webhook[{name}]": str(value) for name, value in fields.items()})
    return json.dumps({"freshdesk_webhook": fields})


def placeholders(desk: Desk, ticket: JSON, event: Event) -> dict[str, Any]:
    """Values by placeholder; numbers stay numbers, choices are the account's labels, empty is ''."""
    requester = desk.person(ticket["requester_id"]) or {}
    agent = desk.person(ticket["responder_id"]) or {}
    company = desk.companies.get(ticket["company_id"] or 0, {})
    group = desk.groups.get(ticket["group_id"] or 0, {})
    public = [row["body"] for row in desk.thread(ticket["id"], lagging=False) if not row["private"]]
    values = {
        "ticket.id": ticket["id"],
        "ticket.subject": ticket["subject"],
        "ticket.description": ticket["description"],
        "ticket.status": status_label(desk, ticket["status"]),
        "ticket.priority": PRIORITIES.get(ticket["priority"]),
        "ticket.source": SOURCES.get(ticket["source"]),
        "ticket.ticket_type": ticket["type"],
        "ticket.url": f"{desk.url}/a/tickets/{ticket['id']}",
        "ticket.tags": ", ".join(ticket["tags"]),
        "ticket.company.name": company.get("name"),
        "ticket.requester.name": requester.get("name"),
        "ticket.requester.email": requester.get("email"),
        "ticket.group.name": group.get("name"),
        "ticket.agent.name": agent.get("name"),
        "ticket.agent.email": agent.get("email"),
        "ticket.latest_public_comment": public[-1] if public else "",
        "triggered_event": event.triggered,
    }
    return {name: "" if value is None else value for name, value in values.items()}


def status_label(desk: Desk, status: int) -> str:
    labels = {row["id"]: row["agent_label"] for row in desk.account["statuses"]}
    return str(labels.get(status, status))
