"""`knowledge sync`, `knowledge search`: what drafts are made from."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from assistant.cli.servers import embedded_option, settings_for, the_services

if TYPE_CHECKING:
    from assistant.core.draft import Match, Pool

POOLS: dict[str, Pool] = {"canned": "canned", "articles": "article", "past": "past"}


class Pools(click.ParamType["tuple[Pool, ...]"]):
    """Names of pools, by commas."""

    name = "pools"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[Pool, ...]:
        """The pools in our own words."""
        if isinstance(value, tuple):
            return value
        names = [name.strip() for name in str(value).split(",")]
        if not set(names) <= POOLS.keys():
            self.fail(f"write some of {', '.join(POOLS)}", param, ctx)
        return tuple(POOLS[name] for name in names)


@click.group()
def knowledge() -> None:
    """Canned responses and solution articles."""


@knowledge.command()
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
@embedded_option
def sync(as_json: bool, embedded: bool) -> None:
    """Load canned responses and published articles from Freshdesk now."""
    from assistant.usecases.sync_knowledge import REFUSED, sync_knowledge
    from assistant.wiring import now

    with the_services(embedded) as services:
        counts = sync_knowledge(
            helpdesk=services.helpdesk, knowledge=services.knowledge, store=services.store, clock=now
        )
        refused = services.store.fact(REFUSED)
    named = {name: counts.get(pool, 0) for name, pool in POOLS.items()}
    click.echo(json.dumps(named) if as_json else "\n".join(f"{name}  {count}" for name, count in named.items()))
    if refused:
        click.echo(f"The key may not read the {refused} (403): use an admin's key.", err=True)


@knowledge.command()
@click.argument("text")
@click.option(
    "--pool", "pools", type=Pools(), default="canned,articles", show_default=True, help="Where to look, by commas."
)
@click.option("--limit", type=click.IntRange(1, 100), default=5, show_default=True, help="Most matches of each pool.")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
@embedded_option
def search(text: str, pools: tuple[Pool, ...], limit: int, as_json: bool, embedded: bool) -> None:
    """What would be found for a question, best first."""
    from assistant.store import PostgresKnowledge
    from assistant.wiring import make_store

    with settings_for(embedded, "database") as settings:
        store = make_store(settings, pool_size=1)
        try:
            found = PostgresKnowledge(store.engine).search(text, pools=pools, limit=limit)
        finally:
            store.close()
    if as_json:
        click.echo(json.dumps({"matches": [_plain(match) for match in found]}, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(f"{match.score:.2f}  {match.pool:<8} {match.id}  {match.title}" for match in found))


def _plain(match: Match) -> dict[str, object]:
    return {
        "kind": match.pool,
        "id": int(match.id) if match.id.isdecimal() else match.id,
        "title": match.title,
        "score": round(match.score, 4),
        "url": match.url,
    }
