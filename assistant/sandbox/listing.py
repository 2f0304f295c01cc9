"""The order of the ticket list, and each entry's JSON, kept from request to request: a long walk over many tickets
then measures who walks, not the stand-in."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Mapping
from typing import Any

JSON = dict[str, Any]

ORDERS = ("created_at", "updated_at")
"""Those by which lists are long; any other is sorted anew."""
MANY = 500
"""More changes than these are sorted in at once."""

Key = tuple[str, int]


class Row(JSON):
    """A ticket that tells when one of its fields is set. What a field holds is replaced, never changed in place."""

    __slots__ = ("_changed",)

    def __init__(self, fields: Mapping[str, Any], changed: Callable[[JSON], None]) -> None:
        super().__init__(fields)
        self._changed = changed

    def __setitem__(self, name: str, value: Any) -> None:
        super().__setitem__(name, value)
        self._changed(self)

    def __delitem__(self, name: str) -> None:
        super().__delitem__(name)
        self._changed(self)

    def update(self, *given: Any, **fields: Any) -> None:
        super().update(*given, **fields)
        self._changed(self)

    def pop(self, name: str, *default: Any) -> Any:
        value = super().pop(name, *default)
        self._changed(self)
        return value


class Listing:
    """Tickets neither deleted nor spam, by creation and by change. Used under the desk's lock."""

    def __init__(self, tickets: Mapping[int, JSON]) -> None:
        self._tickets = tickets
        self._changed: set[int] = set()
        self._sorted: dict[str, list[Key]] = {order: [] for order in ORDERS}
        self._listed: dict[int, dict[str, Key]] = {}
        self._entries: dict[int, bytes] = {}

    def adopt(self, ticket: JSON) -> JSON:
        """The same ticket, watched from now on."""
        row = Row(ticket, lambda changed: self.forget(changed["id"]))
        self.forget(row["id"])
        return row

    def forget(self, ticket_id: int) -> None:
        """A ticket is new, changed or gone."""
        self._changed.add(ticket_id)
        self._entries.pop(ticket_id, None)

    def since(self, order: str, first: str) -> list[Key]:
        """(time, id) of those whose `order` is `first` or later, the oldest first."""
        self._catch_up()
        keys = self._sorted[order]
        return keys[bisect_left(keys, (first, 0)) :]

    def entry(self, ticket: JSON, dump: Callable[[JSON], bytes]) -> bytes:
        """The ticket's JSON in lists, made by `dump` after each change."""
        made = self._entries.get(ticket["id"])
        if made is None:
            made = self._entries[ticket["id"]] = dump(ticket)
        return made

    def _catch_up(self) -> None:
        changed, self._changed = self._changed, set()
        if len(changed) > MANY:
            self._listed = {number: _keys(self._tickets[number]) for number in self._live(self._tickets)}
            self._sorted = {order: sorted(keys[order] for keys in self._listed.values()) for order in ORDERS}
            return
        for number in changed:
            for order, key in self._listed.pop(number, {}).items():
                keys = self._sorted[order]
                del keys[bisect_left(keys, key)]
        for number in self._live(changed & self._tickets.keys()):
            self._listed[number] = _keys(self._tickets[number])
            for order, key in self._listed[number].items():
                insort(self._sorted[order], key)

    def _live(self, numbers: Iterable[int]) -> Iterable[int]:
        rows = self._tickets
        return (number for number in numbers if not rows[number].get("deleted") and not rows[number]["spam"])


def _keys(ticket: JSON) -> dict[str, Key]:
    return {order: (ticket[order], ticket["id"]) for order in ORDERS}
