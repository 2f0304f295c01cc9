"""Mail carries old mail along: what is new in a message, and who wrote a mail that was forwarded to us."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from assistant.core.html_text import plain, tidy
from assistant.core.mail.headers import Block, block
from assistant.core.mail.quoted_html import unquoted_html
from assistant.core.mail.reply_lines import (
    announces,
    attribution,
    is_forward,
    is_original,
    is_reply_above,
    without_run_ons,
)
from assistant.core.mail.signature import is_device, is_rule, is_sign_off, without_banner, without_footer

_MAX_LINES = 1000
"""Lines of one message that we read: what is longer is a log."""
_MAX_LINE = 600
"""Characters of a line in which a header or a reply line is looked for."""
_PASSES = 25
"""What one pass leaves may end in an older mail again."""
_ARMOUR = re.compile(
    r"\A\s*-----BEGIN PGP SIGNED MESSAGE-----\n(?:Hash: .*\n)?|^-----BEGIN PGP SIGNATURE-----\n[^-]*(?:-----END PGP"
    r" SIGNATURE-----|\Z)",
    re.MULTILINE,
)
_BELOW = re.compile(
    r"\b(?:my|the|our) (?:answers?|comments?|replies|responses?)\b.{0,20}"
    r"\b(?:below|in-?line|in (?:red|blue|green|bold))\b"
    r"|\b(?:answers?|answered|comments?|replied|replies) in-?line\b|\bsee (?:in-?line|in (?:red|blue|green))\b"
    r"|\bantworten?\b.{0,30}\b(?:unten|im text|in rot|in blau|inline)\b"
    r"|\bréponses?\b.{0,30}\b(?:ci-dessous|dans le texte|en rouge|en bleu)\b"
    r"|\brespuestas?\b.{0,30}\b(?:abajo|en rojo|en azul)\b",
    re.IGNORECASE,
)
"""The answers stand inside the old mail, where no program can tell them apart."""

Kind = Literal["text", "quote", "blank"]


def new_text(html: str, text: str = "") -> str:
    """What is new in a message: plain text without the mail it answers, without signature lines of programs and
    companies. `text` counts if there is no HTML. Answers between quoted lines are kept, with these lines.

    If everything would vanish the whole is kept: somebody who sends only a quotation means it."""
    whole = plain(html) or tidy(text)
    return unquoted(unquoted_html(html)) or unquoted(whole) or whole


def unquoted(text: str) -> str:
    """Plain text without what it quotes; empty if it is nothing else."""
    lines = without_run_ons(_ARMOUR.sub("", text)).splitlines()[:_MAX_LINES]
    for _ in range(_PASSES):
        left = _trimmed(_own(lines))
        new = _trimmed(without_banner(without_footer(left))) or left
        if not new or new == lines:
            break
        lines = new
    else:
        new = lines
    kept = "\n".join(new or ([] if lines == text.splitlines() else lines))
    return re.sub(r"\n(?:[ \t]*\n){2,}", "\n\n", kept).strip()


def _trimmed(lines: Sequence[str]) -> list[str]:
    """Lines without blank ones at either end."""
    content = [at for at, line in enumerate(lines) if line.strip()]
    return list(lines[content[0] : content[-1] + 1]) if content else []


def _own(lines: Sequence[str]) -> list[str]:
    """The writer's lines, and the quoted ones that they answer."""
    short = [line[:_MAX_LINE] for line in lines]
    kept: list[str] = []
    fenced = False
    at = 0
    while at < len(lines):
        fenced ^= short[at].lstrip().startswith("```")
        if fenced:
            kept.append(lines[at])
            at += 1
            continue
        if is_forward(short[at]):
            return [*kept, *lines[at:]]  # all of it is what they want to show
        if is_reply_above(short[at]) or _starts_older(short, at):
            if not _says_something(kept):
                return _without_lead(kept, lines, at, short)
            return list(lines) if _BELOW.search(" ".join(kept)[-600:]) else _quotes_off(kept)
        named = attribution(short, at)
        if named and _says_something(kept) and not _answers(short[at + named :]):
            return _quotes_off(kept)
        kept += lines[at : at + 1] if not named else []
        at += named or 1
    return _quotes_off(kept)


