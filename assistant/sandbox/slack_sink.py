"""A place for `response_url`s of a slash command: keeps what is posted there."""

from __future__ import annotations

import json

from flask import Blueprint, Response, request

from assistant.sandbox.answers import answer, the_desk

blueprint = Blueprint("slack_sink", __name__, url_prefix="/slack/response")

KEPT = 100


@blueprint.post("/<name>")
def receive(name: str) -> Response:
    """JSON is kept parsed, anything else as text."""
    raw = request.get_data(as_text=True)
    try:
        value = json.loads(raw)
    except ValueError:
        value = raw
    with the_desk().lock:
        received = the_desk().slack.setdefault(name, [])
        received.append(value)
        del received[:-KEPT]
    return Response("ok", content_type="text/plain; charset=utf-8")


@blueprint.get("/<name>")
def received(name: str) -> Response:
    return answer(the_desk().slack.get(name, []))
