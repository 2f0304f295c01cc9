"""The thread of a ticket: list, reply, note, edit, delete (freshdesk-api 5)."""

from __future__ import annotations

from html import escape

from flask import Blueprint, Response, request

from assistant.sandbox import actions, build, checks, errors, forms, mail_out
from assistant.sandbox.answers import answer, created, no_content, the_desk
from assistant.sandbox.api.find import find, live
from assistant.sandbox.checks import Rule
from assistant.sandbox.paging import paged
from assistant.sandbox.state import JSON, Desk
from assistant.sandbox.text import plain, wrapped

blueprint = Blueprint("conversations", __name__)

REPLY = {
    "body": Rule(),
    "structured_body": Rule("dict"),
    "from_email": Rule("text"),
    "user_id": Rule("int"),
    "cc_emails": Rule("emails"),
    "bcc_emails": Rule("emails"),
}
NOTE = {
    "body": Rule(),
    "structured_body": Rule("dict"),
    "private": Rule("bool"),
    "incoming": Rule("bool"),
    "notify_emails": Rule("emails"),
    "user_id": Rule("int"),
}
ANSWERED = ("id", "ticket_id", "user_id", "body", "body_text")
TAIL = ("attachments", "created_at", "updated_at")


@blueprint.get("/tickets/<int:ticket_id>/conversations")
def list_conversations(ticket_id: int) -> Response:
    """Oldest first; what is newer than the lag is not shown yet."""
    find(the_desk().tickets, ticket_id)
    return paged(the_desk().thread(ticket_id))


@blueprint.post("/tickets/<int:ticket_id>/reply")
def create_reply(ticket_id: int) -> Response:
    """A smaller object than the list gives (freshdesk-api 5.2)."""
    desk = the_desk()
    ticket, body = live(desk.tickets, ticket_id), forms.body(REPLY)
    check_body(body, REPLY, list(desk.agents))
    more: JSON = {
        "cc_emails": body.get("cc_emails") or [],
        "bcc_emails": body.get("bcc_emails") or [],
        "structured_body": body.get("structured_body"),
    }
    sender = mailbox(desk, body.get("from_email"))
    more["attachments"] = forms.attachments(desk, ticket)
    entry = actions.reply(desk, ticket, author(desk, body), text(body), sender, **more)
    shown = {
        **pick(entry, *ANSWERED, "structured_body"),
        "from_email": entry["support_email"],
        **pick(entry, "cc_emails", "bcc_emails"),
        "replied_to": entry["to_emails"],
        **pick(entry, *TAIL),
    }
    return created(shown, "conversations")


@blueprint.post("/tickets/<int:ticket_id>/notes")
def create_note(ticket_id: int) -> Response:
    """Private unless said otherwise."""
    desk = the_desk()
    ticket, body = live(desk.tickets, ticket_id), forms.body(NOTE)
    check_body(body, NOTE, [*desk.agents, *desk.contacts])
    private = body.get("private") is not False
    entry = actions.note(
        desk,
        ticket,
        author(desk, body),
        text(body),
        private=private,
        incoming=body.get("incoming") is True,
        to_emails=body.get("notify_emails") or [],
        structured_body=body.get("structured_body"),
        attachments=forms.attachments(desk, ticket),
    )
    return created(note_answer(entry), "conversations")


def note_answer(entry: JSON) -> JSON:
    """A note's answer tells a structured body only where there is one."""
    structured = ("structured_body",) if entry["structured_body"] else ()
    return {
        **pick(entry, *ANSWERED, *structured, "incoming", "private", "support_email"),
        "notified_to": entry["to_emails"],
        **pick(entry, *TAIL),
    }


@blueprint.put("/conversations/<int:number>")
def update_conversation(number: int) -> Response:
    """Only notes can be edited (freshdesk-api 5.2); 405 for anything else and on a deleted or spam ticket."""
    desk = the_desk()
    entry = find(desk.conversations, number)
    ticket, body = live(desk.tickets, entry["ticket_id"]), forms.body({"body": Rule()})
    if entry["source"] != actions.NOTE or entry["category"] == mail_out.ANSWERED:
        raise errors.not_allowed("DELETE")
    checks.check(body, {"body": Rule()}, ["body"] if "body" in body or not request.files else [])
    files = forms.attachments(desk, ticket)
    if body.get("body") is not None:
        entry.update(body=wrapped(body["body"]), body_text=plain(body["body"]))
    entry["attachments"] = [*entry["attachments"], *files]
    entry.update(last_edited_at=desk.clock.stamp(), last_edited_user_id=desk.me["id"])
    build.touch(desk, entry)
    build.touch(desk, ticket)
    return answer(note_answer(entry))


@blueprint.delete("/conversations/<int:number>")
def delete_conversation(number: int) -> Response:
    desk = the_desk()
    entry = find(desk.conversations, number)
    ticket = live(desk.tickets, entry["ticket_id"])
    actions.remove_conversation(desk, ticket, entry)
    return no_content()


def check_body(body: JSON, rules: dict[str, Rule], authors: list[int]) -> None:
    """Raises Refused 400."""
    required = [] if body.get("structured_body") else ["body"]
    checks.check(body, {**rules, "user_id": Rule("int", authors)}, required)


def text(body: JSON) -> str:
    """The body, or the words of a structured one, wrapped."""
    structured: JSON = body.get("structured_body") or {}
    parts = structured.get("body_contents")
    data = [part.get("data") for part in parts if isinstance(part, dict)] if isinstance(parts, list) else []
    words = [escape(str(each.get("content", ""))) for each in data if isinstance(each, dict)]
    return wrapped(body.get("body") or "<br>".join(words))


def author(desk: Desk, body: JSON) -> int:
    """The key's agent unless another is named (freshdesk-api 5.3)."""
    return int(body.get("user_id") or desk.me["id"])


def mailbox(desk: Desk, sender: str | None) -> str | None:
    """The bare address of the sender, which must be one of the account's. Raises Refused 400."""
    if not sender:
        return None
    address = sender.rpartition("<")[2].rstrip("> ").lower()
    known = [box["support_email"].lower() for box in desk.mailboxes.values()]
    if address not in known:
        raise errors.invalid("from_email", f"It should be one of these values: '{','.join(known)}'")
    return address


def pick(row: JSON, *keys: str) -> JSON:
    return {key: row[key] for key in keys}
