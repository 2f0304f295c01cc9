"""The account's settings, mailboxes, products, hours and SLA (freshdesk-api 6.5 and 6.11)."""

from __future__ import annotations

from flask import Blueprint, Response

from assistant.sandbox.answers import answer, the_desk
from assistant.sandbox.api.find import find
from assistant.sandbox.build import DUE_HOURS
from assistant.sandbox.paging import paged
from assistant.sandbox.state import JSON, Desk

blueprint = Blueprint("settings", __name__)

HOURS_ID, SLA_ID = 67_200_000_001, 67_200_000_002
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")


@blueprint.get("/settings/helpdesk")
def view_settings() -> Response:
    account = the_desk().account
    languages = account["supported_languages"]
    return answer(
        {
            "primary_language": account["primary_language"],
            "supported_languages": languages,
            "portal_languages": languages,
            "help_widget_languages": languages,
        }
    )


@blueprint.get("/account")
def view_account() -> Response:
    desk = the_desk()
    return answer(
        {
            "organisation_name": desk.account["name"],
            "account_name": desk.account["name"],
            "account_domain": desk.url.partition("://")[2],
            "tier_type": "Paid",
            "timezone": "London",
            "data_center": "US",
            "total_agents": {"full_time": len(desk.agents), "occasional": 0},
        }
    )


@blueprint.get("/email/mailboxes")
def list_mailboxes() -> Response:
    return paged(list(the_desk().mailboxes.values()))


@blueprint.get("/email/mailboxes/<int:number>")
def view_mailbox(number: int) -> Response:
    return answer(find(the_desk().mailboxes, number))


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
        "to_email": box["freshdesk_mailbox"]["forward_email"],
        "reply_email": box["support_email"],
        "group_id": box["group_id"],
        "primary_role": box["default_reply_email"],
        "active": box["active"],
        "created_at": box["created_at"],
        "updated_at": box["updated_at"],
    }


@blueprint.get("/products")
def list_products() -> Response:
    return paged(list(the_desk().products.values()))


@blueprint.get("/products/<int:number>")
def view_product(number: int) -> Response:
    return answer(find(the_desk().products, number))


@blueprint.get("/business_hours")
def list_business_hours() -> Response:
    return answer([business_hours(the_desk())])


@blueprint.get("/business_hours/<int:number>")
def view_business_hours(number: int) -> Response:
    return answer(find({HOURS_ID: business_hours(the_desk())}, number))


def business_hours(desk: Desk) -> JSON:
    day = {"start_time": "9:00 am", "end_time": "5:00 pm"}
    stamp = desk.me["created_at"]
    return {
        "id": HOURS_ID,
        "name": "Default",
        "description": "Default business calendar",
        "is_default": True,
        "time_zone": "London",
        "business_hours": dict.fromkeys(WEEKDAYS, day),
        "created_at": stamp,
        "updated_at": stamp,
    }


@blueprint.get("/sla_policies")
def list_sla_policies() -> Response:
    return answer([sla_policy(the_desk())])


def sla_policy(desk: Desk) -> JSON:
    """Times in seconds."""
    targets = {
        f"priority_{priority}": {
            "respond_within": first * 3600,
            "resolve_within": whole * 3600,
            "next_respond_within": first * 3600,
            "business_hours": False,
            "escalation_enabled": True,
        }
        for priority, (first, whole) in DUE_HOURS.items()
    }
    stamp = desk.me["created_at"]
    return {
        "id": SLA_ID,
        "name": "Default SLA Policy",
        "description": "default policy",
        "active": True,
        "is_default": True,
        "position": 1,
        "sla_target": targets,
        "applicable_to": {},
        "escalation": {},
        "created_at": stamp,
        "updated_at": stamp,
    }
