"""Agents (freshdesk-api 6.3)."""

from __future__ import annotations

from flask import Blueprint, Response, request

from assistant.sandbox import build, checks, errors, jobs
from assistant.sandbox.answers import answer, created, json_body, no_content, the_desk
from assistant.sandbox.api import staff_rules
from assistant.sandbox.api.availability import in_list
from assistant.sandbox.api.find import find, without
from assistant.sandbox.api.staff_rules import whole
from assistant.sandbox.checks import Rule
from assistant.sandbox.paging import paged
from assistant.sandbox.state import JSON, Desk
from assistant.sandbox.text import display_name

blueprint = Blueprint("agents", __name__, url_prefix="/agents")

STATES = ("fulltime", "occasional")


@blueprint.get("/me")
def view_me() -> Response:
    return answer(whole(the_desk(), the_desk().me))


@blueprint.get("/<int:number>")
def view_agent(number: int) -> Response:
    return answer(whole(the_desk(), find(the_desk().agents, number)))


@blueprint.get("")
def list_agents() -> Response:
    """Alphabetical; filters email, mobile, phone and state. only=availability gives another shape."""
    wanted = {name: request.args[name].lower() for name in ("email", "mobile", "phone") if name in request.args}
    state = request.args.get("state")
    if state not in (None, *STATES):
        raise errors.invalid("state", f"It should be one of these values: '{','.join(STATES)}'")
    rows = [
        agent
        for agent in the_desk().agents.values()
        if all((agent["contact"][name] or "").lower() == value for name, value in wanted.items())
        and (state is None or agent["occasional"] == (state == "occasional"))
    ]
    rows.sort(key=lambda agent: agent["contact"]["name"].lower())
    if request.args.get("only") == "availability":
        return paged(rows, lambda agent: in_list(the_desk(), agent))
    return paged(rows, lambda agent: without(agent, "role_ids"))


@blueprint.get("/autocomplete")
def complete_agent() -> Response:
    term = request.args.get("term", "").lower()
    contacts = [(agent["id"], agent["contact"]) for agent in the_desk().agents.values()]
    return answer(
        [
            {"id": number, "name": who["name"], "email": who["email"], "avatar": None}
            for number, who in contacts
            if term in who["name"].lower() or term in who["email"].lower()
        ]
    )


@blueprint.post("")
def create_agent() -> Response:
    desk, body = the_desk(), json_body()
    return created(whole(desk, new_agent(desk, body)), "agents")


def new_agent(desk: Desk, body: JSON) -> JSON:
    """Raises Refused 400, 409 for an address in use, 403 without a seat."""
    checks.check(body, staff_rules.create(desk), ["email", "ticket_scope"])
    staff_rules.check_ids(desk, body)
    if desk.user_by_email(body["email"]) is not None:
        raise errors.duplicate("email")
    staff_rules.check_seats(desk)
    named = {"name": display_name(body["email"]), **body}
    return staff_rules.add(desk, body, named)


@blueprint.post("/bulk")
def create_agents() -> Response:
    """A job whose data tell what became of each."""
    desk, body = the_desk(), json_body()
    checks.check(body, {"agents": Rule("dicts")}, ["agents"])
    job = jobs.start(desk, "AGENTS::BULK", [outcome(desk, each) for each in body["agents"]])
    return answer({"job_id": job["id"], "href": f"{request.host_url}api/v2/jobs/{job['id']}"}, 202)


def outcome(desk: Desk, body: JSON) -> JSON:
    try:
        agent = new_agent(desk, body)
    except errors.Refused as refused:
        return {"email": body.get("email"), "success": False, "errors": (refused.body or {}).get("errors", [])}
    return {"id": agent["id"], "email": agent["contact"]["email"], "success": True}


@blueprint.put("/<int:number>")
def update_agent(number: int) -> Response:
    """The key's own agent keeps scope and roles; names and phones are nobody's to change here."""
    desk, body = the_desk(), json_body()
    agent = find(desk.agents, number)
    checks.check(body, staff_rules.update(desk), body.keys() & {"email", "ticket_scope", "role_ids"})
    staff_rules.check_ids(desk, body)
    own = [name for name in ("ticket_scope", "role_ids") if name in body and agent is desk.me]
    if own:
        raise errors.invalid(own[0], "You cannot change this of your own agent", "inaccessible_field")
    if "email" in body:
        if desk.user_by_email(body["email"]) not in (None, number):
            raise errors.duplicate("email")
        desk.forget_email(agent["contact"]["email"])
        desk.learn_email(body["email"], number)
    staff_rules.set_fields(desk, agent, body)
    return answer(whole(desk, agent))


@blueprint.delete("/<int:number>")
def delete_agent(number: int) -> Response:
    """The agent becomes a contact of the same id; the key's own cannot."""
    desk = the_desk()
    agent = find(desk.agents, number)
    if agent is desk.me:
        raise errors.forbidden()
    del desk.agents[number]
    desk.forget_email(agent["contact"]["email"])
    known = {key: agent["contact"][key] for key in ("name", "email", "job_title", "phone", "mobile")}
    build.add_contact(desk, id=number, **known)
    for group in desk.groups.values():
        group["agent_ids"] = [each for each in group["agent_ids"] if each != number]
    for ticket in desk.tickets.values():
        if ticket["responder_id"] == number:
            ticket["responder_id"] = None
    return no_content()
