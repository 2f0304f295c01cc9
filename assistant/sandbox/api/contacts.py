"""Contacts: list, view, create, update, delete (freshdesk-api 6.1)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from flask import Blueprint, Response, request

from assistant.sandbox import build, checks, errors, form_fields, forms
from assistant.sandbox.answers import answer, created, no_content, the_desk
from assistant.sandbox.api.find import find, live, without
from assistant.sandbox.checks import Rule, moment
from assistant.sandbox.clock import iso
from assistant.sandbox.paging import paged
from assistant.sandbox.state import JSON, Desk

blueprint = Blueprint("contacts", __name__)

VIEW_ONLY = ("tags", "other_emails", "view_all_tickets", "avatar")
FILTERS = ("email", "phone", "mobile", "company_id", "unique_external_id", "contact_type")
STATES = ("blocked", "deleted", "unverified", "verified")
LISTS = ("other_emails", "other_companies", "tags", "social_handler")
IDENTITY = ("email", "phone", "mobile", "twitter_id", "unique_external_id")
TEXTS = (
    "name",
    "phone",
    "mobile",
    "address",
    "job_title",
    "description",
    "language",
    "time_zone",
    "twitter_id",
    "unique_external_id",
    "facebook_id",
)


def rules(desk: Desk) -> dict[str, Rule]:
    return {
        **{name: Rule() for name in TEXTS},
        "email": Rule("email"),
        "company_id": Rule("int", list(desk.companies)),
        "view_all_tickets": Rule("bool"),
        "other_emails": Rule("emails"),
        "other_companies": Rule("list"),
        "tags": Rule("texts"),
        "custom_fields": Rule("dict"),
        "social_handler": Rule("list"),
        "lookup_parameter": Rule(),
    }


@blueprint.get("/contacts")
def list_contacts() -> Response:
    """Alphabetical; deleted ones only with state=deleted, and nobody is ever blocked here. Both spellings of
    updated_since are taken."""
    wanted = {name: request.args[name] for name in FILTERS if name in request.args}
    state, since = request.args.get("state"), updated_since()
    if state not in (None, *STATES):
        raise errors.invalid("state", f"It should be one of these values: '{','.join(STATES)}'")
    rows = [
        contact
        for contact in the_desk().contacts.values()
        if in_state(contact, state)
        and contact["updated_at"] >= since
        and all(str(contact[name] or "").lower() == value.lower() for name, value in wanted.items())
    ]
    rows.sort(key=lambda contact: (contact["name"].lower(), contact["id"]))
    return paged(rows, lambda contact: without(contact, *VIEW_ONLY))


def in_state(contact: JSON, state: str | None) -> bool:
    if state == "deleted" or contact.get("deleted"):
        return state == "deleted" and bool(contact.get("deleted"))
    return state is None or state == ("verified" if contact["active"] else "unverified")


def updated_since() -> str:
    """The stamp to compare with, '' without the filter. Raises Refused 400."""
    text = request.args.get("updated_since") or request.args.get("_updated_since")
    since = moment(text) if text else 0.0
    if since is None:
        raise errors.invalid("updated_since", "It should be in the 'combined date and time ISO8601' format")
    return iso(since) if text else ""


@blueprint.get("/contacts/<int:number>")
def view_contact(number: int) -> Response:
    return answer(find(the_desk().contacts, number))


@blueprint.post("/contacts")
def create_contact() -> Response:
    """A name and one means of contact; an address in use is 409."""
    desk, body = the_desk(), read_body(the_desk(), ["name"])
    if not any(body.get(name) for name in IDENTITY):
        raise errors.invalid("email", f"Please fill at least 1 of {', '.join(IDENTITY)} fields", "missing_field")
    check_unique(desk, body, None)
    body["custom_fields"] = form_fields.blank(desk.contact_fields, body.get("custom_fields"))
    return created(build.add_contact(desk, **body, avatar=forms.avatar(desk)), "contacts")


def read_body(desk: Desk, required: Collection[str]) -> JSON:
    """The fields sent, from JSON or a form. Raises Refused 400."""
    known = rules(desk)
    body = forms.body({**known, **form_fields.in_form(desk.contact_fields)})
    checks.check(body, known, required or body.keys() & {"name"})
    form_fields.check(desk.contact_fields, body.get("custom_fields"))
    return without(body, "lookup_parameter")


@blueprint.put("/contacts/<int:number>")
def update_contact(number: int) -> Response:
    desk = the_desk()
    contact, body = live(desk.contacts, number), read_body(desk, ())
    check_unique(desk, body, number)
    if "email" in body:
        desk.forget_email(contact["email"])
        desk.learn_email(body["email"], number)
    body["custom_fields"] = {**contact["custom_fields"], **(body.get("custom_fields") or {})}
    contact.update({name: [] if value is None and name in LISTS else value for name, value in body.items()})
    contact["avatar"] = forms.avatar(desk) or contact["avatar"]
    build.touch(desk, contact)
    return answer(contact)


def check_unique(desk: Desk, body: JSON, own: int | None) -> None:
    """Raises Refused 409."""
    email: Any = body.get("email")
    holder = desk.user_by_email(email) if email else None
    if holder not in (None, own):
        raise errors.duplicate("email", holder)
    for name in ("unique_external_id", "twitter_id"):
        if body.get(name) and any(c[name] == body[name] and c["id"] != own for c in desk.contacts.values()):
            raise errors.duplicate(name)


@blueprint.delete("/contacts/<int:number>")
def delete_contact(number: int) -> Response:
    """Soft: the contact can be restored."""
    desk = the_desk()
    contact = live(desk.contacts, number)
    contact["deleted"] = True
    build.touch(desk, contact)
    return no_content()


@blueprint.get("/contacts/autocomplete")
def complete_contact() -> Response:
    """Beginnings of words of the name, any case."""
    term = request.args.get("term", "").lower()
    return answer(
        [
            {"id": c["id"], "name": c["name"]}
            for c in the_desk().contacts.values()
            if not c.get("deleted") and any(word.startswith(term) for word in c["name"].lower().split())
        ]
    )
