"""Companies (freshdesk-api 6.2)."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, Response, request

from assistant.sandbox import build, checks, errors, form_fields
from assistant.sandbox.answers import answer, created, json_body, no_content, the_desk
from assistant.sandbox.api.contacts import updated_since
from assistant.sandbox.api.find import find, without
from assistant.sandbox.checks import Rule
from assistant.sandbox.paging import paged
from assistant.sandbox.state import JSON, Desk

blueprint = Blueprint("companies", __name__)

RULES = {
    "name": Rule(),
    "description": Rule(),
    "note": Rule(),
    "domains": Rule("texts"),
    "health_score": Rule(),
    "account_tier": Rule(),
    "renewal_date": Rule("time"),
    "industry": Rule(),
    "custom_fields": Rule("dict"),
    "lookup_parameter": Rule(),
}


@blueprint.get("/companies")
def list_companies() -> Response:
    since = updated_since()
    rows = [company for company in the_desk().companies.values() if company["updated_at"] >= since]
    return paged(sorted(rows, key=lambda company: company["name"].lower()))


@blueprint.get("/customers/<int:number>")
@blueprint.get("/companies/<int:number>")
def view_company(number: int) -> Response:
    """Under both names: the first version of the API called them customers, and old clients still do."""
    return answer(find(the_desk().companies, number))


@blueprint.post("/companies")
def create_company() -> Response:
    """Its domains attach the contacts who have none."""
    desk, body = the_desk(), json_body()
    check_body(desk, body, ["name"])
    check_unique(desk, body, None)
    custom = form_fields.blank(desk.company_fields, body.get("custom_fields"))
    known = {**without(body, "lookup_parameter"), "domains": body.get("domains") or [], "custom_fields": custom}
    company = build.add_company(desk, **known)
    attach(desk)
    return created(company, "companies")


@blueprint.put("/companies/<int:number>")
def update_company(number: int) -> Response:
    desk, body = the_desk(), json_body()
    company = find(desk.companies, number)
    check_body(desk, body, body.keys() & {"name"})
    check_unique(desk, body, number)
    custom = {**company["custom_fields"], **(body.get("custom_fields") or {})}
    domains = body.get("domains", company["domains"]) or []
    company.update({**without(body, "lookup_parameter"), "domains": domains, "custom_fields": custom})
    build.touch(desk, company)
    attach(desk)
    return answer(company)


@blueprint.delete("/companies/<int:number>")
def delete_company(number: int) -> Response:
    """Final; contacts and tickets only lose the link."""
    desk = the_desk()
    find(desk.companies, number)
    del desk.companies[number]
    for row in [*desk.contacts.values(), *desk.tickets.values()]:
        if row["company_id"] == number:
            row["company_id"] = None
    return no_content()


@blueprint.get("/companies/autocomplete")
def complete_company() -> Response:
    name = request.args.get("name", "").lower()
    found = [c for c in the_desk().companies.values() if c["name"].lower().startswith(name)]
    return answer({"companies": [{"id": c["id"], "name": c["name"]} for c in found]})


def check_body(desk: Desk, body: JSON, required: Iterable[str]) -> None:
    """Raises Refused 400."""
    checks.check(body, {**RULES, **limited(desk)}, required)
    form_fields.check(desk.company_fields, body.get("custom_fields"))


def limited(desk: Desk) -> dict[str, Rule]:
    """The fields that take one of the account's choices."""
    rows = desk.company_fields.values()
    return {
        row["name"]: Rule("text", [each["value"] for each in row["choices"]])
        for row in rows
        if row["default"] and "choices" in row
    }


def check_unique(desk: Desk, body: JSON, own: int | None) -> None:
    """Raises Refused 409."""
    name = str(body.get("name") or "").lower()
    if any(c["name"].lower() == name and c["id"] != own for c in desk.companies.values()):
        raise errors.duplicate("name")


def attach(desk: Desk) -> None:
    for contact in desk.contacts.values():
        if contact["company_id"] is None:
            contact["company_id"] = build.company_of(desk, contact["email"])
