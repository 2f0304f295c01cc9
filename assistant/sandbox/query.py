"""The query language of search: `"status:2 AND (tag:'a' OR priority:>3)"` (freshdesk-api 7)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from assistant.sandbox.errors import Refused, invalid
from assistant.sandbox.state import JSON

MAX_LENGTH = 512
Test = Callable[[JSON], bool]
Read = Callable[[JSON], Any]

_TOKEN = re.compile(r"\s*(?:(\(|\))|(AND|OR)\b|(\w+)\s*(:>|:<|:)\s*('[^']*'|[^\s()']+))")
_INT, _DATE = re.compile(r"-?\d+"), re.compile(r"'\d{4}-\d{2}-\d{2}'")


def parse(parameter: str, fields: Mapping[str, tuple[str, Read]]) -> Test:
    """A test of records. `fields` gives each name its type (int, text, date, bool) and how to read it.

    Raises Refused 400 for anything else than the documented grammar and fields.
    """
    if len(parameter) < 2 or parameter[0] != '"' or parameter[-1] != '"':
        raise invalid("query", "Query should be enclosed in double quotes")
    if len(parameter) - 2 > MAX_LENGTH:
        raise invalid("query", f"It should have at most {MAX_LENGTH} characters")
    if '"' in parameter[1:-1]:
        raise bad_query()
    parser = _Parser(parameter[1:-1], fields)
    test = parser.either()
    if parser.rest():
        raise bad_query()
    return test


def bad_query() -> Refused:
    return invalid("query", "The query is not valid")


class _Parser:
    """Recursive descent: either = both {OR both}, both = one {AND one}, one = (either) or field:value."""

    def __init__(self, text: str, fields: Mapping[str, tuple[str, Read]]) -> None:
        self._text, self._at, self._fields = text, 0, fields

    def rest(self) -> str:
        return self._text[self._at :].strip()

    def _take(self) -> re.Match[str]:
        found = _TOKEN.match(self._text, self._at)
        if found is None:
            raise bad_query()
        self._at = found.end()
        return found

    def _skip(self, word: str) -> bool:
        found = _TOKEN.match(self._text, self._at)
        if found is None or word not in (found[1], found[2]):
            return False
        self._at = found.end()
        return True

    def either(self) -> Test:
        tests = [self.both()]
        while self._skip("OR"):
            tests.append(self.both())
        return lambda row: any(test(row) for test in tests)

    def both(self) -> Test:
        tests = [self.one()]
        while self._skip("AND"):
            tests.append(self.one())
        return lambda row: all(test(row) for test in tests)

    def one(self) -> Test:
        if self._skip("("):
            inner = self.either()
            if not self._skip(")"):
                raise bad_query()
            return inner
        found = self._take()
        if found[3] is None:
            raise bad_query()
        return self._compare(found[3], found[4], found[5])

    def _compare(self, name: str, operator: str, text: str) -> Test:
        if name not in self._fields:
            raise invalid(name, "Unexpected/invalid field in request", "invalid_field")
        kind, read = self._fields[name]
        value = _value(name, kind, text)
        if operator == ":":
            return lambda row: _equal(kind, read(row), value)
        if kind not in ("int", "date") or value is None:
            raise invalid(name, "The operator does not fit the field")
        if operator == ":>":
            return lambda row: read(row) is not None and _day(kind, read(row)) >= value
        return lambda row: read(row) is not None and _day(kind, read(row)) <= value


def _value(name: str, kind: str, text: str) -> Any:
    """Numbers, true, false and null are bare, texts and dates quoted. Raises Refused 400."""
    if text == "null":
        return None
    if kind == "int" and _INT.fullmatch(text):
        return int(text)
    if kind == "bool" and text in ("true", "false"):
        return text == "true"
    if (kind == "text" and text.startswith("'")) or (kind == "date" and _DATE.fullmatch(text)):
        return text.strip("'")
    raise invalid(name, f"It should be a/an {kind}", "datatype_mismatch")


def _day(kind: str, value: Any) -> Any:
    return value[:10] if kind == "date" else value


def _equal(kind: str, found: Any, value: Any) -> bool:
    """A list holds the value, or is empty for null; texts are compared case-blind."""
    if isinstance(found, list):
        return value in found if value is not None else not found
    if kind == "text" and found is not None and value is not None:
        return str(found).lower() == str(value).lower()
    return bool((_day(kind, found) if found is not None else None) == value)
