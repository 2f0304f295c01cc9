"""How far an export is: enough to go on after any end, and to read only what changed the next time."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

OVERLAP = timedelta(minutes=15)
"""A list may lag: what changed shortly before the newest change seen is asked for again."""
A_DAY = timedelta(days=1)
"""Longer than any two clocks differ."""


class OtherWish(Exception):
    """The file was made for another wish; `names` are the options that differ."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(", ".join(names))
        self.names = names


@dataclass(frozen=True)
class Run:
    """One run over the account. It is complete when `finished` holds "all".

    `since`: tickets changed from then on are read, None is all. `gone_since`: what was deleted or marked as spam from
    then on is taken out. `places`: list -> the newest change stored of it.
    """

    words: Mapping[str, str]
    gone_since: datetime
    since: datetime | None = None
    number: int = 1
    places: Mapping[str, datetime] = field(default_factory=dict)
    finished: frozenset[str] = frozenset()

    @property
    def is_complete(self) -> bool:
        return "all" in self.finished

    def place(self, name: str) -> datetime | None:
        """From where a list is to be read."""
        return self.places.get(name, self.since)

    def reached(self, name: str, at: datetime) -> Run:
        return replace(self, places={**self.places, name: max(at, self.places.get(name, at))})

    def done(self, name: str) -> Run:
        return replace(self, finished=self.finished | {name})

    def dump(self) -> str:
        """As JSON."""
        return json.dumps(
            {
                "words": dict(self.words),
                "gone_since": self.gone_since.isoformat(),
                "since": self.since and self.since.isoformat(),
                "number": self.number,
                "places": {name: at.isoformat() for name, at in self.places.items()},
                "finished": sorted(self.finished),
            }
        )

    @classmethod
    def load(cls, text: str) -> Run:
        """Raises ValueError, KeyError, TypeError for what `dump` did not write."""
        value = json.loads(text)
        return cls(
            words=value["words"],
            gone_since=datetime.fromisoformat(value["gone_since"]),
            since=datetime.fromisoformat(value["since"]) if value["since"] else None,
            number=value["number"],
            places={name: datetime.fromisoformat(at) for name, at in value["places"].items()},
            finished=frozenset(value["finished"]),
        )


def begin(before: Run | None, words: Mapping[str, str], since: datetime | None, now: datetime) -> Run:
    """The run that goes on where one ended early; after a complete one, the next, over what changed since.

    Raises OtherWish when the run before was for other tickets or other parts of them."""
    if before is None:
        return Run(words, gone_since=now - A_DAY, since=since)
    differing = tuple(name for name, value in words.items() if before.words.get(name) != value)
    if differing:
        raise OtherWish(differing)
    if not before.is_complete:
        return before
    newest = max(before.places.values(), default=None)
    mark = newest - OVERLAP if newest else before.since
    return Run(words, gone_since=mark or before.gone_since, since=mark, number=before.number + 1)
