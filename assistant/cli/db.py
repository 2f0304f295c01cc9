"""`db upgrade`: bring the tables up to date."""

from __future__ import annotations

import signal

import click

from assistant.cli.servers import embedded_option, settings_for
from assistant.config import under_honcho


@click.group()
def db() -> None:
    """The database's tables."""


@db.command()
@embedded_option
def upgrade(embedded: bool) -> None:
    """Create the tables or bring them up to date. Safe to repeat."""
    from assistant.store import upgrade as upgrade_tables

    with settings_for(embedded, "database") as settings:
        upgrade_tables(settings.database_url)
    click.echo("The tables are up to date.", err=True)
    if under_honcho():  # it ends every process as soon as one ends, so that `honcho start` would end with this one
        signal.sigwait({signal.SIGTERM, signal.SIGINT})
