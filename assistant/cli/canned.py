"""`canned list`, `show`: canned responses."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from assistant.cli.output import Column, Form, form_options

if TYPE_CHECKING:
    from assistant.freshdesk.client import Freshdesk
    from assistant.freshdesk.models import CannedResponse

WHO = {0: "all agents", 1: "its author", 2: "groups"}
"""Visibility in words (freshdesk-api 6.6)."""


@dataclass(frozen=True)
class InFolder:
    """A response and the name of its folder."""

    response: CannedResponse
    folder: str


@click.group()
def canned() -> None:
    """Canned responses of the helpdesk: read."""


def columns() -> Sequence[Column[InFolder]]:
    """The table of responses."""
    return (
        Column("id", lambda row: row.response.id),
        Column("folder", lambda row: row.folder),
        Column("title", lambda row: row.response.title, wide=True),
        Column("for", lambda row: _who(row.response)),
    )


@canned.command("list")
@click.option("--folder", help="Of the folder of this name.")
@click.option("--word", help="Those that hold this in their title or text.")
@form_options
def canned_list(folder: str | None, word: str | None, form: Form) -> None:
    """Canned responses that the key may see, folder by folder; one call for each folder."""
    from assistant.cli.helpdesk import the_helpdesk
    from assistant.cli.output import show

    with the_helpdesk() as api:
        found = (row for row in _responses(api, folder) if word is None or _holds(row.response, word))
        show(found, columns(), form, _record)


@canned.command()
@click.argument("response", type=click.IntRange(min=1))
@click.option("--html", is_flag=True, help="Its HTML, with the placeholders unfilled.")
@click.option("--json", "as_json", is_flag=True, help="As Freshdesk gives it.")
def show(response: int, html: bool, as_json: bool) -> None:
    """A canned response, by number, with its placeholders unfilled."""
    from assistant.cli.helpdesk import the_helpdesk
    from assistant.cli.output import as_given, bold, plain
    from assistant.core import html_text

    with the_helpdesk() as api:
        found = api.canned_responses.get(response)
    if as_json:
        click.echo(json.dumps(as_given(found), ensure_ascii=False, indent=2))
        return
    if html:
        click.echo(found.content_html or found.content)
        return
    click.echo(bold(plain(found.title)))
    click.echo(html_text.plain(found.content_html or found.content))


def _responses(api: Freshdesk, folder: str | None) -> Iterator[InFolder]:
    folders = api.canned_responses.folders()
    chosen = [each for each in folders if folder is None or each.name.casefold() == folder.strip().casefold()]
    if folder is not None and not chosen:
        names = ", ".join(each.name for each in folders)
        raise click.BadParameter(f"no folder has that name; there are {names}", param_hint="--folder")
    for each in chosen:
        yield from (InFolder(response, each.name) for response in api.canned_responses.in_folder(each.id))


def _holds(response: CannedResponse, word: str) -> bool:
    return word.casefold() in f"{response.title}\n{response.content}\n{response.content_html}".casefold()


def _who(response: CannedResponse) -> str:
    said = WHO.get(response.visibility or 0, "")
    return f"{said} {', '.join(map(str, response.group_ids))}" if response.group_ids else said


def _record(row: InFolder) -> dict[str, Any]:
    from assistant.cli.output import as_given

    return {**as_given(row.response), "folder": row.folder}
