"""Contacts (freshdesk-api 6.1)."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request

from assistant.sandbox import build, checks, errors
from assistant.sandbox.answers import answer, created, json_body, no_content, the_desk
from assistant.sandbox.api.find import find, live, without
from assistant.sandbox.checks import Rule, moment
from assistant.sandbox.clock import iso
from assistant.sandbox.paging import paged
from assistant.sandbox.state import JSON, Desk

blueprint = Blueprint("contacts", __name__)

VIEW_ONLY = ("tags", "other_emails", "view_all_tickets", "avatar")
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
    }


@blueprint.get("/contacts")
def list_contacts() -> Response:
    """Alphabetical; deleted ones only with state=deleted. Both spellings of updated_since are taken."""
    wanted = {name: request.args[name] for name in ("email", "phone", "mobile", "company_id") if name in request.args}
    deleted = request.args.get("state") == "deleted"
    since = updated_since()
    rows = [
        contact
        for contact in the_desk().contacts.values()
        if bool(contact.get("deleted")) == deleted
        and contact["updated_at"] >= since
        and all(str(contact[name] or "").lower() == value.lower() for name, value in wanted.items())
    ]
    rows.sort(key=lambda contact: (contact["name"].lower(), contact["id"]))
    return paged(rows, lambda contact: without(contact, *VIEW_ONLY))


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
    desk, body = the_desk(), json_body()
    checks.check(body, rules(desk), ["name"])
    if not any(body.get(name) for name in IDENTITY):
        raise errors.invalid("email", f"Please fill at least 1 of {', '.join(IDENTITY)} fields", "missing_field")
    check_unique(desk, body, None)
    return created(build.add_contact(desk, **body), "contacts")


@blueprint.put("/contacts/<int:number>")
def update_contact(number: int) -> Response:
    desk, body = the_desk(), json_body()
    contact = live(desk.contacts, number)
    checks.check(body, rules(desk), body.keys() & {"name"})
    check_unique(desk, body, number)
    if "email" in body:
        desk.forget_email(contact["email"])
        desk.learn_email(body["email"], number)
    body["custom_fields"] = {**contact["custom_fields"], **(body.get("custom_fields") or {})}
    contact.update(body)
    build.touch(desk, contact)
    return answer(contact)


def check_unique(desk: Desk, body: JSON, own: int | None) -> None:
    """Raises Refused 409."""
    email: Any = body.get("email")
    if email and desk.user_by_email(email) not in (None, own):
        raise errors.duplicate("email")
    external = body.get("unique_external_id")
    if external and any(c["unique_external_id"] == external and c["id"] != own for c in desk.contacts.values()):
        raise errors.duplicate("unique_external_id")


@blueprint.delete("/contacts/<int:number>")
def delete_contact(number: int) -> Response:
    """Soft: the contact can be restored."""
    desk = the_desk()
    contact = live(desk.contacts, number)
    contact["deleted"] = True
    build.touch(desk, contact)
    return no_content()


@blueprint.put("/contacts/<int:number>/restore")
def restore_contact(number: int) -> Response:
    contact = find(the_desk().contacts, number)
    if not contact.pop("deleted", False):
        raise errors.not_found()
    build.touch(the_desk(), contact)
    return no_content()


@blueprint.delete("/contacts/<int:number>/hard_delete")
def hard_delete_contact(number: int) -> Response:
    """For good, with all their tickets; 400 unless deleted before or force=true."""
    desk = the_desk()
    contact = find(desk.contacts, number)
    if not contact.get("deleted") and request.args.get("force") != "true":
        raise errors.Refused(400)
    for ticket_id in [t["id"] for t in desk.tickets.values() if t["requester_id"] == number]:
        desk.drop_ticket(ticket_id)
    desk.forget_email(contact["email"])
    del desk.contacts[number]
    return no_content()


@blueprint.get("/contacts/autocomplete")
def complete_contact() -> Response:
    """Beginnings of words of the name, any case."""
    term = request.args.get("term", "").lower()
    return answer(
        [
            {"id": c["id"], "name": c["name"]}
            for c in the_desk().contacts.values()
            if any(word.startswith(term) for word in c["name"].lower().split())
        ]
    )
