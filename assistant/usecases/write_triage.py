"""Write a draft's sure triage to its ticket, where the desk wants that: once a turn, before the note tells of it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

import structlog

from assistant.core import apply_triage
from assistant.core.draft import Triage
from assistant.core.records import Record
from assistant.core.thread import Thread
from assistant.errors import LockedOut, NotFound, PermanentError, TemporaryError
from assistant.ports import Helpdesk, Store

log = structlog.get_logger()
NOT_WRITTEN = "Freshdesk did not take the triage, or did not say so: look at the ticket's fields."


def write_triage(
    record: Record,
    thread: Thread,
    wanted: Collection[str],
    *,
    ready: Callable[[], None],
    helpdesk: Helpdesk,
    store: Store,
) -> Record:
    """The record with what the ticket holds by now. `ready` raises unless a write may be made now.

    What is to be written is recorded first: after a crash or a lost answer the same values go again into fields that
    are still empty. A note does not wait for this: what is refused is a remark in it. Raises what `ready` raises,
    LockedOut, NotFound.
    """
    ticket, desk, plan = thread.ticket, thread.desk, record.draft.applied
    if not plan:
        plan = apply_triage.chosen(record.draft.triage, ticket, desk, wanted)
        if not plan:
            return record
        ready()
        record = store.applying(record, replace(record.draft, applied=plan))
    values = apply_triage.values(plan, ticket, desk)
    held = apply_triage.standing(plan, ticket, desk)
    if not values:
        return _with(record, held, store)
    ready()
    try:
        helpdesk.change_ticket(thread.ticket.id, values)
    except (LockedOut, NotFound):
        raise
    except (TemporaryError, PermanentError) as error:
        log.warning("triage not written", ticket=thread.ticket.id, reason=str(error))
        return _with(record, held, store, NOT_WRITTEN)
    written = apply_triage.chosen(plan, ticket, desk, apply_triage.FIELDS)
    return _with(record, (*held, *written), store)


def _with(record: Record, applied: tuple[Triage, ...], store: Store, *remarks: str) -> Record:
    if set(applied) == set(record.draft.applied) and not remarks:
        return record
    draft = replace(record.draft, applied=applied, remarks=(*record.draft.remarks, *remarks))
    return store.applying(record, draft)
