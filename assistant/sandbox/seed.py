"""Fills a desk: from the demo shop's files, bare, with very many tickets, or from a file of tickets."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from assistant.sandbox import actions, build
from assistant.sandbox.clock import iso
from assistant.sandbox.state import JSON, Desk

SHOP = Path(__file__).parent / "desk"
BIG = 30_050
"""Tickets of the seed `big`: more than the 300 pages of the list show (freshdesk-api 3)."""

BARE: JSON = {
    "name": "Sandbox", "support_email": "help@sandbox.example", "primary_language": "en",
    "agents": [{"name": "Deskhand", "email": "deskhand@sandbox.example"},
               {"name": "Robin Ellis", "email": "robin@sandbox.example", "job_title": "Support"}],
}
STATUSES = [(2, "Open", "Being Processed"), (3, "Pending", "Awaiting your Reply"),
            (4, "Resolved", "This ticket has been Resolved"), (5, "Closed", "This ticket has been Closed")]
EXTRA_STATUSES = [{"id": 6, "agent_label": "Waiting on Customer", "customer_label": "Awaiting your Reply"},
                  {"id": 7, "agent_label": "Waiting on Third Party", "customer_label": "Being Processed"}]
TYPES = ["Question", "Incident", "Problem", "Feature Request", "Refund"]


class SeedError(ValueError):
    """Names the file, the line and the field at fault."""


def load(desk: Desk, seed: str = "demo") -> None:
    """Fill an empty desk. `seed` is demo, empty, big, a folder laid out as the demo shop's,
    or a JSON Lines file of tickets, which are opened on the demo shop. Raises SeedError."""
    path = Path(seed)
    if seed in ("empty", "big"):
        _account(desk, BARE, "built in")
    elif seed != "demo" and path.is_dir():
        load_folder(desk, path)
        open_tickets(desk, path / "tickets.jsonl")
    else:
        load_folder(desk, SHOP)
    if seed == "big":
        _many_tickets(desk)
    elif seed != "demo" and path.is_file():
        open_tickets(desk, path)
    elif seed not in ("demo", "empty") and not path.exists():
        raise SeedError(f"{seed}: no such seed; it is demo, empty, big, a folder or a JSON Lines file")


def load_folder(desk: Desk, folder: Path) -> None:
    """Account, canned responses and articles of a folder; a missing file is an empty one."""
    file = folder / "account.json"
    _account(desk, _json(file.read_text("utf-8"), f"{file.name}: line 1") if file.exists() else BARE, file.name)
    for where, row in _rows(folder / "canned_responses.jsonl"):
        add_canned(desk, row, where)
    for where, row in _rows(folder / "articles.jsonl"):
        add_article(desk, row, where)


def open_tickets(desk: Desk, file: Path) -> list[int]:
    """Open every ticket of a JSON Lines file; their ids."""
    return [open_row(desk, row, where) for where, row in _rows(file)]


def _rows(file: Path) -> Iterator[tuple[str, JSON]]:
    lines = file.read_text("utf-8").splitlines() if file.exists() else []
    for number, line in enumerate(lines, 1):
        if line.strip():
            where = f"{file.name}: line {number}"
            yield where, _json(line, where)


def _json(text: str, where: str) -> JSON:
    try:
        value = json.loads(text)
    except ValueError as error:
        raise SeedError(f"{where}: not JSON: {error}") from None
    if not isinstance(value, dict):
        raise SeedError(f"{where}: should be a JSON object")
    return value


def _get(row: JSON, field: str, where: str) -> Any:
    if field not in row:
        raise SeedError(f"{where}: field {field} is missing")
    return row[field]


def _by_name(rows: dict[int, JSON], name: str | None, where: str, field: str) -> int | None:
    if name is None:
        return None
    found = (row["id"] for row in rows.values() if row["name"] == name)
    number: int | None = next(found, None)
    if number is None:
        raise SeedError(f"{where}: field {field}: no {name!r} in this desk")
    return number


def _account(desk: Desk, data: JSON, where: str) -> None:
    statuses = [dict(zip(("id", "agent_label", "customer_label"), row, strict=True)) for row in STATUSES]
    desk.account = {
        "name": _get(data, "name", where), "support_email": _get(data, "support_email", where),
        "primary_language": data.get("primary_language", "en"),
        "supported_languages": data.get("supported_languages", []),
        "ticket_types": data.get("ticket_types", TYPES), "custom_fields": data.get("custom_fields", []),
        "statuses": statuses + data.get("statuses", EXTRA_STATUSES),
    }
    for agent in _people(data, where):
        build.add_agent(desk, agent["name"], agent["email"], agent.get("job_title"), agent.get("signature"))
    for group in data.get("groups", [{"name": "Support"}]):
        build.add_group(desk, _get(group, "name", where), group.get("description"))
    _roles_and_products(desk, data)
    for box in data.get("mailboxes") or [{"name": desk.account["name"], "support_email": data["support_email"]}]:
        _mailbox(desk, box, where)
    for company in data.get("companies", []):
        build.add_company(desk, _get(company, "name", where), company.get("domains", []))
    _folders(desk, data, where)


def _people(data: JSON, where: str) -> list[JSON]:
    """The agents; a desk needs two, the key's own and a person."""
    agents: list[JSON] = data.get("agents", [])
    if len(agents) < 2:
        raise SeedError(f"{where}: field agents: the key's own agent and one person are needed")
    for agent in agents:
        _get(agent, "name", where), _get(agent, "email", where)
    return agents


