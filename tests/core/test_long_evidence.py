"""Texts that no person writes: the check of a draft grows with their length, not with its square."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.core.draft import Draft
from assistant.core.guard import check
from assistant.core.markup import paragraphs
from tests.core.make import ARTICLE, RETURNS, context

LENGTH = 30_000
"""Long enough that a look at each pair of characters would take minutes."""
KINDS = {
    "digits": "1234567890", "dots": ".", "spaces": " ", "addresses": "a@", "lines": "\n", "one word": "a",
    "dates": "12/", "items": "1. ", "hosts": "a.", "quotes": '"', "signs": "返", "sums": "99 EUR ", "times": "30 days ",
    "lines of one": "b.\n",
}  # fmt: skip
REPLY = (
    "You can send it back within 30 days. We paid 149.00 EUR on 5 May, call 0431 123456, see https://larkhob.example/x."
)


@pytest.mark.parametrize("piece", KINDS.values(), ids=KINDS.keys())
def test_a_very_long_text_is_read_in_ticket_source_and_reply(piece: str):
    text = (piece * LENGTH)[:LENGTH]
    sources = (replace(RETURNS, text=f"{RETURNS.text}\n{text}"), replace(ARTICLE, text=f"{ARTICLE.text} {text}"))
    asked = check(Draft("reply", "", paragraphs(REPLY)), context(text, *sources))
    assert ["supported", "unsupported"] == [line.kind for line in asked.ledger]
    written = check(Draft("reply", "", paragraphs(f"{REPLY}\n\n{text}")), context("Hello?", RETURNS, ARTICLE))
    assert ["supported", "unsupported"] == [line.kind for line in written.ledger][:2]
