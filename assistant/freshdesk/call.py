"""Values: what is asked (`Call`), what came over the wire (`RawAnswer`), what a listener is told (`Answer`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import quote

from assistant.freshdesk.body import Files, iso
from assistant.freshdesk.prices import price

Param = str | int | bool | datetime | Sequence[str] | None
PREFIX = "/api/v2"


@dataclass(frozen=True)
class Call:
    """One call before it is made. `template` is a path with names, as "/tickets/{ticket_id}/notes".

    `wait` says whether a rate limit may be waited for; False means refuse at once. With `files` the body is a form.
    What people wrote stays out of its repr, and so out of reports of crashes.
    """

    method: str
    template: str
    ids: Mapping[str, int | str] = field(default_factory=dict)
    params: Mapping[str, Param] = field(default_factory=dict, repr=False)
    body: Mapping[str, Any] | None = field(default=None, repr=False)
    wait: bool | None = None
    files: Files = field(default=(), repr=False)

    @property
    def path(self) -> str:
        """The path with its ids, each quoted so that none can reach another path."""
        return self.template.format(**{name: quote(str(value), safe="") for name, value in self.ids.items()})

    @property
    def name(self) -> str:
        """What sub-limits and statistics are kept by: "GET /tickets"."""
        return f"{self.method} {self.template}"

    @property
    def price(self) -> int:
        """In credits."""
        return price(self.name, [word for word in self.query.get("include", "").split(",") if word])

    @property
    def title(self) -> str:
        """What an error message says: "GET /tickets/4107"; queries stay out, they may hold an address."""
        return f"{self.method} {self.path}"

    @property
    def is_read(self) -> bool:
        return self.method == "GET"

    @property
    def query(self) -> dict[str, str]:
        """The parameters as text, those that are None left out."""
        return {name: _text(value) for name, value in self.params.items() if value is not None}


@dataclass(frozen=True)
class RawAnswer:
    """Status, headers and whole body of one answer."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)


@dataclass(frozen=True)
class Answer:
    """One attempt as a listener sees it: `template` without ids, `status` None when no answer was read."""

    method: str
    template: str
    status: int | None
    credits: float
    seconds: float


def _text(value: Param) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return iso(value)
    if isinstance(value, str | int):
        return str(value)
    return ",".join(value or ())
