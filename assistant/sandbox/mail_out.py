"""Mail to outsiders: a ticket is forwarded, and what they answered is answered (freshdesk-api 5.1 and 5.2)."""

from __future__ import annotations

from typing import Any

from assistant.sandbox import build
from assistant.sandbox.actions import NOTE
from assistant.sandbox.state import JSON, Desk, Event
from assistant.sandbox.text import wrapped

FORWARD = 8
FORWARDED, ANSWERED = 2, 6
"""Their categories."""


def forward(desk: Desk, ticket: JSON, author_id: int, body: str, mailbox: str | None, **more: Any) -> JSON:
    """Outsiders get the ticket; their addresses stay on it."""
    known = {"source": FORWARD, "category": FORWARDED, **more}
    entry = _sent(desk, ticket, author_id, body, mailbox, known)
    addresses = [*entry["to_emails"], *entry["cc_emails"]]
    ticket["fwd_emails"] = list(dict.fromkeys([*(ticket["fwd_emails"] or []), *addresses]))
    return entry


def reply_to_forward(desk: Desk, ticket: JSON, author_id: int, body: str, to_emails: list[str]) -> JSON:
    known = {"source": NOTE, "category": ANSWERED, "to_emails": to_emails, "has_quoted_text": True}
    return _sent(desk, ticket, author_id, body, None, known)


def copies(desk: Desk, ticket: JSON) -> list[JSON]:
    """The ticket's attachments once more, as the forward has them."""
    rows = []
    for file in ticket["attachments"]:
        number = desk.new_id()
        desk.files[number] = desk.files.get(file["id"], (file["content_type"], b""))
        url = str(file["attachment_url"]).replace(str(file["id"]), str(number))
        rows.append({**file, "id": number, "attachment_url": url})
    return rows


def _sent(desk: Desk, ticket: JSON, author_id: int, body: str, mailbox: str | None, known: JSON) -> JSON:
    mail = mailbox or desk.primary_mailbox["support_email"]
    sender = {"support_email": mail, "from_email": f'"{(desk.person(author_id) or {}).get("name")}" <{mail}>'}
    entry = build.add_conversation(desk, ticket, body=wrapped(body), user_id=author_id, private=True, **sender, **known)
    desk.tell(ticket, Event("update", "agent", "{note_type:private}", private=True))
    return entry
