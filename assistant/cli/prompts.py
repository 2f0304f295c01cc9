"""`prompts list`, `show`, `check`: the files of prompts/."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from assistant.errors import NotFound


@click.group()
def prompts() -> None:
    """What the model is told."""


def _files() -> dict[str, Path]:
    """Name -> file."""
    from assistant.wiring import PROMPTS

    return {file.stem: file for file in sorted(PROMPTS.glob("*.md"))}


def existing(name: str) -> str:
    """The name, if there is such a prompt. Raises NotFound."""
    if name not in _files():
        raise NotFound(f"no prompt {name}; there are {', '.join(_files())}")
    return name


@prompts.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def list_(as_json: bool) -> None:
    """Every prompt with its version and the hash that drafts name."""
    from assistant.core.prompt import load

    found = [load(file.read_text("utf-8"), name) for name, file in _files().items()]
    rows = [{"name": prompt.name, "version": prompt.version, "hash": prompt.hash} for prompt in found]
    click.echo(json.dumps(rows, indent=2) if as_json else "\n".join("  ".join(row.values()) for row in rows))


@prompts.command()
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def show(name: str, as_json: bool) -> None:
    """A prompt's file."""
    words = _files()[existing(name)].read_text("utf-8")
    click.echo(json.dumps({"name": name, "text": words}, ensure_ascii=False) + "\n" if as_json else words, nl=False)


@prompts.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="As JSON: file name -> what is wrong.")
def check(files: tuple[Path, ...], as_json: bool) -> None:
    """Check every prompt, or these files; exit 1 if one cannot be used."""
    from assistant.core.prompt import check as problems_of
    from assistant.core.prompt import load

    found: dict[str, list[str]] = {}
    for file in files or tuple(_files().values()):
        try:
            found[file.name] = problems_of(load(file.read_text("utf-8"), file.stem))
        except ValueError as error:
            found[file.name] = [str(error)]
    lines = [f"{name}: {problem}" for name, problems in found.items() for problem in problems or ["ok"]]
    click.echo(json.dumps(found, indent=2) if as_json else "\n".join(lines))
    sys.exit(int(any(found.values())))
