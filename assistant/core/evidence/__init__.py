"""The evidence ledger: what each sentence of the reply rests on, word for word, or that nothing says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from assistant.core.context import Context
from assistant.core.draft import Draft, Line, Match, Source
from assistant.core.evidence import commitment
from assistant.core.evidence.approved_text import Approved, folded, has_placeholders
from assistant.core.evidence.courtesy import is_courtesy, is_name_line, sign_off
from assistant.core.evidence.grounds import Evidence, Ground, evidence
from assistant.core.evidence.overlap import keys
from assistant.core.evidence.support import LIGHT, Claim, Read, find, shelve
from assistant.core.facts.stated import Stated
from assistant.core.html_text import plain
from assistant.core.sentences import sentences
from assistant.core.text import clip, language

_QUOTE = 300
_HALF = 0.5
_SAMPLE = 600
"""Characters of a text that tell its language."""
_RETELLS = re.compile(
    r"\b(?:you(?:'ve| have| had|'d)? (?:\w+ly )?(?:said|wrote|mention\w*|told|ask\w*|want\w*|would like|wish\w*"
    r"|receiv\w+"
    r"|order\w*|bought|purchas\w+|paid|report\w*|describ\w+|contact\w*|need\w*|sent|tried"
    r"|are (?:trying|looking|having|asking|waiting|missing))|(?:we|i) (?:understand|see|note|noticed|read|gather)"
    r"|(?:sie|du) (?:haben|hast|möchten|möchtest|wollen|fragen|schreiben|warten)"
    r"|vous (?:avez|souhaitez|voulez|demandez|attendez)|(?:usted )?(?:ha|has|desea|quiere|quieres) \w+"
    r"|lei (?:ha|desidera|vuole)|u (?:heeft|wilt|hebt)|você (?:quer|deseja|recebeu|pediu))\b|とのこと|とのご",
    re.IGNORECASE,
)
"""Says again what the customer told us: only for that are the customer's own words evidence."""
_TICKETS = frozenset({"date", "amount", "e-mail", "phone", "number"})
"""Kinds of facts that a sentence may have from the ticket while the rest of it stands in a source."""


@dataclass(frozen=True)
class Rest:
    """A sentence and what it rests on; `ground` is None where no text of ours or of the thread says it."""

    claim: Claim
    kind: str
    ground: Ground | None = None
    quote: str = ""


def ledger(draft: Draft, context: Context) -> tuple[Line, ...]:
    """Every sentence of the reply in order. Numbers of sources are those of `with_ledger`, which adds missing ones."""
    return with_ledger(draft, context).ledger


def with_ledger(draft: Draft, context: Context) -> Draft:
    """The draft with its ledger; sources that its sentences rest on and that it does not name are added."""
    return Review(draft, context, evidence(context)).draft_with_ledger()


