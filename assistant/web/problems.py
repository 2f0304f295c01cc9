"""Every error as application/problem+json (RFC 9457), with the request's id: never HTML, never what the caller sent."""

from __future__ import annotations

import json
import logging
import traceback
from http import HTTPStatus
from uuid import uuid4

from flask import Flask, Response, g
from werkzeug.exceptions import HTTPException

from assistant.errors import TemporaryError

log = logging.getLogger(__name__)

RETRY_AFTER = 30


class Problem(HTTPException):
    """An answer that a view ends with: a status, what is wrong and what to do about it."""

    def __init__(self, status: int, detail: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(detail)
        self.code = status
        self.problem_headers = headers or {}


def register(app: Flask) -> None:
    """Give each request an id and answer every error of `app`."""
    app.before_request(_name_request)
    app.after_request(_tell_request_id)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(TemporaryError, _temporary)
    app.register_error_handler(Exception, _unexpected)


def _name_request() -> None:
    g.request_id = uuid4().hex


def _tell_request_id(response: Response) -> Response:
    response.headers["X-Request-Id"] = _request_id()
    return response


def _request_id() -> str:
    if "request_id" not in g:
        _name_request()
    return str(g.request_id)


def _answer(status: int, detail: str) -> Response:
    body = {
        "type": "about:blank",
        "title": _title(status),
        "status": status,
        "detail": detail,
        "request_id": _request_id(),
    }
    return Response(json.dumps(body), status, mimetype="application/problem+json")


def _title(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Error"


def _http_error(error: HTTPException) -> Response:
    status = error.code or 500
    if isinstance(error, Problem):
        response = _answer(status, str(error.description))
        response.headers.update(error.problem_headers)
        return response
    response = _answer(status, _DETAILS.get(status, "The request could not be served."))
    kept = {name: value for name, value in error.get_headers() if name in ("Allow", "Retry-After", "WWW-Authenticate")}
    response.headers.update(kept)
    return response


_DETAILS = {
    400: "The request could not be read.",
    404: "There is nothing at this address.",
    405: "This address does not take that method; Allow lists the ones it takes.",
    413: "The body is too long.",
    415: "A body of this type is not read here.",
}
"""Our own words: the framework's may repeat what the caller sent."""


def _temporary(error: TemporaryError) -> Response:
    log.warning("%s answered 503: %s", _request_id(), type(error).__name__)
    response = _answer(503, "This cannot be done right now; try again later.")
    response.headers["Retry-After"] = str(max(1, round(error.retry_after or RETRY_AFTER)))
    return response


def _unexpected(error: Exception) -> Response:
    """500. The log gets the kind and the place, not the message: that may hold a customer's text."""
    frames = "".join(traceback.format_tb(error.__traceback__))
    log.error("%s answered 500: %s\n%s", _request_id(), type(error).__name__, frames)
    return _answer(500, "Something went wrong on our side; the log has it under this request_id.")
