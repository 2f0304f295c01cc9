"""Read a request's body: bounded, unpacked by nobody, and without a 5xx whatever the client does."""

from __future__ import annotations

from flask import request
from werkzeug.exceptions import HTTPException

from assistant.web.problems import Problem


def refuse_packed() -> None:
    """415 for a body that would have to be unpacked first: small ones may hide big ones."""
    if request.headers.get("Content-Encoding", "identity").strip().lower() not in ("", "identity"):
        raise Problem(415, "Content-Encoding is not read here; send the body as it is.")
    if request.headers.get("Content-Type", "").strip().lower().startswith("multipart/"):
        raise Problem(415, "multipart is not read here; send JSON, XML or a form without files.")


def read_body() -> bytes:
    """The raw body, at most MAX_CONTENT_LENGTH, also if it comes in chunks without a length. Raises 400 and 413."""
    try:
        return request.get_data(cache=True, parse_form_data=False)
    except HTTPException:
        raise
    except Exception as error:  # each server has errors of its own for a client's broken chunks
        raise Problem(400, "The body broke off or its chunks are malformed.") from error
