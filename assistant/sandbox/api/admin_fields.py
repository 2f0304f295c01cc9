"""Ticket fields for admins: list, view, create, update, delete, sections, forms (freshdesk-api 6.8)."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response

from assistant.sandbox import admin_fields, checks, choice_trees, errors
from assistant.sandbox.answers import answer, created, json_body, no_content, the_desk
from assistant.sandbox.api.embeds import wanted
from assistant.sandbox.api.find import find
from assistant.sandbox.checks import Rule
from assistant.sandbox.state import JSON, Desk

blueprint = Blueprint("admin_fields", __name__)

SECTION = {"label": Rule(), "choice_ids": Rule("ints")}
FORM_ID = 67_200_000_010


def one(desk: Desk, number: int) -> JSON:
    return find({row["id"]: row for row in admin_fields.all_rows(desk)}, number)


@blueprint.get("/admin/ticket_fields")
def list_fields() -> Response:
    desk, sections = the_desk(), bool(wanted(("section",)))
    rows = admin_fields.all_rows(desk)
    return answer([admin_fields.shown(desk, row, alone=False, sections=sections) for row in rows])


@blueprint.get("/admin/ticket_fields/<int:number>")
def view_field(number: int) -> Response:
    sections = bool(wanted(("section",)))
    return answer(admin_fields.shown(the_desk(), one(the_desk(), number), alone=True, sections=sections))


@blueprint.post("/admin/ticket_fields")
def create_field() -> Response:
    """A dependent field comes back within `ticket_field`, as in the docs' sample."""
    desk, body = the_desk(), json_body()
    admin_fields.check(desk, body, ["label", "label_for_customers", "type"], None)
    row = admin_fields.add(desk, body)
    response = created(admin_fields.shown(desk, row, alone=True, sections=False), "admin/ticket_fields")
    if row["type"] == "nested_field":
        value = {"ticket_field": admin_fields.shown(desk, row, alone=True, sections=False)}
        return answer(value, 201, Location=response.headers["Location"])
    return response


@blueprint.put("/admin/ticket_fields/<int:number>")
def update_field(number: int) -> Response:
    """Default fields take labels and flags, and no choices here."""
    desk, body = the_desk(), json_body()
    row = one(desk, number)
    admin_fields.check(desk, body, body.keys() & {"label", "label_for_customers"}, number)
    if body.get("choices") and not row.get("tree"):
        raise errors.invalid("choices", "It only goes with dropdowns and dependent fields", "incompatible_field")
    if body.get("choices"):
        row["tree"] = choice_trees.changed(desk, row["tree"], body["choices"], number)
    admin_fields.change(desk, row, body)
    if row["default"]:
        own = {name: row[name] for name in (*admin_fields.FLAGS, "label", "label_for_customers", "updated_at")}
        desk.account["field_changes"] = {**desk.account.get("field_changes", {}), number: own}
    return answer(admin_fields.shown(desk, row, alone=True, sections=False))


@blueprint.delete("/admin/ticket_fields/<int:number>")
def delete_field(number: int) -> Response:
    """For good; default fields stay."""
    desk = the_desk()
    row = one(desk, number)
    if row["default"]:
        raise errors.not_allowed("GET", "PUT")
    admin_fields.drop(desk, row)
    return no_content()


@blueprint.get("/admin/ticket_fields/<int:number>/sections")
def list_sections(number: int) -> Response:
    one(the_desk(), number)
    return answer({"sections": admin_fields.of_field(the_desk(), number)})


@blueprint.post("/admin/ticket_fields/<int:number>/sections")
def create_section(number: int) -> Response:
    """Answers all sections of the field."""
    desk, body = the_desk(), json_body()
    check_section(desk, one(desk, number), body, None)
    section = {"id": desk.new_id(), "label": body["label"], "parent_ticket_field_id": number}
    desk.sections[section["id"]] = {
        **section,
        "choice_ids": body["choice_ids"],
        "ticket_field_ids": [],
        "is_fsm": False,
    }
    path = f"{desk.url}/api/v2/admin/ticket_fields/{number}/sections/{section['id']}"
    return answer({"sections": admin_fields.of_field(desk, number)}, 201, Location=path)


def section_of(desk: Desk, number: int, section_id: int) -> JSON:
    one(desk, number)
    return find({row["id"]: row for row in admin_fields.of_field(desk, number)}, section_id)


@blueprint.get("/admin/ticket_fields/<int:number>/sections/<int:section_id>")
def view_section(number: int, section_id: int) -> Response:
    return answer({"section": section_of(the_desk(), number, section_id)})


@blueprint.put("/admin/ticket_fields/<int:number>/sections/<int:section_id>")
def update_section(number: int, section_id: int) -> Response:
    desk, body = the_desk(), json_body()
    section = section_of(desk, number, section_id)
    check_section(desk, one(desk, number), body, section_id)
    section.update(body)
    return answer({"section": section})


@blueprint.delete("/admin/ticket_fields/<int:number>/sections/<int:section_id>")
def delete_section(number: int, section_id: int) -> Response:
    """The fields in it stay."""
    section_of(the_desk(), number, section_id)
    del the_desk().sections[section_id]
    return no_content()


def check_section(desk: Desk, row: JSON, body: JSON, own: int | None) -> None:
    """A section shows itself on choices of its dropdown, each in one section. Raises Refused 400."""
    checks.check(body, SECTION, SECTION if own is None else body.keys())
    known = [choice["id"] for choice in row.get("tree", [])]
    others = [section for section in admin_fields.of_field(desk, row["id"]) if section["id"] != own]
    taken: list[Any] = [number for section in others for number in section["choice_ids"]]
    given = body.get("choice_ids", known[:1])
    if not given or any(number not in known or number in taken for number in given):
        raise errors.invalid("choice_ids", "It should be free choices of this field")


@blueprint.get("/ticket-forms")
def list_forms() -> Response:
    return answer([form(the_desk())])


@blueprint.get("/ticket-forms/<int:number>")
def view_form(number: int) -> Response:
    """With its fields, which are all."""
    desk = the_desk()
    rows = [admin_fields.shown(desk, row, alone=True, sections=False) for row in admin_fields.all_rows(desk)]
    return answer({**find({FORM_ID: form(desk)}, number), "fields": rows})


def form(desk: Desk) -> JSON:
    """The one form that every account has."""
    stamp = desk.me["created_at"]
    return {
        "id": FORM_ID,
        "name": "default_form",
        "title": "Default form",
        "default": True,
        "description": "All fields that customers can view or edit.",
        "created_at": stamp,
        "updated_at": stamp,
        "last_updated_by": desk.me["id"],
        "portals": [],
    }
