"""What may stand in a ticket's fields, and who its requester is (freshdesk-api 4.3)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from assistant.sandbox import build, checks, errors, ticket_form
from assistant.sandbox.checks import Rule
from assistant.sandbox.clock import iso
from assistant.sandbox.state import JSON, Desk
from assistant.sandbox.text import plain, wrapped

IDENTITY = ("name", "requester_id", "email", "phone", "facebook_id", "twitter_id", "unique_external_id")
SOURCES = (1, 2, 3, 5, 6, 7, 9, 10, 11)
"""The six of the docs' create call, and those that old clients send."""

NOT_KEPT = (*IDENTITY, "parent_id", "related_ticket_ids", "lookup_parameter")
"""What a call takes that is not a field of the ticket."""

MISSING = "missing_field"
DUE = ("due_by", "fr_due_by")
OUTBOUND = 10
FIXED = ("subject", "description")
"""What cannot be changed of mail that went out (freshdesk-api 4.3)."""

OUTBOUND_FIELDS = (
    "name",
    "email",
    "subject",
    "type",
    "status",
    "priority",
    "description",
    "custom_fields",
    "due_by",
    "fr_due_by",
    "email_config_id",
    "group_id",
    "tags",
    "cc_emails",
)


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
        "internal_agent_id": Rule("int", list(desk.agents)),
        "internal_group_id": Rule("int", list(desk.groups)),
        "lookup_parameter": Rule(),
    }


def create(desk: Desk) -> dict[str, Rule]:
    return {**update(desk), "cc_emails": Rule("emails"), "related_ticket_ids": Rule("ints")}


def outbound(desk: Desk) -> dict[str, Rule]:
    known = create(desk)
    return {name: known[name] for name in OUTBOUND_FIELDS}


def in_form(desk: Desk, rules: dict[str, Rule]) -> dict[str, Rule]:
    """The rules with those of custom fields, by the names that a form has for them."""
    return {**rules, **{f"custom_fields[{name}]": rule for name, rule in custom(desk).items()}}


def custom(desk: Desk) -> dict[str, Rule]:
    """What each custom field takes."""
    return ticket_form.rules(desk)


def check_new(desk: Desk, fields: JSON, rules: dict[str, Rule]) -> None:
    """Raises Refused 400 for bad fields, or when nothing says who asks."""
    check_fields(desk, fields, rules)
    if not any(fields.get(name) for name in IDENTITY[1:]):
        listed = ", ".join(IDENTITY[1:])
        raise errors.invalid("requester_id", f"Please fill at least one of {listed} field.", MISSING)
    if fields.get("phone") and not fields.get("email") and not fields.get("name"):
        raise errors.invalid("name", "It should be present", MISSING)
    given = fields.get("custom_fields") or {}
    must = [row["name"] for row in desk.account["custom_fields"] if row.get("required_for_agents")]
    missing = [name for name in must if given.get(name) in (None, "")]
    if missing:
        raise errors.validation_failed(
            [errors.problem(name, "It should not be blank as this is a mandatory field", MISSING) for name in missing]
        )


def check_fields(desk: Desk, fields: JSON, rules: dict[str, Rule], required: Iterable[str] = ()) -> None:
    """Raises Refused 400."""
    checks.check(fields, rules, required)
    not_null = [name for name in ("status", "priority", "source") if name in fields and fields[name] is None]
    if not_null:
        raise errors.invalid(not_null[0], "It should be a/an Positive Integer", "datatype_mismatch")
    checks.check(fields.get("custom_fields") or {}, custom(desk))


def check_change(ticket: JSON, fields: JSON) -> None:
    """Raises Refused 400 for what is fixed on mail that went out."""
    fixed = [name for name in FIXED if name in fields] if ticket["source"] == OUTBOUND else []
    if fixed:
        raise errors.validation_failed(
            [errors.problem(name, "It cannot be changed on an outbound email", "readonly_field") for name in fixed]
        )


def requester(desk: Desk, fields: JSON) -> int:
    """The id of the person who asks; an unknown address or phone makes a contact, an unknown facebook_id does not.
    Raises Refused 400."""
    number = fields.get("requester_id")
    if number is not None:
        if desk.person(number) is None:
            raise errors.invalid("requester_id", "There is no contact matching the given requester_id")
        return int(number)
    known = {name: fields.get(name) for name in IDENTITY if name != "requester_id"}
    if known["email"]:
        found = desk.user_by_email(known["email"])
    else:
        given = {name: value for name, value in known.items() if name != "name" and value}
        found = _by_field(desk, given)
        if found is None and set(given) == {"facebook_id"}:
            raise errors.invalid("facebook_id", "There is no contact matching the given facebook_id")
    return found or int(build.add_contact(desk, **known)["id"])


def _by_field(desk: Desk, known: dict[str, Any]) -> int | None:
    owners = (c["id"] for c in desk.contacts.values() if any(c.get(name) == value for name, value in known.items()))
    return next(owners, None)


def with_defaults(fields: JSON, attachments: list[JSON]) -> JSON:
    """The fields to store: null means default, the description is wrapped, times are in UTC."""
    given = {name: value for name, value in kept(fields).items() if value is not None}
    text = given.pop("description", "")
    return {**given, "description": wrapped(text), "description_text": plain(text), "attachments": attachments}


def kept(fields: JSON) -> JSON:
    """What of the fields the ticket keeps; a due time that is null stays as it is."""
    own = {name: value for name, value in fields.items() if name not in (*NOT_KEPT, *DUE)}
    due = {name: iso(checks.moment(fields[name]) or 0.0) for name in DUE if fields.get(name)}
    return {**own, **due}
