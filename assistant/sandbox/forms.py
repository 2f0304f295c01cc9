"""Multipart forms: bracketed lists, text turned into what the rules say, attachments (freshdesk-api 1)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
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
            fields[name[:-2]] = [_typed(value, _item(rules.get(name[:-2]))) for value in values if value]
        elif keyed := _KEYED.fullmatch(name):
            _entries(fields, keyed[1])[keyed[2]] = _typed(values[-1], rules.get(name))
        else:
            fields[name] = _typed(values[-1], rules.get(name))
    return fields


def _entries(fields: JSON, name: str) -> JSON:
    """The object whose keys the form names one by one. Raises Refused 400 when it also gave the object as one value."""
    found = fields.setdefault(name, {})
    if not isinstance(found, dict):
        raise errors.invalid(name, "It should be a/an JSON Object", "datatype_mismatch")
    return found


def _item(rule: Rule | None) -> Rule | None:
    """What each entry of a list may hold."""
    return replace(rule, type="int") if rule is not None and rule.type == "ints" else None


def _typed(text: str, rule: Rule | None) -> Any:
    """Text as its rule wants it; no text is null where something other than text is wanted."""
    kind = "text" if rule is None else rule.type
    if kind != "text" and not text:
        return None
    if kind == "int" and text.isascii() and text.isdigit():
        return int(text)
    if kind == "bool" and text in ("true", "false"):
        return text == "true"
    return _parsed(text) if kind == "dict" else text


def _parsed(text: str) -> Any:
    """An object within a form is JSON, as `structured_body` is (freshdesk-api 1)."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


AVATAR_TYPES, LARGEST_AVATAR = (".jpg", ".jpeg", ".jpe", ".png"), 5 * 1024 * 1024
LARGEST = 20 * 1024 * 1024
"""Bytes of all attachments of a ticket, those of its thread among them (freshdesk-api 1)."""


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


def attachments(desk: Desk, ticket: JSON | None = None) -> list[JSON]:
    """The uploaded files, kept and described as answers show them. Raises Refused 400 when they and those that the
    ticket has are too much."""
    files = request.files.getlist("attachments[]")
    if sum(_size(file) for file in files) + (held(desk, ticket) if files and ticket else 0) > LARGEST:
        raise errors.invalid("attachments", "The total size of attachments should not exceed 20 MB")
    return [_kept(desk, file) for file in files]


def held(desk: Desk, ticket: JSON) -> int:
    """Bytes of what is attached to the ticket and its thread."""
    rows = [ticket, *(desk.conversations[number] for number in desk.threads[ticket["id"]])]
    return sum(int(file["size"]) for row in rows for file in row["attachments"])


def _size(file: FileStorage) -> int:
    end = file.stream.seek(0, 2)
    file.stream.seek(0)
    return end


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
