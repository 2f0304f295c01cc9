"""The web: one blueprint per caller. `create_app` is what gunicorn starts."""

from __future__ import annotations

from dataclasses import replace

from flask import Flask, Response

from assistant.web import access, problems
from assistant.web.api import api
from assistant.web.body import MAX_BODY
from assistant.web.health import health
from assistant.web.services import KEY, Services
from assistant.web.slack import slack
from assistant.web.wake import PromptQueue
from assistant.web.webhooks import webhooks


def create_app(services: Services | None = None) -> Flask:
    """The application; without `services` those of the settings."""
    app = Flask(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY + 1  # see read_body
    # A redirect to a tidier address would be an answer in HTML that repeats what was sent.
    app.url_map.strict_slashes = False
    app.url_map.merge_slashes = False
    found = services or _of_the_settings()
    app.extensions[KEY] = replace(found, queue=PromptQueue(found.queue))
    problems.register(app)
    access.register(app)
    app.after_request(_secure)
    for blueprint in (webhooks, slack, health, api):
        app.register_blueprint(blueprint)
    return app


def _of_the_settings() -> Services:
    from assistant.wiring import web_services  # tests hand their services in and need no settings

    return Services(**web_services())


def _secure(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Cache-Control", "no-store")
    headers.setdefault("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
    headers.setdefault("Referrer-Policy", "no-referrer")
    return response
