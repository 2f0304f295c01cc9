"""Prompts as files: Markdown with front matter (the field names of dotprompt) and a Jinja body."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import frontmatter
import yaml
from jinja2 import StrictUndefined, TemplateError, meta
from jinja2.sandbox import ImmutableSandboxedEnvironment

from assistant.core.context import Context, File
from assistant.core.prompt.reading import pictures, prompt_values

BUDGET_CHARS = 48_000
"""Characters that a question to the model may have, about 12,000 tokens."""
_ROLES = ("system", "user")
_MARK = "\x00role:{}\x00"
"""Stands where a role begins; no input holds a NUL, so no input can begin one."""
_FIELDS = frozenset({"name", "version", "variant", "model", "config", "input", "output", "metadata", "description"})


@dataclass(frozen=True)
class Prompt:
    """A prompt as its file says it."""

    name: str
    version: str
    hash: str
    """Twelve hex digits of the whole file: drafts name it, so a changed prompt is never taken for the same."""
    config: Mapping[str, Any]
    """temperature, maxOutputTokens."""
    input_schema: Mapping[str, Any]
    """Name -> what it holds, of every variable that the body uses."""
    body: str
    tone: str = ""
    """How to write, in the desk's own words: put in by `voice.choose`."""
    signature: str = ""
    """What replies end with; likewise."""
    language: str = ""
    """ISO 639-1 code of what the agents read; likewise."""

    @property
    def temperature(self) -> float | None:
        """None leaves it to the model."""
        found = self.config.get("temperature")
        return None if found is None else float(found)

    @property
    def max_tokens(self) -> int:
        """Tokens that the answer may have."""
        return int(self.config.get("maxOutputTokens", 1500))


def load(text: str, name: str) -> Prompt:
    """Read a prompt file's text. Raises ValueError that names the file and the fault."""
    try:
        post = frontmatter.loads(text)
    except (yaml.YAMLError, ValueError, TypeError) as error:
        raise ValueError(f"prompts/{name}.md: the front matter is no valid YAML: {error}") from error
    fields = post.metadata
    return Prompt(
        name=str(fields.get("name", name)),
        version=str(fields.get("version", "")),
        hash=hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12],
        config=_mapping(fields.get("config")),
        input_schema=_mapping(_mapping(fields.get("input")).get("schema")),
        body=str(post.content),
    )


def check(prompt: Prompt) -> list[str]:
    """What is wrong with a prompt, each a sentence; empty if it can be used."""
    found = [] if prompt.version else ["version: is missing; a draft says which version wrote it."]
    found += _config_problems(prompt)
    try:
        used = meta.find_undeclared_variables(environment().parse(prompt.body)) - {"role"}
    except TemplateError as error:
        return [*found, f"body: {error}"]
    known = _values(prompt, None, 0).keys()
    found += [
        f"body: {name} is used and not declared in input.schema." for name in sorted(used - set(prompt.input_schema))
    ]
    found += [f"input.schema: {name} is nothing that we can give." for name in sorted(set(prompt.input_schema) - known)]
    found += [f'body: {{{{ role("{role}") }}}} is missing.' for role in _ROLES if f'role("{role}")' not in prompt.body]
    return found


def _config_problems(prompt: Prompt) -> list[str]:
    found = []
    temperature, tokens = prompt.config.get("temperature"), prompt.config.get("maxOutputTokens", 1500)
    if temperature is not None and (not _is_number(temperature) or not 0 <= temperature <= 2):
        found.append("config.temperature: give a number from 0 to 2, or leave it out.")
    if not isinstance(tokens, int) or isinstance(tokens, bool) or not 100 <= tokens <= 32_000:
        found.append("config.maxOutputTokens: give a whole number from 100 to 32000.")
    return found


def render(prompt: Prompt, context: Context, *, budget_chars: int) -> list[dict[str, Any]]:
    """The messages to send, [{"role": "system", "content": ...}, {"role": "user", ...}], within the budget.

    Pictures of the turn make the last content a list of parts; they are no part of the budget. A budget in characters
    is four times one in tokens. Raises ValueError if the prompt asks for what is not there."""
    try:
        template = environment().from_string(prompt.body)
        bare = template.render(_values(prompt, None, 0), role=_MARK.format)
        room = max(0, budget_chars - len(bare))
        text = template.render(_values(prompt, context, room), role=_MARK.format)
    except TemplateError as error:
        raise ValueError(f"prompts/{prompt.name}.md: {error}") from error
    parts = text.split("\x00")[1:]
    messages: list[dict[str, Any]] = [
        {"role": role.removeprefix("role:"), "content": content.strip()}
        for role, content in zip(parts[::2], parts[1::2], strict=True)
        if content.strip()
    ]
    seen = pictures(context)
    if seen and messages:
        messages[-1]["content"] = [{"type": "text", "text": messages[-1]["content"]}, *map(_picture, seen)]
    return messages


def _values(prompt: Prompt, context: Context | None, budget_chars: int) -> dict[str, str]:
    return {**prompt_values(context, budget_chars=budget_chars), "tone": prompt.tone}


def _picture(file: File) -> dict[str, Any]:
    return {"type": "image_url", "image_url": {"url": file.image}}


def environment() -> ImmutableSandboxedEnvironment:
    """What fills in a prompt: a name that is not there is an error, and nothing of Python can be reached."""
    return ImmutableSandboxedEnvironment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
