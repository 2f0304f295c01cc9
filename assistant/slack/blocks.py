"""What people see in the chat, as payloads of a slash command's answer. Pure.

Each payload is ephemeral (only the asker sees it) and carries `text` beside its blocks, for chats that know no blocks
(Mattermost). Slack takes 3000 characters in a section and, all in all, some 13,000: we keep to 10,000.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from assistant.core.answer import Told
from assistant.core.draft import Draft, Finding, Source
from assistant.core.records import DraftState, Record
from assistant.slack.text import escaped, link, pieces, reply_text, shortened

MAX_PAYLOAD = 10_000
MAX_SECTION = 2900

Payload = dict[str, Any]

HELP = """\
/deskhand 4107 – the draft of ticket 4107: summary, suggested reply, sources
/deskhand draft 4107 – write it anew
/deskhand draft 4107 shorter, in French – write it anew, as you say
/deskhand help – this list
Only you see the answers. Nothing is sent to the customer."""

_STATES: dict[DraftState, str] = {
    "drafted": "The draft is written; its note is not on the ticket yet.",
    "posting": "The note is being put on the ticket.",
    "current": "The note with this draft is on the ticket.",
    "retired": "This draft has been overtaken",
    "closed": "The note of this draft can no longer be edited",
}


def told(message: str) -> Payload:
    """A sentence to the asker alone."""
    return _payload(shortened(escaped(message), MAX_SECTION))


def help_text() -> Payload:
    """What can be typed."""
    return _payload(escaped(HELP))


def ack(ticket: int) -> Payload:
    """We heard; the answer comes by itself."""
    return _payload(f"Looking at ticket {ticket}; the answer follows here.")


def answer(told_: Told, record: Record | None, *, portal_url: str = "") -> Payload:
    """The answer to a request: the draft, if there is one to show, else the sentence. `portal_url` is the desk's."""
    if told_.kind == "told" or record is None:
        return told(told_.message or "There is no draft to show. Ask again in a minute.")
    return drafted(record, message=told_.message, portal_url=portal_url)


def drafted(record: Record, *, message: str = "", portal_url: str = "") -> Payload:
    """State of the note, summary, suggested reply, what to check, sources. Never the note's reference."""
    for share in (1.0, 0.6, 0.35, 0.2, 0.1):
        payload = _drafted(record, message, portal_url, share)
        if len(json.dumps(payload, ensure_ascii=False)) <= MAX_PAYLOAD:
            break
    return payload


def _drafted(record: Record, message: str, portal_url: str, share: float) -> Payload:
    """One try at a size: `share` of the room that each part may take."""
    parts = [_heading(record, message, portal_url, share), *_parts(record.draft, share)]
    text = shortened("\n\n".join(part for part in parts if part), int(3000 * share))
    return _payload(text) | {"blocks": [_section(piece) for part in parts for piece in pieces(part, MAX_SECTION)]}


def _parts(draft: Draft, share: float) -> Iterator[str]:
    yield _titled("Summary", escaped(draft.summary), int(1000 * share))
    yield _titled("Not the first time", escaped(draft.again), int(300 * share))
    yield _titled("Suggested reply", escaped(reply_text(draft.reply)), int(4500 * share))
    if draft.reply and draft.confidence:
        yield shortened(escaped(f"{draft.confidence.level} confidence: {draft.confidence.reason}"), int(500 * share))
    if not draft.reply:
        yield escaped(draft.no_reply) or "No reply is suggested: the sources do not say enough."
    yield _titled("Ask the customer", escaped(draft.question), int(500 * share))
    yield _titled("Suggested reply that asks it", escaped(reply_text(draft.holding)), int(1500 * share))
    yield _lines("Check before you send", [_finding(finding, share) for finding in draft.findings[:8]])
    yield _lines("Sources", [_source(source, share) for source in draft.sources[:8]])
    yield _lines("Know that", [shortened(escaped(remark), int(300 * share)) for remark in draft.remarks[:5]])


def _heading(record: Record, message: str, portal_url: str, share: float) -> str:
    url = f"{portal_url.rstrip('/')}/a/tickets/{record.ticket_id}" if portal_url else None
    words = shortened(escaped(message or _state(record)), int(600 * share))
    return f"*{link(url, f'Ticket {record.ticket_id}')}*\n{words}"


def _state(record: Record) -> str:
    words = _STATES[record.state]
    return words if words.endswith(".") else f"{words}{': ' if record.why else '.'}{record.why}"


def _titled(title: str, words: str, limit: int) -> str:
    return f"*{title}*\n{shortened(words.strip(), limit)}" if words.strip() else ""


def _lines(title: str, lines: list[str]) -> str:
    return "\n".join([f"*{title}*", *lines]) if lines else ""


def _finding(finding: Finding, share: float) -> str:
    words = f"{finding.advice}: “{finding.text}”" if finding.text else finding.advice
    return "• " + shortened(escaped(words), int(250 * share))


def _source(source: Source, share: float) -> str:
    return f"{source.number}. {link(source.url, source.title[: int(120 * share)] or source.pool)}"


def _section(words: str) -> Payload:
    """`verbatim` keeps Slack from making links and mentions of bare words."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": words, "verbatim": True}}


def _payload(text: str) -> Payload:
    return {"response_type": "ephemeral", "text": text}
