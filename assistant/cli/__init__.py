"""The commands. One module per group, imported only when it is used, so that `--help` is quick.

Data goes to stdout, progress and logs to stderr. Exit codes: see `EXIT_CODES`.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any

import click

from assistant import __version__
from assistant.cli.exits import EXIT_CODES, exit_code
from assistant.errors import DeskhandError

COMMANDS: Mapping[str, tuple[str, str]] = {
    "activate": ("assistant.cli.switches:activate", "Draft for messages newer than now, or than --since."),
    "articles": ("assistant.cli.articles:articles", "Solution articles: list, search, show."),
    "canned": ("assistant.cli.canned:canned", "Canned responses: list, show."),
    "companies": ("assistant.cli.companies:companies", "Companies: list, search, show."),
    "config": ("assistant.cli.config:config", "The settings in effect, secrets masked."),
    "contacts": ("assistant.cli.contacts:contacts", "Contacts: read, bring in from a file."),
    "db": ("assistant.cli.db:db", "The database's tables."),
    "doctor": ("assistant.cli.doctor:doctor", "What is well, what is not, and what to do."),
    "draft": ("assistant.cli.draft:draft", "Draft for a ticket now; --post puts it on the ticket."),
    "knowledge": ("assistant.cli.knowledge:knowledge", "Canned responses and articles: load, search."),
    "pause": ("assistant.cli.switches:pause", "Draft nothing more until resume."),
    "prompts": ("assistant.cli.prompts:prompts", "What the model is told: list, show, check, test."),
    "reply": ("assistant.cli.draft:reply", "Send a draft's suggested reply to the customer."),
    "requeue": ("assistant.cli.switches:requeue", "Try a ticket again that was given up."),
    "resume": ("assistant.cli.switches:resume", "Go on after pause."),
    "sandbox": ("assistant.cli.sandbox:sandbox", "A stand-in for Freshdesk to run against."),
    "tickets": ("assistant.cli.tickets:tickets", "Tickets: read, export, measure, change."),
}
"""Name -> where it is, and its line in the help."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called."""

    def __init__(self, *, lazy: Mapping[str, tuple[str, str]], **options: Any) -> None:
        super().__init__(**options)
        self.lazy = dict(lazy)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the alphabet."""
        return sorted(self.lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command itself, or None if there is none by that name."""
        if cmd_name not in self.lazy:
            return None
        module, name = self.lazy[cmd_name][0].split(":")
        command = getattr(importlib.import_module(module), name)
        assert isinstance(command, click.Command)  # noqa: S101 - a mistake in COMMANDS
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of the help, without importing anything."""
        if self.lazy:
            with formatter.section("Commands"):
                formatter.write_dl([(name, self.lazy[name][1]) for name in self.list_commands(ctx)])

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an error of ours becomes one line and an exit code."""
        try:
            return super().invoke(ctx)
        except DeskhandError as error:
            click.echo(f"Error: {error}", err=True)
            ctx.exit(exit_code(error))


def main(more: Mapping[str, tuple[str, str]] | None = None) -> None:
    """Run the command line; `more` adds commands of higher layers."""
    group(more).main(prog_name="python -m assistant")


def group(more: Mapping[str, tuple[str, str]] | None = None) -> LazyGroup:
    """All commands."""
    codes = ", ".join(f"{code} {meaning}" for code, meaning in EXIT_CODES.items())
    root = LazyGroup(
        lazy={**COMMANDS, **(more or {})},
        help="Deskhand drafts answers for a Freshdesk support desk.",
        epilog=f"Exit codes: {codes}.",
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    return click.version_option(__version__, prog_name="deskhand", message="%(prog)s %(version)s")(root)
