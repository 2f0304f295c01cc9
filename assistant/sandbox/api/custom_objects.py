"""Custom objects and their records on the wire (freshdesk-api 6.11)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, request

from assistant.sandbox import errors
from assistant.sandbox.answers import answer, json_body, no_content, the_desk
from assistant.sandbox.api.find import find
from assistant.sandbox.custom_objects import checked, condition, millis, refused
from assistant.sandbox.state import JSON

blueprint = Blueprint("custom_objects", __name__)

SCHEMAS = "/custom_objects/schemas"
RECORDS = f"{SCHEMAS}/<int:number>/records"
USUAL, MOST = 20, 100
_FILTER = re.compile(r"(\w+)(?:\[(\w+)\])?")
PAGING = ("page_size", "next_token")


@blueprint.get(SCHEMAS)
def list_schemas() -> Response:
    return answer({"schemas": [*the_desk().custom_objects.values()]})


@blueprint.get(f"{SCHEMAS}/<int:number>")
def view_schema(number: int) -> Response:
    return answer(find(the_desk().custom_objects, number))


@blueprint.get(RECORDS)
def list_records(number: int) -> Response:
    kind = find(the_desk().custom_objects, number)
    conditions = _conditions(kind)
    rows = [row for row in the_desk().custom_records[number].values() if all(each(row) for each in conditions)]
    size, start = _whole("page_size", USUAL, MOST), _whole("next_token", 0)
    links: JSON = {"count": {"href": f"/schemas/{number}/records/count"}}
    if len(rows) > start + size:
        links["next"] = {"href": _href(number, start + size)}
    if start:
        links["prev"] = {"href": _href(number, max(start - size, 0))}
    return answer({"records": rows[start : start + size], "_links": links})


@blueprint.post(RECORDS)
def create_record(number: int) -> Response:
    desk, body = the_desk(), _body({"data"})
    kind, records = find(desk.custom_objects, number), desk.custom_records[number]
    data = checked(kind, body.get("data"), records.values())
    made = desk.custom_made[number] = desk.custom_made.get(number, 0) + 1
    now, name = millis(desk), f"{kind['prefix']}-{made}"
    records[name] = {"display_id": name, "created_time": now, "updated_time": now, "version": 1, "data": data}
    place = f"{request.host_url}api/v2/custom_objects/schemas/{number}/records/{name}"
    return answer(records[name], 201, Location=place)


@blueprint.get(f"{RECORDS}/count")
def count_records(number: int) -> Response:
    find(the_desk().custom_objects, number)
    return answer({"count": len(the_desk().custom_records[number])})


@blueprint.get(f"{RECORDS}/<name>")
def view_record(number: int, name: str) -> Response:
    return answer(_record(number, name))


@blueprint.put(f"{RECORDS}/<name>")
def update_record(number: int, name: str) -> Response:
    """A field that is left out becomes empty, so that nobody counts on its staying (uncertain)."""
    desk, body = the_desk(), _body({"data", "display_id", "version"})
    row = _record(number, name)
    if body.get("version") not in (None, row["version"]):
        raise refused(("version", "VERSION_CONFLICT", "The record was changed since"), status=409)
    others = [each for each in desk.custom_records[number].values() if each is not row]
    row["data"] = checked(desk.custom_objects[number], body.get("data"), others)
    row |= {"version": row["version"] + 1, "updated_time": millis(desk)}
    return answer(row)


@blueprint.delete(f"{RECORDS}/<name>")
def delete_record(number: int, name: str) -> Response:
    _record(number, name)
    del the_desk().custom_records[number][name]
    return no_content()


def _record(number: int, name: str) -> JSON:
    """Raises Refused 404."""
    find(the_desk().custom_objects, number)
    row = the_desk().custom_records[number].get(name)
    if row is None:
        raise errors.not_found()
    return row


def _body(known: set[str]) -> JSON:
    """Raises Refused 400 for a key beside the known ones."""
    body = json_body()
    odd = [(name, "INVALID_FIELD", "It is not known here") for name in body if name not in known]
    if odd:
        raise refused(*odd)
    return body


def _conditions(kind: JSON) -> list[Callable[[JSON], bool]]:
    """What the query asks of a record. Raises Refused 400 for a filter that is not understood."""
    asked = [(key, value) for key, value in request.args.items(multi=True) if key not in PAGING]
    return [_condition(kind, key, value) for key, value in asked]


def _condition(kind: JSON, key: str, value: str) -> Callable[[JSON], bool]:
    found = _FILTER.fullmatch(key)
    if found is None:
        raise refused((key, "INVALID_FIELD", "Records cannot be filtered so"))
    return condition(kind, found[1], found[2] or "", value)


def _whole(name: str, default: int, most: int | None = None) -> int:
    text: Any = request.args.get(name)
    if text is None:
        return default
    value = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1
    if value < (1 if most else 0) or (most is not None and value > most):
        raise refused(
            (name, "INVALID_VALUE", f"It should be a whole number of at most {most}" if most else "No such page")
        )
    return value


def _href(number: int, start: int) -> str:
    """Relative to /api/v2/custom_objects; the filters stay."""
    kept = [(key, value) for key, value in request.args.items(multi=True) if key != "next_token"]
    return f"/schemas/{number}/records?{urlencode([*kept, ('next_token', start)])}"
