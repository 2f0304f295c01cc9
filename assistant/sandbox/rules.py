"""A webhook rule from what POST /_sandbox/webhooks takes."""

from __future__ import annotations

from urllib.parse import urlsplit

from assistant.sandbox.errors import control_error
from assistant.sandbox.fields import boolean, known_only, one_of, seconds, text, whole
from assistant.sandbox.payload import CONTENT_TYPES
from assistant.sandbox.state import JSON
from assistant.sandbox.webhooks import Rule

KNOWN = (
    "url",
    "headers",
    "layout",
    "on",
    "template",
    "encoding",
    "method",
    "username",
    "password",
    "private_notes",
    "duplicates",
    "delay",
)


def parse(body: JSON, number: int) -> Rule:
    """Raises Refused 400 that names the field."""
    known_only(body, KNOWN)
    return Rule(
        id=number,
        url=_url(body),
        headers=_headers(body),
        on=_on(body),
        layout=one_of(body, "layout", ("simple", "advanced"), "simple"),
        encoding=one_of(body, "encoding", tuple(CONTENT_TYPES), "json"),
        template=text(body, "template") if "template" in body else None,
        method=one_of(body, "method", ("POST", "PUT", "PATCH"), "POST"),
        username=text(body, "username") if "username" in body else None,
        password=text(body, "password", ""),
        private_notes=boolean(body, "private_notes", False),
        duplicates=whole(body, "duplicates", 0),
        delay=seconds(body, "delay", 0.0),
    )


def _url(body: JSON) -> str:
    url = text(body, "url")
    if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
        raise control_error("url", "should be an http or https address")
    return url


def _headers(body: JSON) -> dict[str, str]:
    headers = body.get("headers", {})
    if not isinstance(headers, dict) or not all(isinstance(value, str) for value in headers.values()):
        raise control_error("headers", "should be an object of texts")
    return headers


def _on(body: JSON) -> tuple[str, ...]:
    on = body.get("on", ["create", "update"])
    if not isinstance(on, list) or not on or not set(map(str, on)) <= {"create", "update"}:
        raise control_error("on", "should be a list of create and update")
    return tuple(on)
