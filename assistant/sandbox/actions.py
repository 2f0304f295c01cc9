"""What people and programs do to a ticket, with the side effects that Freshdesk gives it.

The API and the control routes both come here. Call under the desk's lock.
"""

from __future__ import annotations

from typing import Any

from assistant.sandbox import build
from assistant.sandbox.state import JSON, Desk, Event
from assistant.sandbox.text import wrapped

OPEN, PENDING, RESOLVED, CLOSED = 2, 3, 4, 5
REPLY, NOTE = 0, 2


def open_ticket(desk: Desk, requester_id: int, **fields: Any) -> JSON:
    """A new ticket; company, mailbox and group come from requester and mailbox unless given (freshdesk-api 4.3)."""
    requester = desk.person(requester_id) or {}
    fields.setdefault("company_id", requester.get("company_id"))
    fields = {**_mailbox_fields(desk, fields), **fields}
    ticket = build.add_ticket(desk, requester_id=requester_id, **fields)
    _note_status(desk, ticket, None)
    visible_from = desk.clock.now() + desk.lag["search"]
    desk.searchable_from[ticket["id"]] = visible_from
    performer = "agent" if requester_id in desk.agents else "requester"
    desk.tell(ticket, Event("create", performer, "{ticket_action:created}"))
    return ticket


def _mailbox_fields(desk: Desk, fields: JSON) -> JSON:
    """What the mailbox gives a ticket: email_config_id wins over product_id; mail without both came to the first."""
    chosen = fields.get("email_config_id")
    if chosen is None and fields.get("product_id") is not None:
        boxes = (b["id"] for b in desk.mailboxes.values() if b["product_id"] == fields["product_id"])
        chosen = next(boxes, None)
    if chosen is None and fields.get("source") == 1:
        chosen = desk.primary_mailbox["id"]
    if chosen is None:
        return {}
    box = desk.mailboxes[chosen]
    mail = {"to_emails": [box["support_email"]]} if fields.get("source") == 1 else {}
    return {
        **mail,
        "email_config_id": chosen,
        "support_email": box["support_email"],
        "group_id": box["group_id"],
        "product_id": box["product_id"],
    }


def reply(desk: Desk, ticket: JSON, author_id: int, body: str, mailbox: str | None = None, **more: Any) -> JSON:
    """A public answer by an agent; it does not change the status. It goes out from the account's first
    mailbox, not the ticket's, unless one is named (freshdesk-api 5.3)."""
    requester = desk.person(ticket["requester_id"]) or {}
    mail = mailbox or desk.primary_mailbox["support_email"]
    known = {
        "to_emails": [requester.get("email")] if requester.get("email") else [],
        "support_email": mail,
        "from_email": f"{desk.account['name']} <{mail}>",
        **more,
    }
    entry = build.add_conversation(desk, ticket, body=body, user_id=author_id, **known)
    _agent_answered(desk, ticket)
    desk.tell(ticket, Event("update", "agent", "{reply_sent:sent}"))
    return entry


def note(desk: Desk, ticket: JSON, author_id: int, body: str, *, private: bool, **more: Any) -> JSON:
    """A note by an agent, public or private."""
    known = {"private": private, "source": NOTE, "category": 2, "bcc_emails": None, **more}
    entry = build.add_conversation(desk, ticket, body=body, user_id=author_id, **known)
    if not private and not entry["incoming"]:
        _agent_answered(desk, ticket)
    word = "private" if private else "public"
    desk.tell(ticket, Event("update", "agent", f"{{note_type:{word}}}", private=private))
    return entry


def customer_says(desk: Desk, ticket: JSON, user_id: int, body: str, *, source: int = REPLY) -> JSON:
    """Mail of the requester or of a person in cc: it reopens a ticket that was not open."""
    person = desk.person(user_id) or {}
    mail = ticket["support_email"] or desk.primary_mailbox["support_email"]
    entry = build.add_conversation(
        desk,
        ticket,
        body=body,
        user_id=user_id,
        incoming=True,
        source=source,
        category=1,
        support_email=mail,
        to_emails=[mail],
        from_email=person.get("email"),
        bcc_emails=None,
    )
    desk.stats[ticket["id"]]["requester_responded_at"] = entry["created_at"]
    if ticket["status"] != OPEN:
        _change_status(desk, ticket, OPEN)
    desk.tell(ticket, Event("update", "requester", "{reply_sent:sent}"))
    return entry


def cc_says(desk: Desk, ticket: JSON, email: str, name: str | None, body: str) -> JSON:
    """Mail of another person, who becomes a contact and stands in the ticket's cc."""
    user_id = desk.user_by_email(email) or build.add_contact(desk, email=email, name=name)["id"]
    if email not in ticket["cc_emails"]:
        ticket["cc_emails"] = [*ticket["cc_emails"], email]
        ticket["reply_cc_emails"] = [*ticket["reply_cc_emails"], email]
    return customer_says(desk, ticket, user_id, body)


