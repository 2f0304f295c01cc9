"""The draft: what we propose for one turn, and the words it is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Pool = Literal["canned", "article", "past"]


@dataclass(frozen=True)
class Match:
    """A retrieved text with its score (higher is nearer, 0 to 1)."""

    pool: Pool
    id: str
    """The Freshdesk id."""
    title: str
    text: str
    """Plain text, cleaned."""
    html: str = ""
    """A canned response's content with its Liquid placeholders; empty for the other pools."""
    url: str | None = None
    """Where an agent (and, if `public`, the customer) can open it."""
    public: bool = False
    """Whether the customer may see it, hence whether the reply may quote or link it."""
    score: float = 0.0


@dataclass(frozen=True)
class Source:
    """A text that the draft rests on, as the note numbers it."""

    number: int
    pool: Literal["canned", "article", "past", "ticket"]
    id: str
    title: str
    url: str | None
    quote: str
    """The words it rests on, plain text; may be empty."""
    public: bool = False


@dataclass(frozen=True)
class Finding:
    """What a guard rule saw in the reply; the words it is about and what to do."""

    rule: str
    text: str
    advice: str


@dataclass(frozen=True)
class Triage:
    """One proposed value of a ticket field, within the account's own values."""

    field: Literal["type", "priority", "group", "tags"]
    value: str
    reason: str


@dataclass(frozen=True)
class Written:
    """How a draft came about."""

    by: Literal["model", "canned"]
    model: str = ""
    prompt_name: str = ""
    prompt_version: str = ""
    prompt_hash: str = ""
    tokens_in: int = 0
    tokens_out: int = 0
    cost_usd: float = 0.0
    seconds: dict[str, float] = field(default_factory=dict)
    """Step of the look -> seconds it took."""


@dataclass(frozen=True)
class Draft:
    """What we propose for a turn. Texts are plain unless they say HTML."""

    kind: Literal["reply", "investigation"]
    summary: str
    reply: str
    """Customer-ready HTML, sanitised, without any mark of ours; empty when `kind` is investigation."""
    sources: tuple[Source, ...] = ()
    findings: tuple[Finding, ...] = ()
    triage: tuple[Triage, ...] = ()
    question: str = ""
    """The one thing to ask the customer, if a fact is missing."""
    language: str = ""
    """ISO 639-1 code of the reply; empty if unknown."""
    remarks: tuple[str, ...] = ()
    """What an agent must know of how it was made: no model, a refused folder, a writer in cc."""
    written: Written = field(default_factory=lambda: Written(by="canned"))
