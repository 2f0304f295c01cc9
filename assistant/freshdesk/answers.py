"""From status, headers and body to a JSON value or an error. Pure (freshdesk-api 8)."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any

from assistant.freshdesk.call import Call, RawAnswer
from assistant.freshdesk.errors import BadAnswer, Conflict, FieldProblem, FreshdeskError, kind
from assistant.freshdesk.headers import USUAL_PAUSE, header, retry_after

DEEPEST = 100
"""Levels of nesting; Freshdesk's deepest answer, nested choices, has fewer than ten."""

_WORD = re.compile(r"[\w.\[\]-]{1,64}\Z")
_ODD_ESCAPE = re.compile(rb"\\u(?:0000|[dD][89a-fA-F])")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def value_of(call: Call, answer: RawAnswer, now: datetime) -> Any:
    """The JSON value of a good answer, None for an empty one. Raises the fitting FreshdeskError otherwise."""
    if not 200 <= answer.status < 300:
        raise refusal(call, answer, now)
    if answer.status == 204 or not answer.body.strip():
        return None
    kind_of_content = (header(answer.headers, "Content-Type") or "application/json").lower()
    if "json" not in kind_of_content:
        raise unusable(call, "the answer is not JSON; is this the address of a Freshdesk account?", answer.status)
    try:
        return _parse(answer.body)
    except (ValueError, RecursionError):
        raise unusable(call, "the answer is not JSON that can be read", answer.status) from None


def unusable(call: Call, why: str, status: int | None = None) -> BadAnswer:
    """An answer that says success but cannot be used: a write behind it may well have landed."""
    return BadAnswer(f"{call.title}: {why}", status=status, may_have_landed=not call.is_read)


def refusal(call: Call, answer: RawAnswer, now: datetime) -> FreshdeskError:
    """The error for an answer outside 2xx."""
    status = answer.status
    problem = _problem(answer.body)
    code = _word(problem.get("code")) or _word(problem.get("error_type"))
    fields = _fields(problem)
    pause = retry_after(answer.headers, now)
    if status == 429 and pause is None:
        pause = USUAL_PAUSE
    said = ", ".join(f"{each.field}: {each.code}" for each in fields) or code or ""
    where = " (a redirect, not followed)" if 300 <= status < 400 else ""
    error = kind(status)(
        f"{call.title} was answered {status}{where}{': ' if said else ''}{said}",
        status=status,
        code=code or (fields[0].code if fields else None),
        retry_after=pause,
        fields=fields,
        may_have_landed=not call.is_read and not 400 <= status < 500,
    )
    if isinstance(error, Conflict):
        error.user_id = _holder(problem)
    return error


def _parse(body: bytes) -> Any:
    """Raises ValueError or RecursionError for anything that is not JSON of a sane depth."""
    value = json.loads(body, parse_constant=_no_constant)
    if body.count(b"{") + body.count(b"[") > DEEPEST:  # an answer with fewer cannot be that deep
        _check_depth(value)
    return _storable(value) if _ODD_ESCAPE.search(body) else value


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _check_depth(value: Any) -> None:
    level = [value] if isinstance(value, dict | list) else []
    for _ in range(DEEPEST):
        level = [
            child
            for each in level
            for child in (each.values() if type(each) is dict else each)
            if type(child) is dict or type(child) is list  # most are neither, and there are thousands of them
        ]
        if not level:
            return
    raise ValueError("nested too deep")


def _storable(value: Any) -> Any:
    """Without NUL and half surrogates, which JSON can spell and neither UTF-8 nor a database can hold."""
    if isinstance(value, str):
        return _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, dict):
        return {_storable(key): _storable(child) for key, child in value.items()}
    return [_storable(child) for child in value] if isinstance(value, list) else value


def _problem(body: bytes) -> dict[str, Any]:
    """The error object of a body, {} for an empty, broken or foreign one."""
    try:
        value = _parse(body)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _fields(problem: dict[str, Any]) -> tuple[FieldProblem, ...]:
    errors = problem.get("errors")
    rows = [row for row in errors if isinstance(row, dict)] if isinstance(errors, list) else []
    return tuple(
        FieldProblem(
            _word(row.get("field")) or _word(row.get("name")) or "?",  # name and type: custom objects (6.11)
            _word(row.get("code")) or _word(row.get("type")) or "?",
        )
        for row in rows
    )


def _holder(problem: dict[str, Any]) -> int | None:
    """Who has the address that was refused (freshdesk-api 8)."""
    errors = problem.get("errors")
    more = [row.get("additional_info") for row in errors if isinstance(row, dict)] if isinstance(errors, list) else []
    found = [each.get("user_id") for each in more if isinstance(each, dict)]
    return next((number for number in found if isinstance(number, int) and not isinstance(number, bool)), None)


def _word(value: Any) -> str | None:
    """A name or code of Freshdesk's; anything longer or stranger might repeat what a customer wrote."""
    return value if isinstance(value, str) and _WORD.match(value) else None
