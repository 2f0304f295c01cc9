"""SLA policies: list, create, update; there is no view of one (freshdesk-api 6.5)."""

from __future__ import annotations

from flask import Blueprint, Response

from assistant.sandbox import build, errors, policy_rules, service_levels
from assistant.sandbox.answers import answer, created, json_body, the_desk
from assistant.sandbox.api.find import find, without
from assistant.sandbox.paging import paged
from assistant.sandbox.state import JSON, Desk

blueprint = Blueprint("sla_policies", __name__, url_prefix="/sla_policies")


@blueprint.get("")
def list_policies() -> Response:
    """The first that applies first."""
    return paged(sorted(the_desk().sla_policies.values(), key=lambda row: (row["position"], row["id"])))


@blueprint.post("")
def create_policy() -> Response:
    desk, body = the_desk(), json_body()
    policy_rules.check(desk, body, ["name", "sla_target", "applicable_to"], default=False)
    check_name(desk, body, None)
    given = {name: value for name, value in body.items() if value is not None}
    more = without(given, "name", "sla_target", "applicable_to")
    row = service_levels.add_policy(desk, given["name"], given["sla_target"], given["applicable_to"], **more)
    return created(row, "sla_policies")


@blueprint.put("/<int:number>")
def update_policy(number: int) -> Response:
    """`applicable_to` must come along, whatever else changes."""
    desk, body = the_desk(), json_body()
    row = find(desk.sla_policies, number)
    policy_rules.check(desk, body, {"applicable_to", *(body.keys() & {"name"})}, default=row["is_default"])
    check_name(desk, body, number)
    row.update({name: value for name, value in body.items() if value is not None})
    build.touch(desk, row)
    return answer(row)


def check_name(desk: Desk, body: JSON, own: int | None) -> None:
    """Raises Refused 409."""
    name = (body.get("name") or "").lower()
    if any(row["name"].lower() == name and row["id"] != own for row in desk.sla_policies.values()):
        raise errors.duplicate("name")