class Review:
    """A draft's reply beside everything that it may rest on, read once."""

    def __init__(self, draft: Draft, context: Context, ground: Evidence) -> None:
        self.draft, self.context = draft, context
        self.text = plain(draft.reply)
        self.evidence = ground
        claims = [Claim.of(text) for text in sentences(self.text)]
        self._cited = {(source.pool, source.id) for source in draft.sources}
        self._shelf = shelve(sorted(self.evidence.parts, key=self._order), claims)
        self.language = draft.language or language(self.text)
        self._names = frozenset(keys(self.evidence.names))
        self._approved: dict[str, Approved] = {}
        self._whole: dict[int, str] = {}
        below = sign_off([claim.text for claim in claims])
        self.rests: list[Rest] = [self._rest(claim, signs=at > below) for at, claim in enumerate(claims)]
        """What each sentence of the reply rests on, in order."""

    @cached_property
    def crosses(self) -> bool:
        """Whether the reply is in a language that none of its sources is in; of all, if it names none."""
        theirs = {_language(read.ground) for read in self._named()} - {""}
        return bool(self.language and theirs) and self.language not in theirs

    def draft_with_ledger(self) -> Draft:
        """The draft with its ledger, missing sources added."""
        sources = list(self.draft.sources)
        lines = tuple(_line(rest, sources) for rest in self.rests)
        return replace(self.draft, sources=tuple(sources), ledger=lines)

    def _order(self, part: Ground) -> tuple[bool, bool]:
        return not self._is_cited(part), part.role == "customer"

    def _is_cited(self, part: Ground) -> bool:
        return part.match is not None and (part.match.pool, part.match.id) in self._cited

    def _named(self) -> list[Read]:
        """Readings of the sources that the draft names; of all texts of ours, if it names none."""
        ours = [read for read in self._shelf.reads if read.ground.match is not None]
        return [read for read in ours if self._is_cited(read.ground)] or ours

    def _rest(self, claim: Claim, *, signs: bool) -> Rest:
        if self._is_courtesy(claim, signs=signs):
            return Rest(claim, "courtesy")
        return self._as_approved(claim) or self._as_supported(claim) or Rest(claim, "unsupported")

    def _is_courtesy(self, claim: Claim, *, signs: bool) -> bool:
        if signs and (is_name_line(claim.text) or folded(claim.text) in folded(self.context.desk.signature)):
            return True
        if claim.facts or commitment.acts(claim.text) or "[" in claim.text:
            return False
        return is_courtesy(claim.text, self._shelf.told, self._names | LIGHT)

    def _as_approved(self, claim: Claim) -> Rest | None:
        words = folded(claim.text)
        for read in self._shelf.reads:
            match = read.ground.match
            if match is None or read.ground.role != "desk":
                continue
            if words not in self._folded(read.ground) and not self._may_be_filled(claim, read):
                continue
            if match.key not in self._approved:
                self._approved[match.key] = Approved(match, self.context)
            found = self._approved[match.key].words_of(words)
            if found is not None:
                return Rest(claim, "approved", read.ground, found)
        return None

    def _folded(self, part: Ground) -> str:
        if id(part) not in self._whole:
            title = part.match.title if part.match is not None else ""
            self._whole[id(part)] = folded(f"{title} {part.text}")
        return self._whole[id(part)]

    def _may_be_filled(self, claim: Claim, read: Read) -> bool:
        """Whether the sentence can be one of the text's with a placeholder filled in."""
        match = read.ground.match
        if match is None or not has_placeholders(match):
            return False
        return not claim.words or self._shelf.coverage(claim, read.words) >= _HALF

    def _as_supported(self, claim: Claim) -> Rest | None:
        """New words: of the desk's, else of what was answered before, else the customer's where they are said again."""
        needed = tuple(fact for fact in claim.facts if not self._is_the_tickets(fact))
        desk, past, thread = self._readings("desk", "agent"), self._readings("past"), self._readings("customer")
        small = all(not _particular(fact) for fact in needed)
        bound = commitment.acts(claim.text)
        places = [
            desk,
            past if small and not bound else (),
            thread if _RETELLS.search(claim.text) and not bound else (),
        ]
        for reads in places:
            found = find(claim, self._shelf, reads, needed)
            if found:
                return Rest(claim, "supported", *found)
        if claim.facts and (self.crosses or not claim.words):
            return self._by_facts(claim)
        return None

    def _by_facts(self, claim: Claim) -> Rest | None:
        """Where words cannot be compared, facts decide: all of them, of a source that the draft names."""
        bare = replace(claim, words=frozenset(), text="")
        found = find(bare, self._shelf, self._named(), claim.facts) if not commitment.acts(claim.text) else None
        if found and (found[0].role != "past" or not any(_particular(fact) for fact in claim.facts)):
            return Rest(claim, "supported", *found)
        ours = not claim.words and all(self._is_ours(fact) or self._is_the_tickets(fact) for fact in claim.facts)
        return Rest(claim, "supported", None, claim.facts[0].words) if ours else None

    def _readings(self, *roles: str) -> tuple[Read, ...]:
        return tuple(read for read in self._shelf.reads if read.ground.role in roles)

    def _is_the_tickets(self, fact: Stated) -> bool:
        """An order number, a sum or a date that the customer named: small numbers and lengths of time are policy."""
        if fact.kind not in _TICKETS or (fact.kind == "number" and fact.digits() < 3):
            return self._is_ours(fact) if fact.kind in ("link", "e-mail", "phone") else False
        return self.evidence.theirs.holds(fact) or (fact.kind in ("e-mail", "phone") and self._is_ours(fact))

    def _is_ours(self, fact: Stated) -> bool:
        return self.evidence.is_ours(fact)


def _particular(fact: Stated) -> bool:
    """Whether it can be another customer's: anything but a small number or a length of time."""
    return fact.kind not in ("time", "number") or fact.digits() >= 3


def _language(part: Ground) -> str:
    match = part.match
    return (match.language if match is not None else "") or language(part.text[:_SAMPLE])


def _line(rest: Rest, sources: list[Source]) -> Line:
    kind = rest.kind
    if kind not in ("approved", "supported"):
        return Line(rest.claim.text, "courtesy" if kind == "courtesy" else "unsupported")
    quote = clip(rest.quote, _QUOTE).rstrip("…")
    number = _number(rest.ground.match, quote, sources) if rest.ground is not None else _thread(sources)
    return Line(rest.claim.text, "approved" if kind == "approved" else "supported", number, quote)


def _number(match: Match | None, quote: str, sources: list[Source]) -> int:
    if match is None:
        return _thread(sources)
    for source in sources:
        if (source.pool, source.id) == (match.pool, match.id):
            return source.number
    number = max((source.number for source in sources), default=0) + 1
    sources.append(Source(number, match.pool, match.id, match.title, match.url, quote, match.public))
    return number


def _thread(sources: Sequence[Source]) -> int:
    return next((source.number for source in sources if source.pool == "ticket"), 0)
