"""`knowledge sync`, `search`, `calibrate`: what drafts are made from."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from assistant.cli.servers import embedded_option, settings_for, the_services

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.core.draft import Match, Pool
    from assistant.ports import Knowledge
    from assistant.usecases.calibrate import Calibration
    from assistant.usecases.sync_past import PastSync
    from assistant.wiring import Services

POOLS: dict[str, Pool] = {"canned": "canned", "articles": "article", "past": "past"}
WAIT = 90.0
"""Seconds that a call of `sync` may wait for API credits: a person looks on."""
ALL = 10**9


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
    """Canned responses, solution articles and past answers."""


@knowledge.command()
@click.option("--full", is_flag=True, help="Read every past ticket again, not only what changed.")
@click.option("--limit", type=click.IntRange(0), help="Past tickets to read now; the next sync goes on from there.")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
@embedded_option
def sync(full: bool, limit: int | None, as_json: bool, embedded: bool) -> None:
    """Load canned responses, published articles and the answers of resolved tickets from Freshdesk now.

    It may be stopped at any time: the next sync goes on. Whatever people or tickets wait for goes first.
    """
    from assistant.account import now
    from assistant.usecases.sync_knowledge import REFUSED, sync_knowledge
    from assistant.usecases.sync_past import sync_past

    with the_services(embedded, priority="bulk", patience=WAIT) as services:
        helpdesk, shelf, store = services.helpdesk, services.knowledge, services.store
        synced = sync_knowledge(helpdesk=helpdesk, knowledge=shelf, store=store, clock=now)
        past = sync_past(
            helpdesk=helpdesk,
            knowledge=shelf,
            store=store,
            clock=now,
            limit=ALL if limit is None else limit,
            full=full,
            progress=_tell_past,
        )
        missing = _embed(services)
        counts = shelf.counts()
        refused = store.fact(REFUSED)
    values = {
        **{name: counts.get(pool, 0) for name, pool in POOLS.items()},
        "changed": synced.changed + past.changed,
        "removed": synced.removed + past.removed,
        "past_complete": past.complete,
        "vectors_missing": missing,
    }
    click.echo(json.dumps(values) if as_json else "\n".join(f"{name}  {value}" for name, value in values.items()))
    if refused:
        click.echo(f"The key may not read the {refused} (403): use an admin's key.", err=True)
    if not past.complete:
        click.echo("There are more past tickets: sync again to go on.", err=True)


def _tell_past(done: PastSync) -> None:
    click.echo(f"Past answers: {done.changed} read, {done.removed} taken out", err=True)


def _embed(services: Services) -> int:
    """How many texts still lack their vector; without a model for vectors words alone are searched."""
    from assistant.errors import ModelUnavailable
    from assistant.usecases.embed_knowledge import embed_knowledge

    try:
        return embed_knowledge(services.knowledge, tell=lambda left: click.echo(f"Vectors: {left} to do", err=True))
    except ModelUnavailable as error:
        click.echo(f"No vectors: {error}", err=True)
        return services.knowledge.embed(0)


@knowledge.command()
@click.argument("text")
@click.option(
    "--pool", "pools", type=Pools(), default="canned,articles", show_default=True, help="Where to look, by commas."
)
@click.option("--limit", type=click.IntRange(1, 100), default=5, show_default=True, help="Most matches of each pool.")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
@embedded_option
def search(text: str, pools: tuple[Pool, ...], limit: int, as_json: bool, embedded: bool) -> None:
    """What would be found for a question, best first, as a draft finds it: texts that answered similar tickets come
    first, whether or not past tickets are shown.

    With - as TEXT every line of the standard input is a question, and every line of the output one JSON object; a line
    that is a JSON string is read as such, so that a question may have lines of its own.
    """
    from assistant.wiring import make_knowledge, make_store

    with settings_for(embedded, "database") as settings:
        store = make_store(settings, pool_size=1)
        try:
            shelf = make_knowledge(settings, store)
            for line in sys.stdin if text == "-" else [text]:
                if text != "-":
                    _show(_found(shelf, text, pools, limit), as_json)
                elif line.strip():
                    found = _found(shelf, _question(line), pools, limit)
                    click.echo(json.dumps({"matches": [_plain(match) for match in found]}, ensure_ascii=False))
        finally:
            store.close()


def _found(shelf: Knowledge, question: str, pools: Sequence[Pool], limit: int) -> list[Match]:
    """Past tickets are asked in any case: what their answers were made of counts."""
    found = shelf.search(question, pools=tuple(dict.fromkeys([*pools, "past"])), limit=limit)
    return [match for match in found if match.pool in pools]


def _question(line: str) -> str:
    try:
        value = json.loads(line)
    except ValueError:
        return line.strip()
    return value if isinstance(value, str) else line.strip()


def _show(found: Sequence[Match], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({"matches": [_plain(match) for match in found]}, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(f"{match.score:.2f}  {match.pool:<8} {match.id}  {match.title}" for match in found))


@knowledge.command()
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
@embedded_option
def calibrate(as_json: bool, embedded: bool) -> None:
    """Find how sure this desk may be of a match: its past tickets are asked again, each without its own answer."""
    from dataclasses import asdict

    from assistant.usecases.calibrate import calibrate as ask_again
    from assistant.wiring import make_knowledge, make_store

    with settings_for(embedded, "database") as settings:
        store = make_store(settings, pool_size=1)
        try:
            found = ask_again(knowledge=make_knowledge(settings, store), store=store, progress=_tell_asked)
        finally:
            store.close()
    click.echo(json.dumps(asdict(found)) if as_json else _in_words(found))


def _tell_asked(count: int) -> None:
    if count % 50 == 0:
        click.echo(f"Asked again: {count}", err=True)


def _in_words(found: Calibration) -> str:
    first = f"{found.right} of {found.asked} past tickets were matched right, each without its own answer."
    if not found.sure:
        return f"{first}\nNo certainty is enough here: drafts will ask a person to look into it."
    return (
        f"{first}\nA reply is drafted from a certainty of {found.limits.answer:.2f} on:"
        f" {found.sure} of these tickets, {found.sure_and_right} of them right."
    )


def _plain(match: Match) -> dict[str, object]:
    return {
        "kind": match.pool,
        "id": int(match.id) if match.id.isdecimal() else match.id,
        "title": match.title,
        "score": round(match.score, 4),
        "url": match.url,
    }
