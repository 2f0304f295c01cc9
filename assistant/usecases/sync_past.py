"""Load the questions that the desk has answered, with their answers: a bounded number at a time, and on from there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import chain

from assistant.core.draft import Match
from assistant.core.guard.orders import for_people
from assistant.core.past import Library, to_match, used
from assistant.core.past.progress import Progress
from assistant.errors import NoAccess, NotFound, TemporaryError
from assistant.ports import Clock, Helpdesk, Knowledge, Store, TicketChange

PROGRESS = "knowledge past"
NEXT = "knowledge past next"
"""The mark of when the next run is due; the clock starts it."""
A_RUN = 1000
"""Tickets that one run reads, a credit or two each."""
A_BATCH = 50
"""Tickets read between two commits."""
EVERY = timedelta(hours=6)
"""After a run that came to the end."""
LEASE = timedelta(minutes=20)
"""While a run is under way; if it is killed the next one begins then."""
PAUSE = 60.0
"""Seconds after a temporary error that does not name any."""
MOST_TEXTS = 5000
EVER = datetime(2010, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class PastSync:
    """What a run did."""

    changed: int = 0
    removed: int = 0
    complete: bool = False
    """Whether it came to the end of the list."""


def sync_past(
    *,
    helpdesk: Helpdesk,
    knowledge: Knowledge,
    store: Store,
    clock: Clock,
    limit: int = A_RUN,
    full: bool = False,
    progress: Callable[[PastSync], None] = lambda _: None,
) -> PastSync:
    """Go on from where the last run ended, for up to `limit` tickets; `full` begins anew.

    Tickets reopened, deleted or marked as spam are taken out. What was read is stored every A_BATCH tickets, and
    before LockedOut, NoAccess or TemporaryError is raised. When the next run is due is noted in any case.
    """
    store.set_mark(NEXT, clock() + LEASE)
    place = Progress() if full else Progress.load(store.fact(PROGRESS))
    run = _Run(helpdesk, knowledge, store, progress, place, _library(knowledge))
    try:
        run.take_out_gone(full)
        complete = run.read(limit)
    except NoAccess:
        store.set_mark(NEXT, clock() + EVERY)
        raise
    except TemporaryError as error:
        store.set_mark(NEXT, clock() + timedelta(seconds=error.retry_after or PAUSE))
        raise
    store.set_mark(NEXT, clock() + (EVERY if complete else timedelta()))
    return replace(run.done, complete=complete)


def _library(knowledge: Knowledge) -> Library:
    return Library.of(chain(knowledge.items("canned", MOST_TEXTS), knowledge.items("article", MOST_TEXTS)))


@dataclass
class _Run:
    """One run under way."""

    helpdesk: Helpdesk
    knowledge: Knowledge
    store: Store
    tell: Callable[[PastSync], None]
    place: Progress
    library: Library
    done: PastSync = PastSync()

    def take_out_gone(self, full: bool) -> None:
        """Deleted and spam tickets since the last run: the list of all tickets leaves them out."""
        since = EVER if full else self.place.gone_at or self.place.since
        if since is not None:
            for page in self.helpdesk.gone_since(since):
                self._commit((), page)
        self._at(replace(self.place, gone_at=self.place.since))

    def read(self, limit: int) -> bool:
        """Read what changed; whether the list came to its end."""
        left = limit
        for page in self.helpdesk.resolved_since(self.place.since):
            changes = [change for change in page if not self.place.has(change.ticket_id, change.updated_at)]
            for batch in _batches(changes, left):
                self._read_batch(batch)
                left -= sum(change.resolved for change in batch)
            if left <= 0:
                return False
        return True

    def _read_batch(self, batch: Sequence[TicketChange]) -> None:
        """What was read before an error is stored, too."""
        found: list[Match] = []
        gone: list[int] = []
        read: list[TicketChange] = []
        try:
            for change in batch:
                match = self._match(change)
                read.append(change)
                if match is None:
                    gone.append(change.ticket_id)
                else:
                    found.append(match)
        finally:
            self._commit(found, gone)
            self._at(self.place.after((change.ticket_id, change.updated_at) for change in read))

    def _match(self, change: TicketChange) -> Match | None:
        """None for a ticket that is no past answer, or no more."""
        if not change.resolved:
            return None
        try:
            past = self.helpdesk.past(change.ticket_id)
        except (NotFound, NoAccess):
            return None
        return for_people(to_match(past, used(past.answer, self.library))) if past is not None else None

    def _commit(self, found: Sequence[Match], gone: Sequence[int]) -> None:
        before = self.knowledge.counts().get("past", 0) if gone else 0
        if gone:
            self.knowledge.remove("past", [str(ticket) for ticket in gone])
        removed = before - self.knowledge.counts().get("past", 0) if gone else 0
        if found:
            self.knowledge.put(found)
        self.done = replace(self.done, changed=self.done.changed + len(found), removed=self.done.removed + removed)
        self.tell(self.done)

    def _at(self, place: Progress) -> None:
        self.place = place
        self.store.set_fact(PROGRESS, place.dump())


def _batches(changes: Sequence[TicketChange], limit: int) -> Iterator[Sequence[TicketChange]]:
    """Of a page, in batches, up to the change with which `limit` resolved ones are full."""
    batch: list[TicketChange] = []
    for change in changes:
        if limit <= 0:
            break
        batch.append(change)
        limit -= change.resolved
        if len(batch) >= A_BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
