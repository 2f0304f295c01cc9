"""`tickets route`: assign, tag and prioritise by rules of a file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.cli.moments import Moment

if TYPE_CHECKING:
    from assistant.core.routing.changes import Change
    from assistant.core.routing.rules import Rules
    from assistant.core.routing.values import Account
    from assistant.ports.ticket_book import TicketBook


@click.command()
@click.option("--rules", "file", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=True)
@click.option("--where", "query", help="Only tickets that this query finds, as `tickets search` takes it.")
@click.option("--since", type=Moment(), help="Tickets changed since then: 7d, 12h, 2026-01-31. [default: 30d]")
@click.option(
    "--limit", type=click.IntRange(min=1), help="Most tickets to change now; the next run goes on from there."
)
@click.option("--dry-run", is_flag=True, help="Write nothing; show what each ticket would become, and why.")
@click.option("--json", "as_json", is_flag=True, help="The changes and what became of them as one JSON array.")
def route(
    file: Path, query: str | None, since: datetime | None, limit: int | None, dry_run: bool, as_json: bool
) -> None:
    """Change tickets by the rules of a YAML or TOML file: the first rule that fits, or all with `match: all`.

    \b
    rules:
      - name: Broken grinders go to the workshop
        when: {words: [grinder, "stopped working"], status: open, not: {tag: seen}}
        then: {group: Repairs, priority: high, tags: [hardware]}

    Conditions, of which all must hold and of several values one: status, priority, source, group, agent, product,
    type, company, tag, domain and email of the requester, words (in subject or description), subject, older_than,
    newer_than, quiet_for, your own fields, not. What can be set: status, priority, group, agent, product, type, tags
    (added to those that are there), remove_tags, your own fields; "none" empties a field. Resolved and closed tickets
    are left alone by rules that do not name the status. A second run changes nothing more. Exit code 1 if a ticket was
    refused.
    """
    from assistant.account import now
    from assistant.cli.helpdesk import the_tickets
    from assistant.cli.tickets.preview import finish, preview, telling
    from assistant.ports.ticket_book import Selection
    from assistant.usecases.route_tickets import route_tickets

    if query is not None and since is not None:
        raise click.UsageError("--where and --since do not go together; write updated_at:>'2026-01-31' in the query")
    with the_tickets(query) as book:
        rules, account = _read(file, book)
        chosen = Selection(query, None if query is not None else since or now() - timedelta(days=30))

        def confirm(changes: Sequence[Change]) -> bool:
            preview(changes, account.labels, as_json)
            return not dry_run

        routed = route_tickets(rules, chosen, book=book, clock=now, confirm=confirm, tell=telling(), limit=limit)
    finish(routed, account.labels, as_json, dry_run)


def _read(file: Path, book: TicketBook) -> tuple[Rules, Account]:
    from assistant.cli.tickets import rule_file
    from assistant.core.routing import rules
    from assistant.core.routing.values import RuleError

    try:
        given = rule_file.load(file)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    account = book.account(rules.company_names(given.data))
    try:
        return rules.read(given.data, account), account
    except RuleError as error:
        raise click.UsageError(given.fault(error)) from None
