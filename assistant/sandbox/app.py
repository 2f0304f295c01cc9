"""The Flask application: what every request passes, and the blueprints."""

from __future__ import annotations

import logging
import uuid
from copy import copy
from functools import cache
from typing import Any, cast

from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from assistant.sandbox import api, auth, control, cors, errors, faults, files, limits, model, page, slack_sink
from assistant.sandbox.answers import answer, the_desk
from assistant.sandbox.clock import iso_millis
from assistant.sandbox.server import DROP
from assistant.sandbox.state import Desk
from assistant.sandbox.switches import Switches

API = "/api/v2/"
UNLOCKED = ("/v1/", "/slack/", "/static/")


class SandboxApp(Flask):
    """Runs each request of the desk as one step under the desk's lock; the model's may take long and do not."""

    def dispatch_request(self) -> Any:
        if request.path.startswith(UNLOCKED):
            return super().dispatch_request()
        with cast(Desk, self.extensions["desk"]).lock:
            return super().dispatch_request()


def create_app(desk: Desk, switches: Switches) -> Flask:
    """An application of its own for a desk; the routes are shared by all."""
    app = copy(_routed())
    app.extensions = {"desk": desk, "switches": switches}
    return app


@cache
def _routed() -> Flask:
    """The application without a desk, made once: some two hundred routes take werkzeug a quarter of a second."""
    app = SandboxApp("assistant.sandbox")
    app.logger.setLevel(logging.ERROR)
    app.url_map.strict_slashes = False
    app.before_request(before)
    app.after_request(after)
    app.register_error_handler(errors.Refused, refused)
    app.register_error_handler(HTTPException, http_error)
    for blueprint in api.BLUEPRINTS:
        app.register_blueprint(blueprint, url_prefix=f"/api/v2{blueprint.url_prefix or ''}")
    for blueprint in (control.blueprint, files.blueprint, model.blueprint, slack_sink.blueprint, page.blueprint):
        app.register_blueprint(blueprint)
    return app


def before() -> Response | None:
    """Ordered faults first, then key, headers and limit."""
    desk, switches = the_desk(), control.the_switches()
    g.credits, g.fault = 0, None
    if request.path.startswith("/_sandbox/"):
        return None
    if request.path.startswith(API) and (asked := cors.preflight(desk.api_key is not None)) is not None:
        return asked
    with desk.lock:
        fault = g.fault = faults.take(switches.faults, request.method, request.path)
    if fault is not None:
        desk.stopping.wait(fault.then.get("delay", 0))
        if fault.refuses:
            return Response(status=fault.then["status"])
    if request.path.startswith(API):
        auth.check_scheme()
        auth.check_key(desk)
        g.credits = limits.charge(desk, switches.limiter)
        auth.check_headers()
        auth.check_rights(desk)
    return None


def after(response: Response) -> Response:
    """Headers of every API answer, the log of requests, and what a fault changes."""
    desk, switches = the_desk(), control.the_switches()
    if request.path.startswith(API):
        response.headers["X-Freshdesk-Api-Version"] = "latest=v2; requested=v2"
        response.headers["x-request-id"] = str(uuid.uuid4())
        response.headers.update(limits.headers(switches.limiter, g.credits))
        response.headers.update(cors.headers(desk.api_key is not None))
        entry = {
            "at": iso_millis(desk.clock.now()),
            "method": request.method,
            "path": request.path,
            "status": response.status_code,
            "credits": g.credits,
            "query": request.query_string.decode("latin-1"),
        }
        with desk.lock:
            desk.requests.append(entry)
    if g.get("fault") is not None:
        response = faults.apply(g.fault, response)
        request.environ[DROP] = g.fault.drops
    return response


def refused(error: errors.Refused) -> Response:
    response = answer(error.body, error.status)
    response.headers.update(error.headers)
    return response


def http_error(error: HTTPException) -> Response:
    """An unknown path is an empty 404; a wrong verb a 405 that names the right ones (freshdesk-api 8)."""
    if isinstance(error, MethodNotAllowed):
        return refused(errors.not_allowed(*sorted(set(error.valid_methods or ()) - {"HEAD", "OPTIONS"})))
    return answer(None, error.code or 500)