def _roles_and_products(desk: Desk, data: JSON) -> None:
    for name in ("Account Administrator", "Administrator", "Agent"):
        role = build.dated(desk, {"id": desk.new_id(), "name": name, "description": name, "default": True,
                                  "agent_type": "support_agent"})
        desk.roles[role["id"]] = role
    for given in data.get("products", []):
        product = build.dated(desk, {"id": desk.new_id(), "name": given["name"],
                                     "description": given.get("description")})
        desk.products[product["id"]] = product


def _mailbox(desk: Desk, box: JSON, where: str) -> None:
    email = _get(box, "support_email", where)
    number = desk.new_id()
    desk.mailboxes[number] = build.dated(desk, {
        "id": number, "name": _get(box, "name", where), "support_email": email,
        "group_id": _by_name(desk.groups, box.get("group"), where, "group"),
        "product_id": _by_name(desk.products, box.get("product"), where, "product"),
        "default_reply_email": not desk.mailboxes, "active": True, "mailbox_type": "freshdesk_mailbox",
        "freshdesk_mailbox": {"forward_email": f"forward+{number}@sandbox.example"}, "failure_code": None,
    })


def _folders(desk: Desk, data: JSON, where: str) -> None:
    for given in data.get("canned_response_folders", []):
        build.add_canned_folder(desk, _get(given, "name", where), given.get("personal", False))
    for given in data.get("solution_categories", []):
        category = build.add_category(desk, _get(given, "name", where), given.get("description"))
        for folder in given.get("folders", []):
            build.add_folder(desk, category["id"], _get(folder, "name", where), folder.get("visibility", 1))


def add_canned(desk: Desk, row: JSON, where: str) -> JSON:
    """One row of canned_responses.jsonl."""
    folder = _by_name(desk.canned_folders, _get(row, "folder", where), where, "folder")
    groups = [_by_name(desk.groups, name, where, "groups") for name in row.get("groups") or []]
    return build.add_canned_response(desk, folder or 0, _get(row, "title", where), _get(row, "body", where),
                                     visibility=row.get("visibility", 0), group_ids=groups)


def add_article(desk: Desk, row: JSON, where: str) -> JSON:
    """One row of articles.jsonl."""
    category = _by_name(desk.categories, _get(row, "category", where), where, "category")
    inside = {i: folder for i, folder in desk.folders.items() if folder["category_id"] == category}
    folder = _by_name(inside, _get(row, "folder", where), where, "folder")
    return build.add_article(desk, desk.folders[folder or 0], _get(row, "title", where), _get(row, "body", where),
                             tags=row.get("tags", []), status=row.get("status", 2), type=row.get("type", 1))


def open_row(desk: Desk, row: JSON, where: str) -> int:
    """Open one ticket as a row of tickets.jsonl describes it, with the messages that follow; its id."""
    _check_types(row, where)
    sender = row.get("from") or {"name": "Jo Customer", "email": "jo@customer.example"}
    company = _by_name(desk.companies, sender.get("company"), where, "from.company")
    email = _get(sender, "email", f"{where}: from")
    requester = desk.user_by_email(email) or build.add_contact(
        desk, email=email, name=sender.get("name"), company_id=company)["id"]
    fields: JSON = {name: row[name] for name in ("type", "priority", "tags", "custom_fields") if row.get(name)}
    group = _by_name(desk.groups, row.get("group"), where, "group")
    ticket = actions.open_ticket(
        desk, requester, subject=row.get("subject") or (row.get("text") or "")[:80],
        description=row.get("description") or row.get("text") or "", source=row.get("source") or 1,
        cc_emails=row.get("cc") or [], **fields, **({"group_id": group} if group else {}))
    for message in row.get("then") or []:
        say(desk, ticket, message, where)
    return int(ticket["id"])


_TYPES: dict[str, type] = {"from": dict, "subject": str, "description": str, "text": str, "cc": list, "then": list,
                           "source": int, "priority": int, "tags": list, "custom_fields": dict}


def _check_types(row: JSON, where: str) -> None:
    for field, kind in _TYPES.items():
        if row.get(field) is not None and not isinstance(row[field], kind):
            raise SeedError(f"{where}: field {field} should be a JSON {kind.__name__}")


def say(desk: Desk, ticket: JSON, message: JSON, where: str) -> JSON:
    """A message as tickets.jsonl and /_sandbox/messages write it: {"from", "body", "public"} and options."""
    speakers: dict[str, Callable[[], JSON]] = {
        "customer": lambda: actions.customer_says(
            desk, ticket, ticket["requester_id"], body, source=message.get("source", actions.REPLY)),
        "cc": lambda: actions.cc_says(desk, ticket, message.get("email") or _cc(ticket), message.get("name"), body),
        "agent": lambda: _agent_says(desk, ticket, message),
        "automation": lambda: actions.automation_says(desk, ticket, body, public=message.get("public", True)),
    }
    body, who = _get(message, "body", where), _get(message, "from", where)
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


def _many_tickets(desk: Desk) -> None:
    """Tickets two minutes apart, the newest now: some are older than the list's 30 days."""
    people = [build.add_contact(desk, email=f"person{n}@customer.example")["id"] for n in range(500)]
    now = desk.clock.now()
    for number in range(BIG):
        stamp = iso(now - (BIG - number) * 120)
        build.add_ticket(desk, requester_id=people[number % 500], description="<div>Where is my order?</div>",
                         subject=f"Order {number}", source=1, created_at=stamp, updated_at=stamp)
