"""Ticket fields as agents may read them, with the four shapes of `choices` (freshdesk-api 6.8)."""

from __future__ import annotations

from flask import Blueprint, Response, request

from assistant.sandbox import ticket_form
from assistant.sandbox.answers import answer, the_desk

blueprint = Blueprint("fields", __name__)


@blueprint.get("/ticket_fields")
def list_ticket_fields() -> Response:
    wanted = request.args.get("type")
    return answer([row for row in ticket_form.agents_view(the_desk()) if wanted in (None, row["type"])])
