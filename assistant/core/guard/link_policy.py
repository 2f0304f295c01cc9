"""Which links and addresses a reply may hold: those of the desk's own texts. All others are taken out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape, unescape

from assistant.core.draft import Finding
from assistant.core.evidence.grounds import Evidence
from assistant.core.facts import EMAIL
from assistant.core.facts.links import bare_link, link_places
from assistant.core.facts.stated import Known, Stated
from assistant.core.html_text import plain
from assistant.core.markup import clean_reply, on_text

NO_LINK = "[link removed]"
NO_ADDRESS = "[address removed]"
_PICTURE = re.compile(r"!\[([^\]\n]*)\](?:\([^)\n]*\)?)?|(?:<|&lt;)img\b[^<>]{0,2000}?(?:>|&gt;|$)", re.IGNORECASE)
_MAY_LINK = re.compile(r"[.。．｡]|//|:|@|&")


def link_forms(texts: Iterable[str], ground: Evidence) -> frozenset[str]:
    """Of the addresses in these texts those that the desk's own texts hold: web, mailto: and tel:."""
    asked = _addresses(texts)
    return frozenset(address for address in asked if _is_held(address, ground))


def mail_forms(texts: Iterable[str], said: str) -> frozenset[str]:
    """Of the e-mail addresses in these texts those that are said there, without mailto:."""
    mails = {mail for text in texts for mail in EMAIL.findall(unescape(text))}
    return frozenset(mail.rstrip(".").casefold() for mail in mails if mail.rstrip(".").casefold() in said.casefold())


def _addresses(texts: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for text in texts:
        if _MAY_LINK.search(text):
            plain_text = unescape(text)
            found |= {bare_link(unescape(target)) for target in re.findall(r'href="([^"]*)"', text)}
            found |= {bare_link(words) for _, words in link_places(plain_text)}
            found |= {bare_link(f"mailto:{mail.rstrip('.')}") for mail in EMAIL.findall(plain_text)}
    return found


def _is_held(address: str, ground: Evidence) -> bool:
    scheme, _, rest = address.partition(":")
    if scheme == "mailto":
        mail = Stated("e-mail", rest, frozenset({rest}))
        return ground.is_ours(mail) or Known(ground.contacts).holds(mail)
    if scheme == "tel":
        return ground.is_ours(Stated("phone", rest, frozenset({rest})))
    return ground.is_ours(Stated("link", address, frozenset({address})))


def without_foreign_links(html: str, allowed: frozenset[str], customers: frozenset[str]) -> tuple[str, list[Finding]]:
    """HTML whose links all stand in a source. The words of a link that goes stay, an address does not.

    `customers` are e-mail addresses that the customer wrote: they may be shown, not linked."""
    gone: list[Finding] = []

    def anchor(found: re.Match[str]) -> str:
        target, words = re.search(r'href="([^"]*)"', found[1]), found[2]
        if target and bare_link(unescape(target[1])) in allowed:
            return found[0]
        if target:
            advice = "The link behind these words stands in no source: removed."
            shown = plain(words)
            gone.append(Finding("link", NO_LINK if not shown or any(link_places(shown)) else shown, advice))
        return words

    html = re.sub(r"<a\b([^>]*)>(.*?)</a>", anchor, html, flags=re.DOTALL)

    def bare(part: str) -> str:
        if not _MAY_LINK.search(part):
            return part
        words = without_links(unescape(part), allowed, customers)
        for mark, rule, what in ((NO_LINK, "link", "A link"), (NO_ADDRESS, "e-mail", "An e-mail address")):
            if words.count(mark) > part.count(mark):
                gone.append(Finding(rule, mark, f"{what} that stands in no source was removed."))
        return escape(words, quote=False)

    return clean_reply(on_text(html, bare)), gone


def without_links(text: str, allowed: frozenset[str], customers: frozenset[str] = frozenset()) -> str:
    """Text without pictures in Markdown or HTML, and without web and e-mail addresses that stand in no source."""
    parts, end = [], 0
    text = _PICTURE.sub(lambda found: found[1] or "", text)
    for start, words in link_places(text):
        if bare_link(words) not in allowed:
            parts += [text[end:start], NO_LINK]
            end = start + len(words)
    return EMAIL.sub(lambda mail: _mail(mail[0], allowed, customers), "".join([*parts, text[end:]]))


def _mail(address: str, allowed: frozenset[str], customers: frozenset[str]) -> str:
    bare = address.rstrip(".").casefold()
    return address if f"mailto:{bare}" in allowed or bare in customers else NO_ADDRESS + address[len(bare) :]
