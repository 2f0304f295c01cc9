"""Load the desk's canned responses and published articles into our own store."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from assistant.core.draft import Match, Pool
from assistant.core.guard.orders import for_people
from assistant.errors import LockedOut, NoAccess, NotFound, TemporaryError
from assistant.ports import Clock, Helpdesk, Knowledge, Store

MOST = 5000
"""Items of a pool that one load takes."""
REFUSED = "knowledge refused"
LOADED = "knowledge"
FAILED = "knowledge failed"
AGAIN = timedelta(minutes=10)
"""After a load that found nothing."""
SOON = timedelta(minutes=1)
"""After a load that failed."""
_LOADING = threading.Lock()
NAMES: dict[Pool, str] = {"canned": "canned responses", "article": "solution articles"}


@dataclass(frozen=True)
class Synced:
    """What a load did to the stored texts."""

    counts: Mapping[Pool, int]
    """How many of each pool are stored now."""
    changed: int = 0
    removed: int = 0


def sync_knowledge(*, helpdesk: Helpdesk, knowledge: Knowledge, store: Store, clock: Clock) -> Synced:
    """Replace canned responses and articles by what Freshdesk has now.

    A pool that the key may not read (403) stays empty and is named in every note until it can be. Raises LockedOut,
    TemporaryError; what was stored before then stays.
    """
    loaders: dict[Pool, Callable[[], Iterator[Match]]] = {
        "canned": helpdesk.canned_responses,
        "article": helpdesk.articles,
    }
    refused = []
    changed = removed = 0
    for pool, load in loaders.items():
        try:
            items = [for_people(item) for item in islice(load(), MOST)]
        except (NoAccess, NotFound):
            refused.append(NAMES[pool])
            items = []
        before = {item.key: item for item in knowledge.items(pool, MOST)}
        knowledge.replace(pool, items)
        changed += sum(before.pop(item.key, None) != item for item in items)
        removed += len(before)
    store.set_fact(REFUSED, ", ".join(refused))
    store.set_mark(LOADED, clock())
    return Synced(dict(knowledge.counts()), changed, removed)


def ensure_knowledge(*, helpdesk: Helpdesk, knowledge: Knowledge, store: Store, clock: Clock) -> tuple[str, ...]:
    """An empty store is loaded at once, at most every ten minutes; what an agent must know of the gaps.

    Past answers and vectors come later, in the background. Raises LockedOut, and TemporaryError if the store is away.
    """
    if not knowledge.counts():
        with _LOADING:  # of a burst of looks one loads, the others wait for what it finds
            if not _first_load(helpdesk, knowledge, store, clock):
                return ("Canned responses and articles could not be read just now.",)
    refused = store.fact(REFUSED)
    return (f"Our key may not read the {refused} (403): an admin's key can.",) if refused else ()


def _first_load(helpdesk: Helpdesk, knowledge: Knowledge, store: Store, clock: Clock) -> bool:
    """False if the desk's texts could not be read, now or a moment ago."""
    if knowledge.counts() or _since(store.mark(LOADED), clock) < AGAIN:
        return True
    if _since(store.mark(FAILED), clock) < SOON:
        return False
    try:
        sync_knowledge(helpdesk=helpdesk, knowledge=knowledge, store=store, clock=clock)
    except LockedOut:
        raise
    except TemporaryError:
        store.set_mark(FAILED, clock())
        return False
    return True


def _since(moment: datetime | None, clock: Clock) -> timedelta:
    return clock() - moment if moment is not None else timedelta.max
