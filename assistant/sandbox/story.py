"""What people say, as a file of tickets and the control routes tell it."""

from __future__ import annotations

from collections.abc import Callable

from assistant.sandbox import actions, build
from assistant.sandbox.rows import SeedError, by_name, get
from assistant.sandbox.state import JSON, Desk


def open_row(desk: Desk, row: JSON, where: str) -> int:
    """Open one ticket as a row of tickets.jsonl describes it, with the messages that follow; its id."""
    _check_types(row, where)
    number = len(desk.tickets) + 1
    sender = row.get("from") or {"name": f"Customer {number}", "email": f"customer{number}@customer.example"}
    company = by_name(desk.companies, sender.get("company"), where, "from.company")
    email = get(sender, "email", f"{where}: from")
    requester = (
        desk.user_by_email(email)
        or build.add_contact(desk, email=email, name=sender.get("name"), company_id=company)["id"]
    )
    fields: JSON = {name: row[name] for name in ("type", "priority", "tags", "custom_fields") if row.get(name)}
    group = by_name(desk.groups, row.get("group"), where, "group")
    ticket = actions.open_ticket(
        desk,
        requester,
        subject=row.get("subject") or (row.get("text") or "")[:80],
        description=row.get("description") or row.get("text") or "",
        source=row.get("source") or 1,
        cc_emails=row.get("cc") or [],
        **fields,
        **({"group_id": group} if group else {}),
    )
    for message in row.get("then") or []:
        say(desk, ticket, message, where)
    return int(ticket["id"])


_TYPES: dict[str, type] = {
    "from": dict,
    "subject": str,
    "description": str,
    "text": str,
    "cc": list,
    "then": list,
    "source": int,
    "priority": int,
    "tags": list,
    "custom_fields": dict,
}


def _check_types(row: JSON, where: str) -> None:
    for field, kind in _TYPES.items():
        if row.get(field) is not None and not isinstance(row[field], kind):
            raise SeedError(f"{where}: field {field} should be a JSON {kind.__name__}")


def say(desk: Desk, ticket: JSON, message: JSON, where: str) -> JSON:
    """A message as tickets.jsonl and /_sandbox/messages write it: {"from", "body", "public"} and options."""
    speakers: dict[str, Callable[[], JSON]] = {
        "customer": lambda: actions.customer_says(
            desk, ticket, ticket["requester_id"], body, source=message.get("source", actions.REPLY)
        ),
        "cc": lambda: actions.cc_says(desk, ticket, message.get("email") or _cc(ticket), message.get("name"), body),
        "agent": lambda: _agent_says(desk, ticket, message),
        "automation": lambda: actions.automation_says(desk, ticket, body, public=message.get("public", True)),
    }
    body, who = get(message, "body", where), get(message, "from", where)
    if who not in speakers:
        raise SeedError(f"{where}: field from should be one of {', '.join(speakers)}")
    return speakers[who]()


def _cc(ticket: JSON) -> str:
    return str((ticket["cc_emails"] or ["cc@customer.example"])[0])


def _agent_says(desk: Desk, ticket: JSON, message: JSON) -> JSON:
    """A person among the agents: a reply, a public note (kind note) or, if not public, a private note."""
    public, author = message.get("public", True), desk.human["id"]
    if public and message.get("kind", "reply") == "reply":
        more = {"source": message["source"]} if "source" in message else {}
        return actions.reply(desk, ticket, author, message["body"], ticket["support_email"], **more)
    return actions.note(desk, ticket, author, message["body"], private=not public)
