"""`tickets show`: one ticket with its whole thread."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from assistant.core.labels import Labels
    from assistant.core.transcript import Message
    from assistant.freshdesk.client import Freshdesk
    from assistant.freshdesk.models import Conversation, Ticket

EMBEDS = ("requester", "company", "stats")


@click.command()
@click.argument("ticket", type=click.IntRange(min=1))
@click.option("--no-notes", is_flag=True, help="Leave private notes out.")
@click.option("--json", "as_json", is_flag=True, help="The ticket as Freshdesk gives it, with all its conversations.")
def show(ticket: int, no_notes: bool, as_json: bool) -> None:
    """A ticket and its whole thread, oldest message first; an archived one too.

    Costs 5 credits, and 1 for each hundred messages more."""
    from assistant.cli.helpdesk import labels_of, the_helpdesk
    from assistant.cli.output import as_given
    from assistant.core.transcript import transcript

    with the_helpdesk() as api:
        found, entries = _read(api, ticket)
        thread = [each for each in entries if not (no_notes and each.private)]
        if as_json:
            whole = {**as_given(found), "conversations": [as_given(each) for each in thread]}
            click.echo(json.dumps(whole, ensure_ascii=False, indent=2))
            return
        labels = labels_of(api)
        url = f"{api.base_url}/a/tickets/{ticket}"
    click.echo("\n".join(_head(found, labels, url)))
    for message in transcript(found, thread, labels.agents):
        click.echo("\n" + "\n".join(_lines(message)))


def _read(api: Freshdesk, number: int) -> tuple[Ticket, list[Conversation]]:
    """Raises NotFound for one that is not in the archive either; that it is the only answer for an archived one is
    uncertain (freshdesk-api 4.3)."""
    from assistant.freshdesk.errors import NotFound

    try:
        return api.tickets.get(number, include=EMBEDS), api.conversations.list(number)
    except NotFound as error:
        try:
            return api.archived_tickets.get(number), api.archived_tickets.conversations(number)
        except NotFound:
            raise error from None


def _head(ticket: Ticket, labels: Labels, url: str) -> Iterator[str]:
    from assistant.cli.output import bold, facts, of_form, one_line
    from assistant.core.labels import called

    yield bold(f"#{ticket.id} {one_line(ticket.subject)}")
    states = (("spam", ticket.spam), ("deleted", ticket.deleted), ("archived", ticket.archived))
    marks = [word for word, holds in states if holds]
    yield from facts(
        (
            ("Status", ", ".join([called(labels.statuses, ticket.status), *marks])),
            ("Priority", called(labels.priorities, ticket.priority)),
            ("Type", ticket.type),
            ("Source", called(labels.sources, ticket.source)),
            ("Group", called(labels.groups, ticket.group_id)),
            ("Agent", called(labels.agents, ticket.responder_id)),
            ("Company", ticket.company.name if ticket.company else None),
            ("Product", called(labels.products, ticket.product_id)),
            ("Tags", ticket.tags),
            ("Cc", ticket.cc_emails),
            *of_form(ticket.custom_fields),
            ("Created", ticket.created_at),
            ("Updated", ticket.updated_at),
            ("First response due", ticket.fr_due_by if not _responded(ticket) else None),
            ("Due", ticket.due_by),
            ("Overdue", "yes" if ticket.is_escalated else None),
            ("Page", url),
        )
    )


def _responded(ticket: Ticket) -> Any:
    return ticket.stats and ticket.stats.first_responded_at


def _lines(message: Message) -> Iterator[str]:
    from assistant.cli.output import bold, one_line, short

    to = f" to {one_line(message.to)}" if message.to else ""
    yield bold(f"── {short(message.at)}  {one_line(message.who)}  {message.kind}{to}")
    yield message.text or "(no text)"
    for name in message.files:
        yield f"[{one_line(name)}]"
