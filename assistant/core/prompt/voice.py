"""How the desk speaks, as files: one for the whole desk, one for each group or product that differs from it."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import frontmatter
import yaml
from jinja2 import TemplateError, meta

from assistant.core.context import Context
from assistant.core.prompt import Prompt, environment
from assistant.core.prompt.fence import neutral

DESK = "desk"
"""The place of the desk's own voice: prompts/desk.md."""
FOLDERS = ("groups", "products")
_FIELDS = frozenset({"version", "description", "signature", "language"})
_VARIABLES = frozenset({"agent", "desk"})


@dataclass(frozen=True)
class Voice:
    """What one file says of replies; what it leaves empty, a less specific file may say."""

    place: str
    """Its file below prompts/ without the ending: desk, groups/returns, products/tea-machines."""
    version: str
    hash: str
    """Twelve hex digits of the whole file."""
    tone: str = ""
    """Instructions to the model; {{ agent }} and {{ desk }} stand for names."""
    signature: str = ""
    """The lines that a reply ends with, likewise."""
    language: str = ""
    """ISO 639-1 code of what the agents there read; empty leaves it to the helpdesk's own."""


@dataclass(frozen=True)
class PromptSet:
    """The main prompt and every voice, as loaded at the start."""

    main: Prompt
    voices: tuple[Voice, ...] = ()


def load_voice(text: str, place: str) -> Voice:
    """Read a voice's file. Raises ValueError that names the file and every fault."""
    try:
        post = frontmatter.loads(text)
    except (yaml.YAMLError, ValueError, TypeError) as error:
        raise ValueError(f"prompts/{place}.md: the front matter is no valid YAML: {error}") from error
    fields = {str(name): str(value).strip() for name, value in post.metadata.items() if value is not None}
    faults = list(_faults(fields, str(post.content)))
    if faults:
        raise ValueError("\n".join(f"prompts/{place}.md: {fault}" for fault in faults))
    return Voice(
        place=place,
        version=fields["version"],
        hash=hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12],
        tone=str(post.content).strip(),
        signature=fields.get("signature", ""),
        language=fields.get("language", ""),
    )


def _faults(fields: Mapping[str, str], body: str) -> Iterator[str]:
    if not fields.get("version"):
        yield "version: is missing; a draft says which version wrote it."
    for name in sorted(set(fields) - _FIELDS):
        yield f"{name}: is not known here; there are {', '.join(sorted(_FIELDS))}."
    if not re.fullmatch(r"|[a-z]{2}", fields.get("language", "")):
        yield "language: give two small letters, such as de, or leave it out."
    for part, words in (("signature", fields.get("signature", "")), ("body", body)):
        try:
            used = meta.find_undeclared_variables(environment().parse(words))
        except TemplateError as error:
            yield f"{part}: {error}"
            continue
        for name in sorted(used - _VARIABLES):
            yield f"{part}: {name} is nothing that we can give; there are agent and desk."
        if not used - _VARIABLES:
            try:
                environment().from_string(words).render(agent="", desk="")
            except TemplateError as error:
                yield f"{part}: {error}"


def prompt_set(main: Prompt, voices: Sequence[Voice]) -> PromptSet:
    """All that was loaded. Raises ValueError if two files stand for the same group or product."""
    seen: dict[tuple[str, str], Voice] = {}
    for voice in voices:
        other = seen.setdefault(_key(voice.place), voice)
        if other is not voice:
            raise ValueError(f"prompts/{voice.place}.md: prompts/{other.place}.md is for the same name.")
    return PromptSet(main, tuple(voices))


def choose(prompts: PromptSet, context: Context) -> Prompt:
    """The main prompt in the voice of the ticket's product, group and desk: the most specific that says a thing wins.

    Its hash and version cover every file that was used."""
    voices = list(_for(prompts, context))
    tone, signature, language = (
        next((voice for voice in voices if getattr(voice, part)), None) for part in ("tone", "signature", "language")
    )
    used = [voice for voice in reversed(voices) if voice in (tone, signature, language)]
    main = prompts.main
    hashes = "\n".join([main.hash, *(voice.hash for voice in used)])
    return replace(
        main,
        version=", ".join([main.version, *(f"{voice.place} {voice.version}" for voice in used)]),
        hash=hashlib.sha256(hashes.encode()).hexdigest()[:12] if used else main.hash,
        tone=_filled(tone.tone, context) if tone else "",
        signature=_lines(_filled(signature.signature, context)) if signature else "",
        language=language.language if language else "",
    )


def in_voice(context: Context, prompt: Prompt) -> Context:
    """The context with the signature and the language that were chosen, and with the prompt as what must not come
    out."""
    desk = context.desk
    signature, language = prompt.signature or desk.signature, prompt.language or desk.language
    return replace(context, desk=replace(desk, signature=signature, language=language), hidden=(prompt.body,))


def slug(name: str) -> str:
    """A name as a file's: "Returns & Repairs" is returns-repairs."""
    return re.sub(r"[\W_]+", "-", unicodedata.normalize("NFKC", name).casefold()).strip("-")


def _for(prompts: PromptSet, context: Context) -> Iterator[Voice]:
    """The voices that fit this ticket, the most specific first."""
    named = {_key(voice.place): voice for voice in prompts.voices}
    for place in (("products", slug(context.product)), ("groups", slug(context.group)), ("", DESK)):
        if place in named:
            yield named[place]


def _key(place: str) -> tuple[str, str]:
    folder, _, name = place.rpartition("/")
    return folder, slug(name)


def _filled(words: str, context: Context) -> str:
    return (
        environment().from_string(words).render(agent=neutral(context.assigned_agent), desk=neutral(context.desk.name))
    )


def _lines(text: str) -> str:
    """Without the lines that came out empty."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())
