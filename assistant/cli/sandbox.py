"""`sandbox`: the stand-in for Freshdesk alone."""

from __future__ import annotations

import click


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8040, show_default=True, help="Port; 0 takes a free one."
)
@click.option(
    "--seed", default="demo", show_default=True, help="demo, empty, big, a folder, or a JSON Lines file of tickets."
)
@click.option("--api-key", help="Accept this key only; by default any.")
@click.option("--plan", default="off", show_default=True, help="Rate limit: off, trial, growth, pro or enterprise.")
@click.option("--tls", is_flag=True, help="https beside http, also as NAME.freshdesk.com; says how to trust it.")
def sandbox(host: str, port: int, seed: str, api_key: str | None, plan: str, tls: bool) -> None:
    """A stand-in for Freshdesk to run against, with a page at / and a scripted model. Ctrl-C ends it."""
    from assistant.config import ConfigError, load, only
    from assistant.sandbox import NoTlsError, SeedError, serve

    folder = load(only("DESKHAND_HOME"), need=()).deskhand_home / "sandbox" if tls else None
    try:
        serve(host, port, seed=seed, api_key=api_key, tls=folder, plan=plan)
    except SeedError as error:
        raise click.UsageError(str(error)) from None
    except NoTlsError as error:
        raise ConfigError(str(error)) from None
    except OSError as error:
        raise click.ClickException(f"port {port} cannot be used: {error.strerror}") from None
