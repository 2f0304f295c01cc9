"""A small valid value for any JSON Schema: first choices, short lists, true, one sentence as text."""

from __future__ import annotations

import json
import re
from typing import Any

from assistant.sandbox.state import JSON

DEPTH = 12
_FORMATS = {
    "date": "2026-01-01",
    "date-time": "2026-01-01T00:00:00Z",
    "email": "help@sandbox.example",
    "uri": "https://sandbox.example/",
    "uuid": "00000000-0000-4000-8000-000000000000",
    "time": "00:00:00Z",
}


def schema_in(body: JSON) -> JSON | None:
    """The schema of response_format, or one that is written out in a message, or None."""
    asked = (body.get("response_format") or {}).get("json_schema") or {}
    schema = asked.get("schema")
    if isinstance(schema, dict):
        return schema
    texts = (str(message.get("content", "")) for message in body.get("messages") or [] if isinstance(message, dict))
    return next((found for text in texts if (found := _written_out(text)) is not None), None)


def _written_out(text: str) -> JSON | None:
    decoder = json.JSONDecoder()
    for start in (found.start() for found in re.finditer(r"\{", text)):
        try:
            value, _ = decoder.raw_decode(text, start)
        except ValueError:
            continue
        if isinstance(value, dict) and isinstance(value.get("properties"), dict):
            return value
    return None


def fill(schema: JSON, text: str, items: int = 0) -> Any:
    """A value that fits `schema`, with `text` in every free string and at least `items` in every list."""
    return _Filler(schema, text, items).fill(schema, 0)


class _Filler:
    """Walks one schema; references are looked up in its root."""

    def __init__(self, root: JSON, text: str, items: int) -> None:
        self._root, self._text, self._items = root, text, items

    def fill(self, schema: Any, depth: int) -> Any:
        if not isinstance(schema, dict) or depth > DEPTH:
            return None
        if "$ref" in schema:
            return self.fill(_resolve(schema["$ref"], self._root), depth + 1)
        if "const" in schema:
            return schema["const"]
        if schema.get("enum"):
            return schema["enum"][0]
        for word in ("anyOf", "oneOf"):
            if schema.get(word):
                return self.fill(_richest(schema[word]), depth + 1)
        if schema.get("allOf"):
            merged = {key: value for part in schema["allOf"] for key, value in part.items()}
            return self.fill({**merged, **{k: v for k, v in schema.items() if k != "allOf"}}, depth + 1)
        return self._typed(_kind(schema), schema, depth + 1)

    def _typed(self, kind: str, schema: JSON, depth: int) -> Any:
        match kind:
            case "object":
                return {name: self.fill(part, depth) for name, part in schema.get("properties", {}).items()}
            case "array":
                return [self.fill(schema.get("items", {}), depth) for _ in range(self._length(schema))]
            case "integer" | "number":
                return _number(schema, kind)
            case "boolean":
                return True
            case "null":
                return None
        return _string(schema, self._text)

    def _length(self, schema: JSON) -> int:
        least = max(self._items, schema.get("minItems", 0))
        return int(min(least, schema.get("maxItems", least)))


def _richest(choices: list[Any]) -> Any:
    """The first choice that is not null."""
    return next((c for c in choices if isinstance(c, dict) and c.get("type") != "null"), choices[0])


def _kind(schema: JSON) -> str:
    kind = schema.get("type")
    if isinstance(kind, list):
        kind = next((one for one in kind if one != "null"), "null")
    if kind is None:
        kind = "object" if "properties" in schema else "array" if "items" in schema else "string"
    return str(kind)


def _number(schema: JSON, kind: str) -> float:
    low: Any = schema.get("minimum", schema.get("exclusiveMinimum", 0))
    high: Any = schema.get("maximum", schema.get("exclusiveMaximum", low + 1))
    if kind == "number":
        return float((low + high) / 2)
    return int(low) + (1 if "exclusiveMinimum" in schema else 0)


def _string(schema: JSON, text: str) -> str:
    value = _FORMATS.get(schema.get("format", ""), text)
    value = value.ljust(schema.get("minLength", 0), ".")
    return value[: schema.get("maxLength", len(value))]


def _resolve(ref: str, root: JSON) -> Any:
    """A local reference such as #/$defs/Name."""
    place: Any = root
    for step in ref.removeprefix("#").strip("/").split("/"):
        if step and isinstance(place, dict):
            place = place.get(step.replace("~1", "/").replace("~0", "~"))
    return place
