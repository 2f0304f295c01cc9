"""`articles list`, `search`, `show`: solution articles."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from assistant.cli.output import Column, Form, form_options, limit_option

if TYPE_CHECKING:
    from assistant.freshdesk.client import Freshdesk
    from assistant.freshdesk.models import FoundArticle, SolutionArticle, SolutionFolder

SEEN_BY = {
    1: "everybody",
    2: "logged in",
    3: "agents",
    4: "companies",
    5: "bots",
    6: "contact segments",
    7: "company segments",
}
"""A folder's visibility in words (freshdesk-api 6.7)."""
STATES = {1: "draft", 2: "published"}


@dataclass(frozen=True)
class Placed:
    """An article, its folder's name, and who may see it there."""

    article: SolutionArticle
    folder: str
    seen_by: str


@click.group()
def articles() -> None:
    """Solution articles of the helpdesk: read."""


def columns() -> Sequence[Column[Placed]]:
    """The table of articles."""
    return (
        Column("id", lambda row: row.article.id),
        Column("state", lambda row: STATES.get(row.article.status or 0, "")),
        Column("for", lambda row: row.seen_by),
        Column("folder", lambda row: row.folder),
        Column("title", lambda row: row.article.title, wide=True),
        Column("updated", lambda row: row.article.updated_at),
    )


@articles.command("list")
@click.option("--folder", help="Of the folders of this name.")
@click.option("--published", is_flag=True, help="Without drafts.")
@limit_option(100)
@form_options
def articles_list(folder: str | None, published: bool, limit: int, form: Form) -> None:
    """Articles, drafts too, folder by folder; one call for each category and folder."""
    from assistant.cli.helpdesk import the_helpdesk
    from assistant.cli.output import show
    from assistant.freshdesk.models import ArticleStatus

    with the_helpdesk() as api:
        found = (
            row for row in _articles(api, folder) if not published or row.article.status == ArticleStatus.PUBLISHED
        )
        show(found, columns(), form, _record, limit=limit)


@articles.command()
@click.argument("text")
@limit_option()
@form_options
def search(text: str, limit: int, form: Form) -> None:
    """Articles that hold the words, by Freshdesk's own search; `knowledge search` finds by meaning too."""
    from assistant.cli.helpdesk import the_helpdesk
    from assistant.cli.output import show

    with the_helpdesk() as api:
        show((_found(each) for each in api.solutions.search(text)), columns(), form, _record, limit=limit)


@articles.command()
@click.argument("article", type=click.IntRange(min=1))
@click.option("--html", is_flag=True, help="Its HTML.")
@click.option("--json", "as_json", is_flag=True, help="As Freshdesk gives it.")
def show(article: int, html: bool, as_json: bool) -> None:
    """An article, by number."""
    from assistant.cli.helpdesk import the_helpdesk
    from assistant.cli.output import as_given, bold, facts, plain
    from assistant.core import html_text

    with the_helpdesk() as api:
        found = api.solutions.article(article)
        url = f"{api.base_url}/support/solutions/articles/{article}"
    if as_json:
        click.echo(json.dumps(as_given(found), ensure_ascii=False, indent=2))
        return
    if html:
        click.echo(found.description)
        return
    state = STATES.get(found.status or 0)
    click.echo(bold(plain(found.title)))
    click.echo("\n".join(facts((("State", state), ("Tags", found.tags), ("Updated", found.updated_at), ("Page", url)))))
    click.echo("\n" + html_text.plain(found.description))


def _articles(api: Freshdesk, wanted: str | None) -> Iterator[Placed]:
    found = False
    for category in api.solutions.categories():
        for folder in api.solutions.folders(category.id):
            for each in _with_those_below(api, folder):
                if wanted is None or each.name.casefold() == wanted.strip().casefold():
                    found = True
                    yield from _in_folder(api, each)
    if wanted is not None and not found:
        raise click.BadParameter("no folder has that name; `articles list` shows the folders", param_hint="--folder")


def _in_folder(api: Freshdesk, folder: SolutionFolder) -> Iterator[Placed]:
    who = SEEN_BY.get(folder.visibility or 0, "")
    return (Placed(article, folder.name, who) for article in api.solutions.articles(folder.id))


def _with_those_below(api: Freshdesk, folder: SolutionFolder) -> Iterator[SolutionFolder]:
    yield folder
    if folder.sub_folders_count:
        for below in api.solutions.subfolders(folder.id):
            yield from _with_those_below(api, below)


def _found(article: FoundArticle) -> Placed:
    return Placed(article, article.folder_name or "", SEEN_BY.get(article.folder_visibility or 0, ""))


def _record(row: Placed) -> dict[str, Any]:
    from assistant.cli.output import as_given

    return {**as_given(row.article), "folder": row.folder, "for": row.seen_by}
