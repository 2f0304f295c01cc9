"""Pages of a list: the `link` header read with tolerance, and the walk from page to page (freshdesk-api 3)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar
from urllib.parse import parse_qsl, urljoin, urlsplit

from assistant.freshdesk.answers import unusable
from assistant.freshdesk.call import PREFIX, Call
from assistant.freshdesk.headers import header

PER_PAGE = 100
"""The most that Freshdesk gives."""

T = TypeVar("T")
_LINK = re.compile(r"<([^>]*)>([^<]*)")
_NEXT = re.compile(r""";\s*rel\s*=\s*["']?next\b""", re.IGNORECASE)


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page: its items, its number from 1, and whether Freshdesk said that another follows."""

    items: list[T]
    number: int
    is_last: bool


@dataclass(frozen=True)
class Fetched:
    """The value of an answer with its headers and the URL base that it came from."""

    value: Any
    headers: Mapping[str, str]
    base: str


def next_link(headers: Mapping[str, str]) -> str | None:
    """The URL of the next page. Freshdesk writes `< https://...>;rel="next"`, with that space."""
    links = _LINK.findall(header(headers, "link") or "")
    return next((url.strip() for url, rest in links if _NEXT.search(rest)), None)


def next_call(call: Call, fetched: Fetched) -> Call | None:
    """The call for the page after `fetched`; None after the last.

    Raises BadAnswer for a link that leaves the account or the list: the key goes nowhere else.
    """
    link = next_link(fetched.headers)
    if link is None:
        return None
    here = urlsplit(f"{fetched.base}{PREFIX}{call.path}")
    there = urlsplit(urljoin(here.geturl(), link))
    if (there.scheme, there.netloc.lower(), there.path) != (here.scheme, here.netloc.lower(), here.path):
        raise unusable(call, "the link to the next page leads somewhere else")
    return replace(call, params=dict(parse_qsl(there.query)))


def pages(fetch: Callable[[Call], Fetched], call: Call) -> Iterator[tuple[list[Any], int, bool]]:
    """The raw items of each page, its number and whether it is the last.

    Ends at the last page, at an empty one, and at a link that was followed before. Raises BadAnswer for a page
    that is no list.
    """
    following: Call | None = replace(call, params={"per_page": PER_PAGE, **call.params})
    seen: set[tuple[tuple[str, str], ...]] = set()
    while following is not None:
        seen.add(_identity(following))
        fetched = fetch(following)
        if not isinstance(fetched.value, list):
            raise unusable(call, "the answer is not a list")
        after = next_call(following, fetched) if fetched.value else None
        if after is not None and _identity(after) in seen:
            after = None
        yield fetched.value, len(seen), after is None
        following = after


def _identity(call: Call) -> tuple[tuple[str, str], ...]:
    """What tells two pages of one list apart; the first page may leave its number out."""
    return tuple(sorted({"page": "1", **call.query}.items()))
