"""What people say, as a file of tickets and the control routes tell it."""

from __future__ import annotations

from collections.abc import Callable

from assistant.sandbox import actions, build, history
from assistant.sandbox.checks import moment
from assistant.sandbox.rows import SeedError, by_name, get
from assistant.sandbox.state import JSON, Desk


def open_row(desk: Desk, row: JSON, where: str) -> int:
    """Open one ticket as a row of tickets.jsonl describes it, with the messages that follow; its id.

    With `days_ago` or `created_at` it was opened then; its messages say `hours_later` or `created_at`. `status` is what
    it ended up with, at the time of its last message; then it may have a `rating` and `time_entries`.
    """
    _check_types(row, where)
    number = row.get("id") or desk.new_ticket_id()
    if number in desk.tickets:
        raise SeedError(f"{where}: field id: ticket {number} is there already")
    began = _moment(row, where, desk.clock.now(), "days_ago", -DAY)
    with desk.clock.at(began):
        ticket = _opened(desk, row, where, number)
    at = began
    for message in row.get("then") or []:
        at = _moment(message, where, began or desk.clock.now(), "hours_later", HOUR) or at
        with desk.clock.at(at):
            _happens(desk, ticket, message, where)
    if row.get("status"):
        with desk.clock.at(at):
            actions.set_status(desk, ticket, row["status"])
            history.settle(desk, ticket)
            history.add(desk, ticket, row, where)
    return int(ticket["id"])


def _happens(desk: Desk, ticket: JSON, event: JSON, where: str) -> None:
    """A message, a change of the `status`, or both in this order."""
    if "body" in event or "status" not in event:
        say(desk, ticket, event, where)
    if "status" in event:
        actions.set_status(desk, ticket, event["status"])


def _moment(row: JSON, where: str, since: float, name: str, unit: int) -> float | None:
    """When a row or a message says that it happened, in Unix seconds; None if it does not say."""
    if row.get(name) is not None:
        if not isinstance(row[name], int | float):
            raise SeedError(f"{where}: field {name} should be a JSON number")
        return float(since + row[name] * unit)
    if row.get("created_at") is None:
        return None
    found = moment(str(row["created_at"]))
    if found is None:
        raise SeedError(f"{where}: field created_at should be an ISO 8601 time")
    return found


def _opened(desk: Desk, row: JSON, where: str, number: int) -> JSON:
    sender = row.get("from") or {"name": f"Customer {number}", "email": f"customer{number}@customer.example"}
    company = by_name(desk.companies, sender.get("company"), where, "from.company")
    email = get(sender, "email", f"{where}: from")
    requester = (
        desk.user_by_email(email)
        or build.add_contact(desk, email=email, name=sender.get("name"), company_id=company)["id"]
    )
    fields: JSON = {name: row[name] for name in ("type", "priority", "tags", "custom_fields") if row.get(name)}
    group = by_name(desk.groups, row.get("group"), where, "group")
    return actions.open_ticket(
        desk,
        requester,
        id=number,
        subject=row.get("subject") or (row.get("text") or "")[:80],
        description=row.get("description") or row.get("text") or "",
        source=row.get("source") or 1,
        cc_emails=row.get("cc") or [],
        **fields,
        **({"group_id": group} if group else {}),
    )


DAY, HOUR = 86_400, 3600
_TYPES: dict[str, type | tuple[type, ...]] = {
    "id": int,
    "status": int,
    "days_ago": (int, float),
    "created_at": str,
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
    "rating": dict,
    "time_entries": list,
}


def _check_types(row: JSON, where: str) -> None:
    for field, kind in _TYPES.items():
        if row.get(field) is not None and not isinstance(row[field], kind):
            raise SeedError(f"{where}: field {field} should be a JSON {_word(kind)}")


def _word(kind: type | tuple[type, ...]) -> str:
    return "number" if isinstance(kind, tuple) else kind.__name__


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


def _agent(desk: Desk, message: JSON) -> int:
    """The agent of that name; the first who is a person without one."""
    named = (number for number, row in desk.agents.items() if row["contact"]["name"] == message.get("agent"))
    return int(next(named, desk.human["id"]))


def _agent_says(desk: Desk, ticket: JSON, message: JSON) -> JSON:
    """A person among the agents: a reply, a public note (kind note) or, if not public, a private note."""
    public, author = message.get("public", True), _agent(desk, message)
    if public and message.get("kind", "reply") == "reply":
        more = {"source": message["source"]} if "source" in message else {}
        return actions.reply(desk, ticket, author, message["body"], ticket["support_email"], **more)
    return actions.note(desk, ticket, author, message["body"], private=not public)
