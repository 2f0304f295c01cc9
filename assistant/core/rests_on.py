"""How the note says what the reply rests on: which words are approved text and which are new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.core.draft import Draft, Line
from assistant.core.markup import escape
from assistant.core.text import clip

_SHOWN = 90
"""Characters of a sentence that it is recognised by."""
_MOST = 6
"""Sentences named for one source; an agent has five seconds."""
THREAD = "this ticket"


def rests_on(draft: Draft) -> list[str]:
    """HTML lines, each source once: what is word for word its text, then what is new. What nothing holds is a finding
    of its own."""
    return [*_approved(draft.ledger), *_supported(draft.ledger)]


def _approved(ledger: Sequence[Line]) -> Iterator[str]:
    claims = [line for line in ledger if line.kind != "courtesy"]
    for source in _sources_of(ledger, "approved"):
        count = sum(line.kind == "approved" and line.source == source for line in claims)
        much = "Every sentence" if count == len(claims) else f"{count} of {len(claims)} sentences"
        verb = "is" if count in (1, len(claims)) else "are"
        yield f"{much} {verb} approved text, word for word from {_label(source)}."


def _supported(ledger: Sequence[Line]) -> Iterator[str]:
    for source in _sources_of(ledger, "supported"):
        yield f"New words that rest on {_label(source)}: {_quoted(ledger, 'supported', source)}"


def _sources_of(ledger: Sequence[Line], kind: str) -> list[int]:
    return sorted({line.source for line in ledger if line.kind == kind})


def _label(source: int) -> str:
    return f"[{source}]" if source else THREAD


def _quoted(ledger: Sequence[Line], kind: str, source: int) -> str:
    texts = [line.text for line in ledger if line.kind == kind and line.source == source]
    shown = ", ".join(f"“{escape(clip(text, _SHOWN))}”" for text in texts[:_MOST])
    return f"{shown} and {len(texts) - _MOST} more" if len(texts) > _MOST else shown
