"""Faults that a test orders: refusals, delays, other headers or bodies, answers lost after the write."""

from __future__ import annotations

import json
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from flask import Response

from assistant.sandbox.errors import control_error
from assistant.sandbox.state import JSON

THEN = {"status": int, "headers": dict, "body": (str, dict, list), "delay": (int, float), "drop_after_write": bool}


@dataclass
class Fault:
    """For requests of `method` and `path` ('*' is any run of characters), `left` times (None: until cleared).

    A `status` without `drop_after_write` means that the request is not carried out.
    """

    method: str
    path: str
    left: int | None
    then: JSON

    @property
    def refuses(self) -> bool:
        return "status" in self.then and not self.drops

    @property
    def drops(self) -> bool:
        return bool(self.then.get("drop_after_write"))

    def fits(self, method: str, path: str) -> bool:
        return self.left != 0 and fnmatchcase(method, self.method) and fnmatchcase(path, self.path)


def parse(body: JSON) -> Fault:
    """A fault as the control route takes it. Raises Refused 400 that names the field."""
    match, then, times = body.get("match", {}), body.get("then"), body.get("times", 1)
    if not isinstance(match, dict) or set(match) - {"method", "path"}:
        raise control_error("match", "should be an object with method and path")
    if not all(isinstance(value, str) for value in match.values()):
        raise control_error("match", "method and path should be text")
    if times is not None and (not isinstance(times, int) or isinstance(times, bool) or times < 1):
        raise control_error("times", "should be a positive whole number, or null for always")
    return Fault(match.get("method", "*").upper(), match.get("path", "*"), times, _then(then))


def _then(then: Any) -> JSON:
    if not isinstance(then, dict) or not then:
        raise control_error("then", f"should be an object with any of {', '.join(THEN)}")
    for name, value in then.items():
        if name not in THEN:
            raise control_error(f"then.{name}", "is not known")
        if not isinstance(value, THEN[name]) or (isinstance(value, bool) and THEN[name] is not bool):  # type: ignore[arg-type]
            raise control_error(f"then.{name}", "has the wrong type")
    return then


def take(faults: list[Fault], method: str, path: str) -> Fault | None:
    """The first fault that fits, one use taken off it. Call under the desk's lock."""
    fault = next((f for f in faults if f.fits(method, path)), None)
    if fault is not None and fault.left is not None:
        fault.left -= 1
    return fault


def apply(fault: Fault, response: Response) -> Response:
    """The real or refused answer with the fault's headers and body over it."""
    if "body" in fault.then:
        response.set_data(body_text(fault.then["body"]))
        response.content_type = content_type(fault.then["body"])
    response.headers.update({name: str(value) for name, value in fault.then.get("headers", {}).items()})
    return response


def body_text(body: Any) -> str:
    return body if isinstance(body, str) else json.dumps(body)


def content_type(body: Any) -> str:
    """JSON if it is JSON, else an HTML page as proxies send it."""
    try:
        json.loads(body_text(body))
    except ValueError:
        return "text/html; charset=utf-8"
    return "application/json; charset=utf-8"
