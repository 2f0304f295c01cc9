"""`tickets update`: the same change to every ticket that a query finds."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from assistant.core.routing.changes import Change
    from assistant.core.routing.rules import Rules
    from assistant.core.routing.values import Account


class Assigned(click.ParamType["tuple[str, str]"]):
    """field=value."""

    name = "field=value"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """The two sides."""
        if isinstance(value, tuple):
            return value
        field, sign, wanted = str(value).partition("=")
        if not (sign and field.strip() and wanted.strip()):
            self.fail('write it as field=value, such as status=pending; "none" empties a field', param, ctx)
        return field.strip(), wanted.strip()


@click.command()
@click.option("--where", "query", required=True, help="Tickets that this query finds, as `tickets search` takes it.")
@click.option("--set", "fields", type=Assigned(), multiple=True, help="status, priority, group, agent, type, your own.")
@click.option("--tag", "add", multiple=True, help="A tag to add; those that are there stay.")
@click.option("--untag", "remove", multiple=True, help="A tag to take away.")
@click.option("--limit", type=click.IntRange(min=1), help="Most tickets to change.")
@click.option("--by-job", is_flag=True, help="One job of Freshdesk's for a hundred tickets: 1 credit, not a hundred.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--dry-run", is_flag=True, help="Write nothing; show what each ticket would become.")
@click.option("--json", "as_json", is_flag=True, help="The changes and what became of them as one JSON array.")
def update(
    query: str,
    fields: tuple[tuple[str, str], ...],
    add: tuple[str, ...],
    remove: tuple[str, ...],
    limit: int | None,
    by_job: bool,
    yes: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Change all tickets that a query finds: --where "tag:'recall'" --set status=pending --tag seen.

    What would change is shown, and asked about unless --yes is given. Tickets that are so already are left alone.
    A job of Freshdesk's may not tell which tickets it could not change: --dry-run shows them afterwards. Exit code 1 if
    a ticket was refused or nothing was agreed to.
    """
    from assistant.account import now
    from assistant.cli.helpdesk import the_tickets
    from assistant.cli.tickets.preview import finish, preview, telling
    from assistant.ports.ticket_book import Selection
    from assistant.usecases.route_tickets import route_tickets

    then = _then(fields, add, remove)
    if not (yes or dry_run or sys.stdin.isatty()):
        raise click.UsageError("there is nobody to ask: give --yes, or --dry-run to look only")
    with the_tickets(query) as book:
        account = book.account()
        rules = _one_rule(then, account)

        def confirm(changes: Sequence[Change]) -> bool:
            preview(changes, account.labels, as_json, by_job=by_job)
            return not dry_run and (yes or click.confirm("Write it?", err=True))

        routed = route_tickets(
            rules, Selection(query), book=book, clock=now, confirm=confirm, tell=telling(), limit=limit, by_job=by_job
        )
    finish(routed, account.labels, as_json, dry_run)


def _then(fields: Sequence[tuple[str, str]], add: Sequence[str], remove: Sequence[str]) -> dict[str, Any]:
    twice = {name for name, _ in fields if [other for other, _ in fields].count(name) > 1}
    if twice:
        raise click.UsageError(f"--set: {', '.join(sorted(twice))} is given twice")
    if any(name in ("tags", "tag", "remove_tags") for name, _ in fields):
        raise click.UsageError("--set: tags are changed by --tag and --untag, so that none gets lost")
    then: dict[str, Any] = dict(fields)
    then |= {name: list(tags) for name, tags in (("tags", add), ("remove_tags", remove)) if tags}
    if not then:
        raise click.UsageError("nothing to change: give --set field=value, --tag or --untag")
    return then


def _one_rule(then: dict[str, Any], account: Account) -> Rules:
    from assistant.core.routing import actions
    from assistant.core.routing.rules import Rule, Rules
    from assistant.core.routing.values import RuleError

    try:
        return Rules((Rule("--set", (), actions.read(account, then, ()), names_status=True),))
    except RuleError as error:
        option = "--tag" if error.place[:1] in (("tags",), ("remove_tags",)) else "--set"
        raise click.UsageError(f"{option}: {'.'.join(map(str, error.place))}: {error}") from None
