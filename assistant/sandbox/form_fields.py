"""Fields of the contact and the company form, and what may stand in the custom ones (freshdesk-api 6.1 and 6.2)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from assistant.sandbox import checks
from assistant.sandbox.build import dated
from assistant.sandbox.checks import Rule
from assistant.sandbox.state import JSON, Desk

KINDS = {
    "custom_text": "text",
    "custom_paragraph": "text",
    "custom_phone_number": "text",
    "custom_url": "text",
    "custom_dropdown": "text",
    "custom_checkbox": "bool",
    "custom_number": "int",
    "custom_date": "time",
}
"""Type of a custom field -> type of its values."""

CONTACT = ("name", "job_title", "email", "phone", "mobile", "twitter_id", "company_name", "address", "time_zone")
CONTACT_FLAGS = {"unique": False, "quick_add_for_agent": False, "editable_in_signup": False}
COMPANY = ("name", "description", "note", "domains", "health_score", "account_tier", "renewal_date", "industry")
CHOICES = {
    "health_score": ("At risk", "Doing okay", "Happy"),
    "account_tier": ("Basic", "Premium", "Enterprise"),
    "industry": ("Automotive", "Consumer", "Education", "Food", "Media", "Retail"),
}


def add_all(desk: Desk, contact: Iterable[JSON], company: Iterable[JSON]) -> None:
    """The default fields of both forms, then the account's own."""
    for rows, names, own in ((desk.contact_fields, CONTACT, contact), (desk.company_fields, COMPANY, company)):
        for name in names:
            add(desk, rows, {"label": name.replace("_", " ").capitalize(), "name": name}, kind=f"default_{name}")
        for given in own:
            add(desk, rows, given, kind=given["type"])


def add(desk: Desk, rows: dict[int, JSON], given: JSON, kind: str) -> JSON:
    """A new field; its name comes from the label unless given."""
    label = given["label"]
    row = {
        "id": desk.new_id(),
        "name": "cf_" + re.sub(r"\W+", "_", label.lower()).strip("_"),
        "label": label,
        "position": len(rows) + 1,
        "required_for_agents": given.get("name") == "name",
        "agents_can_edit": True,
        "displayed_for_agents": True,
        **(CONTACT_FLAGS if rows is desk.contact_fields else {}),
        "default": kind.startswith("default_"),
        "customers_can_edit": False,
        "label_for_customers": label,
        "required_for_customers": False,
        "displayed_for_customers": False,
        **given,
        "type": kind,
    }
    values = [choice["value"] for choice in given.get("choices", [])] or CHOICES.get(row["name"], ())
    if values:
        row["choices"] = [choice(desk, value, place) for place, value in enumerate(values, 1)]
    rows[row["id"]] = dated(desk, row)
    return rows[row["id"]]


def choice(desk: Desk, value: str, place: int) -> JSON:
    return {"id": desk.new_id(), "label": value, "value": value, "position": place}


def rules(rows: dict[int, JSON]) -> dict[str, Rule]:
    """What each custom field takes."""
    return {row["name"]: _rule(row) for row in rows.values() if not row["default"]}


def in_form(rows: dict[int, JSON]) -> dict[str, Rule]:
    """The same by the names of a form."""
    return {f"custom_fields[{name}]": rule for name, rule in rules(rows).items()}


def check(rows: dict[int, JSON], values: Any) -> None:
    """Raises Refused 400 for values that their fields do not take."""
    checks.check(values or {}, rules(rows))


def blank(rows: dict[int, JSON], values: Any) -> JSON:
    """All custom fields, null where no value is."""
    return {**dict.fromkeys(rules(rows)), **(values or {})}


def _rule(row: JSON) -> Rule:
    values = [each["value"] for each in row.get("choices", [])]
    return Rule(KINDS.get(row["type"], "text"), values or None)
