"""Drafts without a model, against the replies that agents wrote: token-F1, and whether each cites what it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from statistics import mean

from assistant.core import guard
from assistant.core.choose import choose
from assistant.core.compose import compose
from assistant.core.context import Context, Desk
from assistant.core.draft import Draft, Match
from assistant.core.gather import gather, with_matches
from assistant.core.html_text import plain
from assistant.core.past.reuse import NEIGHBOURS
from assistant.core.privacy import scrub
from assistant.core.retrieval.confidence import Limits
from assistant.core.retrieval.token_f1 import token_f1, words
from assistant.core.thread import Thread, open_turn
from assistant.freshdesk.models import Ticket
from assistant.ports import Knowledge
from benchmarks.quality.libraries import Row, rows

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Drafts:
    """What the drafts of one set were worth."""

    f1: float
    """Mean token-F1 with the agent's own reply, in per cent; an investigation counts 0."""
    nearest: float
    """The same for the reply of the nearest past ticket, copied."""
    unrelated: float
    """Share of questions about other things that a past reply is given to, in per cent."""
    replies: int
    cited: int
    """Replies of which every source's quote stands in that source, and at least one source is named."""
    asked: int


def past(row: Row) -> Match:
    """A resolved ticket with its public reply, as a sync stores it."""
    return Match("past", str(row["id"]), "", scrub(row["text"]), answer=scrub(row["reference_reply"]), language="en")


def context(text: str, matches: Sequence[Match]) -> Context:
    """A ticket of one message, as a look reads it."""
    html = f"<div>{escape(text).replace(chr(10), '<br>')}</div>"
    ticket = Ticket(id=1, status=2, priority=1, requester_id=2, created_at=NOON, updated_at=NOON, description=html)
    thread = Thread(ticket, (), Desk(me=1), NOON)
    turn = open_turn(thread)
    if isinstance(turn, str):
        raise ValueError(f"a question of the data is no open turn: {turn}")
    return with_matches(gather(thread, turn), matches)


def measure(file: Path, knowledge: Knowledge, others: Sequence[str]) -> Drafts:
    """Ask each row's question of a desk that knows the other rows' replies, and `others` of one that knows all."""
    found = rows(file)
    knowledge.replace("past", [past(row) for row in found])
    while knowledge.embed(100):
        pass
    scores, copied, replies, cited = [], [], 0, 0
    for row in found:
        near = knowledge.search(row["text"], pools=("past",), limit=NEIGHBOURS + 1)
        matches = [match for match in near if match.id != str(row["id"])][:NEIGHBOURS]
        drafted = guard.check(compose(context(row["text"], matches)), context(row["text"], matches))
        scores.append(_f1(plain(drafted.reply), row["reference_reply"]))
        copied.append(_f1(matches[0].answer if matches else "", row["reference_reply"]))
        replies += drafted.kind == "reply"
        cited += drafted.kind == "reply" and is_cited(drafted, matches)
    astray = [choose(knowledge.search(text, pools=("past",), limit=NEIGHBOURS), Limits()) for text in others]
    passed = 100 * mean(choice is not None for choice in astray)
    knowledge.replace("past", ())
    return Drafts(100 * mean(scores), 100 * mean(copied), passed, replies, cited, len(found))


def is_cited(draft: Draft, matches: Sequence[Match]) -> bool:
    """Whether there is a source, and every quote stands in the source that it is given for."""
    texts = {match.id: _folded(f"{match.text}\n{match.answer}") for match in matches}
    return bool(draft.sources) and all(_folded(one.quote).rstrip("…") in texts.get(one.id, "") for one in draft.sources)


def _f1(one: str, other: str) -> float:
    return token_f1(Counter(words(one)), Counter(words(other)))


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
