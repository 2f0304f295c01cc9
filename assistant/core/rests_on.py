"""How the note says what the reply rests on: which words are approved text and which are new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.core.chrome import say
from assistant.core.draft import Draft, Line
from assistant.core.markup import escape
from assistant.core.text import clip

_SHOWN = 90
"""Characters of a sentence that it is recognised by."""
_MOST = 6
"""Sentences named for one source; an agent has five seconds."""
THREAD = "this ticket"
_ALL = "Every sentence is approved text, word for word from {source}."
_ONE = "1 of {all} sentences is approved text, word for word from {source}."
_SOME = "{count} of {all} sentences are approved text, word for word from {source}."


def rests_on(draft: Draft) -> list[str]:
    """HTML lines, each source once: what is word for word its text, then what is new. What nothing holds is a finding
    of its own."""
    return [*_approved(draft.ledger, draft.desk_language), *_supported(draft.ledger, draft.desk_language)]


def _approved(ledger: Sequence[Line], code: str) -> Iterator[str]:
    claims = [line for line in ledger if line.kind != "courtesy"]
    for source in _sources_of(ledger, "approved"):
        count = sum(line.kind == "approved" and line.source == source for line in claims)
        words = _ALL if count == len(claims) else _ONE if count == 1 else _SOME
        yield say(code, words, count=count, all=len(claims), source=_label(source, code))


def _supported(ledger: Sequence[Line], code: str) -> Iterator[str]:
    for source in _sources_of(ledger, "supported"):
        words = _quoted(ledger, "supported", source, code)
        yield say(code, "New words that rest on {source}: {words}", source=_label(source, code), words=words)


def _sources_of(ledger: Sequence[Line], kind: str) -> list[int]:
    return sorted({line.source for line in ledger if line.kind == kind})


def _label(source: int, code: str) -> str:
    return f"[{source}]" if source else say(code, THREAD)


def _quoted(ledger: Sequence[Line], kind: str, source: int, code: str) -> str:
    texts = [line.text for line in ledger if line.kind == kind and line.source == source]
    shown = ", ".join(f"“{escape(clip(text, _SHOWN))}”" for text in texts[:_MOST])
    left = len(texts) - _MOST
    return say(code, "{words} and {count} more", words=shown, count=left) if left > 0 else shown
