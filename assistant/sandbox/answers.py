"""JSON answers and request bodies."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, cast

from flask import Response, current_app, request

from assistant.sandbox import errors
from assistant.sandbox.state import JSON, Desk

JSON_TYPE = "application/json; charset=utf-8"


def the_desk() -> Desk:
    return cast(Desk, current_app.extensions["desk"])


def answer(value: Any, status: int = 200, **headers: str) -> Response:
    """`value` as JSON; None is an empty body, which carries text/html (freshdesk-api 13.1)."""
    if value is None:
        response = Response(status=status, content_type="text/html; charset=utf-8")
    else:
        response = Response(encoded(value), status, content_type=JSON_TYPE)
    response.headers.update({name.replace("_", "-"): text for name, text in headers.items()})
    return response


def encoded(value: Any) -> bytes:
    """JSON as answers carry it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")


def array(entries: Iterable[bytes]) -> Response:
    """A bare array of values that are JSON already."""
    return Response(b"[" + b",".join(entries) + b"]", content_type=JSON_TYPE)


def created(value: JSON, path: str) -> Response:
    """201 with the new record's address in Location."""
    return answer(value, 201, Location=f"{request.host_url}api/v2/{path}/{value['id']}")


def no_content() -> Response:
    """Neither body nor type."""
    response = Response(status=204)
    del response.headers["Content-Type"]
    return response


def json_body() -> JSON:
    """The request's JSON object; {} when there is no body. Raises Refused 400 for anything else."""
    raw = request.get_data()
    if not raw.strip():
        return {}
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError):
        raise errors.bad_json() from None
    if not isinstance(value, dict):
        raise errors.bad_json()
    return value
