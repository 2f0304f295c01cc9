"""`prompts list`, `show`, `check`: the files of prompts/."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from assistant.errors import NotFound


def _mains() -> dict[str, Path]:
    """Name -> file of every whole prompt."""
    from assistant.core.prompt.voice import DESK
    from assistant.wiring import PROMPTS

    return {file.stem: file for file in sorted(PROMPTS.glob("*.md")) if file.stem != DESK}


def _files() -> dict[str, Path]:
    """Name -> file: whole prompts, then the voices."""
    from assistant.wiring import voice_files

    return _mains() | voice_files()


def existing(name: str) -> str:
    """The name, if there is such a whole prompt. Raises NotFound."""
    return _known(name, _mains())


def _known(name: str, files: dict[str, Path]) -> str:
    if name not in files:
        raise NotFound(f"no prompt {name}; there are {', '.join(files)}")
    return name


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def list_(as_json: bool) -> None:
    """Every file with its version and hash.

    A draft names the versions of all that were used; its hash covers them together.
    """
    rows = [_row(name, file) for name, file in _files().items()]
    click.echo(json.dumps(rows, indent=2) if as_json else "\n".join("  ".join(row.values()) for row in rows))


def _row(name: str, file: Path) -> dict[str, str]:
    """Raises ConfigError for a file that cannot be read as a prompt."""
    from assistant.config import ConfigError

    try:
        loaded = _loaded(name, file)
    except (OSError, ValueError) as error:
        raise ConfigError(str(error)) from error
    return {"name": name, "version": loaded[0], "hash": loaded[1]}


def _loaded(name: str, file: Path) -> tuple[str, str, list[str]]:
    """Version, hash and faults. Raises ValueError, OSError."""
    from assistant.core.prompt import check, load
    from assistant.core.prompt.voice import DESK, load_voice

    words = file.read_text("utf-8")
    if name == DESK or "/" in name:
        voice = load_voice(words, name)
        return voice.version, voice.hash, []
    prompt = load(words, name)
    return prompt.version, prompt.hash, check(prompt)


@click.command()
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def show(name: str, as_json: bool) -> None:
    """A file, as it is."""
    files = _files()
    words = files[_known(name, files)].read_text("utf-8")
    click.echo(json.dumps({"name": name, "text": words}, ensure_ascii=False) + "\n" if as_json else words, nl=False)


@click.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="As JSON: file name -> what is wrong.")
def check(files: tuple[Path, ...], as_json: bool) -> None:
    """Check every file, or these; exit 1 if one cannot be used."""
    named = {_name(file): file for file in files} or _files()
    found = {f"{name}.md": _problems(name, file) for name, file in named.items()}
    lines = [f"{name}: {problem}" for name, problems in found.items() for problem in problems or ["ok"]]
    click.echo(json.dumps(found, indent=2) if as_json else "\n".join(lines))
    sys.exit(int(any(found.values())))


def _name(file: Path) -> str:
    """What it is called below prompts/, wherever it lies."""
    from assistant.core.prompt.voice import FOLDERS

    folder = file.resolve().parent.name
    return f"{folder}/{file.stem}" if folder in FOLDERS else file.stem


def _problems(name: str, file: Path) -> list[str]:
    try:
        return _loaded(name, file)[2]
    except (OSError, ValueError) as error:
        return str(error).replace(f"prompts/{name}.md: ", "").splitlines()
