"""`draft`, `reply`: one ticket, now."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from assistant.cli.servers import embedded_option, the_services
from assistant.errors import NotFound, PermanentError

if TYPE_CHECKING:
    from assistant.core.draft import Draft

TICKET = click.IntRange(min=1)


@click.command()
@click.argument("ticket", type=TICKET)
@click.option("--post", is_flag=True, help="Put it on the ticket as a private note. Without this nothing is written.")
@click.option("--dry-run", is_flag=True, help="Write nothing, even with --post.")
@click.option("--form", type=click.Choice(["note", "reply"]), default="note", show_default=True)
@click.option("--instruction", default="", help="What to do differently, such as: shorter, in French.")
@click.option("--prompt", help="Name of another prompt.")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
@embedded_option
def draft(
    ticket: int,
    post: bool,
    dry_run: bool,
    form: str,
    instruction: str,
    prompt: str | None,
    as_json: bool,
    embedded: bool,
) -> None:
    """Draft for a ticket now.

    Needs only the helpdesk's settings, unless it is to be posted.
    """
    from assistant.cli.prompts.files import existing

    name = existing(prompt) if prompt else None
    made = (
        _posted(ticket, instruction, name, embedded) if post and not dry_run else _only_shown(ticket, instruction, name)
    )
    click.echo(_as_json(made) if as_json else _in_form(made, form))


def _only_shown(ticket: int, instruction: str, prompt: str | None) -> Draft:
    from assistant.cli.without_store import write_once
    from assistant.config import load

    return write_once(load(need=("freshdesk",)), ticket, instruction, prompt or "draft")


def _posted(ticket: int, instruction: str, prompt: str | None, embedded: bool) -> Draft:
    from assistant.cli.asking import ask

    with the_services(embedded) as services:
        told = ask(services, ticket, "draft", instruction=instruction, prompt=prompt)
        record = services.store.draft(told.draft_id) if told.draft_id is not None else None
        if told.message:
            click.echo(told.message, err=True)
        if record is None:
            raise PermanentError("there is no draft for this ticket")
        click.echo(f"Draft {record.id}, note {record.note_id or 'not posted'}", err=True)
        return record.draft


def _in_form(made: Draft, form: str) -> str:
    from assistant.core.note import note_html, plain_note

    if form == "note":
        return plain_note(note_html(made, reference="as it would be written"))
    if not made.letter:
        raise PermanentError("there is too little evidence for a reply; --form note says what to find out")
    return made.letter


def _as_json(made: Draft) -> str:
    from pydantic import TypeAdapter

    from assistant.core.draft import Draft as Shape

    return json.dumps(TypeAdapter(Shape).dump_python(made, mode="json"), ensure_ascii=False, indent=2)


@click.command()
@click.argument("ticket", type=TICKET)
@click.option("--draft", "draft_id", type=TICKET, required=True, help="Number of the draft, as `draft --post` says it.")
@click.option("--yes", is_flag=True, help="Really send it to the customer.")
@click.option("--dry-run", is_flag=True, help="Show what would be sent.")
@embedded_option
def reply(ticket: int, draft_id: int, yes: bool, dry_run: bool, embedded: bool) -> None:
    """Send a draft's suggested reply to the customer, from the mailbox that the ticket came to."""
    from assistant.cli.asking import ask

    if not yes and not dry_run:
        raise click.UsageError("nothing is sent without --yes (--dry-run shows what would be)")
    with the_services(embedded) as services:
        record = services.store.draft(draft_id)
        if record is None or record.ticket_id != ticket:
            raise NotFound(f"ticket {ticket} has no draft {draft_id}")
        if dry_run:
            click.echo(record.draft.letter)
            return
        told = ask(services, ticket, "send", draft_id=draft_id)
    if not told.message.startswith("The reply was sent"):
        raise PermanentError(told.message)
    click.echo(told.message, err=True)
