"""`companies list`, `search`, `show`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import click

from assistant.cli.moments import Moment
from assistant.cli.output import Column, Form, form_options, limit_option

if TYPE_CHECKING:
    from assistant.freshdesk.client import Freshdesk
    from assistant.freshdesk.models import Company


@click.group()
def companies() -> None:
    """Companies of the helpdesk: read."""


def columns() -> Sequence[Column[Company]]:
    """The table of companies."""
    return (
        Column("id", lambda company: company.id),
        Column("name", lambda company: company.name, wide=True),
        Column("domains", lambda company: company.domains, wide=True),
        Column("tier", lambda company: company.account_tier),
        Column("health", lambda company: company.health_score),
        Column("updated", lambda company: company.updated_at),
    )


@companies.command("list")
@click.argument("name", required=False)
@click.option("--since", type=Moment(), help="Changed since then: 2026-01-31, 7d, 12h.")
@limit_option()
@form_options
def companies_list(name: str | None, since: datetime | None, limit: int, form: Form) -> None:
    """Companies by name. With NAME those whose name begins so, of which only id and name are known."""
    from assistant.cli.helpdesk import the_helpdesk
    from assistant.cli.output import as_given, show

    if name is not None and since is not None:
        raise click.UsageError("NAME goes with no other filter: Freshdesk looks names up apart from its list")
    with the_helpdesk() as api:
        found = api.companies.list(updated_since=since) if name is None else iter(api.companies.autocomplete(name))
        show(found, columns(), form, as_given, limit=limit)


@companies.command()
@click.argument("query")
@limit_option()
@form_options
def search(query: str, limit: int, form: Form) -> None:
    """Find companies: "domain:'kettle.example'", "created_at:>'2026-01-31'".

    Fields: domain, created_at, updated_at and your own as cf_name; see `tickets search` for the language.
    """
    from assistant.cli.helpdesk import the_helpdesk
    from assistant.cli.output import as_given, show

    with the_helpdesk() as api:
        show(api.companies.search(query, limit=limit + 1), columns(), form, as_given, limit=limit)


@companies.command()
@click.argument("company")
@click.option("--json", "as_json", is_flag=True, help="As Freshdesk gives it.")
def show(company: str, as_json: bool) -> None:
    """A company, by number or by its whole name."""
    from assistant.cli.helpdesk import the_helpdesk
    from assistant.cli.output import as_given, bold, plain

    with the_helpdesk() as api:
        found = _the_company(api, company)
    if as_json:
        click.echo(json.dumps(as_given(found), ensure_ascii=False, indent=2))
        return
    click.echo(bold(plain(found.name or str(found.id))))
    click.echo("\n".join(_lines(found)))


def _the_company(api: Freshdesk, word: str) -> Company:
    from assistant.errors import NotFound

    if word.isascii() and word.isdecimal():
        return api.companies.get(int(word))
    wanted = word.strip().casefold()
    found = [each for each in api.companies.autocomplete(word.strip()) if (each.name or "").casefold() == wanted]
    if not found:
        raise NotFound("no company has that name; `companies list NAME` shows whose name begins so")
    return api.companies.get(found[0].id)


def _lines(company: Company) -> Iterator[str]:
    from assistant.cli.output import facts, of_form

    return facts(
        (
            ("Number", company.id),
            ("Domains", company.domains),
            ("Description", company.description),
            ("Note", company.note),
            ("Health", company.health_score),
            ("Tier", company.account_tier),
            ("Industry", company.industry),
            ("Renewal", company.renewal_date),
            *of_form(company.custom_fields),
            ("Created", company.created_at),
            ("Updated", company.updated_at),
        )
    )
