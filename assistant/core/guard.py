"""What a reply claims must stand in something it may rest on: else it is marked, and a link is taken out.

A person sends the reply, so the guard's work is to make them look at the right words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from html import unescape

from assistant.core import facts
from assistant.core.context import Context
from assistant.core.draft import Draft, Finding
from assistant.core.html_text import plain
from assistant.core.markup import clean_reply, on_text
from assistant.core.placeholders import by_requester, values

NO_LINK = "[link removed]"
_MOST = 20
"""Findings shown; a reply with more is not one that a person mends."""

_PROMISE = re.compile(
    r"\b(refund\w*|guarantee\w*|compensat\w*|reimburs\w*|voucher|discount|free of charge|waive\w*|approved"
    r"|erstatt\w+|rückerstatt\w+|garantier\w+|entschädig\w+|gutschein|rabatt|kostenlos|kostenfrei|gutschrift"
    r"|rembours\w+|garanti\w+|dédommag\w+|remise|gratuit\w*|reembols\w+|garantiz\w+|indemniz\w+|descuento|gratis"
    r"|rimbors\w+|sconto|gratuit[oa]\w*|terugbetal\w+|korting|desconto|grátis)\b|返金|無料|割引|保証",
    re.IGNORECASE,
)


_PICTURE = re.compile(r"!\[([^\]\n]*)\](?:\([^)\n]*\)?)?|(?:<|&lt;)img\b[^<>]{0,2000}?(?:>|&gt;|$)", re.IGNORECASE)


@dataclass(frozen=True)
class Evidence:
    """The texts a reply may rest on."""

    desk: str
    """What the desk says: canned responses, public articles, its agents' answers, its own addresses."""
    customer: str
    """What the customer says: may be repeated, but it is no ground for a promise or a link."""
    contacts: str
    """Addresses of the customer's own, which may be repeated to them."""


def evidence(context: Context) -> Evidence:
    """Private notes, internal articles and other people's tickets are no part of it."""
    public = [match for match in context.matches if match.public or match.pool == "canned"]
    ours = [f"{match.title}\n{match.text}\n{match.html}\n{match.url if match.public else ''}" for match in public]
    said = [entry.text for entry in context.entries if entry.who == "agent"]
    known = values(context)
    addresses = [address for _, address in context.desk.mailboxes] + [
        context.desk.portal_url,
        known.get("ticket.url", ""),
    ]
    theirs = [context.subject, *(entry.text for entry in context.entries if entry.who == "customer")]
    contacts = context.requester_email if by_requester(context) else ""
    return Evidence("\n".join([*ours, *said, *addresses]), "\n".join(theirs), contacts)


def check(draft: Draft, context: Context) -> Draft:
    """The draft without foreign links, with a finding for each claim that nothing supports."""
    ground = evidence(context)
    allowed = link_forms(ground)
    reply, removed = without_foreign_links(clean_reply(draft.reply), allowed)
    words = plain(reply).replace(NO_LINK, " ")
    found = [*draft.findings, *removed, *(finding for rule in RULES for finding in rule(words, ground))]
    return replace(
        draft,
        reply=reply,
        summary=without_links(draft.summary, allowed),
        question=without_links(draft.question, allowed),
        findings=tuple(dict.fromkeys(found))[:_MOST],
    )


def link_forms(ground: Evidence) -> frozenset[str]:
    """Every address that the desk's own texts hold: web and, as mailto:, e-mail."""
    desk = unescape(f"{ground.desk}\n{ground.contacts}")
    return _forms(facts.links, desk) | {f"mailto:{address}" for address in _forms(facts.emails, desk)}


