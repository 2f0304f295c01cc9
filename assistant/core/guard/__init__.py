"""What a reply claims must stand in something it may rest on: else it is marked, and what could do harm is taken out.

A person sends the reply, so the guard's work is to make them look at the right words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from html import escape, unescape

from assistant.core.context import Context
from assistant.core.draft import Draft, Finding
from assistant.core.evidence import Rest, Review, commitment
from assistant.core.evidence.grounds import Evidence, evidence
from assistant.core.facts import stated
from assistant.core.facts.stated import Known, Stated
from assistant.core.guard import orders, taint
from assistant.core.guard.link_policy import NO_LINK, link_forms, mail_forms, without_foreign_links, without_links
from assistant.core.guard.promises import promises
from assistant.core.guard.unknown_names import unknown_names
from assistant.core.html_text import visible
from assistant.core.markup import clean_reply, on_text

__all__ = ["MOST", "NO_LINK", "check"]

MOST = 20
"""Findings shown; a reply with more is not one that a person mends."""
_BARE = 5
"""Sentences without evidence that are marked one by one."""
_SEVERITY = (
    "internal", "particular", "state", "link", "e-mail", "gap", "phone", "promise", "amount", "date", "time", "number",
    "sla", "hours", "quote", "name", "language", "source", "evidence",
)  # fmt: skip
_ADVICE = {
    "e-mail": "The desk does not give this address.",
    "phone": "No source of ours holds this phone number.",
    "amount": "No source holds this amount.",
    "date": "No source holds this date.",
    "time": "No source holds this length of time.",
    "number": "No source holds this number.",
}
_WITHIN = re.compile(
    r"(?:\b(?:within|in|innerhalb(?: von)?|binnen|sous|d['’]ici|dans(?: les)?|dentro de|en|entro|fra|tra"
    r"|em(?: até)?)\s+)$",
    re.IGNORECASE,
)


def check(draft: Draft, context: Context) -> Draft:
    """The draft with its ledger, without foreign links and particulars, with findings for claims without ground."""
    ground = evidence(context)
    cleaned, removed = _cleaned(draft, context, ground)
    review = Review(cleaned, context, ground)
    found = [*draft.findings, *removed, *_findings(review, context, removed)]
    return replace(review.draft_with_ledger(), findings=_ordered(found))


def clean_words(text: str, context: Context) -> str:
    """A short plain text of ours without what must not be told: foreign links, particulars, orders."""
    bare = Draft(kind="investigation", summary="", reply="", question=text)
    return _cleaned(bare, context, evidence(context))[0].question


def _ordered(found: Iterable[Finding]) -> tuple[Finding, ...]:
    order = {rule: at for at, rule in enumerate(_SEVERITY)}
    return tuple(sorted(dict.fromkeys(found), key=lambda finding: order.get(finding.rule, len(order))))[:MOST]


def _cleaned(draft: Draft, context: Context, ground: Evidence) -> tuple[Draft, list[Finding]]:
    """Everything that a person could send or read, without what must not be told, and what was taken out."""
    others = [visible(text) for text in (draft.question, draft.translation, draft.summary)]
    reply = clean_reply(visible(clean_reply(draft.reply)))
    reply, others, obeyed = _without_obedience(reply, others, context)
    allowed = link_forms([reply, *others], ground)
    theirs = mail_forms([reply, *others], ground.customer)
    reply, gone = without_foreign_links(reply, allowed, theirs)
    others = [without_links(text, allowed, theirs) for text in others]
    gone = [*obeyed, *gone]
    parts = _text_parts(reply)
    words = taint.foreign("\n".join([*parts, *others]), context, ground)
    runs = taint.copied([*parts, *others[:2]], context, ground)
    if words or runs:
        blanked = [taint.without_words(part, words) for part in taint.without_runs(parts, runs)]
        gone += _taken(parts, blanked, words)
        reply = _with_parts(reply, blanked)
        others = [taint.without_words(taint.without_runs([text], runs)[0], words) for text in others]
    question, translation, summary = others
    return replace(draft, reply=reply, question=question, translation=translation, summary=summary), gone


def _without_obedience(reply: str, others: list[str], context: Context) -> tuple[str, list[str], list[Finding]]:
    """Without sentences that would change the ticket and without marks of the prompt."""
    ours = [match.text for match in context.matches if match.pool == "canned"]
    parts = _text_parts(reply)
    kept = [orders.without_obedience(part, ours) for part in parts]
    found = [Finding("state", orders.REMOVED, "Nothing here changes a ticket: a sentence that says so was removed.")]
    html = _with_parts(reply, kept) if kept != parts else reply
    told = "".join(kept).count(orders.REMOVED) > "".join(parts).count(orders.REMOVED)
    return html, [orders.without_obedience(text, ours) for text in others], found if told else []


def _text_parts(html: str) -> list[str]:
    """What stands between the tags, unescaped, in order."""
    parts: list[str] = []

    def keep(part: str) -> str:
        parts.append(unescape(part))
        return part

    on_text(html, keep)
    return parts


def _with_parts(html: str, parts: list[str]) -> str:
    """The HTML with other words between its tags."""
    left = iter(parts)
    return clean_reply(on_text(html, lambda _: escape(next(left), quote=False)))


def _taken(before: list[str], after: list[str], words: list[str]) -> Iterator[Finding]:
    """One finding for all particulars, one for all internal words: what stood there must not be shown again."""
    if any(taint.without_words(part, words) != part for part in before):
        yield Finding("particular", taint.REMOVED, "Another customer's or an internal particular was removed.")
    if any(taint.without_words(old, words) != new for old, new in zip(before, after, strict=True)):
        yield Finding("internal", taint.REMOVED, "Words of an internal text were removed.")


def _findings(review: Review, context: Context, removed: list[Finding]) -> Iterator[Finding]:
    """What an agent must look at, sentence by sentence; the desk's own words need no second look."""
    new = [rest for rest in review.rests if rest.kind != "approved"]
    marked = [(rest, [*_facts(rest, review), *_promised(rest, review)]) for rest in new]
    yield from (finding for _, found in marked for finding in found)
    yield from promises("\n".join(rest.claim.text for rest in new), context)
    names = list(_names(new, review))
    yield from names
    seen = [finding.text for finding in (*removed, *names)]
    bare = [rest.claim.text for rest, found in marked if rest.kind == "unsupported" and not found]
    bare = [text for text in bare if not any(words in text for words in seen)]
    if bare and review.crosses:
        yield Finding("language", "", "The reply is in another language than its sources: compare.")
    elif bare:
        yield from (Finding("evidence", text, "Nothing we may rest on says this.") for text in bare[:_BARE])


