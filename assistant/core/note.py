"""The private note that carries a draft, and the reference by which we know it again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from assistant.core.chrome import say
from assistant.core.draft import Draft, Finding, Source, Triage, Written
from assistant.core.html_text import plain, tidy
from assistant.core.markup import clean_kept, clean_reply, escape, link, on_text
from assistant.core.rests_on import rests_on
from assistant.core.text import clip, folded

_BOX = "border-left:3px solid #2c5cc5;padding:4px 12px;margin:8px 0"
_MARK = "background-color:#ffe9a8"
_SMALL = "color:#6b7785;font-size:12px"
_REFERENCE = r"dh-([0-9]{1,19})-([0-9]{1,9})-([0-9a-z]{10})"
_LAST_LINE = re.compile(rf"(?:^|.*\s)Deskhand\s*·\s*{_REFERENCE}(?:\s*·\s*(retired))?$")
_OLD_LAST_LINE = re.compile(rf"(?:<(p|div)[^>]*>\s*)?Deskhand\s*·\s*{_REFERENCE}(?:\s*·\s*retired)?\s*(?:</\1>)?")
_EDITED = "A person had edited the note before; it said:"
_KEPT = re.compile(r"<blockquote>(.*)</blockquote>", re.DOTALL)
_POOLS = {"canned": "canned response", "article": "article", "past": "earlier answer", "ticket": "this ticket"}
_FIELDS = {"type": "Type", "priority": "Priority", "group": "Group", "tags": "Tags"}
_WHY = {
    "answered": "Answered: this draft is no longer needed.",
    "resolved": "The ticket was resolved: this draft is no longer needed.",
    "closed": "The ticket was closed: this draft is no longer needed.",
    "overtaken": "Overtaken: the customer wrote again, a newer draft stands in this ticket.",
    "duplicate": "This note stood here twice: the other one counts.",
}
"""Reasons that `decide` gives; any other follows "No longer needed"."""


def make_reference(ticket: int, revision: int, mark: str) -> str:
    """Like dh-4107-1-k3f9q2m7xa."""
    return f"dh-{ticket}-{revision}-{mark}"


def reference_line(html: str) -> tuple[int, int, str, bool] | None:
    """(ticket, revision, mark, retired) if the note's last line is a reference of ours, else None."""
    lines = plain(html).splitlines()
    found = _LAST_LINE.match(lines[-1]) if lines else None
    return (int(found[1]), int(found[2]), found[3], bool(found[4])) if found else None


def plain_note(html: str) -> str:
    """The note as a terminal shows it."""
    return tidy(plain(html))


def note_html(draft: Draft, *, reference: str, model_line: str = "") -> str:
    """The note: what an agent needs first stands first, the reference stands last.

    `model_line` says how it was made; without one it is made from `draft.written`."""
    parts = [
        *_parts(draft),
        _line(escape(model_line or made_by(draft.written, draft.desk_language)), _SMALL),
        _last_line(reference),
    ]
    return clean_reply("\n".join(part for part in parts if part))


def made_by(written: Written, language: str = "en") -> str:
    """How a draft came about, in one line."""
    if written.by == "canned":
        return say(language, "Written without a language model, from the desk's own texts")
    prompt = " ".join(part for part in (written.prompt_name, written.prompt_version) if part)
    model = written.model or say(language, "a language model")
    return say(language, "Written by {model}, prompt {prompt}", model=model, prompt=prompt).strip()


def with_kept_text(html: str, edited_html: str, language: str = "en") -> str:
    """A new note with what a person had written into the old one kept below it, the reference still last."""
    body, mark, last = html.rpartition(f'<p style="{_SMALL}">Deskhand')
    return clean_kept(
        f"{body}<p><strong>{escape(say(language, _EDITED))}</strong></p>\n{_kept(edited_html)}\n{mark}{last}"
    )


def retired_html(current_html: str, *, why: str, reference: str, edited: bool, draft: Draft) -> str:
    """The note once it is overtaken: a line, what a person put in or an answered one's sources, the reference."""
    said = say(draft.desk_language, _WHY.get(why, "No longer needed: {why}."), why=why)
    parts = [_line(f"<strong>{escape(said)}</strong>")]
    if edited:
        parts.append(_kept(current_html))
    elif why == "answered":
        parts.append(_sources(draft, "Sources", draft.sources))
    return clean_kept("\n".join(part for part in [*parts, _last_line(reference, retired=True)] if part))


def _parts(draft: Draft) -> list[str]:
    code = draft.desk_language
    return [
        _line(f"<strong>{_heading(draft)}</strong>{_confidence(draft)}"),
        _told(code, "Customer:", draft.summary),
        _told(code, "Not the first time:", f"{draft.again}." if draft.again else ""),
        _reply(draft),
        _translation(draft),
        _list(code, "Check before sending", [_finding(finding) for finding in draft.findings]),
        _question(draft),
        _list(code, "What the reply rests on", rests_on(draft)),
        *_all_sources(draft),
        _triage(draft),
        _list(code, "Good to know", [escape(remark) for remark in draft.remarks]),
    ]


def _told(code: str, label: str, words: str) -> str:
    return _line(f"<strong>{say(code, label)}</strong> {escape(words)}") if words else ""


def restored_html(kept: str, *, reference: str) -> str:
    """A note that a person had edited, right again: their text as it was."""
    return clean_kept("\n".join([_OLD_LAST_LINE.sub("", kept), _last_line(reference)]))


def persons_text(standing: str | None, *, ours: Iterable[str]) -> str:
    """What a person put into a note, as HTML; empty if it stands as we wrote it.

    `ours` are the folded texts that it may have from us. Of a retired note it is the part that was kept in it.
    """
    if standing is None or folded(standing) in set(ours):
        return ""
    kept = _KEPT.search(standing)
    return kept[1] if kept and (reference_line(standing) or (0, 0, "", False))[3] else _OLD_LAST_LINE.sub("", standing)


