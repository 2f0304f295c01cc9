"""A rule file, YAML or TOML, with the line of everything in it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from assistant.core.routing.values import Place, RuleError

_HEADING = re.compile(r"\s*\[(\[?)\s*([\w.\"-]+)\s*\]?\]")
_KEY = re.compile(r"\s*([\w-]+)\s*[.=]")


class _Twice(Exception):
    """A name that stands twice in one place: YAML would quietly take the second."""


class RuleFile:
    """`data` as it was read; `fault` says where in the file something is wrong."""

    def __init__(self, path: Path, data: Any, lines: Mapping[Place, int]) -> None:
        self.path, self.data, self._lines = path, data, lines

    def fault(self, error: RuleError) -> str:
        """ "rules.yaml:7: rules[0].when.status: no status has that name; there are Open, Closed"."""
        place = error.place
        while place and place not in self._lines:
            place = place[:-1]
        return f"{self.path.name}:{self._lines.get(place, 1)}: {_path(error.place)}{error}"


def load(path: Path) -> RuleFile:
    """Raises ValueError that names the line for a file that is no YAML or TOML."""
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(f"{path.name}: is not UTF-8") from None
    if path.suffix.lower() == ".toml":
        try:
            return RuleFile(path, tomllib.loads(text), _toml_lines(text))
        except tomllib.TOMLDecodeError as error:
            raise ValueError(f"{path.name}: {error}") from None
    try:
        lines = _yaml_lines(yaml.compose(text, Loader=yaml.SafeLoader))
        return RuleFile(path, yaml.safe_load(text), lines)
    except _Twice as error:
        raise ValueError(f"{path.name}:{error}") from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ValueError(f"{path.name}:{line}: {error.problem or 'is no YAML'}") from None
    except (yaml.YAMLError, ValueError, RecursionError):
        raise ValueError(f"{path.name}: is no YAML") from None


def _path(place: Place) -> str:
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place)
    return f"{text.removeprefix('.')}: " if text else ""


def _yaml_lines(node: yaml.Node | None, place: Place = ()) -> dict[Place, int]:
    """The line of every key and item, counted from 1. An alias is where it is defined."""
    if node is None or len(place) > 10:
        return {}
    lines = {place: node.start_mark.line + 1}
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            line = key.start_mark.line + 1
            if (*place, str(key.value)) in lines:
                raise _Twice(f"{line}: {_path((*place, str(key.value)))}is written twice; use a list of values")
            lines |= _yaml_lines(value, (*place, str(key.value))) | {(*place, str(key.value)): line}
    elif isinstance(node, yaml.SequenceNode):
        for at, item in enumerate(node.value):
            lines |= _yaml_lines(item, (*place, at))
    return lines


def _toml_lines(text: str) -> dict[Place, int]:
    """The lines of [[rules]], of tables in them and of their keys; what is written inline is on its key's line."""
    lines: dict[Place, int] = {}
    here: Place = ()
    rule = -1
    for number, line in enumerate(text.splitlines(), 1):
        heading, key = _HEADING.match(line), _KEY.match(line)
        if heading:
            rule += heading[1] == "[" and heading[2] == "rules"
            first, *rest = heading[2].split(".")
            here = ("rules", rule, *rest) if first == "rules" else (first, *rest)
            lines.setdefault(here[:1], number)
            lines.setdefault(here, number)
        elif key:
            lines.setdefault((*here, key[1]), number)
    return lines