def without_foreign_links(html: str, allowed: frozenset[str]) -> tuple[str, list[Finding]]:
    """HTML whose links all stand in a source. The words of a link that goes stay, an address does not."""
    gone: list[Finding] = []

    def anchor(found: re.Match[str]) -> str:
        target, words = re.search(r'href="([^"]*)"', found[1]), found[2]
        if target and facts.bare_link(unescape(target[1])) in allowed:
            return found[0]
        if target:
            advice = "The link behind these words stands in no source: removed."
            gone.append(Finding("link", plain(words) or NO_LINK, advice))
        return words

    html = re.sub(r"<a\b([^>]*)>(.*?)</a>", anchor, html, flags=re.DOTALL)

    def bare(part: str) -> str:
        words = without_links(part, allowed)
        if words.count(NO_LINK) > part.count(NO_LINK):
            gone.append(Finding("link", NO_LINK, "A link that stands in no source was removed."))
        return words

    return clean_reply(on_text(html, bare)), gone


def without_links(text: str, allowed: frozenset[str]) -> str:
    """Text without pictures in Markdown or HTML, and without addresses that stand in no source."""
    parts, end = [], 0
    text = _PICTURE.sub(lambda found: found[1] or "", text)
    for start, words in facts.link_places(text):
        if facts.bare_link(words) not in allowed:
            parts += [text[end:start], NO_LINK]
            end = start + len(words)
    return "".join([*parts, text[end:]])


Rule = Callable[[str, Evidence], Iterator[Finding]]


def foreign_emails(reply: str, ground: Evidence) -> Iterator[Finding]:
    """E-mail addresses that neither the desk uses nor the customer owns."""
    yield from _unsupported(
        "e-mail", facts.emails, reply, f"{ground.desk}\n{ground.contacts}", "No source holds this address."
    )


def foreign_phones(reply: str, ground: Evidence) -> Iterator[Finding]:
    """Phone numbers that the desk does not give."""
    yield from _unsupported("phone", facts.phones, reply, ground.desk, "No source of ours holds this phone number.")


def foreign_amounts(reply: str, ground: Evidence) -> Iterator[Finding]:
    """Sums and percentages that nobody named."""
    yield from _unsupported(
        "amount", facts.amounts, reply, f"{ground.desk}\n{ground.customer}", "No source holds this amount."
    )


def foreign_dates(reply: str, ground: Evidence) -> Iterator[Finding]:
    """Dates that nobody named; the year may be left out on either side."""
    known = _forms(facts.date_facts, f"{ground.desk}\n{ground.customer}")
    days = facts.day_forms(known)
    for words, forms in facts.date_facts(reply):
        if not forms & days and not {form[-5:] for form in forms} & {form for form in known if len(form) == 5}:
            yield Finding("date", words, "No source holds this date.")


def foreign_spans(reply: str, ground: Evidence) -> Iterator[Finding]:
    """Lengths of time that nobody named."""
    yield from _unsupported(
        "time", facts.spans, reply, f"{ground.desk}\n{ground.customer}", "No source holds this length of time."
    )


def foreign_promises(reply: str, ground: Evidence) -> Iterator[Finding]:
    """Words of money given back, of gifts and guarantees, that the desk's own texts do not use."""
    known = {found[0].casefold()[:6] for found in _PROMISE.finditer(ground.desk)}
    for found in _PROMISE.finditer(reply):
        if found[0].casefold()[:6] not in known:
            yield Finding("promise", found[0], "This sounds like a promise that no source makes.")


RULES: tuple[Rule, ...] = (
    foreign_emails, foreign_phones, foreign_amounts, foreign_dates, foreign_spans, foreign_promises,
)  # fmt: skip


def _unsupported(
    rule: str, facts_of: Callable[[str], Iterator[facts.Fact]], reply: str, ground: str, advice: str
) -> Iterator[Finding]:
    known = _forms(facts_of, ground)
    for words, forms in facts_of(reply):
        if not forms & known:
            yield Finding(rule, words, advice)


def _forms(facts_of: Callable[[str], Iterator[facts.Fact]], text: str) -> frozenset[str]:
    return frozenset(form for _, forms in facts_of(text) for form in forms)
