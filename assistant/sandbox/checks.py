"""Checks of a request's fields: unknown names, types, choices, missing ones (freshdesk-api 4.3 and 8)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from assistant.sandbox import errors
from assistant.sandbox.errors import problem
from assistant.sandbox.state import JSON

_EMAIL = re.compile(r"[^@\s<>\"]+@[^@\s<>\"]+\.?[^@\s<>\"]*")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?(Z|[+ -]\d{2}(:?\d{2})?)?")


@dataclass(frozen=True)
class Rule:
    """What a field may hold. `type` is text, int, ints, number, bool, list, texts, dict, dicts, email, emails, time or
    day."""

    type: str = "text"
    choices: Collection[Any] | None = None


NAMES = {
    "text": "String",
    "int": "Positive Integer",
    "number": "Number",
    "bool": "Boolean",
    "list": "Array",
    "ints": "Array of Positive Integers",
    "texts": "Array",
    "dict": "key/value pair",
    "dicts": "Array of key/value pairs",
    "email": "valid email address",
    "emails": "Array",
    "time": "date in the ISO8601 format",
    "day": "date in the YYYY-MM-DD format",
}


def check(fields: JSON, rules: Mapping[str, Rule], required: Iterable[str] = ()) -> None:
    """Raises Refused 400 that names every field at fault. null is allowed where a field is not required."""
    problems = [
        problem(name, "It should be present", "missing_field") for name in required if fields.get(name) in (None, "")
    ]
    known = {p["field"] for p in problems}
    for name, value in fields.items():
        found = None if name in known else _problem(name, value, rules.get(name))
        problems += [found] if found else []
    if problems:
        raise errors.validation_failed(problems)


def _problem(name: str, value: Any, rule: Rule | None) -> dict[str, str] | None:
    if rule is None:
        return problem(name, "Unexpected/invalid field in request", "invalid_field")
    if value is None:
        return None
    if not _fits(value, rule.type):
        code = (
            "invalid_value" if rule.type in ("email", "time", "day") and isinstance(value, str) else "datatype_mismatch"
        )
        return problem(name, f"It should be a/an {NAMES[rule.type]}", code)
    if rule.choices is not None and value not in rule.choices:
        listed = ",".join(str(choice) for choice in rule.choices)
        return problem(name, f"It should be one of these values: '{listed}'", "invalid_value")
    return None


def _fits(value: Any, kind: str) -> bool:
    match kind:
        case "int":
            return isinstance(value, int) and not isinstance(value, bool)
        case "number":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case "bool":
            return isinstance(value, bool)
        case "list":
            return isinstance(value, list)
        case "texts":
            return isinstance(value, list) and all(isinstance(item, str) for item in value)
        case "ints":
            return isinstance(value, list) and all(_fits(item, "int") for item in value)
        case "dicts":
            return isinstance(value, list) and all(isinstance(item, dict) for item in value)
        case "dict":
            return isinstance(value, dict)
        case "email":
            return isinstance(value, str) and _EMAIL.fullmatch(value) is not None
        case "emails":
            return isinstance(value, list) and all(_is_mail(item) for item in value)
        case "time":
            return isinstance(value, str) and moment(value) is not None
        case "day":
            return isinstance(value, str) and len(value) == 10 and moment(value) is not None
        case _:
            return isinstance(value, str)


def _is_mail(value: Any) -> bool:
    """An address, alone or as 'Name <address>'."""
    return isinstance(value, str) and _EMAIL.search(value) is not None


def moment(text: str) -> float | None:
    """Unix seconds of a date as Freshdesk takes them, no zone meaning UTC (freshdesk-api 1); None if it is none.

    A '+' that arrived unencoded in a URL is a space by now and is taken as a '+'.
    """
    if not _DATE.fullmatch(text):
        return None
    day, rest = text[:10], text[10:].replace(" ", "+")
    try:
        value = datetime.fromisoformat(day + (rest if rest.startswith("T") else f"T00:00{rest}"))
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None
