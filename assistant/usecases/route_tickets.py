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
) -> Routed:
    """Find what `rules` change in the tickets that are `chosen`, and write it once `confirm` has seen and agreed.

    The first `limit` changes alone, if given. One refused ticket does not stop the others; an outage or a rate limit
    stops here. Raises what reading the tickets raises."""
    planned, looked_at = _plan(rules, chosen, book, clock)
    changes = planned[:limit]
    if not changes or not confirm(changes):
        return Routed(tuple(map(Outcome, changes)), looked_at)
    done: list[Outcome] = []
    try:
        for outcome in _write(changes, book):
            done.append(outcome)
            tell(outcome)
    except TemporaryError as error:
        left = tuple(map(Outcome, changes[len(done) :]))
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
