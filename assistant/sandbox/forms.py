"""Multipart forms: bracketed lists, text turned into what the rules say, attachments (freshdesk-api 1)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from flask import request
from werkzeug.datastructures import FileStorage

from assistant.sandbox import errors
from assistant.sandbox.answers import json_body
from assistant.sandbox.build import dated
from assistant.sandbox.checks import Rule
from assistant.sandbox.state import JSON, Desk

_KEYED = re.compile(r"(\w+)\[(\w+)\]")


def body(rules: Mapping[str, Rule]) -> JSON:
    """The request's fields, from JSON or from a form. Raises Refused 400."""
    return _form(rules) if request.mimetype == "multipart/form-data" else json_body()


def _form(rules: Mapping[str, Rule]) -> JSON:
    fields: JSON = {}
    for name, values in request.form.lists():
        if name.endswith("[]"):
            fields[name[:-2]] = [value for value in values if value]
        elif keyed := _KEYED.fullmatch(name):
            fields.setdefault(keyed[1], {})[keyed[2]] = _typed(values[-1], rules.get(name))
        else:
            fields[name] = _typed(values[-1], rules.get(name))
    return fields


def _typed(text: str, rule: Rule | None) -> Any:
    if rule is not None and rule.type == "int" and text.isascii() and text.isdigit():
        return int(text)
    if rule is not None and rule.type == "bool" and text in ("true", "false"):
        return text == "true"
    return text


AVATAR_TYPES, LARGEST_AVATAR = (".jpg", ".jpeg", ".jpe", ".png"), 5 * 1024 * 1024


def avatar(desk: Desk) -> JSON | None:
    """The uploaded picture of a contact (freshdesk-api 6.1); its link is as an attachment's. Raises Refused 400."""
    file = request.files.get("avatar")
    if file is None:
        return None
    if not (file.filename or "").lower().endswith(AVATAR_TYPES):
        raise errors.invalid("avatar", f"It should be of one of these types: '{','.join(AVATAR_TYPES)}'")
    row = _kept(desk, file)
    if row["size"] > LARGEST_AVATAR:
        raise errors.invalid("avatar", "It should be at most 5 MB")
    return {"avatar_url" if key == "attachment_url" else key: value for key, value in row.items()}


def attachments(desk: Desk) -> list[JSON]:
    """The uploaded files, kept and described as answers show them."""
    return [_kept(desk, file) for file in request.files.getlist("attachments[]")]


def _kept(desk: Desk, file: FileStorage) -> JSON:
    number, content = desk.new_id(), file.read()
    kind = file.mimetype or "application/octet-stream"
    desk.files[number] = (kind, content)
    row = {
        "id": number,
        "name": file.filename or "file",
        "content_type": kind,
        "size": len(content),
        "attachment_url": f"{request.host_url}attachments/{number}",
    }
    return dated(desk, row)
