"""Many tickets at once, in the background (freshdesk-api 4.3)."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, request

from assistant.sandbox import actions, checks, errors, jobs
from assistant.sandbox.answers import answer, json_body, the_desk
from assistant.sandbox.api import ticket_rules
from assistant.sandbox.api.conversations import mailbox
from assistant.sandbox.api.find import live, without
from assistant.sandbox.api.tickets import change
from assistant.sandbox.checks import Rule
from assistant.sandbox.state import JSON, Desk
from assistant.sandbox.text import wrapped

blueprint = Blueprint("ticket_bulk", __name__, url_prefix="/tickets")

REPLY = {
    "body": Rule(),
    "attachment_ids": Rule("ints"),
    "inline_attachment_ids": Rule("ints"),
    "cloud_files": Rule("dicts"),
}
PROPERTIES = (
    "requester_id",
    "type",
    "status",
    "priority",
    "source",
    "responder_id",
    "group_id",
    "product_id",
    "email_config_id",
    "due_by",
    "fr_due_by",
    "tags",
    "custom_fields",
    "parent_id",
    "internal_agent_id",
    "internal_group_id",
)
ONLY_HERE = {"from_email": Rule(), "skip_close_notification": Rule("bool")}
INTERNAL = ("internal_agent_id", "internal_group_id")
ACTION = {"ids": Rule("ints"), "properties": Rule("dict"), "reply": Rule("dict")}


@blueprint.post("/bulk_update")
def bulk_update() -> Response:
    """Properties, a reply or both. Internal agent and group want a status beside them."""
    desk, action = the_desk(), bulk_action(ACTION)
    properties, reply = action.get("properties") or {}, action.get("reply") or {}
    if not properties and not reply:
        raise errors.invalid("properties", "Properties or a reply should be present", "missing_field")
    rules = {**{name: ticket_rules.update(desk)[name] for name in PROPERTIES}, **ONLY_HERE}
    ticket_rules.check_fields(desk, properties, rules, ["status"] if properties.keys() & set(INTERNAL) else [])
    checks.check(reply, REPLY, ["body"] if reply else [])
    sender = mailbox(desk, properties.get("from_email"))
    fields = without(properties, *ONLY_HERE)

    def one(ticket: JSON) -> None:
        if fields:
            change(desk, ticket, dict(fields))
        if reply:
            actions.reply(desk, ticket, desk.me["id"], wrapped(reply["body"]), sender)

    return started(desk, "TICKETS::BULK_UPDATE", action["ids"], one)


@blueprint.post("/bulk_delete")
def bulk_delete() -> Response:
    desk, action = the_desk(), bulk_action({"ids": Rule("ints")})
    return started(desk, "TICKETS::BULK_DELETE", action["ids"], lambda ticket: actions.delete(desk, ticket))


def bulk_action(rules: dict[str, Rule]) -> JSON:
    """What stands in the wrapper. Raises Refused 400."""
    body = json_body()
    checks.check(body, {"bulk_action": Rule("dict")}, ["bulk_action"])
    action: JSON = body["bulk_action"]
    checks.check(action, rules, ["ids"])
    if not action["ids"]:
        raise errors.invalid("ids", "It should not be blank")
    return action


def started(desk: Desk, name: str, ids: list[int], act: Callable[[JSON], None]) -> Response:
    """202 with the job, whose data tell what became of each ticket."""
    job = jobs.start(desk, name, work=lambda: [outcome(desk, number, act) for number in dict.fromkeys(ids)])
    return answer({"job_id": job["id"], "href": f"{request.host_url}api/v2/jobs/{job['id']}"}, 202)


def outcome(desk: Desk, number: int, act: Callable[[JSON], None]) -> JSON:
    try:
        act(live(desk.tickets, number))
    except errors.Refused as refused:
        body = refused.body if isinstance(refused.body, dict) else {}
        return {"id": number, "success": False, "errors": body.get("errors", [])}
    return {"id": number, "success": True}