def _facts(rest: Rest, review: Review) -> Iterator[Finding]:
    for fact in rest.claim.facts:
        advice = _ADVICE.get(fact.kind)
        if advice and (fact.kind != "number" or fact.digits() >= 3) and not _is_known(fact, rest, review):
            yield Finding(fact.kind, fact.words, advice)


def _is_known(fact: Stated, rest: Rest, review: Review) -> bool:
    """Whether somebody who may say so says so: of another customer's answer only what is policy counts."""
    ground = review.evidence
    if fact.kind == "e-mail":
        return ground.is_ours(fact) or Known(ground.contacts).holds(fact)
    if ground.ours.holds(fact):
        return True
    if fact.kind == "time":
        return ground.policy.holds(fact) or (not _is_promised(fact, rest.claim.text) and ground.theirs.holds(fact))
    return fact.kind != "phone" and ground.theirs.holds(fact)


def _is_promised(fact: Stated, sentence: str) -> bool:
    before, found, _ = sentence.partition(fact.words)
    return bool(found and _WITHIN.search(before))


def _promised(rest: Rest, review: Review) -> Iterator[Finding]:
    """Money, gifts, guarantees and days by which something is done, that the desk's own texts do not speak of."""
    text, desk = rest.claim.text, review.evidence.folded
    alone = commitment.acts(text) and rest.kind == "unsupported"
    for found in commitment.PROMISE.finditer(text) if alone or not review.crosses else ():
        if alone or found[0].casefold()[:6] not in desk:
            yield Finding("promise", found[0], "This sounds like a promise that no source makes.")
    for words in commitment.deadlines(text) if rest.kind == "unsupported" else ():
        if words.casefold() not in desk:
            yield Finding("promise", words, "No source says that it will be done by then.")


def _has_no_name(fact: Stated) -> bool:
    return fact.kind != "number" or fact.digits() >= 3


def _names(new: list[Rest], review: Review) -> Iterator[Finding]:
    texts = [stated.without(one.claim.text, [fact for fact in one.claim.facts if _has_no_name(fact)]) for one in new]
    ground = review.evidence
    known = "\n".join([ground.desk, ground.customer, ground.past, ground.names]).casefold()
    for name in unknown_names(texts, review.language, known):
        yield Finding("name", name, "This name stands in no source.")
