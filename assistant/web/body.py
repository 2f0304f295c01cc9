"""Read a request's body: bounded, unpacked by nobody, and without a 5xx whatever the client does."""

from __future__ import annotations

from flask import request
from werkzeug.exceptions import HTTPException

from assistant.web.problems import Problem

MAX_BODY = 256 * 1024
"""Bytes. A webhook names a ticket, a slash command is a line: nothing here is ever long."""


def refuse_packed() -> None:
    """415 for a body that would have to be unpacked first: small ones may hide big ones."""
    if request.headers.get("Content-Encoding", "identity").strip().lower() not in ("", "identity"):
        raise Problem(415, "Content-Encoding is not read here; send the body as it is.")
    if request.headers.get("Content-Type", "").strip().lower().startswith("multipart/"):
        raise Problem(415, "multipart is not read here; send JSON, XML or a form without files.")


def read_body() -> bytes:
    """The raw body, at most MAX_BODY bytes, also if it comes in chunks without a length. Raises 400 and 413.

    The framework cuts a body in chunks at its own limit without a word, so that limit is one byte past ours; and it
    takes a body that broke off for a whole one, in which a ticket's number may have lost its last digits.
    """
    try:
        raw = request.get_data(cache=True, parse_form_data=False)
    except HTTPException:
        raise
    except Exception as error:  # each server has errors of its own for a client's broken chunks
        raise _broken() from error
    if len(raw) > MAX_BODY:
        raise Problem(413, f"The body is longer than {MAX_BODY} bytes.")
    if len(raw) < (request.content_length or 0):
        raise _broken()
    return raw


def _broken() -> Problem:
    return Problem(400, "The body broke off or its chunks are malformed.")
