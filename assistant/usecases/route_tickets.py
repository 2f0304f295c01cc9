"""Put rules to tickets: say what each would become, then write it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.core.routing.changes import Change
from assistant.core.routing.rules import Rules
from assistant.errors import NoAccess, NotFound, Rejected, TemporaryError
from assistant.ports import Clock
from assistant.ports.ticket_book import Selection, TicketBook

PER_JOB = 100
"""Tickets of one job; the most that Freshdesk takes is not documented."""


@dataclass(frozen=True)
class Outcome:
    """What became of one change. `error` names what Freshdesk refused."""

    change: Change
    state: Literal["planned", "done", "failed"] = "planned"
    error: str = ""


@dataclass(frozen=True)
class Routed:
    """All of them in order. `stopped`: why the rest was left; a further run goes on from there."""

    outcomes: tuple[Outcome, ...]
    looked_at: int
    stopped: TemporaryError | None = None


def route_tickets(
    rules: Rules,
    chosen: Selection,
    *,
    book: TicketBook,
    clock: Clock,
    confirm: Callable[[Sequence[Change]], bool],
    tell: Callable[[Outcome], None] = lambda outcome: None,
    limit: int | None = None,
    by_job: bool = False,
) -> Routed:
    """Find what `rules` change in the tickets that are `chosen`, and write it once `confirm` has seen and agreed.

    The first `limit` changes alone, if given. With `by_job` tickets that get the same, but for tags, are changed by one
    job for a hundred. One refused ticket does not stop the others; an outage or a rate limit
    stops here. Raises what reading the tickets raises."""
    planned, looked_at = _plan(rules, chosen, book, clock)
    changes = planned[:limit]
    if not changes or not confirm(changes):
        return Routed(tuple(map(Outcome, changes)), looked_at)
    done: list[Outcome] = []
    try:
        for outcome in _write_by_job(changes, book) if by_job else _write(changes, book):
            done.append(outcome)
            tell(outcome)
    except TemporaryError as error:
        written = {outcome.change.ticket_id for outcome in done}
        left = [Outcome(change) for change in changes if change.ticket_id not in written]
        return Routed((*done, *left), looked_at, error)
    return Routed(tuple(done), looked_at)


def _plan(rules: Rules, chosen: Selection, book: TicketBook, clock: Clock) -> tuple[list[Change], int]:
    """The changes, and how many tickets were looked at. Of a ticket that comes twice the later state counts."""
    found: dict[int, Change | None] = {}
    for ticket in book.tickets(chosen, rules.needs):
        found[ticket.id] = rules.change(ticket, clock())
    return [change for change in found.values() if change], len(found)


def _write(changes: Sequence[Change], book: TicketBook) -> Iterator[Outcome]:
    for change in changes:
        try:
            book.update(change.ticket_id, change.body(book.tags(change.ticket_id) if change.touches_tags else ()))
        except (NotFound, Rejected, NoAccess) as error:
            yield Outcome(change, "failed", str(error))
        else:
            yield Outcome(change, "done")


def _write_by_job(changes: Sequence[Change], book: TicketBook) -> Iterator[Outcome]:
    """Tags are merged with what each ticket has by then, so a change of tags is written alone."""
    alike: dict[str, list[Change]] = {}
    for change in changes:
        if not change.touches_tags:
            alike.setdefault(repr(change.body()), []).append(change)
    for same in alike.values():
        for start in range(0, len(same), PER_JOB):
            yield from _job(same[start : start + PER_JOB], book)
    yield from _write([change for change in changes if change.touches_tags], book)


def _job(same: Sequence[Change], book: TicketBook) -> Iterator[Outcome]:
    try:
        refused = book.update_many([change.ticket_id for change in same], same[0].body())
    except (NotFound, Rejected, NoAccess) as error:
        refused = {change.ticket_id: str(error) for change in same}
    for change in same:
        why = refused.get(change.ticket_id)
        yield Outcome(change, "done") if why is None else Outcome(change, "failed", why)
