"""Load the desk's canned responses and published articles into our own store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import islice

from assistant.core.draft import Match, Pool
from assistant.errors import NoAccess, NotFound, TemporaryError
from assistant.ports import Clock, Helpdesk, Knowledge, Store

MOST = 5000
"""Items of a pool that one load takes."""
REFUSED = "knowledge refused"
LOADED = "knowledge"
AGAIN = timedelta(minutes=10)
NAMES: dict[Pool, str] = {"canned": "canned responses", "article": "solution articles"}


def sync_knowledge(*, helpdesk: Helpdesk, knowledge: Knowledge, store: Store, clock: Clock) -> dict[Pool, int]:
    """Replace each pool by what Freshdesk has now; how many of each.

    A pool that the key may not read (403) stays empty and is named in every note until it can be. Raises LockedOut,
    TemporaryError; what was stored before then stays.
    """
    loaders: dict[Pool, Callable[[], Iterator[Match]]] = {
        "canned": helpdesk.canned_responses,
        "article": helpdesk.articles,
    }
    refused = []
    for pool, load in loaders.items():
        try:
            items = list(islice(load(), MOST))
        except (NoAccess, NotFound):
            refused.append(NAMES[pool])
            items = []
        knowledge.replace(pool, items)
    store.set_fact(REFUSED, ", ".join(refused))
    store.set_mark(LOADED, clock())
    return dict(knowledge.counts())


def ensure_knowledge(*, helpdesk: Helpdesk, knowledge: Knowledge, store: Store, clock: Clock) -> tuple[str, ...]:
    """An empty store is loaded at once, at most every ten minutes; what an agent must know of the gaps."""
    if not knowledge.counts():
        tried = store.mark(LOADED)
        if tried is None or clock() - tried > AGAIN:
            try:
                sync_knowledge(helpdesk=helpdesk, knowledge=knowledge, store=store, clock=clock)
            except TemporaryError:
                return ("Canned responses and articles could not be read just now.",)
    refused = store.fact(REFUSED)
    return (f"Our key may not read the {refused} (403): an admin's key can.",) if refused else ()