def _kept(html: str) -> str:
    return f"<blockquote>{clean_kept(_OLD_LAST_LINE.sub('', html))}</blockquote>"


def _heading(draft: Draft) -> str:
    count, code = len(draft.findings), draft.desk_language
    unsure = draft.confidence is not None and draft.confidence.level == "low"
    if draft.kind == "investigation":
        return escape(draft.no_reply or say(code, "No draft: our sources do not answer this"))
    checks = "1 thing to check before sending" if count == 1 else "{count} things to check before sending"
    parts = ["Draft reply", *(["unsure"] if unsure else []), *([checks] if count else [])]
    return ", ".join(say(code, part, count=count) for part in parts)


def _confidence(draft: Draft) -> str:
    """How far to trust it, with the reason: evidence, never a model's own word."""
    if draft.confidence is None:
        return ""
    return f" · {_level(draft, draft.confidence.level)}: {escape(draft.confidence.reason)}"


def _level(draft: Draft, level: str) -> str:
    return say(draft.desk_language, f"{level} confidence")


def _question(draft: Draft) -> str:
    """The one question with its reason, and the letter that asks it."""
    if not draft.question:
        return ""
    why = f" ({escape(draft.question_why)})" if draft.question_why else ""
    code = draft.desk_language
    asked = _line(f"<strong>{say(code, 'Ask the customer:')}</strong> {escape(draft.question)}{why}")
    if not draft.holding:
        return asked
    return f"{asked}\n{_boxed(say(code, 'Suggested reply that asks it'), draft.holding)}"


def _boxed(title: str, html: str) -> str:
    return f'<p><strong>{title}</strong></p>\n<div style="{_BOX}">{html}</div>'


def _translation(draft: Draft) -> str:
    if not draft.translation:
        return ""
    words = "".join(f"<p>{escape(part)}</p>" for part in draft.translation.split("\n") if part.strip())
    title = say(draft.desk_language, "The same in your language")
    return f"<p><strong>{title}</strong></p>\n<blockquote>{words}</blockquote>"


def _line(html: str, style: str = "") -> str:
    return f'<p style="{style}">{html}</p>' if style else f"<p>{html}</p>"


def _last_line(reference: str, *, retired: bool = False) -> str:
    return _line(f"Deskhand · {escape(reference)}{' · retired' if retired else ''}", _SMALL)


def _list(code: str, title: str, items: Iterable[str]) -> str:
    rows = "".join(f"<li>{item}</li>" for item in items)
    return f"<p><strong>{say(code, title)}</strong></p>\n<ul>{rows}</ul>" if rows else ""


def _reply(draft: Draft) -> str:
    if draft.kind == "investigation" or not draft.reply:
        return ""
    return _boxed(say(draft.desk_language, "Suggested reply"), marked(draft.reply, draft.findings))


def marked(reply: str, findings: Iterable[Finding]) -> str:
    """The reply with the words of its findings on yellow, wherever they stand whole between two tags."""
    words = sorted({escape(finding.text) for finding in findings if finding.text}, key=len, reverse=True)
    if not words:
        return reply
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in words))
    return on_text(reply, lambda part: pattern.sub(lambda found: f'<span style="{_MARK}">{found[0]}</span>', part))


def _finding(finding: Finding) -> str:
    words = f'<span style="{_MARK}">{escape(clip(finding.text, 200))}</span>: ' if finding.text else ""
    return words + escape(finding.advice)


def _all_sources(draft: Draft) -> list[str]:
    """What the reply rests on, then what only came near; words that the reply says are not said twice."""
    if draft.kind == "investigation":
        return [_sources(draft, "Nearest sources", draft.sources)]
    used = {line.source for line in draft.ledger}
    rests = [source for source in draft.sources if source.number in used] or draft.sources
    near = [replace(source, quote="") for source in draft.sources if source not in rests]
    copied = {line.source for line in draft.ledger if line.kind == "approved"}
    reply = folded(draft.reply)
    said = [source.number in copied or folded(source.quote) in reply for source in rests]
    shown = [replace(source, quote="") if twice else source for source, twice in zip(rests, said, strict=True)]
    return [_sources(draft, "Sources", shown), _sources(draft, "Also near", near)]


def _sources(draft: Draft, title: str, sources: Iterable[Source]) -> str:
    return _list(draft.desk_language, title, [_source(source, draft.desk_language) for source in sources])


def _source(source: Source, code: str) -> str:
    name = link(source.url, source.title) if source.url else escape(source.title)
    internal = source.pool == "article" and not source.public
    where = f"{say(code, _POOLS[source.pool])}{', ' + say(code, 'internal') if internal else ''}"
    quote = f": “{escape(clip(source.quote, 200))}”" if source.quote else ""
    return f"[{source.number}] {name} ({where}){quote}"


def _triage(draft: Draft) -> str:
    """What was written to the ticket apart from what is only proposed."""
    proposed = [triage for triage in draft.triage if triage not in draft.applied]
    lines = [("Written to the ticket:", draft.applied), ("Triage:", proposed)]
    return "\n".join(
        _line(
            f"<strong>{say(draft.desk_language, title)}</strong> {' · '.join(_proposal(one, draft) for one in found)}"
        )
        for title, found in lines
        if found
    )


def _proposal(triage: Triage, draft: Draft) -> str:
    why = "; ".join(part for part in (triage.reason, _level(draft, triage.confidence)) if part)
    return f"{say(draft.desk_language, _FIELDS[triage.field])} <strong>{escape(triage.value)}</strong> ({escape(why)})"
