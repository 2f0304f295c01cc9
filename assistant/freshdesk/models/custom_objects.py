"""Custom objects: what an account keeps beside tickets, as bookings or devices (freshdesk-api 6.11)."""

# ruff: noqa: RUF012 -- pydantic gives each model a copy of the default

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import BeforeValidator

from assistant.freshdesk.models.base import Flag, Model, Objects, Text, null_as


def _moment(value: Any) -> datetime | None:
    """These records alone count milliseconds since 1970; None for what is no time."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return datetime.fromtimestamp(value / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return None


Millis = Annotated[datetime | None, BeforeValidator(_moment)]


class CustomField(Model):
    """A field of a custom object. `type`: PRIMARY, TEXT, NUMBER, DATE, CHECKBOX, DROPDOWN, RELATIONSHIP and others."""

    id: Text = ""
    name: Text
    label: Text = ""
    type: Text = ""
    position: int | None = None
    required: Flag = False
    editable: Flag = False
    visible: Flag = False
    deleted: Flag = False
    filterable: Flag = False
    searchable: Flag = False
    placeholder: str | None = None
    hint: str | None = None
    parent_id: str | None = None
    choices: Objects = []


class CustomObject(Model):
    """A kind of record and its fields."""

    id: int
    name: Text = ""
    prefix: Text = ""
    title: str | None = None
    description: str | None = None
    version: int | None = None
    deleted: Flag = False
    fields: Annotated[list[CustomField], null_as(list)] = []
    created_time: Millis = None
    updated_time: Millis = None


class CustomRecord(Model):
    """One record: `data` by the names of the object's fields. `version` is not told by every answer."""

    display_id: Text
    data: Annotated[dict[str, Any], null_as(dict)] = {}
    version: int | None = None
    created_time: Millis = None
    updated_time: Millis = None