def automation_says(desk: Desk, ticket: JSON, body: str, *, public: bool) -> JSON:
    """A message by a rule: no user. Rules by agents and requesters do not fire on it."""
    source = REPLY if public else NOTE
    entry = build.add_conversation(
        desk,
        ticket,
        body=body,
        private=not public,
        source=source,
        category=3 if public else 2,
        automation_id=desk.new_id(),
        automation_type_id=1,
    )
    desk.tell(ticket, Event("update", "system", "{reply_sent:sent}", private=not public))
    return entry


def _agent_answered(desk: Desk, ticket: JSON) -> None:
    stats = desk.stats[ticket["id"]]
    stats["agent_responded_at"] = desk.clock.stamp()
    stats["first_responded_at"] = stats["first_responded_at"] or stats["agent_responded_at"]


def set_status(desk: Desk, ticket: JSON, status: int, performer: str = "agent") -> None:
    """Change the status and fire the update rules, if it is another one."""
    before = ticket["status"]
    if status != before:
        _change_status(desk, ticket, status)
        desk.tell(ticket, Event("update", performer, f"{{status:{{from:{before},to:{status}}}}}"))


def _change_status(desk: Desk, ticket: JSON, status: int) -> None:
    before, ticket["status"] = ticket["status"], status
    _note_status(desk, ticket, before)
    build.touch(desk, ticket)


def _note_status(desk: Desk, ticket: JSON, before: int | None) -> None:
    """Bring the ticket's stats up to its status."""
    stats, now, status = desk.stats[ticket["id"]], desk.clock.stamp(), ticket["status"]
    stats["status_updated_at"] = now
    stats["pending_since"] = now if status == PENDING else None
    if status in (RESOLVED, CLOSED):
        stats["resolved_at"] = stats["resolved_at"] or now
        stats["closed_at"] = now if status == CLOSED else None
    elif before in (RESOLVED, CLOSED):
        stats.update(reopened_at=now, resolved_at=None, closed_at=None)


def delete(desk: Desk, ticket: JSON) -> None:
    ticket["deleted"] = True
    build.touch(desk, ticket)


def mark_spam(desk: Desk, ticket: JSON) -> None:
    ticket["spam"] = True
    build.touch(desk, ticket)


def restore(desk: Desk, ticket: JSON) -> None:
    """Take back delete and spam."""
    ticket.pop("deleted", None)
    ticket["spam"] = False
    build.touch(desk, ticket)


def merge(
    desk: Desk,
    primary: JSON,
    secondaries: list[JSON],
    author_id: int,
    *,
    note_in_primary: JSON | None = None,
    note_in_secondary: JSON | None = None,
    cc: bool = False,
) -> None:
    """Conversations move to the primary; each secondary is closed with a note that names it (freshdesk-api 4.3, 11)."""
    for secondary in secondaries:
        _move_thread(desk, secondary, primary)
        text = f"This ticket is closed and merged into ticket {primary['id']}."
        _merge_note(desk, secondary, author_id, note_in_secondary, text)
        text = f"Ticket {secondary['id']} is merged into this ticket.<br>{secondary['description']}"
        _merge_note(desk, primary, author_id, note_in_primary, text)
        if cc:
            _copy_people(desk, secondary, primary)
        set_status(desk, secondary, CLOSED)


def _copy_people(desk: Desk, source: JSON, target: JSON) -> None:
    """The requester and the cc of one ticket get copies of the other."""
    requester, own = ((desk.person(row["requester_id"]) or {}).get("email") for row in (source, target))
    people = [*(target["cc_emails"] or []), *([requester] if requester else []), *(source["cc_emails"] or [])]
    target["cc_emails"] = [email for email in dict.fromkeys(people) if email != own]


def _move_thread(desk: Desk, source: JSON, target: JSON) -> None:
    for entry_id in desk.threads[source["id"]]:
        desk.conversations[entry_id]["ticket_id"] = target["id"]
        desk.threads[target["id"]].append(entry_id)
    desk.threads[source["id"]] = []


def _merge_note(desk: Desk, ticket: JSON, author_id: int, given: JSON | None, text: str) -> None:
    asked = given or {}
    note(desk, ticket, author_id, wrapped(asked.get("body", text)), private=asked.get("private", True))


def remove_conversation(desk: Desk, ticket: JSON, entry: JSON) -> None:
    """Gone at once, whatever the lag."""
    del desk.conversations[entry["id"]]
    desk.threads[ticket["id"]].remove(entry["id"])
    build.touch(desk, ticket)
