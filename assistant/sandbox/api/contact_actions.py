"""What happens to a whole contact: restore, invite, make agent, merge, end for good (freshdesk-api 6.1)."""

from __future__ import annotations

from flask import Blueprint, Response, request

from assistant.sandbox import build, checks, errors
from assistant.sandbox.answers import answer, json_body, no_content, the_desk
from assistant.sandbox.api import staff_rules
from assistant.sandbox.api.contacts import check_unique
from assistant.sandbox.api.find import find, live, without
from assistant.sandbox.checks import Rule
from assistant.sandbox.state import JSON, Desk

blueprint = Blueprint("contact_actions", __name__, url_prefix="/contacts")

CHOSEN = ("phone", "mobile", "twitter_id", "unique_external_id")
"""Where both contacts of a merge have one of these, the call must say which stays."""

MERGE = {"primary_contact_id": Rule("int"), "secondary_contact_ids": Rule("ints"), "contact": Rule("dict")}
KEPT = {
    "email": Rule("email"),
    **dict.fromkeys(CHOSEN, Rule()),
    "other_emails": Rule("emails"),
    "company_ids": Rule("ints"),
}


@blueprint.put("/<int:number>/restore")
def restore_contact(number: int) -> Response:
    contact = find(the_desk().contacts, number)
    if not contact.pop("deleted", False):
        raise errors.not_found()
    build.touch(the_desk(), contact)
    return no_content()


@blueprint.put("/<int:number>/send_invite")
def invite_contact(number: int) -> Response:
    """No mail goes out of the sandbox."""
    live(the_desk().contacts, number)
    return no_content()


@blueprint.put("/<int:number>/make_agent")
def make_agent(number: int) -> Response:
    """The contact with its agent, whose id is the contact's; a full-time one with all tickets unless told."""
    desk, body = the_desk(), json_body()
    contact = live(desk.contacts, number)
    checks.check(body, staff_rules.part(desk), body.keys() & {"ticket_scope", "role_ids"})
    if not contact["email"]:
        raise errors.validation_failed([errors.problem("email", "It should be present", "inconsistent_state")], 409)
    staff_rules.check_seats(desk)
    del desk.contacts[number]
    contact["other_emails"] = []
    agent = staff_rules.add(desk, body, {key: contact[key] for key in ("name", "email", "job_title")}, number)
    return answer(
        {**without(contact, "avatar", "deleted"), "agent": without(staff_rules.whole(desk, agent), "contact")}
    )


@blueprint.delete("/<int:number>/hard_delete")
def hard_delete_contact(number: int) -> Response:
    """For good, with all their tickets; 400 unless deleted before or force=true."""
    desk = the_desk()
    contact = find(desk.contacts, number)
    if not contact.get("deleted") and request.args.get("force", "").lower() != "true":
        raise errors.Refused(400)
    for ticket_id in [t["id"] for t in desk.all_tickets() if t["requester_id"] == number]:
        desk.drop_ticket(ticket_id)
    desk.forget_email(contact["email"])
    del desk.contacts[number]
    return no_content()


@blueprint.post("/merge")
def merge_contacts() -> Response:
    """The primary takes tickets, words and addresses of the others, which end."""
    desk, body = the_desk(), json_body()
    checks.check(body, MERGE, ["primary_contact_id", "secondary_contact_ids"])
    chosen = body.get("contact") or {}
    checks.check(chosen, KEPT)
    primary, ids = live(desk.contacts, body["primary_contact_id"]), body["secondary_contact_ids"]
    if not ids or primary["id"] in ids:
        raise errors.invalid("secondary_contact_ids", "It should be a list of other contacts' ids")
    others = [live(desk.contacts, i) for i in ids]
    missing = [name for name in CHOSEN if primary[name] and any(c[name] for c in others) and name not in chosen]
    if missing:
        raise errors.validation_failed([errors.problem(n, "It should be present", "missing_field") for n in missing])
    for other in others:
        absorb(desk, primary, other)
    check_unique(desk, chosen, primary["id"])
    companies = chosen.pop("company_ids", [])
    primary.update(chosen)
    if companies:
        primary["company_id"] = companies[0]
        primary["other_companies"] = [{"company_id": i, "view_all_tickets": False} for i in companies[1:]]
    build.touch(desk, primary)
    return no_content()


def absorb(desk: Desk, primary: JSON, other: JSON) -> None:
    """Everything of the other becomes the primary's."""
    for ticket in desk.all_tickets():
        if ticket["requester_id"] == other["id"]:
            ticket["requester_id"] = primary["id"]
    for entry in desk.conversations.values():
        if entry["user_id"] == other["id"]:
            entry["user_id"] = primary["id"]
    emails = [email for email in (other["email"], *other["other_emails"]) if email]
    for email in emails:
        desk.forget_email(email)
        desk.learn_email(email, primary["id"])
    primary["other_emails"] = [*primary["other_emails"], *emails]
    for name in CHOSEN:
        primary[name] = primary[name] or other[name]
    del desk.contacts[other["id"]]
