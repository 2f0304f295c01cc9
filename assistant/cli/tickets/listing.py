"""`tickets list`: by what an agent would filter by."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click

from assistant.cli.moments import Moment
from assistant.cli.output import Form, form_options, limit_option

EMBEDS = ("requester", "stats", "description")


@click.command("list")
@click.option("--status", multiple=True, help="A status by name or number; may be given more than once.")
@click.option("--unresolved", is_flag=True, help="Every status but resolved and closed.")
@click.option("--priority", multiple=True, help="Low, medium, high, urgent, or a number.")
@click.option("--agent", multiple=True, help="Assigned agent: name or number, me, none.")
@click.option("--group", multiple=True, help="Group: name or number, none.")
@click.option("--type", "kind", multiple=True, help="Ticket type.")
@click.option("--tag", multiple=True, help="A tag; one of them is enough.")
@click.option("--email", help="Of the requester with this address.")
@click.option("--requester", type=click.IntRange(min=1), help="Of the requester with this number.")
@click.option("--company", type=click.IntRange(min=1), help="Of the company with this number.")
@click.option(
    "--filter", type=click.Choice(["new_and_my_open", "watching", "spam", "deleted"]), help="Freshdesk's own."
)
@click.option("--since", type=Moment(), help="Changed since then: 2026-01-31, 2026-01-31T08:00, 7d, 12h.")
@click.option(
    "--sort", type=click.Choice(["created_at", "updated_at", "due_by", "status"]), help="Newest or last first."
)
@click.option("--asc", is_flag=True, help="Oldest or first first.")
@click.option(
    "--with", "embeds", type=click.Choice(EMBEDS), multiple=True, help="More of each ticket; 2 credits a page."
)
@limit_option()
@form_options
def tickets_list(limit: int, form: Form, since: datetime | None, embeds: tuple[str, ...], **wishes: Any) -> None:
    """Tickets, the newest first. Options of different kinds must all hold, of one kind one is enough.

    Status, priority, agent, group, type and tag are searched, which is some minutes late; with any of the other options
    Freshdesk's list is read and looked through. Without a filter or --since the list has tickets of the last 30 days.
    """
    from assistant.cli.helpdesk import labels_of, the_helpdesk
    from assistant.cli.output import as_given, show
    from assistant.cli.tickets.columns import columns
    from assistant.cli.tickets.selection import Wishes, tickets

    with the_helpdesk() as api:
        labels = labels_of(api)
        chosen = Wishes(**wishes, since=since, embeds=embeds)
        found = tickets(api, chosen, labels, limit + 1)
        show(found, columns(labels, requester="requester" in embeds), form, as_given, limit=limit)
    if chosen.is_recent_only:
        click.echo("Tickets made in the last 30 days; --since 2y shows older ones.", err=True)
