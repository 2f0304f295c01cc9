"""`pause`, `resume`, `activate`, `requeue`: what a person tells the running workers."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from assistant.cli.moments import Moment
from assistant.cli.servers import embedded_option, the_store
from assistant.errors import NotFound


class PastMoment(Moment):
    """As `Moment`, and not to come."""

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """An aware UTC time."""
        moment = super().convert(value, param, ctx)
        if moment > datetime.now(UTC):
            self.fail("this moment is still to come", param, ctx)
        return moment


@click.command()
@embedded_option
def pause(embedded: bool) -> None:
    """Draft nothing more until `resume`; what arrives meanwhile waits."""
    with the_store(embedded) as store:
        store.set_switch("paused", True)
    click.echo("Paused. `resume` goes on where it stopped.", err=True)


@click.command()
@embedded_option
def resume(embedded: bool) -> None:
    """Go on after `pause`."""
    with the_store(embedded) as store:
        store.set_switch("paused", False)
    click.echo("Resumed.", err=True)


@click.command()
@click.option(
    "--since", type=PastMoment(), help="Draft also for unanswered messages since then (ISO 8601, UTC); by default now."
)
@embedded_option
def activate(since: datetime | None, embedded: bool) -> None:
    """Draft for messages that are newer than this moment, so that the first day does not flood old tickets.

    MAX_TURN_AGE still holds: a message older than that gets no first draft.
    """
    from assistant.usecases.sweep import MARK

    moment = since or datetime.now(UTC)
    with the_store(embedded) as store:
        store.set_switch("activated_at", moment)
        store.set_mark(MARK, moment)
    click.echo(f"Active for messages since {moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC.", err=True)


@click.command()
@click.argument("ticket", type=click.IntRange(min=1))
@embedded_option
def requeue(ticket: int, embedded: bool) -> None:
    """Try a ticket again that was given up, with a full set of attempts."""
    with the_store(embedded) as store:
        if store.pending(ticket) is None:
            raise NotFound(f"nothing was ever asked for ticket {ticket}")
        store.requeue(ticket)
    click.echo(f"Ticket {ticket} is due again.", err=True)
