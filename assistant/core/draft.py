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
    nearness: float | None = None
    """Cosine of the question and the nearest part of it, -1 to 1; None without vectors."""
    lexical: float = 0.0
    """How much of the question's wording it holds, 0 to 1."""
    votes: float = 0.0
    """Share of the past tickets' votes for it, 0 to 1, less where none of them asked the same. Of a past ticket: how
    far such tickets are trusted, less where there are few."""
    among: int = 0
    """How many texts its pool holds; 0 if nobody counted."""
    passage: str = ""
    """The part of `text` that is nearest to the question; empty if it was not cut."""
    answer: str = ""
    """Of a past ticket: the public reply that answered it, plain; `text` is what was asked. Other people's particulars
    are blanked out of both before they are stored."""
    used: tuple[str, ...] = ()
    """Of a past ticket: keys of the texts that its answer was made of."""
    labels: tuple[tuple[str, str], ...] = ()
    """Of a past ticket: (field, value) of type, priority, group and tags as it ended up."""
    groups: tuple[int, ...] = ()
    """Ids of the groups that alone may use it; empty is all."""
    companies: tuple[int, ...] = ()
    """Ids of the companies whose people alone may see it; empty leaves it to `public`."""
    language: str = ""
    """ISO 639-1 code; empty if unknown."""

    @property
    def key(self) -> str:
        """What it is known by over all pools, e.g. "canned:71"."""
        return f"{self.pool}:{self.id}"


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
class Line:
    """One sentence of the reply and what it rests on: an entry of the evidence ledger."""

    text: str
    """As it stands in the reply, plain."""
    kind: Literal["approved", "supported", "courtesy", "unsupported"]
    """approved: the desk's own words, unchanged. supported: new words that a source holds. courtesy: a greeting, thanks
    or closing that claims nothing. unsupported: nothing that we may rest on says so."""
    source: int = 0
    """Number of the Source; 0 is none."""
    quote: str = ""
    """The words of the source that it rests on."""


@dataclass(frozen=True)
class Confidence:
    """How likely this draft is to be right, from retrieval and evidence alone; never a model's own word for it."""

    level: Literal["high", "medium", "low"]
    score: float
    """0 to 1: the part of such drafts that were right on the data it was calibrated on."""
    reason: str
    """In an agent's words."""


@dataclass(frozen=True)
class Triage:
    """One proposed value of a ticket field, within the account's own values."""

    field: Literal["type", "priority", "group", "tags"]
    value: str
    reason: str
    confidence: Literal["high", "medium", "low"] = "low"


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
    applied: tuple[Triage, ...] = ()
    """Those that were written to the ticket, or are about to be; never more than a setting allows."""
    question: str = ""
    """The one thing to ask the customer, if a fact is missing."""
    question_why: str = ""
    """Why that is asked, in an agent's words."""
    holding: str = ""
    """A letter that asks it, as HTML in the customer's language, where there is no reply; empty if we have no words."""
    language: str = ""
    """ISO 639-1 code of the reply; empty if unknown."""
    remarks: tuple[str, ...] = ()
    """What an agent must know of how it was made: no model, a refused folder, a writer in cc."""
    ledger: tuple[Line, ...] = ()
    """Every sentence of the reply, in order."""
    confidence: Confidence | None = None
    translation: str = ""
    """The reply in the agents' language, plain, where the customer's is another; empty if none was made."""
    no_reply: str = ""
    """Why there is no reply, as one sentence for an agent; empty where our sources do not answer."""
    again: str = ""
    """What shows that the customer asks not for the first time, in an agent's words; empty if nothing does."""
    desk_language: str = "en"
    """ISO 639-1 code of what the agents read: the note's own words are in it."""
    written: Written = field(default_factory=lambda: Written(by="canned"))

    @property
    def letter(self) -> str:
        """What a person may send with one click, as HTML: the reply, else the letter that asks; may be empty."""
        return self.reply or self.holding
