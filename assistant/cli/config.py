"""`config`: the settings in effect."""

from __future__ import annotations

import json

import click

from assistant.config import Described, Settings, describe, load

MASK = "(set)"


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
def config(as_json: bool) -> None:
    """The settings in effect, secrets masked."""
    settings = load(need=())
    values = {variable.name: _shown(settings, variable) for variable in describe()}
    if as_json:
        click.echo(json.dumps(values, indent=2))
        return
    width = max(map(len, values))
    for name, value in values.items():
        click.echo(f"{name:<{width}}  {'' if value is None else value}".rstrip())


def _shown(settings: Settings, variable: Described) -> object:
    """A value that JSON can hold; a secret only says whether it is there."""
    value = getattr(settings, variable.name.lower())
    if variable.secret:
        return MASK if value else None
    if isinstance(value, tuple):
        return ",".join(value) or None
    return value if isinstance(value, int | float) else str(value or "") or None
