"""What the sandbox refuses, as the statuses and bodies of freshdesk-api 8."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


class Refused(Exception):
    """Answered with `status` and `body` (None: an empty body)."""

    def __init__(self, status: int, body: Any = None, headers: dict[str, str] | None = None) -> None:
        super().__init__(status)
        self.status = status
        self.body = body
        self.headers = headers or {}


def problem(field: str, message: str, code: str) -> dict[str, str]:
    return {"field": field, "message": message, "code": code}


def validation_failed(problems: Sequence[dict[str, Any]], status: int = 400) -> Refused:
    return Refused(status, {"description": "Validation failed", "errors": [*problems]})


def invalid(field: str, message: str, code: str = "invalid_value") -> Refused:
    return validation_failed([problem(field, message, code)])


def duplicate(field: str, user_id: int | None = None) -> Refused:
    """409: the value is taken (freshdesk-api 6.1); of a contact's or agent's address also by whom (8)."""
    found: dict[str, Any] = problem(field, "It should be a unique value", "duplicate_value")
    return validation_failed([{**found, "additional_info": {"user_id": user_id}} if user_id else found], 409)


def not_found() -> Refused:
    """404 has an empty body (freshdesk-api 8)."""
    return Refused(404)


def not_allowed(*methods: str) -> Refused:
    """405: the record's state or kind does not allow the verb (freshdesk-api 4.3, 5.2)."""
    allow = ", ".join(methods) or "GET"
    return Refused(405, {"message": f"This method is not allowed. It should be one of: {allow}"}, {"Allow": allow})


def unauthorized() -> Refused:
    message = "You have to be logged in to perform this action."
    return Refused(401, {"code": "invalid_credentials", "message": message})


def forbidden() -> Refused:
    """403 for what needs an admin's key (freshdesk-api 8)."""
    return Refused(403, {"code": "access_denied", "message": "You are not authorized to perform this action."})


def bad_json() -> Refused:
    return Refused(400, {"code": "invalid_json", "message": "Request body has invalid json format"})


def control_error(field: str, message: str) -> Refused:
    """400 of the control routes: names the field."""
    return Refused(400, {"error": f"{field}: {message}", "field": field})
