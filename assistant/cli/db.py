"""`db upgrade`: bring the tables up to date."""

from __future__ import annotations

import click

from assistant.cli.servers import database_url


@click.group()
def db() -> None:
    """The database's tables."""


@db.command()
@click.option("--embedded", is_flag=True, help="Use the embedded servers (development).")
def upgrade(embedded: bool) -> None:
    """Create the tables or bring them up to date. Safe to repeat."""
    from assistant.store import upgrade as upgrade_tables

    with database_url(embedded) as url:
        upgrade_tables(url)
    click.echo("The tables are up to date.", err=True)
