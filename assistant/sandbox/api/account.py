"""The account, and its export as a file (freshdesk-api 6.11)."""

from __future__ import annotations

from flask import Blueprint, Response, request

from assistant.sandbox import account_file, checks, errors, jobs
from assistant.sandbox.answers import answer, json_body, the_desk
from assistant.sandbox.checks import Rule
from assistant.sandbox.state import JSON, Desk

blueprint = Blueprint("account", __name__)

EXPORT = {"date_range": Rule("dict"), "resources": Rule("dicts"), "output_format": Rule("text", ("json",))}
RANGE = {"start_date": Rule("time"), "end_date": Rule("time")}
RESOURCE = {"name": Rule("text", tuple(account_file.RESOURCES)), "include": Rule("texts")}


@blueprint.get("/account")
def view_account() -> Response:
    desk = the_desk()
    owner = desk.human["contact"]
    first, _, last = owner["name"].partition(" ")
    return answer(
        {
            "organisation_id": 284_960_733_419_037_820,
            "organisation_name": desk.account["name"],
            "account_id": 1_840_509,
            "account_name": desk.account["name"],
            "account_domain": desk.url.partition("://")[2],
            "bundle_id": None,
            "hipaa_compliant": False,
            "total_agents": agents(desk),
            "timezone": "London",
            "data_center": "US",
            "tier_type": "Paid",
            "address": {"country": None, "state": None, "city": None, "street": None, "postalcode": None},
            "contact_person": {"firstname": first, "lastname": last, "email": owner["email"]},
        }
    )


def agents(desk: Desk) -> JSON:
    people = desk.agents.values()
    support = [agent for agent in people if agent["type"] == "support_agent"]
    occasional = sum(agent["occasional"] for agent in support)
    return {
        "full_time": len(support) - occasional,
        "occasional": occasional,
        "field_service": sum(agent["type"] == "field_agent" for agent in people),
        "collaborators": sum(agent["type"] == "collaborator" for agent in people),
    }


@blueprint.post("/account/export")
def export_account() -> Response:
    """A job; what became of it is a ZIP with one file a resource. Where the real link stands is not documented."""
    desk, body = the_desk(), json_body()
    checks.check(body, EXPORT, EXPORT)
    checks.check(body["date_range"], RANGE, RANGE)
    if not body["resources"]:
        raise errors.invalid("resources", "It should be present", "missing_field")
    for resource in body["resources"]:
        checks.check(resource, RESOURCE, ["name"])
        check_includes(resource)
    start, end = (checks.moment(body["date_range"][name]) or 0.0 for name in RANGE)
    if end < start:
        raise errors.invalid("end_date", "It should be later than start_date")
    file = desk.new_id()
    desk.files[file] = ("application/zip", account_file.written(desk, body["resources"], start, end))
    job = jobs.start(desk, "ACCOUNT::EXPORT", [{"download_url": f"{request.host_url}attachments/{file}"}])
    link = {"href": f"{request.host_url}api/v2/jobs/{job['id']}", "method": "GET"}
    return answer({"job": {"id": job["id"], "link": link}}, 202)


def check_includes(resource: JSON) -> None:
    """Raises Refused 400."""
    allowed = account_file.RESOURCES[resource["name"]]
    if any(name not in allowed for name in resource.get("include") or []):
        raise errors.invalid("include", f"It should be one of these values: '{','.join(allowed)}'")
