"""Custom objects: their fields, and what a record of them may hold (freshdesk-api 6.11)."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from typing import Any

from assistant.sandbox.checks import moment
from assistant.sandbox.errors import Refused
from assistant.sandbox.rows import get
from assistant.sandbox.state import JSON, Desk

BOOKINGS: JSON = {
    "name": "Bookings",
    "prefix": "BKG",
    "fields": [
        {"name": "customer_id", "label": "Customer ID", "type": "PRIMARY", "required": True},
        {"name": "customer_name", "label": "Customer name", "type": "TEXT", "required": True},
        {"name": "seats", "label": "Seats", "type": "NUMBER"},
        {"name": "paid", "label": "Paid", "type": "CHECKBOX"},
        {"name": "room", "label": "Room", "type": "DROPDOWN", "choices": ["North", "South"]},
    ],
}
FITS: dict[str, Callable[[Any], bool]] = {
    "NUMBER": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "CHECKBOX": lambda value: isinstance(value, bool),
    "DATE": lambda value: isinstance(value, str) and moment(value) is not None,
    "MULTI_SELECT": lambda value: isinstance(value, list) and all(isinstance(each, str) for each in value),
    "RELATIONSHIP": lambda value: isinstance(value, int | str) and not isinstance(value, bool),
}
"""By a field's type; any other holds text."""
TIMES = ("created_time", "updated_time")
COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "": lambda held, asked: held == asked,
    "gt": lambda held, asked: held > asked,
    "gte": lambda held, asked: held >= asked,
    "lt": lambda held, asked: held < asked,
    "lte": lambda held, asked: held <= asked,
}


def add_all(desk: Desk, rows: Iterable[JSON], where: str) -> None:
    """The objects of an account; the API itself makes none."""
    for row in rows:
        number, now = len(desk.custom_objects) + 1, millis(desk)
        fields = [_field(each, place, where) for place, each in enumerate(get(row, "fields", where), 1)]
        known = {"id": number, "name": get(row, "name", where), "prefix": get(row, "prefix", where)}
        more = {"title": None, "description": row.get("description"), "version": 1, "deleted": False}
        desk.custom_objects[number] = {**known, **more, "created_time": now, "updated_time": now, "fields": fields}
        desk.custom_records[number] = {}


def _field(row: JSON, position: int, where: str) -> JSON:
    name = get(row, "name", where)
    choices = [{"id": place, "value": each, "position": place} for place, each in enumerate(row.get("choices", []), 1)]
    return {
        "id": str(uuid.uuid5(uuid.NAMESPACE_OID, name)),
        "name": name,
        "label": row.get("label", name),
        "type": row.get("type", "TEXT"),
        "position": position,
        "required": bool(row.get("required")),
        "editable": True,
        "visible": True,
        "deleted": False,
        "placeholder": None,
        "hint": None,
        "filterable": row.get("filterable", True),
        "searchable": row.get("searchable", True),
        "parent_id": None,
        "choices": choices,
    }


def millis(desk: Desk) -> int:
    """Now, as these records alone write it: milliseconds since 1970."""
    return int(desk.clock.now() * 1000)


def refused(*faults: tuple[str, str, str], status: int = 400) -> Refused:
    """An error of this family's own shape, of (name, type, message) each."""
    errors = [{"type": kind, "name": name, "message": message} for name, kind, message in faults]
    return Refused(status, {"error_type": "VALIDATION_FAILED", "message": "Validation failed", "errors": errors})


def checked(kind: JSON, data: Any, others: Iterable[JSON]) -> JSON:
    """`data` with every field of the object. Raises Refused 400 that names each field at fault."""
    if not isinstance(data, dict):
        raise refused(("data", "INVALID_VALUE", "It should be an object"))
    fields = {field["name"]: field for field in kind["fields"]}
    faults = [(name, "INVALID_FIELD", "It is no field of this object") for name in data if name not in fields]
    for name, field in fields.items():
        value = data.get(name)
        if value in (None, ""):
            faults += [(name, "MISSING_FIELD", "It should be present")] if field["required"] else []
        elif not _fits(field, value):
            faults.append((name, "INVALID_VALUE", f"It does not fit a field of type {field['type']}"))
        elif field["type"] == "PRIMARY" and any(each["data"][name] == value for each in others):
            faults.append((name, "DUPLICATE_VALUE", "It should be unique"))
    if faults:
        raise refused(*faults)
    return {name: data.get(name) for name in fields}


def _fits(field: JSON, value: Any) -> bool:
    allowed = [each["value"] for each in field["choices"]]
    of_choices = value if isinstance(value, list) else [value]
    return FITS.get(field["type"], _is_text)(value) and (not allowed or all(each in allowed for each in of_choices))


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def condition(kind: JSON, name: str, operator: str, asked: str) -> Callable[[JSON], bool]:
    """Whether a record meets `name[operator]=asked`. Raises Refused 400 for what cannot be filtered by."""
    field = next((each for each in kind["fields"] if each["name"] == name and each["filterable"]), None)
    ordered = name in TIMES or (field is not None and field["type"] in ("NUMBER", "DATE"))
    if (field is None and name not in TIMES) or operator not in COMPARED or (operator and not ordered):
        raise refused((name, "INVALID_FIELD", "Records cannot be filtered so"))
    wanted, compare = _value(name, field, asked), COMPARED[operator]

    def met(record: JSON) -> bool:
        held = record[name] if field is None else record["data"][name]
        return wanted in held if isinstance(held, list) else held is not None and compare(held, wanted)

    return met


def _value(name: str, field: JSON | None, asked: str) -> Any:
    """What the query says, as the field holds it. Raises Refused 400."""
    if field is None:
        when = moment(asked)
        if when is None:
            raise refused((name, "INVALID_VALUE", "It should be a date in the ISO8601 format"))
        return when * 1000
    if field["type"] == "NUMBER":
        try:
            return float(asked)
        except ValueError:
            raise refused((name, "INVALID_VALUE", "It should be a number")) from None
    return asked == "true" if field["type"] == "CHECKBOX" else asked