def _without_lead(kept: list[str], lines: Sequence[str], at: int, short: Sequence[str]) -> list[str]:
    """An older mail with nothing above it was forwarded; only a helpdesk's line goes."""
    if is_reply_above(short[at]):
        return [*kept, *_own(lines[at + 1 :])]
    return [*kept, *lines[at:]]


def _starts_older(lines: Sequence[str], at: int) -> bool:
    """Whether a line in dashes or a block of headers begins an older mail here."""
    return is_original(lines[at]) or _block(lines, at) is not None


def _block(lines: Sequence[str], at: int) -> Block | None:
    if ":" not in lines[at] and "：" not in lines[at]:
        return None
    before = next((line for line in reversed(lines[max(0, at - 3) : at]) if line.strip()), "")
    return block(lines, at, announced=announces(before))


def _says_something(lines: Sequence[str]) -> bool:
    """Whether somebody wrote words of their own, more than a program adds."""
    return any(not _is_quote(line) and not is_rule(line) and not is_device(line) for line in lines)


def _answers(below: Sequence[str]) -> bool:
    """Whether own lines stand after quoted ones: the writer answers point by point, or below the quotation."""
    end = next((at for at in range(len(below)) if _starts_older(below, at)), len(below))
    kinds = _kinds(below[:end])
    first = next((at for at, kind in enumerate(kinds) if kind != "blank"), None)
    if first is None or kinds[first] == "text":
        return False
    runs = _runs(kinds)
    own = [run for run in runs if run[0] == "text"]
    if len(own) > 1 or not own:
        return bool(own)
    return own[0] != runs[-1] or not is_sign_off(below[own[0][1] : end])


def _is_quote(line: str) -> bool:
    return line.lstrip().startswith(">")


def _kinds(lines: Sequence[str]) -> list[Kind]:
    """What each line is; the end of a quoted line that a program broke off is quoted too."""
    kinds: list[Kind] = []
    for at, line in enumerate(lines):
        if not line.strip():
            kinds.append("blank")
        elif _is_quote(line) or _is_broken_off(lines, at):
            kinds.append("quote")
        else:
            kinds.append("text")
    return kinds


def _is_broken_off(lines: Sequence[str], at: int) -> bool:
    if not 0 < at < len(lines) - 1 or not _is_quote(lines[at - 1]) or not _is_quote(lines[at + 1]):
        return False
    return len(lines[at - 1]) > 60 and len(lines[at]) < 40 and not re.search(r"[.?!:]\s*$", lines[at - 1])


def _runs(kinds: Sequence[Kind]) -> list[tuple[Kind, int, int]]:
    """(kind, first line, line after the last) of each stretch of text or quotation, blank lines ignored."""
    runs: list[tuple[Kind, int, int]] = []
    for at, kind in enumerate(kinds):
        if kind == "blank":
            continue
        if runs and runs[-1][0] == kind:
            runs[-1] = (kind, runs[-1][1], at + 1)
        else:
            runs.append((kind, at, at + 1))
    return runs


def _quotes_off(lines: Sequence[str]) -> list[str]:
    """Lines without the quotation at the end, and without one at the start that all else stands below."""
    runs = _runs(_kinds(lines))
    if runs and runs[-1][0] == "quote":
        runs = runs[:-1]
    if len(runs) == 2 and runs[0][0] == "quote":
        runs = runs[1:]
    return list(lines[runs[0][1] : runs[-1][2]]) if runs else []


def forwarded(text: str) -> tuple[str, str] | None:
    """(name or address of the original sender, their text) of a mail that was forwarded, else None."""
    lines = text.splitlines()[:_MAX_LINES]
    short = [line[:_MAX_LINE] for line in lines]
    for at in range(min(60, len(lines))):
        before = next((line for line in reversed(short[:at]) if line.strip()), "")
        found = block(short, at, announced=announces(before) or is_forward(before))
        if found and found.sender:
            body = "\n".join(re.sub(r"^>\s?", "", line) for line in lines[found.end :]).strip()
            return (_sender(found.sender), body) if body else None
    return None


def _sender(value: str) -> str:
    """ "Ann Lee <ann@x.example>" -> "Ann Lee"; a bare address stays."""
    name = re.sub(r"[<\[(].*$", "", value).strip(" \"'*_,")
    address = re.search(r"[^\s<>\[\]()\"']+@[^\s<>\[\]()\"']+", value)
    return (name or (address[0] if address else value.strip()))[:200]
