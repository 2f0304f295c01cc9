"""Readers of the filters of a list; each raises Refused 400 that names the parameter (freshdesk-api 8)."""

from __future__ import annotations

from flask import request

from assistant.sandbox import errors
from assistant.sandbox.checks import moment
from assistant.sandbox.clock import iso

FLAGS = {"true": True, "false": False}


def given(name: str) -> str | None:
    """An empty value says nothing: one client names every filter that it has."""
    return request.args.get(name) or None


def flag(name: str) -> bool | None:
    """In any spelling: one client writes it as Python does."""
    text = given(name)
    if text is None or text.lower() in FLAGS:
        return None if text is None else FLAGS[text.lower()]
    raise errors.invalid(name, "It should be a/an Boolean", "datatype_mismatch")


def identity(name: str) -> int | None:
    """An id. One that no record has finds nothing."""
    text = given(name)
    if text is None or (text.isascii() and text.isdigit()):
        return None if text is None else int(text)
    raise errors.invalid(name, "It should be a/an Positive Integer", "datatype_mismatch")


def instant(name: str) -> str | None:
    """A time, as a stamp to compare with those of records."""
    text = given(name)
    if text is None:
        return None
    found = moment(text)
    if found is None:
        raise errors.invalid(name, "It should be in the 'combined date and time ISO8601' format")
    return iso(found)


def choice(name: str, choices: tuple[str, ...]) -> str | None:
    text = given(name)
    if text not in (None, *choices):
        raise errors.invalid(name, f"It should be one of these values: '{','.join(choices)}'")
    return text


def text(name: str) -> str | None:
    """Given as it is; a '+' that arrived unencoded is a space by now and is taken as a '+'."""
    found = given(name)
    return None if found is None else found.replace(" ", "+")
