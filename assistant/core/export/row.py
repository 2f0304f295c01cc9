"""A ticket on its way out: Freshdesk's own JSON, with what was read beside it put in without reading it again."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

JSON = dict[str, Any]
LARGE = 1 << 27
"""No account has so many tickets; an id beyond would need much memory."""


dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""JSON in one line, every letter as itself."""


@dataclass(frozen=True)
class Row:
    """`text`: the ticket's JSON object; `more`: key -> JSON of what is put into it."""

    id: int
    text: str
    more: Mapping[str, str] = field(default_factory=dict)

    def json(self) -> str:
        """One JSON object in one line."""
        parts = [self.text[:-1], *(f"{json.dumps(name)}:{value}" for name, value in self.more.items())]
        return ",".join(parts) + "}" if self.more else self.text

    def value(self) -> JSON:
        found: JSON = json.loads(self.json())
        return found


def company(number: int | None, names: Mapping[int, str]) -> str:
    """The embed `company` as JSON; the name of one that is gone, or that the key may not see, is null."""
    return dump({"id": number, "name": names.get(number)} if number else None)


def array(texts: Sequence[str]) -> str:
    """A JSON array of values that are JSON already."""
    return f"[{','.join(texts)}]"


class Seen:
    """Ids seen, a bit each: tickets are numbered from 1 in each account (freshdesk-api 4.1)."""

    def __init__(self) -> None:
        self._bits = bytearray()
        self._large: set[int] = set()

    def add(self, number: int) -> bool:
        """Whether it is new."""
        if not 0 <= number < LARGE:
            size = len(self._large)
            self._large.add(number)
            return len(self._large) > size
        place, bit = number >> 3, 1 << (number & 7)
        if place >= len(self._bits):
            self._bits.extend(bytes(place + 1 - len(self._bits)))
        new = not self._bits[place] & bit
        self._bits[place] |= bit
        return new
