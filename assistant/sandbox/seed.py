"""Fills a desk: from the demo shop's files, bare, with very many tickets, or from a file of tickets."""

from __future__ import annotations

from pathlib import Path

from assistant.sandbox import build, custom_objects, form_fields, library, mailbox_rules, service_levels
from assistant.sandbox.big import many_tickets
from assistant.sandbox.rows import SeedError, by_name, get, parsed, read_rows
from assistant.sandbox.state import JSON, Desk
from assistant.sandbox.story import open_row

SHOP = Path(__file__).parent / "desk"

BARE: JSON = {
    "name": "Sandbox",
    "support_email": "help@sandbox.example",
    "primary_language": "en",
    "agents": [
        {"name": "Deskhand", "email": "deskhand@sandbox.example"},
        {"name": "Robin Ellis", "email": "robin@sandbox.example", "job_title": "Support"},
    ],
}
STATUSES = [
    (2, "Open", "Being Processed"),
    (3, "Pending", "Awaiting your Reply"),
    (4, "Resolved", "This ticket has been Resolved"),
    (5, "Closed", "This ticket has been Closed"),
]
EXTRA_STATUSES = [
    {"id": 6, "agent_label": "Waiting on Customer", "customer_label": "Awaiting your Reply"},
    {"id": 7, "agent_label": "Waiting on Third Party", "customer_label": "Being Processed"},
]
TYPES = ["Question", "Incident", "Problem", "Feature Request", "Refund"]


def load(desk: Desk, seed: str = "demo") -> None:
    """Fill an empty desk. `seed` is demo (with what it answered before), empty, big, a folder laid out as the demo
    shop's, or a JSON Lines file of tickets, open and resolved ones, which are all that the demo shop then has.
    Raises SeedError."""
    path = Path(seed)
    if seed in ("empty", "big"):
        _account(desk, BARE, "built in")
    elif seed != "demo" and path.is_dir():
        load_folder(desk, path)
        open_tickets(desk, path / "past_tickets.jsonl")
        open_tickets(desk, path / "tickets.jsonl")
    else:
        load_folder(desk, SHOP)
        if seed == "demo":
            open_tickets(desk, SHOP / "past_tickets.jsonl")
    if seed == "big":
        many_tickets(desk)
    elif seed != "demo" and path.is_file():
        open_tickets(desk, path)
    elif seed not in ("demo", "empty") and not path.exists():
        raise SeedError(f"{seed}: no such seed; it is demo, empty, big, a folder or a JSON Lines file")


def load_folder(desk: Desk, folder: Path) -> None:
    """Account, canned responses and articles of a folder; a missing file is an empty one."""
    file = folder / "account.json"
    _account(desk, parsed(file.read_text("utf-8"), f"{file.name}: line 1") if file.exists() else BARE, file.name)
    for where, row in read_rows(folder / "canned_responses.jsonl"):
        add_canned(desk, row, where)
    for where, row in read_rows(folder / "articles.jsonl"):
        add_article(desk, row, where)


def open_tickets(desk: Desk, file: Path) -> list[int]:
    """Open every ticket of a JSON Lines file; their ids."""
    return [open_row(desk, row, where) for where, row in read_rows(file)]


def _account(desk: Desk, data: JSON, where: str) -> None:
    statuses = [dict(zip(("id", "agent_label", "customer_label"), row, strict=True)) for row in STATUSES]
    desk.account = {
        "name": get(data, "name", where),
        "support_email": get(data, "support_email", where),
        "primary_language": data.get("primary_language", "en"),
        "supported_languages": data.get("supported_languages", []),
        "ticket_types": data.get("ticket_types", TYPES),
        "custom_fields": data.get("custom_fields", []),
        "statuses": statuses + data.get("statuses", EXTRA_STATUSES),
    }
    for agent in _people(data, where):
        build.add_agent(desk, agent["name"], agent["email"], agent.get("job_title"), signature=agent.get("signature"))
    for group in data.get("groups", [{"name": "Support"}]):
        build.add_group(desk, get(group, "name", where), group.get("description"))
    _roles_and_products(desk, data)
    for box in data.get("mailboxes") or [{"name": desk.account["name"], "support_email": data["support_email"]}]:
        _mailbox(desk, box, where)
    for company in data.get("companies", []):
        build.add_company(desk, get(company, "name", where), company.get("domains", []))
    _folders(desk, data, where)
    service_levels.add_all(desk, data, where)
    custom_objects.add_all(desk, data.get("custom_objects", [custom_objects.BOOKINGS]), where)
    form_fields.add_all(desk, data.get("contact_fields", []), data.get("company_fields", []))


def _people(data: JSON, where: str) -> list[JSON]:
    """The agents; a desk needs two, the key's own and a person."""
    agents: list[JSON] = data.get("agents", [])
    if len(agents) < 2:
        raise SeedError(f"{where}: field agents: the key's own agent and one person are needed")
    for agent in agents:
        get(agent, "name", where), get(agent, "email", where)
    return agents


def _roles_and_products(desk: Desk, data: JSON) -> None:
    for name in ("Account Administrator", "Administrator", "Agent"):
        role = build.dated(
            desk,
            {"id": desk.new_id(), "name": name, "description": name, "default": True, "agent_type": "support_agent"},
        )
        desk.roles[role["id"]] = role
    for agent in desk.agents.values():
        agent["role_ids"] = list(desk.roles)[:1]
    for given in data.get("products", []):
        product = build.dated(
            desk, {"id": desk.new_id(), "name": given["name"], "description": given.get("description")}
        )
        desk.products[product["id"]] = product


def _mailbox(desk: Desk, box: JSON, where: str) -> None:
    email = get(box, "support_email", where)
    mailbox_rules.add(
        desk,
        active=True,
        name=get(box, "name", where),
        support_email=email,
        group_id=by_name(desk.groups, box.get("group"), where, "group"),
        product_id=by_name(desk.products, box.get("product"), where, "product"),
        default_reply_email=not desk.mailboxes,
    )


def _folders(desk: Desk, data: JSON, where: str) -> None:
    for given in data.get("canned_response_folders", []):
        library.add_canned_folder(desk, get(given, "name", where), given.get("personal", False))
    for given in data.get("solution_categories", []):
        category = library.add_category(desk, get(given, "name", where), given.get("description"))
        for folder in given.get("folders", []):
            library.add_folder(desk, category["id"], get(folder, "name", where), folder.get("visibility", 1))


def add_canned(desk: Desk, row: JSON, where: str) -> JSON:
    """One row of canned_responses.jsonl."""
    folder = by_name(desk.canned_folders, get(row, "folder", where), where, "folder")
    groups = [by_name(desk.groups, name, where, "groups") for name in row.get("groups") or []]
    return library.add_canned_response(
        desk,
        folder or 0,
        get(row, "title", where),
        get(row, "body", where),
        visibility=row.get("visibility", 0),
        group_ids=groups,
    )


def add_article(desk: Desk, row: JSON, where: str) -> JSON:
    """One row of articles.jsonl."""
    category = by_name(desk.categories, get(row, "category", where), where, "category")
    inside = {i: folder for i, folder in desk.folders.items() if folder["category_id"] == category}
    folder = by_name(inside, get(row, "folder", where), where, "folder")
    return library.add_article(
        desk,
        desk.folders[folder or 0],
        get(row, "title", where),
        get(row, "body", where),
        tags=row.get("tags", []),
        status=row.get("status", 2),
        type=row.get("type", 1),
    )
