"""What can go wrong with a call, one class per kind.

Every error says `status` (None when no answer was read), `code` (Freshdesk's own, freshdesk-api 8), `retry_after`
(seconds, when it is known) and `may_have_landed`: whether a write may have taken effect although it failed.
Messages hold the method, the path, field names and codes; never a body, a query or a key.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple


class FieldProblem(NamedTuple):
    """One line of a validation answer: `FieldProblem(field="page", code="invalid_value")`."""

    field: str
    code: str


class Misfit(NamedTuple):
    """A custom field's value that does not fit: Freshdesk's code for it, and what would fit."""

    field: str
    code: str
    allowed: tuple[str, ...]


class FreshdeskError(Exception):
    """Any failed call."""

    def __init__(
        self,
        message: str,
        *,
        status: int | None = None,
        code: str | None = None,
        retry_after: float | None = None,
        may_have_landed: bool = False,
        fields: tuple[FieldProblem, ...] = (),
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.retry_after = retry_after
        self.may_have_landed = may_have_landed
        self.fields = fields


class BadRequest(FreshdeskError, ValueError):
    """400 and the other refusals of what was sent (406, 413, 415, 422); `fields` says which fields."""


class FieldError(BadRequest):
    """Custom fields that do not fit, found before anything was sent; `misfits` says what each allows."""

    def __init__(self, misfits: Sequence[Misfit]) -> None:
        said = "; ".join(f"{each.field}: {each.code}, allowed: {_some(each.allowed)}" for each in misfits)
        fields = tuple(FieldProblem(each.field, each.code) for each in misfits)
        super().__init__(f"custom fields that do not fit: {said}", code=fields[0].code, fields=fields)
        self.misfits = tuple(misfits)


class TooLarge(BadRequest):
    """Attachments that are more than Freshdesk takes, found before anything was sent."""

    def __init__(self, size: int, most: int) -> None:
        super().__init__(
            f"attachments: {size / 2**20:.1f} MB, and a ticket takes {most // 2**20} MB in all; "
            "send fewer or smaller files, or a link",
            code="invalid_value",
            fields=(FieldProblem("attachments", "invalid_value"),),
        )


class QueryError(BadRequest):
    """A search query that Freshdesk would refuse, found before it was sent; `field` is "query" for one as a whole."""

    def __init__(self, field: str, remedy: str) -> None:
        super().__init__(f"{field}: {remedy}", code="invalid_query", fields=(FieldProblem(field, "invalid_query"),))
        self.field = field


class SearchIncomplete(FreshdeskError):
    """One day holds more than a search gives; all else was delivered before this was raised (freshdesk-api 7)."""

    def __init__(self, days: Sequence[date]) -> None:
        said = ", ".join(day.isoformat() for day in days)
        super().__init__(
            f"some days hold more than a search gives, of which 300 were delivered: {said}; "
            "search these apart by status, group or type"
        )
        self.days = tuple(days)


class Unauthorized(FreshdeskError, PermissionError):
    """401: the key is missing, wrong or locked."""


class Forbidden(FreshdeskError, PermissionError):
    """403: the key's agent has no right to this, or the plan lacks the feature."""


class NotFound(FreshdeskError, LookupError):
    """404: no such ticket, contact, path or account."""


class MethodNotAllowed(FreshdeskError):
    """405: what is asked of cannot be changed: a spam or deleted ticket, a reply's text (freshdesk-api 4.3)."""


class Conflict(FreshdeskError):
    """409: the state forbids it, or a contact with that address exists: `user_id` says who, where Freshdesk does."""

    user_id: int | None = None


class RateLimited(FreshdeskError):
    """429, or our own count says that it would be; `retry_after` is always set."""


class ServerError(FreshdeskError):
    """5xx: their side."""


class ConnectionFailed(FreshdeskError, ConnectionError):
    """No connection, or it broke before the whole answer was read."""


class TimedOut(FreshdeskError, TimeoutError):
    """The total time for one call ran out."""


class BadAnswer(FreshdeskError):
    """An answer that says success and cannot be used: HTML, broken JSON, too large, a redirect, an unknown shape."""


def _some(words: Sequence[str], most: int = 20) -> str:
    return ", ".join(words[:most]) + (", …" if len(words) > most else "") if words else "none"


KINDS: dict[int, type[FreshdeskError]] = {
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    405: MethodNotAllowed,
    409: Conflict,
    410: NotFound,
    429: RateLimited,
}


def kind(status: int) -> type[FreshdeskError]:
    """The class for an answer that is not 2xx."""
    if status in KINDS:
        return KINDS[status]
    if status >= 500:
        return ServerError
    return BadRequest if status >= 400 else BadAnswer
