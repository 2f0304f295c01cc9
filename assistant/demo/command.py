"""`demo`: the command."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from types import FrameType

import click

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.option("--once", is_flag=True, help="Print the first finished note and end.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port of the desk's page (8040, or a free one).")
@click.option(
    "--tickets", type=FILE, help="Other people's questions: JSON Lines with text, or subject and description."
)
@click.option("--canned", type=FILE, help="Their canned responses: JSON Lines with title, and body if there is one.")
def demo(once: bool, port: int | None, tickets: Path | None, canned: Path | None) -> None:
    """The whole desk on one machine: opens tickets, shows the notes. Ctrl-C ends it.

    Nothing of a real desk is used: FRESHDESK_*, DATABASE_URL, REDIS_URL and SLACK_* are ignored. With OPENAI_API_KEY
    (and OPENAI_BASE_URL, OPENAI_MODEL) that model writes the drafts.
    """
    from assistant.demo.questions import FileError
    from assistant.demo.run import run

    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):  # a shell starts background jobs with SIGINT ignored
        signal.signal(name, _interrupt)
    try:
        sys.exit(run(once=once, port=port, tickets=tickets, canned=canned))
    except FileError as error:
        raise click.UsageError(str(error)) from None


def _interrupt(_: int, __: FrameType | None) -> None:
    raise KeyboardInterrupt
