"""`tickets legend`: what the numbers of an export stand for."""

from __future__ import annotations

import json

import click


@click.command()
def legend() -> None:
    """Who and what the numbers of an export are: agents, groups, products, statuses, as JSON.

    Keep it beside the export: `tickets import` needs it to name the authors and to find their like in the other desk.
    What the key may not read is left out (agents, groups and products need an admin's key).
    """
    from assistant.cli.helpdesk import the_helpdesk
    from assistant.helpdesk.new_desk import read_legend

    with the_helpdesk() as api:
        found = read_legend(api)
    click.echo(json.dumps(found.dump(), ensure_ascii=False, indent=1))
    for part, count in (
        ("agents", len(found.agents)),
        ("groups", len(found.groups)),
        ("statuses", len(found.statuses)),
    ):
        if not count:
            click.echo(f"The key may not read the {part}: they are not in the legend.", err=True)
