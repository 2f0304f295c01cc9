"""Questions that are worth asking: what agents asked in similar tickets, fields that answers depend on, and what tells
the two nearest sources apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.core.asking import told, wording
from assistant.core.context import Context, FormField
from assistant.core.draft import Match
from assistant.core.given_numbers import is_number
from assistant.core.past.answered import questions
from assistant.core.past.reuse import BLANK
from assistant.core.retrieval.similar import neighbours, votes, weights
from assistant.core.retrieval.token_f1 import token_f1, words
from assistant.core.text import language

ASKED, NEEDED = "asked", "needed"
"""Labels of a past ticket: a question that its agent asked back, and a field of the form that its answer names."""
_AGREED = 0.3
"""Share of the similar tickets, the nearest counting most, that must have asked it or needed it."""
_COUNTED = 2
"""Similar tickets that must have needed a field: one says nothing of what is usual."""
_SIMILAR = 0.3
"""Least score of a past ticket that is similar at all."""
_ALIKE = 0.6
"""Token-F1 from which on two questions ask the same."""
_CLOSE = 0.87
"""Share of the nearest text's score that makes another one its rival."""
_RIVALS = 5
"""Texts that are looked at for a rival."""
_LONGEST = 200


@dataclass(frozen=True)
class Question:
    """What to ask, and why, in an agent's words; `language` is an ISO 639-1 code or empty."""

    text: str
    why: str
    language: str


def from_past(context: Context, language_wanted: str) -> Iterator[Question]:
    """What agents asked in similar tickets, most usual first, in the customer's language where one of them was."""
    near = neighbours(match for match in context.matches if match.score >= _SIMILAR)
    heavy = weights(near)
    total = sum(heavy) or 1.0
    groups: list[list[tuple[str, int]]] = []
    for at, match in enumerate(near):
        for text in dict.fromkeys(asked_in(match)):
            _join(groups, text, at)
    shares = [(sum(heavy[at] for at in {at for _, at in group}) / total, group) for group in groups]
    for share, group in sorted(shares, key=lambda found: -found[0]):
        if share >= _AGREED:
            text = next((text for text, _ in group if language(text) == language_wanted), group[0][0])
            count = len({at for _, at in group})
            yield Question(text, f"agents asked this in {count} of {len(near)} similar tickets", language(text))


def asked_in(match: Match) -> Iterator[str]:
    """The questions that an agent asked in a past ticket; those that hold another customer's particulars are none."""
    asked = [value for name, value in match.labels if name == ASKED]
    for text in [*questions(match.answer), *asked]:
        if not BLANK.search(text) and len(text) <= _LONGEST:
            yield text


def _join(groups: list[list[tuple[str, int]]], text: str, at: int) -> None:
    """Put the question to those that ask the same."""
    counted = Counter(words(text))
    for group in groups:
        if token_f1(counted, Counter(words(group[0][0]))) >= _ALIKE:
            group.append((text, at))
            return
    groups.append([(text, at)])


def from_fields(context: Context, desk: str) -> Iterator[Question]:
    """Empty fields of the form that the answers to similar tickets named, then those that must be filled in."""
    empty = [field for field in context.desk.fields if not told.field_is_told(field, context)]
    by_name = {field.name: field for field in empty}
    similar = [match for match in context.matches if match.score >= _SIMILAR]
    for vote in votes(similar, NEEDED):
        if vote.value in by_name and vote.share >= _AGREED and vote.count >= _COUNTED:
            why = f"empty here, and the answers to {vote.count} of {vote.of} similar tickets name it"
            yield _for_field(by_name.pop(vote.value), why, desk)
    yield from (_for_field(field, "a required field that is empty", desk) for field in empty if field.required)


def _for_field(field: FormField, why: str, desk: str) -> Question:
    return Question(wording.for_field(desk, field.label), why, desk if wording.is_ours(desk) else "en")


def for_gap(context: Context, gaps: Sequence[str], desk: str) -> Iterator[Question]:
    """The field that fills a gap of the reply, as "[ticket.cf_order_number?]" or a past answer's "[number]"."""
    for field in context.desk.fields:
        fills = f"[ticket.{field.name}?]" in gaps or ("[number]" in gaps and is_number(field.label))
        if fills and not told.field_is_told(field, context):
            yield _for_field(field, "the reply needs it", desk)


def between_sources(context: Context, desk: str) -> Iterator[Question]:
    """What tells the nearest text from its first rival: a product, or a choice of the form, that one names and the
    other does not, and the ticket neither."""
    texts = [match for match in context.matches if match.pool != "past" and match.text.strip()]
    if not texts or texts[0].score < _SIMILAR:
        return
    said = told.said_by_customer(context)
    for values in _choices_open(context):
        for rival in texts[1:_RIVALS]:
            one, other = (_named(values, f"{match.title}\n{match.text}") for match in (texts[0], rival))
            apart = len(one) == len(other) == 1 and one != other and not _named(values, said)
            if apart and rival.score >= texts[0].score * _CLOSE:
                why = f"it tells “{texts[0].title}” from “{rival.title}”"
                yield Question(wording.for_one_of(desk, *one, *other), why, desk if wording.is_ours(desk) else "en")


def _choices_open(context: Context) -> Iterator[list[str]]:
    """Products, then the choices of each field, where the ticket names none yet."""
    known = dict(context.custom_fields)
    if not context.product:
        yield [name for _, name in context.desk.products]
    yield from (list(field.choices) for field in context.desk.fields if not known.get(field.name))


def _named(values: Sequence[str], text: str) -> list[str]:
    """Which of these names stand in a text."""
    return [value for value in values if value and re.search(rf"(?<!\w){re.escape(value)}(?!\w)", text, re.IGNORECASE)]
