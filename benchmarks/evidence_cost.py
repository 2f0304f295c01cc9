"""What the check of a draft costs: CPU of the evidence ledger and the guard, for usual contexts and for long ones.

    python -m benchmarks.evidence_cost

Texts are put together from the demo shop's own: no server, no model, no network. Each draft is checked once, as in a
worker, where no two tickets are the same.
"""

from __future__ import annotations

import json
import os
import platform
import random
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice

from assistant.core import guard
from assistant.core.context import Context, Desk, Entry
from assistant.core.draft import Draft, Match, Source
from assistant.core.evidence import with_ledger
from assistant.core.html_text import plain
from assistant.core.markup import paragraphs
from assistant.core.sentences import sentences
from assistant.demo.questions import SHOP
from benchmarks.report import table, write_section

DRAFTS = 60
_SHORT = 40
"""Characters of a greeting, a name, a cell of a table."""
_AT = datetime(2026, 3, 5, 12, tzinfo=UTC)
_INVENTED = "We will send you a voucher of 25 EUR by Monday, 12 January 2026, see https://larkhob.example/voucher."
_RETOLD = "You wrote that your order LH-20931 of 149.00 EUR has not arrived within 5 working days."


@dataclass(frozen=True)
class Size:
    """How much there is to read; lengths are characters."""

    name: str
    ticket: int
    sources: int
    source: int

    @property
    def total(self) -> int:
        """Of ticket and sources together."""
        return self.ticket + self.sources * self.source


SIZES = (
    Size("usual", 2_000, 5, 1_500),
    Size("long", 10_000, 20, 1_500),
    Size("long, in one source", 10_000, 1, 30_000),
    Size("five times as long", 50_000, 100, 1_500),
)


def told() -> list[str]:
    """Every longer sentence of the shop's articles, canned responses and earlier answers, once."""
    rows = [json.loads(line) for file in sorted(SHOP.glob("*.jsonl")) for line in file.read_text("utf-8").splitlines()]
    texts = [part.get("body") or "" for row in rows for part in (row, *row.get("then", ()))]
    return list(dict.fromkeys(one for text in texts for one in sentences(plain(text)) if len(one) > _SHORT))


def case(size: Size, lines: list[str], chance: random.Random) -> tuple[Draft, Context]:
    """A draft of eight sentences beside its context: copied, reworded, retold, invented, polite."""
    sources = [_text(size.source, lines, chance) for _ in range(size.sources)]
    pools = ("canned", "article", "past")
    matches = [_match(pools[at % 3], at, text) for at, text in enumerate(sources)]
    held = [one for text in sources[:3] for one in sentences(text)]
    copied, *reworded = chance.sample(held, 3)
    reply = ["Hello Anna,", copied, *map(_other_words, reworded), _RETOLD, _INVENTED, chance.choice(lines)]
    ticket = f"My order LH-20931 of 149.00 EUR is late.\n{_text(size.ticket, lines, chance)}"
    source = Source(1, matches[0].pool, matches[0].id, matches[0].title, None, "")
    return Draft("reply", "", paragraphs("\n\n".join([*reply, "Kind regards"])), sources=(source,)), _context(
        ticket, matches
    )


def _text(length: int, lines: list[str], chance: random.Random) -> str:
    def more() -> Iterator[str]:
        while True:
            yield chance.choice(lines)

    return "\n".join(islice(more(), length // 20))[:length]


def _other_words(sentence: str) -> str:
    """The sentence with each fifth word left out."""
    return " ".join(word for at, word in enumerate(sentence.split()) if at % 5 != 1)


def _match(pool: str, at: int, text: str) -> Match:
    if pool == "past":
        return Match("past", str(at), "A question", text[:300], answer=text, score=0.5)
    html = paragraphs(text) + ("<p>Hi {{ticket.requester.firstname}}</p>" if pool == "canned" else "")
    url = f"https://larkhob.example/a/{at}"
    return Match("canned" if pool == "canned" else "article", str(at), text[:40], text, html=html, url=url, public=True)


def _context(ticket: str, matches: list[Match]) -> Context:
    return Context(
        ticket_id=4107,
        subject="Where is my parcel?",
        entries=(Entry("customer", "Anna Schmidt", _AT, ticket, in_turn=True),),
        requester_name="Anna Schmidt",
        requester_email="anna@mail.example",
        company="",
        status="Open",
        priority="Low",
        type="Question",
        group="",
        assigned_agent="Ida Brandt",
        custom_fields=(),
        attachments=(),
        desk=Desk(me=1, name="Larkhob", portal_url="https://larkhob.example"),
        matches=tuple(matches),
    )


def measured(size: Size, check: Callable[[Draft, Context], object]) -> list[float]:
    """Milliseconds of CPU of each draft's check."""
    lines, chance = told(), random.Random(size.name)
    cases = [case(size, lines, chance) for _ in range(DRAFTS)]
    return [_seconds(check, *one) * 1000 for one in cases][5:]


def _seconds(check: Callable[[Draft, Context], object], draft: Draft, context: Context) -> float:
    began = time.process_time()
    check(draft, context)
    return time.process_time() - began


def _row(size: Size) -> list[object]:
    ledger, whole = measured(size, with_ledger), sorted(measured(size, guard.check))
    return [
        size.name,
        size.total,
        f"{statistics.median(ledger):.1f}",
        f"{statistics.median(whole):.1f}",
        f"{whole[int(0.95 * (len(whole) - 1))]:.1f}",
    ]


SECTION = """## What the check of a draft costs

CPU of the evidence ledger alone, and of the whole check (ledger and guard), in milliseconds: {drafts} drafts of eight
sentences for each length of context, each checked once. Characters are those of ticket and sources. Measured
{day} with Python {python} on {cores} cores that did other work too.

{table}"""


def main() -> None:
    """Print the figures and write them down."""
    head = ["context", "characters", "ledger p50", "check p50", "check p95"]
    rows = [_row(size) for size in SIZES]
    print(table(head, rows))
    words = {"day": f"{datetime.now(UTC):%Y-%m-%d}", "python": platform.python_version(), "cores": os.cpu_count()}
    write_section("evidence", SECTION.format(drafts=DRAFTS, table=table(head, rows), **words))


if __name__ == "__main__":
    main()
