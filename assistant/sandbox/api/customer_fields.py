"""Contact fields and company fields (freshdesk-api 6.1 and 6.2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask import Blueprint, Response

from assistant.sandbox import build, checks, errors, form_fields
from assistant.sandbox.answers import answer, created, json_body, no_content, the_desk
from assistant.sandbox.api.find import find
from assistant.sandbox.checks import Rule
from assistant.sandbox.state import JSON, Desk

blueprint = Blueprint("customer_fields", __name__)

FAMILY = "/<any(contact_fields, company_fields):family>"
FLAGS = (
    "required_for_agents",
    "agents_can_edit",
    "displayed_for_agents",
    "customers_can_edit",
    "required_for_customers",
    "displayed_for_customers",
)
CHANGE = {
    "label": Rule(),
    "label_for_customers": Rule(),
    "position": Rule("int"),
    "choices": Rule("dicts"),
    **dict.fromkeys((*FLAGS, *form_fields.CONTACT_FLAGS), Rule("bool")),
}


def rows_of(desk: Desk, family: str) -> dict[int, JSON]:
    rows: dict[int, JSON] = getattr(desk, family)
    return rows


@blueprint.get(FAMILY)
def list_fields(family: str) -> Response:
    return answer(sorted(rows_of(the_desk(), family).values(), key=lambda row: (row["position"], row["id"])))


@blueprint.get(f"{FAMILY}/<int:number>")
def view_field(family: str, number: int) -> Response:
    return answer(find(rows_of(the_desk(), family), number))


@blueprint.post(FAMILY)
def create_field(family: str) -> Response:
    desk = the_desk()
    rows = rows_of(desk, family)
    kind = Rule("text", tuple(form_fields.KINDS))
    body = checked(json_body(), {**CHANGE, "type": kind}, ["label", "label_for_customers", "type"])
    check_choices(body, required=body["type"] == "custom_dropdown")
    if any(row["label"].lower() == body["label"].lower() for row in rows.values()):
        raise errors.duplicate("label")
    return created(form_fields.add(desk, rows, body, body["type"]), family)


@blueprint.put(f"{FAMILY}/<int:number>")
def update_field(family: str, number: int) -> Response:
    """`choices` replaces the whole list."""
    desk, given = the_desk(), json_body()
    row = find(rows_of(desk, family), number)
    body = checked(given, CHANGE, given.keys() & {"label"})
    check_choices(body, required="choices" in given)
    if "choices" in body:
        values = [each["value"] for each in body["choices"]]
        body["choices"] = [form_fields.choice(desk, value, place) for place, value in enumerate(values, 1)]
    row.update(body)
    build.touch(desk, row)
    return answer(row)


def checked(body: JSON, rules: Mapping[str, Rule], required: Iterable[str]) -> JSON:
    """What the body says of a field: a null says nothing. Raises Refused 400."""
    checks.check(body, rules, required)
    return {name: value for name, value in body.items() if value is not None}


def check_choices(body: JSON, *, required: bool) -> None:
    """Raises Refused 400."""
    choices: Any = body.get("choices")
    if required and not choices:
        raise errors.invalid("choices", "It should be present", "missing_field")
    if not all(isinstance(each.get("value"), str) for each in choices or []):
        raise errors.invalid("choices", "It should be a/an Array of key/value pairs", "datatype_mismatch")


@blueprint.delete(f"{FAMILY}/<int:number>")
def delete_field(family: str, number: int) -> Response:
    """For good, with what records hold in it; default fields stay."""
    desk = the_desk()
    row = find(rows_of(desk, family), number)
    if row["default"]:
        raise errors.not_allowed("GET", "PUT")
    del rows_of(desk, family)[number]
    for record in [*(desk.contacts if family == "contact_fields" else desk.companies).values()]:
        record["custom_fields"].pop(row["name"], None)
    return no_content()
