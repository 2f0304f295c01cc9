"""The helpdesk for commands that need no store: the client, its errors in our words, and the account's names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from assistant.core.labels import Labels
    from assistant.freshdesk.client import Freshdesk
    from assistant.freshdesk.minute import Priority
    from assistant.helpdesk.ticket_book import FreshdeskTickets

PATIENCE = 65.0
"""Seconds that a command waits for credits: the next minute has new ones."""
INSTEAD: Mapping[str, str] = {
    "requester_email": "tickets list --email ADDRESS",
    "email": "tickets list --email ADDRESS",
    "requester_id": "tickets list --requester NUMBER",
    "requester": "tickets list --requester NUMBER",
    "company_id": "tickets list --company NUMBER",
    "company": "tickets list --company NUMBER",
    "name": "contacts list NAME",
    "subject": "knowledge search TEXT (articles, canned responses, past answers)",
    "description": "knowledge search TEXT (articles, canned responses, past answers)",
}
"""Field that a search does not know -> the command that finds by it."""
NO_OPERATOR, UNRESOLVED = "~ is no operator", "unresolved()"


@contextmanager
def the_tickets(query: str | None) -> Iterator[FreshdeskTickets]:
    """Tickets to be changed in bulk; `query` is looked at first. Raises as `the_helpdesk`."""
    from assistant.helpdesk.ticket_book import FreshdeskTickets

    with the_helpdesk(bulk=True) as api:
        if query is not None:
            api.tickets.search(query)  # it is checked when it is made, not when it is walked
        yield FreshdeskTickets(api)


@contextmanager
def the_helpdesk(*, bulk: bool = False) -> Iterator[Freshdesk]:
    """A client of the settings' account; `bulk` lets people and tickets go first.

    Raises ConfigError; for what fails inside the kinds of `assistant.errors`, UsageError for a query that Freshdesk
    does not know."""
    from assistant.account import BULK_PATIENCE, make_client
    from assistant.config import load
    from assistant.freshdesk.errors import QueryError
    from assistant.helpdesk.kinds import reading
    from assistant.logs import configure

    configure("WARNING")
    settings = load(need=("freshdesk",))
    priority: Priority = "bulk" if bulk else "interactive"
    patience = BULK_PATIENCE if bulk else PATIENCE
    with make_client(settings, priority=priority, patience=patience) as api, reading():
        try:
            yield api
        except QueryError as error:
            raise click.UsageError(_with_command(error)) from None


def labels_of(api: Freshdesk) -> Labels:
    """The account's names; the usual ones alone for a key that may not read the ticket form."""
    from assistant.core.labels import Labels
    from assistant.freshdesk.errors import Forbidden, NotFound

    try:
        return Labels.of(api.static.ticket_fields().values())
    except (Forbidden, NotFound):
        click.echo("The key may not read the ticket form: numbers are shown instead of names.", err=True)
        return Labels()


def _with_command(error: object) -> str:
    text, name = str(error), str(getattr(error, "field", ""))
    command = INSTEAD.get(name) or (INSTEAD["subject"] if NO_OPERATOR in text else "")
    if UNRESOLVED in text:
        command = "tickets list --unresolved"
    return f"{text}\nHere: python -m assistant {command}" if command else text
