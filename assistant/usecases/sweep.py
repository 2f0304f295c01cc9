"""Find what no webhook told us: every ticket that changed since the last sweep that was read to its end."""

from __future__ import annotations

from datetime import datetime, timedelta

from assistant.ports import Clock, Helpdesk, JobQueue, Store

MARK = "sweep"
OVERLAP = timedelta(minutes=15)
"""How far each sweep reaches back before the mark: the list's order and our reading of it are not one moment."""
LAG = timedelta(seconds=60)
"""How long Freshdesk's lists may lag: a change younger than that is asked for again by the next sweep."""


def sweep(*, helpdesk: Helpdesk, store: Store, queue: JobQueue, clock: Clock) -> int:
    """Ask for every ticket changed since the mark less the overlap; how many. Safe to run twice at once.

    The mark is the greatest `updated_at` of a sweep read to its last page, Freshdesk's clock and never ours.
    Raises LockedOut, NoAccess, TemporaryError; the mark then stays.
    """
    since = store.mark(MARK) or store.switches().activated_at or clock()
    newest: datetime = since
    asked = 0
    for page in helpdesk.changed_since(since - OVERLAP):
        fresh = store.ask_changed(page, clock() - LAG)
        asked += len(fresh)
        newest = max([newest, *(change.updated_at for change in page)])
        if fresh:
            queue.wake(fresh[0])
    store.set_mark(MARK, newest)
    return asked
