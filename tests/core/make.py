"""Contexts and matches as short as a test can say them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from assistant.core.context import Context, Desk, Entry
from assistant.core.draft import Match

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)
REFERENCE = "dh-4107-1-k3f9q2m7xa"

DESK = Desk(
    me=1,
    name="Larkhob",
    portal_url="https://larkhob.example",
    groups=((10, "Customer Care"), (11, "Repairs")),
    types=("Question", "Problem", "Return"),
    mailboxes=((1, "help@larkhob.example"),),
)

RETURNS = Match(
    "canned",
    "7",
    "How to return an item",
    "Hi, of course you can send it back within 30 days.",
    "<p>Hi {{ticket.requester.firstname}},</p><p>of course you can send it back within 30 days. Open "
    '<a href="https://larkhob.example/returns">your order</a>.</p>'
    "<p>Kind regards,<br>{{ticket.agent.name}}<br>Larkhob</p>",
    "https://larkhob.example/a/canned/7",
    score=0.8,
)
ARTICLE = Match(
    "article",
    "9",
    "Returning an item",
    "You can return an item within 30 days. The postage is 4.90 EUR from outside the EU. Tea stays with you.",
    url="https://larkhob.example/support/solutions/articles/9",
    public=True,
    score=0.7,
)


def customer(text: str, name: str = "Anna Schmidt") -> Entry:
    return Entry("customer", name, NOON, text, in_turn=True)


def context(text: str = "How can I return my kettle?", *matches: Match, **changes: Any) -> Context:
    plain = Context(
        ticket_id=4107,
        subject="Return",
        entries=(customer(text),),
        requester_name="Anna Schmidt",
        requester_email="anna@mail.example",
        company="",
        status="Open",
        priority="Low",
        type="",
        group="",
        assigned_agent="",
        custom_fields=(),
        attachments=(),
        desk=DESK,
        matches=matches,
    )
    return replace(plain, **changes)
