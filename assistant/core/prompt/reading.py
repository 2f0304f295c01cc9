"""What a model gets to read of a context, numbered and cut to a budget: the turn first, then what helps most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import TypeVar

from assistant.core.again import again
from assistant.core.context import Context, Entry, File
from assistant.core.draft import Match
from assistant.core.placeholders import by_requester, writer
from assistant.core.prompt.fence import fence, neutral
from assistant.core.text import clip, language

T = TypeVar("T")

MAX_SOURCES = 8
THREAD = "T"
"""The label of the thread itself, beside S1, S2, ..."""
_OF_A_POOL = 4
_INTERNAL = "; internal: never quote, link or reveal it"
_TURN_SHARE = 0.5
"""Part of the budget that the messages to be answered may take."""
_MATCH_CHARS = 1800
_FILE_CHARS = 4000
MAX_PICTURES = 4
_ENTRY_CHARS = 900
_WRITERS = {"customer": "Customer", "agent": "Agent", "automation": "Automatic message"}


def numbered(context: Context) -> tuple[tuple[str, Match], ...]:
    """("S1", best match), ("S2", ...): what a draft may cite; the best few of each pool, so that none crowds another
    out."""
    taken: Counter[str] = Counter()
    best: list[Match] = []
    for match in context.matches:
        taken[match.pool] += 1
        if taken[match.pool] <= _OF_A_POOL and len(best) < MAX_SOURCES:
            best.append(match)
    return tuple((f"S{at}", match) for at, match in enumerate(best, start=1))


def prompt_values(context: Context | None, *, budget_chars: int) -> dict[str, str]:
    """Every variable of a prompt. Without a context all are empty, so that a prompt's own length can be measured.

    Private notes are not in it at all: what a model has not read, nobody can make it tell."""
    if context is None:
        return dict.fromkeys(_NAMES, "")
    turn = _turn(context, int(budget_chars * _TURN_SHARE))
    facts = fence("TICKET", _facts(context))
    previous = fence("DRAFT", clip(context.previous, 6000)) if context.previous else ""
    signature = context.desk.signature
    left = budget_chars - len(turn) - len(facts) - len(previous) - len(context.instruction) - len(signature) - 300
    sources = _fitting(numbered(context), left, lambda item: _source(*item))
    left -= sum(map(len, sources))
    files = _fitting((file for file in context.files if file.text.strip()), left, _file)
    left -= sum(map(len, files))
    before = [entry for entry in reversed(context.entries) if not entry.in_turn and entry.who != "note"]
    older = _fitting(before, left, _entry)
    left -= sum(map(len, older))
    earlier = _fitting(context.earlier, left, lambda one: f"{one.at:%Y-%m-%d}: {clip(one.summary, 300)}")
    return {
        "desk": neutral(context.desk.name),
        "language": language(context.question()),
        "instruction": neutral(clip(context.instruction, 1000)),
        "ticket": facts,
        "thread": _block("EARLIER MESSAGES", reversed(older)) + turn,
        "sources": "\n\n".join(sources),
        "earlier": _block("EARLIER TICKETS", earlier),
        "agents_words": "yes" if context.agents_words else "",
        "previous": previous,
        "files": "\n\n".join(files),
        "pictures": str(len(pictures(context)) or ""),
        "signature": signature,
        "agents_language": context.desk.language[:2],
        "again": "yes" if again(context) else "",
    }


_NAMES = (
    "desk", "language", "instruction", "ticket", "thread", "sources", "earlier", "agents_words", "previous", "files",
    "pictures", "signature", "agents_language", "again",
)  # fmt: skip


def pictures(context: Context) -> tuple[File, ...]:
    """The attachments that a model may look at, as many as it is shown."""
    return tuple(file for file in context.files if file.image)[:MAX_PICTURES]


def _fitting(items: Iterable[T], room: int, write: Callable[[T], str]) -> list[str]:
    """The items as text, in order, as long as they fit."""
    taken: list[str] = []
    for item in items:
        text = write(item)
        room -= len(text) + 2
        if room < 0:
            break
        taken.append(text)
    return taken


def _turn(context: Context, room: int) -> str:
    """The messages to be answered; of several that are too long together, the newest keep most."""
    entries = [entry for entry in context.entries if entry.in_turn]
    texts: list[str] = []
    for left, entry in zip(range(len(entries), 0, -1), reversed(entries), strict=True):
        texts.append(_entry(entry, max(200, room - sum(map(len, texts)) - 200 * (left - 1))))
    return fence("MESSAGES TO ANSWER", "\n\n".join(reversed(texts)))


def _entry(entry: Entry, chars: int = _ENTRY_CHARS) -> str:
    who = f"{_WRITERS.get(entry.who, '')}{f' ({entry.name})' if entry.name else ''}"
    return f"{who}, {entry.at:%Y-%m-%d %H:%M}:\n{clip(entry.text, chars)}"


def _facts(context: Context) -> str:
    """What the ticket says beside its messages; of the requester's record only if the requester wrote."""
    rows = [
        ("Subject", context.subject),
        ("Written by", writer(context)),
        ("Company", context.company if by_requester(context) else ""),
        ("Status", context.status),
        ("Priority", context.priority),
        ("Type", context.type),
        ("Group", context.group),
        ("Attachments", "; ".join(context.attachments)),
        *(context.custom_fields if by_requester(context) else ()),
    ]
    return "\n".join(f"{label}: {clip(' '.join(value.split()), 300)}" for label, value in rows if value.strip())


def _source(label: str, match: Match) -> str:
    hidden = "; another customer's: take how we help from it, nothing else" if match.pool == "past" else _INTERNAL
    use = "" if match.public or match.pool == "canned" else hidden
    kinds = {"canned": "canned response", "article": "article", "past": "earlier answer"}
    link = f"\nLink: {match.url}" if match.public and match.url else ""
    head = f"[{label}] {neutral(match.title)} ({kinds[match.pool]}{use}){link}"
    return f"{head}\n{fence(label, clip(_words(match), _MATCH_CHARS))}"


def _words(match: Match) -> str:
    """A past ticket as question and answer; of a long text the part that is near the question."""
    if match.pool == "past":
        return f"Asked: {clip(match.text, 400)}\nAnswered: {match.answer}"
    if len(match.text) <= _MATCH_CHARS or match.passage not in match.text:
        return match.text
    at = match.text.index(match.passage)
    start = max(0, at - (_MATCH_CHARS - len(match.passage)) // 3)
    return ("…" if start else "") + match.text[start:]


def _file(file: File) -> str:
    """A customer's words like any other: the name stands inside the fence, too."""
    return fence("ATTACHMENT", f"File: {clip(' '.join(file.name.split()), 200)}\n\n{clip(file.text, _FILE_CHARS)}")


def _block(name: str, texts: Iterable[str]) -> str:
    joined = "\n\n".join(texts)
    return fence(name, joined) + "\n\n" if joined else ""
