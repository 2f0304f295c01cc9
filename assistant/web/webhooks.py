"""POST /webhooks/freshdesk: something happened to a ticket."""

from __future__ import annotations

from flask import Blueprint, request

from assistant.freshdesk.webhooks import BadPayload, ticket_id
from assistant.usecases.take_webhook import take_webhook
from assistant.web.body import read_body, refuse_packed
from assistant.web.credentials import basic, header_bytes, matches
from assistant.web.problems import Problem
from assistant.web.services import services

webhooks = Blueprint("webhooks", __name__)


@webhooks.post("/webhooks/freshdesk")
def freshdesk() -> tuple[dict[str, int], int]:
    """202 once the row is committed. The sender is known before its body is read."""
    _require_secret()
    refuse_packed()
    raw = read_body()
    try:
        number = ticket_id(request.headers.get("Content-Type", ""), raw)
    except BadPayload as error:
        raise Problem(400, str(error)) from None
    take_webhook(number, store=services().store, queue=services().queue)
    return {"ticket": number}, 202


def _require_secret() -> None:
    """The header X-Webhook-Secret or the Basic password; without a secret in the settings nobody gets in."""
    secrets = services().webhook_secrets
    header = header_bytes(request.headers.get("X-Webhook-Secret", ""))
    _, password = basic(request.headers.get("Authorization", ""))
    if not matches(header, secrets) | matches(password, secrets):
        raise Problem(
            401,
            "Send the webhook's secret as header X-Webhook-Secret; it is set as FRESHDESK_WEBHOOK_SECRET.",
            {"WWW-Authenticate": 'Basic realm="webhooks"'},
        )
