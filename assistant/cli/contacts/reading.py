"""`contacts list`, `search`, `show`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from assistant.cli.moments import Moment
from assistant.cli.output import Column, Form, form_options, limit_option

if TYPE_CHECKING:
    from assistant.freshdesk.client import Freshdesk
    from assistant.freshdesk.models import Contact, Ticket

STATES = ("verified", "unverified", "blocked", "deleted")
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
"""Opens the ticket list's window of 30 days (freshdesk-api 4.4)."""
TICKETS = 10


def columns() -> Sequence[Column[Contact]]:
    """The table of contacts."""
    return (
        Column("id", lambda contact: contact.id),
        Column("name", lambda contact: contact.name, wide=True),
        Column("email", lambda contact: contact.email, wide=True),
        Column("phone", lambda contact: contact.phone or contact.mobile),
        Column("company", lambda contact: contact.company_id),
        Column("updated", lambda contact: contact.updated_at),
    )


@click.command("list")
@click.argument("name", required=False)
@click.option("--email", help="With this address.")
@click.option("--phone", help="With this phone number.")
@click.option("--company", type=click.IntRange(min=1), help="Of the company with this number.")
@click.option("--state", type=click.Choice(STATES), help="Blocked and deleted ones are shown only when asked for.")
@click.option("--since", type=Moment(), help="Changed since then: 2026-01-31, 7d, 12h.")
@limit_option()
@form_options
def contacts_list(
    name: str | None, limit: int, form: Form, company: int | None, since: datetime | None, **filters: Any
) -> None:
    """Contacts by name. With NAME those with a word of the name that begins so, of whom only id and name are known."""
    from assistant.cli.helpdesk import the_helpdesk
    from assistant.cli.output import as_given, show

    asked = {"company_id": company, "updated_since": since, **filters}
    if name is not None and any(value is not None for value in asked.values()):
        raise click.UsageError("NAME goes with no other filter: Freshdesk looks names up apart from its list")
    with the_helpdesk() as api:
        found = iter(api.contacts.autocomplete(name)) if name is not None else api.contacts.list(**asked)
        show(found, columns(), form, as_given, limit=limit)


@click.command()
@click.argument("query")
@limit_option()
@form_options
def search(query: str, limit: int, form: Form) -> None:
    """Find contacts: "company_id:67 AND active:true", "cf_tier:'Gold'".

    Fields: active, company_id, email, phone, mobile, tag, language, time_zone, twitter_id, created_at, updated_at and
    your own as cf_name; see `tickets search` for the language.
    """
    from assistant.cli.helpdesk import the_helpdesk
    from assistant.cli.output import as_given, show

    with the_helpdesk() as api:
        show(api.contacts.search(query, limit=limit + 1), columns(), form, as_given, limit=limit)


@click.command()
@click.argument("contact")
@click.option("--json", "as_json", is_flag=True, help="The contact as Freshdesk gives it, with the last tickets.")
def show(contact: str, as_json: bool) -> None:
    """A contact, by number or address, with the last ten tickets."""
    from assistant.cli.helpdesk import labels_of, the_helpdesk
    from assistant.cli.output import as_given, bold, plain
    from assistant.core.labels import called

    with the_helpdesk() as api:
        found = _the_contact(api, contact)
        tickets = _last_tickets(api, found.id)
        if as_json:
            whole = {**as_given(found), "tickets": [as_given(each) for each in tickets]}
            click.echo(json.dumps(whole, ensure_ascii=False, indent=2))
            return
        labels = labels_of(api)
    click.echo(bold(plain(found.name or found.email or str(found.id))))
    click.echo("\n".join(_lines(found)))
    for each in tickets:
        click.echo(
            f"{plain(each.updated_at)}  #{each.id}  {called(labels.statuses, each.status)}  {plain(each.subject)}"
        )
    if not tickets:
        click.echo("no tickets")


def _the_contact(api: Freshdesk, word: str) -> Contact:
    from assistant.errors import NotFound

    if word.isascii() and word.isdecimal():
        return api.contacts.get(int(word))
    if "@" not in word:
        raise click.BadParameter(
            "write a number or an address; `contacts list NAME` finds people", param_hint="CONTACT"
        )
    found = next(api.contacts.list(email=word), None)
    if found is None:
        raise NotFound("no contact has that address; blocked and deleted ones: contacts list --state")
    return api.contacts.get(found.id)


def _last_tickets(api: Freshdesk, contact_id: int) -> list[Ticket]:
    listed = api.tickets.list(requester_id=contact_id, updated_since=LONG_AGO, order_by="updated_at", per_page=TICKETS)
    return list(islice(listed, TICKETS))


def _lines(contact: Contact) -> Iterator[str]:
    from assistant.cli.output import facts, of_form

    more = (str(each.company_id) for each in contact.other_companies)
    return facts(
        (
            ("Number", contact.id),
            ("Address", contact.email),
            ("Other addresses", contact.other_emails),
            ("Phone", contact.phone),
            ("Mobile", contact.mobile),
            ("Company", contact.company_id),
            ("Other companies", tuple(more)),
            ("Job", contact.job_title),
            ("Language", contact.language),
            ("Time zone", contact.time_zone),
            ("Verified", contact.active),
            ("Deleted", contact.deleted or None),
            ("Tags", contact.tags),
            *of_form(contact.custom_fields),
            ("Created", contact.created_at),
            ("Updated", contact.updated_at),
        )
    )
