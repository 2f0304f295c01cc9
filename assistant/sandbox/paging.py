"""Pages of a list and the `link` header (freshdesk-api 3 and 13.1)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from flask import Response, request

from assistant.sandbox import errors
from assistant.sandbox.answers import answer, the_desk
from assistant.sandbox.state import JSON

PER_PAGE = 30
MAX_PER_PAGE = 100

T = TypeVar("T")


def number(name: str, default: int, most: int | None = None) -> int:
    """A positive whole number of the query. Raises Refused 400."""
    text = request.args.get(name)
    if text is None:
        return default
    value = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
    if value < 1 or (most is not None and value > most):
        limit = f" and at most {most}" if most else ""
        raise errors.invalid(name, f"It should be a positive whole number{limit}")
    return value


def paged(rows: Sequence[JSON], show: Callable[[JSON], Any] = lambda row: row) -> Response:
    """One page of `rows` as a bare array; `link` names the next page when there is one."""
    return linked(rows, lambda shown: answer([show(row) for row in shown]))


def linked(rows: Sequence[T], respond: Callable[[Sequence[T]], Response]) -> Response:
    """What `respond` makes of one page of `rows`, with the link to the next."""
    page, size = number("page", 1), number("per_page", PER_PAGE, MAX_PER_PAGE)
    response = respond(rows[(page - 1) * size : page * size])
    if len(rows) > page * size:
        space = " " if the_desk().link_space else ""
        response.headers["link"] = f'<{space}{next_url(page + 1)}>;rel="next"'
    return response


def next_url(page: int) -> str:
    """The called URL with `page` moved on and placed right before `per_page`, the rest kept."""
    kept = [(k, v) for k, v in request.args.items(multi=True) if k not in ("page", "per_page")]
    size = request.args.get("per_page")
    query = [*kept, ("page", str(page)), *([("per_page", size)] if size else [])]
    return f"{request.base_url}?{urlencode(query)}"
