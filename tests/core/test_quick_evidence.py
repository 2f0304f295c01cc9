"""What is looked up quickly is what a plain walk over everything finds."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.core import facts
from assistant.core.draft import Match
from assistant.core.evidence import approved_text, negation, support
from assistant.core.evidence.grounds import Ground
from assistant.core.evidence.overlap import keys
from assistant.core.facts import durations, links
from assistant.core.facts.stated import Stated, holds, may_state, stated
from assistant.core.html_text import plain
from assistant.core.liquid import fill
from assistant.core.placeholders import values
from assistant.core.sentences import places, sentences
from tests.core.make import context

PIECES = [
    "refund", "the kettle", "within", "30 days", "two weeks", "149.00 EUR", "4,90 €", "12 November 2026", "LH-20931",
    "+49 431 1234567", "we do not", "Ana's", "help@shop.example", "https://shop.example/a?b=1", "shop.example/returns",
    "www.shop.example", "evil [dot] example", "//x.example/y", "free of charge", "10:30", "５日", "返金は", "営業日",
    ".", ". ", "! ", "? ", "\n", "- ", ", ", "; ", " and ", " but ", "… ", "。", "Rückgabe", "3.", "No. 5",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join) | st.text(max_size=60)
FINDERS = {
    "link": lambda text: (
        (words, frozenset({links.bare_link(words)})) for words in _links(text)
    ),
    "e-mail": lambda text: (
        (mail.rstrip("."), frozenset({mail.rstrip(".").casefold()})) for mail in facts.EMAIL.findall(text)
    ),
    "phone": facts.phones, "date": facts.date_facts, "amount": facts.amounts, "time": durations.durations,
    "number": facts.numbers,
}  # fmt: skip


def _links(text: str) -> list[str]:
    masked = facts.EMAIL.sub(links._masked, text)
    return [text[found.start() : found.end()].rstrip(".,;:!?…") for found in links.LINK.finditer(masked)]


@pytest.mark.parametrize("text", PIECES)
def test_the_facts_of_a_piece_are_those_that_every_finder_finds(text: str):
    assert _plainly_stated(text) == stated(text)


@given(TEXTS)
def test_the_facts_of_a_text_are_those_that_every_finder_finds(text: str):
    assert _plainly_stated(text) == stated(text)


def _plainly_stated(text: str) -> tuple[Stated, ...]:
    found: list[Stated] = []
    for kind, finder in FINDERS.items():
        here = [Stated(kind, words, forms) for words, forms in finder(text)]
        for fact in here:
            text = text.replace(fact.words, " " * len(fact.words))
        found += here
    return tuple(found)


@given(TEXTS)
def test_what_a_text_states_it_may_state(text: str):
    assert all(may_state(text, fact.kind) for fact in stated(text))


def _plain_find(claim: support.Claim, shelf: support.Shelf, reads: Sequence[support.Read], needed: Sequence[Stated]):
    """Every window of every source, nothing remembered."""
    if not claim.words and not needed:
        return None
    fits = [read for read in reads if not claim.words or shelf.coverage(claim, read.words) >= support.ENOUGH]
    for read in fits[: support._TRIED]:
        rows = [(start, end, read._in(read.ground.text[start:end])) for start, end in places(read.ground.text)]
        for size in range(1, support._WINDOW + 1):
            windows = [rows[at : at + size] for at in range(len(rows) - size + 1)]
            scored = [(_plain_reach(claim, shelf, window), at) for at, window in enumerate(windows)]
            enough = sorted((-reach, at) for reach, at in scored if reach >= support.ENOUGH or not claim.words)
            for _, at in enough[: support._TRIED if claim.words else None]:
                quote = read.ground.text[windows[at][0][0] : windows[at][-1][1]]
                if all(_plainly_says(quote, fact, claim) for fact in needed) and negation.agrees(claim.text, quote):
                    return read.ground, " ".join(quote.split())
            if enough and claim.words:
                break
    return None


def _plain_reach(claim: support.Claim, shelf: support.Shelf, rows: Sequence[tuple[int, int, frozenset[str]]]) -> float:
    words = frozenset(word for _, _, held in rows for word in held) & claim.words
    return shelf.coverage(claim, words) if words else 0.0


def _plainly_says(quote: str, fact: Stated, claim: support.Claim) -> bool:
    if not holds(quote, fact):
        return False
    parts = [(part, len(claim.words.intersection(keys(part)))) for part in support._PART.split(quote)]
    rivals = [(part, near) for part, near in parts if any(other.kind == fact.kind for other in stated(part))]
    nearest = max((near for _, near in rivals), default=0)
    return len(rivals) < 2 or any(near == nearest and holds(part, fact) for part, near in rivals)


@settings(max_examples=150)
@given(TEXTS, st.lists(TEXTS, min_size=1, max_size=4))
def test_a_sentence_is_found_where_a_walk_over_all_windows_finds_it(reply: str, texts: list[str]):
    claims = [support.Claim.of(text) for text in sentences(reply)]
    shelf = support.shelve([Ground("desk", text) for text in texts], claims)
    for claim in claims:
        expected = _plain_find(claim, shelf, shelf.reads, claim.facts)
        assert expected == support.find(claim, shelf, shelf.reads, claim.facts)


@given(TEXTS, TEXTS)
def test_a_filled_sentence_points_to_the_first_of_ours_that_shares_most_words(text: str, filled: str):
    match = Match("canned", "1", "T", text, html=filled.replace("<", "") + " {{ticket.id}}")
    ours = sentences(match.text)
    approved = approved_text.Approved(match, context())
    for sentence in map(approved_text.folded, sentences(plain(fill(match.html, values(context())).html))):
        source = approved.words_of(sentence)
        if source not in (match.title, *ours) or sentence != approved_text.folded(source):
            words = set(keys(sentence))
            best = max((len(words.intersection(keys(one))) for one in ours), default=0)
            assert source == next((one for one in ours if len(words.intersection(keys(one))) == best), "")


def test_a_sentence_that_is_none_of_ours_is_not_approved():
    assert (
        approved_text.Approved(Match("canned", "1", "T", "One.", html="Two {{ticket.id}}."), context()).words_of("Six.")
        is None
    )
