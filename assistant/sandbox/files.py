"""Attachments by their link, which needs no key and ends (freshdesk-api 11)."""

from __future__ import annotations

from flask import Blueprint, Response

from assistant.sandbox import errors
from assistant.sandbox.answers import the_desk

blueprint = Blueprint("files", __name__)


@blueprint.get("/attachments/<int:number>")
def attachment(number: int) -> Response:
    if number not in the_desk().files:
        raise errors.not_found()
    kind, content = the_desk().files[number]
    return Response(content, content_type=kind, headers={"Content-Disposition": "attachment"})
