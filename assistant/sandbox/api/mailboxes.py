"""Mailboxes, the older email configs and the settings of mail (freshdesk-api 6.5)."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response

from assistant.sandbox import build, checks, errors, filters, mailbox_rules
from assistant.sandbox.answers import answer, created, json_body, no_content, the_desk
from assistant.sandbox.api.find import find
from assistant.sandbox.checks import Rule
from assistant.sandbox.paging import paged
from assistant.sandbox.state import JSON, Desk

blueprint = Blueprint("mailboxes", __name__)

ORDERS = ("product_id", "group_id")
BCC_LENGTH = 255


@blueprint.get("/email/mailboxes")
def list_mailboxes() -> Response:
    """Default reply addresses first, then by product, unless an order is asked for."""
    wanted: list[tuple[str, Any]] = [
        ("product_id", filters.identity("product_id")),
        ("group_id", filters.identity("group_id")),
        ("active", filters.flag("active")),
        ("support_email", filters.text("support_email")),
    ]
    forward, order = filters.text("forward_email"), filters.choice("order_by", ORDERS)
    kind = filters.choice("order_type", ("asc", "desc"))
    if kind is not None and order is None:
        raise errors.invalid("order_by", "It should be present", "missing_field")
    rows = [
        box
        for box in the_desk().mailboxes.values()
        if all(value is None or box[name] == value for name, value in wanted)
        and forward in (None, box.get("freshdesk_mailbox", {}).get("forward_email"))
    ]
    rows.sort(key=lambda box: (box[order] or 0,) if order else (not box["default_reply_email"], box["product_id"] or 0))
    return paged(rows[::-1] if kind == "desc" else rows)


@blueprint.get("/email/mailboxes/<int:number>")
def view_mailbox(number: int) -> Response:
    return answer(find(the_desk().mailboxes, number))


@blueprint.post("/email/mailboxes")
def create_mailbox() -> Response:
    desk, body = the_desk(), json_body()
    mailbox_rules.check(desk, body, None)
    return created(mailbox_rules.add(desk, **body), "email/mailboxes")


@blueprint.put("/email/mailboxes/<int:number>")
def update_mailbox(number: int) -> Response:
    desk, body = the_desk(), json_body()
    box = find(desk.mailboxes, number)
    mailbox_rules.check(desk, body, box)
    mailbox_rules.set_fields(desk, box, body)
    build.touch(desk, box)
    return answer(box)


@blueprint.delete("/email/mailboxes/<int:number>")
def delete_mailbox(number: int) -> Response:
    """For good; tickets keep its id. The first one stays: a desk without an address could not answer."""
    desk = the_desk()
    if find(desk.mailboxes, number) is desk.primary_mailbox:
        message = "The primary mailbox cannot be deleted"
        raise errors.Refused(409, {"code": "inconsistent_state", "message": message})
    del desk.mailboxes[number]
    return no_content()


@blueprint.get("/email_configs")
def list_email_configs() -> Response:
    return paged(list(the_desk().mailboxes.values()), email_config)


@blueprint.get("/email_configs/<int:number>")
def view_email_config(number: int) -> Response:
    return answer(email_config(find(the_desk().mailboxes, number)))


def email_config(box: JSON) -> JSON:
    """A mailbox as the older call shows it."""
    return {
        "id": box["id"],
        "name": box["name"],
        "product_id": box["product_id"],
        "to_email": box.get("freshdesk_mailbox", {}).get("forward_email", box["support_email"]),
        "reply_email": box["support_email"],
        "group_id": box["group_id"],
        "primary_role": box["default_reply_email"],
        "active": box["active"],
        "created_at": box["created_at"],
        "updated_at": box["updated_at"],
    }


@blueprint.get("/email/settings")
def view_mail_settings() -> Response:
    return answer(mail_settings(the_desk()))


@blueprint.put("/email/settings")
def update_mail_settings() -> Response:
    desk, body = the_desk(), json_body()
    known = mail_settings(desk)
    checks.check(body, dict.fromkeys(known, Rule("bool")))
    desk.account["mail_settings"] = {**known, **{name: value for name, value in body.items() if value is not None}}
    return answer(mail_settings(desk))


def mail_settings(desk: Desk) -> JSON:
    settings: JSON = desk.account.get("mail_settings") or dict.fromkeys(mailbox_rules.SETTINGS, True)
    return settings


@blueprint.put("/notifications/email/bcc")
def update_bcc() -> Response:
    """Who gets a copy of all mail."""
    desk, body = the_desk(), json_body()
    checks.check(body, {"emails": Rule("emails")}, ["emails"])
    if len(",".join(body["emails"])) > BCC_LENGTH:
        raise errors.invalid("emails", f"It should have at most {BCC_LENGTH} characters")
    desk.account["bcc"] = body["emails"]
    return answer({"emails": body["emails"]})
