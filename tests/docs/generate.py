"""Write the docs that come from the program itself: `make docs`; `--check` says which are out of date, exit 1."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from assistant.__main__ import DEMO
from assistant.cli import group
from assistant.config import Described, describe

ROOT = Path(__file__).parents[2]
NOTE = "<!-- Written by `make docs` from the program itself: change that instead. -->\n\n"
ABOUT_SETTINGS = """# Settings

Environment variables, or lines of a file `.env` beside them (the environment wins; an empty value counts as not set).
A missing or malformed one stops the start with its name and the remedy, exit code 3; `python -m assistant config`
shows what is in effect. Lists are separated by commas, durations are in seconds.

"""


def configuration() -> str:
    """The table of settings."""
    rows = "".join(f"| `{v.name}` | {_default(v)} | {v.help} |\n" for v in describe())
    return f"{NOTE}{ABOUT_SETTINGS}| variable | default | what it does |\n| --- | --- | --- |\n{rows}"


def _default(variable: Described) -> str:
    return "**required**" if variable.required else f"`{variable.default}`" if variable.default else ""


def env_example() -> str:
    """The template of `.env`: required variables first, the others commented out with their defaults."""
    parts = [f"# {v.help}\n{'' if v.required else '# '}{v.name}={v.default}\n" for v in describe()]
    return "# Copy to .env and fill in the first four.\n\n" + "\n".join(parts)


def cli() -> str:
    """Every command's help."""
    root = group({"demo": DEMO})
    helps = "".join(
        f"## {name}\n\n```text\n{text.rstrip()}\n```\n\n" for name, text in _helps(root, "python -m assistant")
    )
    return f"{NOTE}# Commands\n\n{''.join(helps)}".rstrip() + "\n"


def _helps(command: click.Command, name: str, parent: click.Context | None = None) -> Iterator[tuple[str, str]]:
    called = name if parent is None else name.rsplit(" ", 1)[-1]
    context = click.Context(command, info_name=called, parent=parent, terminal_width=100, **command.context_settings)
    yield name, command.get_help(context)
    if isinstance(command, click.Group):
        for child in command.list_commands(context):
            found = command.get_command(context, child)
            if found:
                yield from _helps(found, f"{name} {child}", context)


DOCS = {"docs/configuration.md": configuration, "docs/cli.md": cli, ".env.example": env_example}


def main(check: bool) -> int:
    """Write them all, or name those that differ."""
    stale = [name for name, text in DOCS.items() if not _same(ROOT / name, text())]
    if check:
        for name in stale:
            print(f"{name} is out of date: run make docs", file=sys.stderr)
        return bool(stale)
    for name in stale:
        (ROOT / name).parent.mkdir(exist_ok=True)
        (ROOT / name).write_text(DOCS[name]())
    return 0


def _same(path: Path, text: str) -> bool:
    return path.exists() and path.read_text() == text


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
