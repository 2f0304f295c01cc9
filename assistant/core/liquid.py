"""Canned responses hold Liquid placeholders, and the API hands them out raw (freshdesk-api 10): we fill them in.

What we do not know is never guessed: it becomes a gap that a person sees, such as [ticket.due_by_time?]."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from liquid import BoundTemplate, Environment
from liquid.exceptions import LiquidError

from assistant.core.markup import clean_reply, escape

_TOKEN = re.compile(r"(\{\{.{0,1000}?\}\}|\{%.{0,1000}?%\})", re.DOTALL)
_BLOCKS = ("if", "unless", "case")
_HIDDEN = ("public_url", "satisfaction_survey", "surveys")
"""Links that only Freshdesk can make; public_url is a private link (freshdesk-api 10)."""
_AGENT_LINE = re.compile(
    r"(?:<br\s*/?>\s*)?\{\{-?\s*ticket\.agent\.[^}]*\}\}(?=\s*(?:<br\s*/?>|</(?:p|div)>|$))"
    r"|(?<=>)\s*\{\{-?\s*ticket\.agent\.[^}]*\}\}\s*<br\s*/?>",
    re.IGNORECASE,
)
_GREETED = re.compile(r"[ \t]*\{\{-?\s*ticket\.requester\.(?:first_?name|name|last_?name)[^}]*\}\}")


class _Environment(Environment):
    loop_iteration_limit = 200
    output_stream_limit = 100_000
    local_namespace_limit = 10_000


_ENVIRONMENT = _Environment(autoescape=True)


@dataclass(frozen=True)
class Filled:
    """A filled response: sanitised HTML, and the gaps as they stand in it."""

    html: str
    gaps: tuple[str, ...]


def fill(source: str, values: Mapping[str, str]) -> Filled:
    """Fill a response's HTML with `values` (dotted name -> text). A name that is missing there becomes a gap.

    A name with an empty value is known to be empty: a condition may ask for it, but showing it is a gap."""
    if not values.get("ticket.agent.name"):
        source = re.sub(r"<(p|div)>\s*</\1>", "", _AGENT_LINE.sub("", source))
    if "ticket.requester.name" in values and not values["ticket.requester.name"]:
        source = _GREETED.sub("", source)
    gaps: list[str] = []
    parts = [_rendered(part, values, gaps) for part in _parts(source)]
    return Filled(clean_reply("".join(parts)), tuple(dict.fromkeys(gaps)))


def _parts(source: str) -> list[str]:
    """The source in pieces that can be filled apart: text, one placeholder, or one whole block of conditions."""
    parts: list[str] = []
    open_blocks: list[str] = []
    for token in _TOKEN.split(source):
        tag = re.match(r"\{%-?\s*(\w+)", token)
        if open_blocks:
            parts[-1] += token
        else:
            parts.append(token)
        if tag and tag[1] in _BLOCKS:
            open_blocks.append(tag[1])
        elif tag and open_blocks and tag[1] == f"end{open_blocks[-1]}":
            open_blocks.pop()
    return parts


def _rendered(part: str, values: Mapping[str, str], gaps: list[str]) -> str:
    if not _TOKEN.match(part):
        return re.sub(r"\{(?=[{%])", "{ ", part)
    try:
        template, names = _read(part)
        open_names = [name for name in names if name not in values or (part.startswith("{{") and not values[name])]
        if names and not open_names:
            return str(template.render(**_nested(values)))
    except (LiquidError, ValueError, TypeError, ArithmeticError, RecursionError):
        open_names = []
    gaps.append(_gap(part, open_names))
    return escape(gaps[-1])


@lru_cache(maxsize=1000)
def _read(part: str) -> tuple[BoundTemplate, tuple[str, ...]]:
    """A piece of the desk's own text as a template, and the names that it asks for. Raises LiquidError."""
    template = _ENVIRONMENT.from_string(part)
    groups = template.analyze().globals.values()
    return template, tuple(".".join(map(str, found.segments)) for group in groups for found in group)


def _gap(part: str, names: list[str]) -> str:
    """What an agent sees in place of a part that we cannot fill."""
    if any(name.rpartition(".")[2] in _HIDDEN for name in names):
        return "[…]"
    return f"[{names[0] if part.startswith('{{') and names else _words(part)}?]"


def _words(part: str) -> str:
    """A tag or a block as words: "if ticket.priority == 'High' … endif", without braces and markup."""
    return " ".join(re.sub(r"<[^>]*>|[{}%<>]", " ", part).split())[:300]


def _nested(values: Mapping[str, str]) -> dict[str, Any]:
    """{"ticket.requester.name": "Ann"} -> {"ticket": {"requester": {"name": "Ann"}}}, braces off the values.

    An empty value is nil, which conditions take for false; an empty text would be true."""
    tree: dict[str, Any] = {}
    for name, value in values.items():
        node = tree
        *path, last = name.split(".")
        for step in path:
            node = node.setdefault(step, {})
            if not isinstance(node, dict):
                break
        else:
            node[last] = " ".join(re.sub(r"[{}]", "", value).split())[:500] or None
    return tree
