"""What may stand in a ticket's fields, and who its requester is (freshdesk-api 4.3)."""

from __future__ import annotations

from typing import Any

from assistant.sandbox import build, checks, errors
from assistant.sandbox.checks import Rule
from assistant.sandbox.state import JSON, Desk
from assistant.sandbox.text import plain, wrapped

IDENTITY = ("name", "requester_id", "email", "phone", "facebook_id", "twitter_id", "unique_external_id")
SOURCES = (1, 2, 3, 5, 6, 7, 9, 10, 11)
"""The six of the docs' create call, and those that old clients send."""

CUSTOM = {"custom_number": "int", "custom_checkbox": "bool", "custom_date": "time"}


def update(desk: Desk) -> dict[str, Rule]:
    return {
        "name": Rule(),
        "requester_id": Rule("int"),
        "email": Rule("email"),
        "phone": Rule(),
        "facebook_id": Rule(),
        "twitter_id": Rule(),
        "unique_external_id": Rule(),
        "subject": Rule(),
        "type": Rule("text", desk.account["ticket_types"]),
        "description": Rule(),
        "status": Rule("int", [row["id"] for row in desk.account["statuses"]]),
        "priority": Rule("int", (1, 2, 3, 4)),
        "source": Rule("int", SOURCES),
        "responder_id": Rule("int", list(desk.agents)),
        "group_id": Rule("int", list(desk.groups)),
        "product_id": Rule("int", list(desk.products)),
        "email_config_id": Rule("int", list(desk.mailboxes)),
        "company_id": Rule("int", list(desk.companies)),
        "due_by": Rule("time"),
        "fr_due_by": Rule("time"),
        "tags": Rule("texts"),
        "custom_fields": Rule("dict"),
        "parent_id": Rule("int"),
        "internal_agent_id": Rule("int"),
        "internal_group_id": Rule("int"),
        "lookup_parameter": Rule(),
    }


def create(desk: Desk) -> dict[str, Rule]:
    return {**update(desk), "cc_emails": Rule("emails"), "related_ticket_ids": Rule("list")}


def check_new(desk: Desk, fields: JSON, rules: dict[str, Rule]) -> None:
    """Raises Refused 400 for bad fields, or when nothing says who asks."""
    check_fields(desk, fields, rules)
    if not any(fields.get(name) for name in IDENTITY[1:]):
        listed = ", ".join(IDENTITY[1:])
        raise errors.invalid("requester_id", f"Please fill at least one of {listed} field.", "missing_field")
    if fields.get("phone") and not fields.get("email") and not fields.get("name"):
        raise errors.invalid("name", "It should be present", "missing_field")


def check_fields(desk: Desk, fields: JSON, rules: dict[str, Rule]) -> None:
    """Raises Refused 400."""
    checks.check(fields, rules)
    not_null = [name for name in ("status", "priority", "source") if name in fields and fields[name] is None]
    if not_null:
        raise errors.invalid(not_null[0], "It should be a/an Positive Integer", "datatype_mismatch")
    known = {
        row["name"]: Rule(CUSTOM.get(row["type"], "text"), row.get("choices")) for row in desk.account["custom_fields"]
    }
    checks.check(fields.get("custom_fields") or {}, known)


def requester(desk: Desk, fields: JSON) -> int:
    """The id of the person who asks; an unknown address or phone makes a contact. Raises Refused 400."""
    number = fields.get("requester_id")
    if number is not None:
        if desk.person(number) is None:
            raise errors.invalid("requester_id", "There is no contact matching the given requester_id")
        return int(number)
    known = {name: fields.get(name) for name in IDENTITY if name != "requester_id"}
    if known["email"]:
        found = desk.user_by_email(known["email"])
    else:
        found = _by_field(desk, {name: value for name, value in known.items() if name != "name" and value})
    return found or int(build.add_contact(desk, **known)["id"])


def _by_field(desk: Desk, known: dict[str, Any]) -> int | None:
    owners = (c["id"] for c in desk.contacts.values() if any(c.get(name) == value for name, value in known.items()))
    return next(owners, None)


def with_defaults(fields: JSON, attachments: list[JSON]) -> JSON:
    """The fields to store: null means default, the description is wrapped."""
    given = {name: value for name, value in fields.items() if value is not None}
    text = given.pop("description", "")
    return {**given, "description": wrapped(text), "description_text": plain(text), "attachments": attachments}
