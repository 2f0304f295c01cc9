"""Read all tickets of an account: once each, as they were last, whatever ends the run in between."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from assistant.core.export.row import JSON, Row, Seen, company, dump
from assistant.core.export.run import Run
from assistant.core.export.wanted import GONE, NAMES, Wanted
from assistant.errors import NoAccess, NotFound
from assistant.ports import Clock
from assistant.ports.export import Shelf, Source, Tell

Parts = Mapping[str, Sequence[JSON]]
"""Part -> all of it of one ticket."""
A_COMMIT = 1.0
"""Seconds of reading that a crash may cost."""
ROUNDS = 10
"""Walks of one run, each over what changed while the tickets' own parts of the one before were read."""


def export_tickets(wanted: Wanted, *, source: Source, shelf: Shelf, clock: Clock, tell: Tell) -> Iterator[Row]:
    """Bring the shelf up to date, then give its rows, by id.

    It may be stopped anywhere: the next call with the same shelf goes on; after a complete one it reads what changed.
    Raises OtherWish if the shelf holds another export.
    """
    reading = _Reading(wanted, source, shelf, tell, shelf.begin(wanted.words(), wanted.since, clock()))
    names = source.companies() if NAMES in wanted.extras else None
    reading.count()
    for _ in range(ROUNDS):
        reading.tickets()
        if not wanted.own or not reading.own():
            break  # else it took its time: what changed meanwhile is asked for
    for part in wanted.parts:
        if part not in wanted.own:
            reading.listed(part)
    reading.without_gone()
    reading.finish("all")
    return shelf.rows(wanted.parts, names)


def stream_tickets(wanted: Wanted, *, source: Source, tell: Tell) -> Iterator[Row]:
    """Each ticket once, as it was when it was read, as soon as it is read; nothing is kept. Without `wanted.parts`.

    One that changes afterwards stays as it was told: `tell` hears how many ("changed")."""
    names = source.companies() if NAMES in wanted.extras else None
    total, done, changed, seen = source.count(wanted.since), 0, 0, Seen()
    for kind in (None, *(kind for kind in GONE if kind in wanted.gone)):
        for page in source.tickets(wanted.since, wanted.includes, kind):
            fresh = [ticket for ticket, _ in page if seen.add(ticket["id"])]
            done, changed = done + len(fresh), changed + len(page) - len(fresh)
            tell("tickets", done, None if total is None else max(total, done))
            for ticket in fresh:
                more = {} if names is None else {NAMES: company(ticket.get("company_id"), names)}
                yield Row(ticket["id"], dump(ticket), more)
    if changed:
        tell("changed", changed, None)


@dataclass
class _Reading:
    """A run under way."""

    wanted: Wanted
    source: Source
    shelf: Shelf
    tell: Tell
    run: Run
    may_read: set[str] = field(default_factory=set)
    total: int | None = None
    read: int = 0

    def count(self) -> None:
        """About how many tickets there will be, for those who look on."""
        self.total = self.source.count(self.run.since)
        self.read = self.shelf.count() if self.run.since == self.wanted.since else 0
        self.tell("tickets", self.read, self.total and max(self.total, self.read))

    def tickets(self) -> None:
        """The walk on from the last place; each page is stored with its own. Spam and deleted ones if wanted."""
        for kind in (None, *(kind for kind in GONE if kind in self.wanted.gone)):
            name = kind or "tickets"
            for page in self.source.tickets(self.run.place(name), self.wanted.includes, kind):
                self._store(name, page)
                self.read += len(page)
                self.tell("tickets", self.read, self.total and max(self.total, self.read))

    def without_gone(self) -> None:
        """Last of all: what went while the rest was read is taken out, too."""
        for kind in GONE:
            if kind not in self.wanted.gone:
                for page in self.source.tickets(self.run.gone_since, (), kind):
                    self.shelf.drop([(ticket["id"], at) for ticket, at in page])

    def own(self) -> int:
        """The parts to ask for one by one, of each ticket that changed since they were read; of how many."""
        done, total = 0, self.shelf.unread_count()
        while numbers := self.shelf.unread():
            for read in _batches(numbers, self._parts):
                self.shelf.put_own(read)
                done += len(read)
                self.tell(self.wanted.own[0], done, max(done, total))
        return done

    def listed(self, part: str) -> None:
        """The account's whole list: a page of a hundred costs what one ticket's own would."""
        if part in self.run.finished:
            return
        done = 0
        for page in self.source.listed(part):
            self.shelf.put_listed(part, page, self.run)
            done += len(page)
            self.tell(part, done, None)
        self.shelf.drop_unlisted(part, self.run)
        self.finish(part)

    def finish(self, name: str) -> None:
        self.run = self.run.done(name)
        self.shelf.save(self.run)

    def _store(self, name: str, page: Sequence[tuple[JSON, datetime]]) -> None:
        if page:
            self.run = self.run.reached(name, max(at for _, at in page))
            self.shelf.put(page, self.run)

    def _parts(self, ticket_id: int) -> Parts:
        return {part: self._part(part, ticket_id) for part in self.wanted.own}

    def _part(self, part: str, ticket_id: int) -> Sequence[JSON]:
        """Nothing of a ticket that is gone, or refused as deleted ones are (freshdesk-api 8).

        Raises NoAccess for the first one: then the key may read none."""
        try:
            found = self.source.own(part, ticket_id)
        except NotFound:
            return ()
        except NoAccess:
            if part not in self.may_read:
                raise
            return ()
        self.may_read.add(part)
        return found


def _batches(numbers: Sequence[int], read: Callable[[int], Parts]) -> Iterator[Mapping[int, Parts]]:
    """What was read, each A_COMMIT seconds."""
    batch: dict[int, Parts] = {}
    began = time.monotonic()
    for number in numbers:
        batch[number] = read(number)
        if time.monotonic() - began >= A_COMMIT:
            yield batch
            batch, began = {}, time.monotonic()
    if batch:
        yield batch
