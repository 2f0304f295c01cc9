"""Web addresses in a text, however they are disguised, and whether two of them lead to the same place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from assistant.core.facts import EMAIL, Fact, dialled

_TLD = (
    "com|net|org|io|co|info|biz|eu|de|at|ch|fr|es|it|nl|be|pt|pl|uk|us|ca|jp|cn|ru|in|br|au|app|dev|ai|me|xyz|top|site"
    "|online|shop|store|link|click|live|page|ly|gl|to|tv|example|test|cloud|website|space|icu|buzz|support|su"
    "|tk|ml|ga|cf|gq|cc|ws|cz|se|dk|fi|ie|gr|hu|ro|tr|kr|hk|tw|sg|nz|za|mx|ua|рф|xn--[a-z0-9-]+"
)
_REST = r"[^\s<>\"'“”„»«)\]]"
_HOST = r"(?:[^\W_](?:[\w-]*[^\W_])?[.。．｡])+"
LINK = re.compile(
    rf"\bh(?:tt|xx)ps?\s?:\s?[\\/]{{1,3}}\s?{_REST}+|\b[a-z][a-z0-9+.-]{{1,15}}://{_REST}+|\bwww[.。．｡]{_REST}+"
    rf"|\b(?:javascript|vbscript|data|blob|file):(?=[^\s]){_REST}+"
    rf"|(?<![\w:/\\])//[\w-]+\.{_REST}+"
    rf"|(?<![\w@.-]){_HOST}(?:{_TLD})\b(?!@)(?::\d+)?(?:[/?#]{_REST}*)?"
    rf"|(?<![\w@.-]){_HOST}[^\W\d_]{{2,24}}(?::\d+)?/{_REST}*"
    rf"|(?<![\w@.-])(?:\d{{1,3}}\.){{3}}\d{{1,3}}(?::\d+|/){_REST}*"
    rf"|(?<![\w@.-])[\w-]+\s?[\[({{]\s?(?:\.|dot|punkt)\s?[\])}}]\s?\w{{2,}}(?:[/?#]{_REST}*)?",
    re.IGNORECASE,
)
_MAY_LINK = re.compile(
    r"[.。．｡][^\W\d_]|//|:\s?[\\/]|www[.。．｡]|\.\d{1,3}[:/]|[\[({]\s?(?:\.|dot|punkt)"
    r"|(?:javascript|vbscript|data|blob|file):\S",
    re.IGNORECASE,
)
"""What every address has, one of these: most sentences need no closer look."""
_OTHER_TOO = re.compile(r"[?&](?:b?cc|to)=|[,;]|%2c|%3b", re.IGNORECASE)
"""What makes a mail go to more than the one address."""


def links(text: str) -> Iterator[Fact]:
    """Web addresses, with or without a scheme."""
    for _, words in link_places(text):
        yield words, frozenset({bare_link(words)})


def link_places(text: str) -> Iterator[tuple[int, str]]:
    """(where it begins, the address) of each web address; the host of an e-mail address is none."""
    shown = EMAIL.sub(_masked, text) if "@" in text else text
    for found in LINK.finditer(shown) if _MAY_LINK.search(shown) else ():
        yield found.start(), text[found.start() : found.end()].rstrip(".,;:!?…")


def _masked(mail: re.Match[str]) -> str:
    """Out of sight, unless it is the front of an address: https://shop.example@elsewhere.example."""
    before = mail.string[max(0, mail.start() - 8) : mail.start()]
    return mail[0] if re.search(r"[/\\:]\s?$", before) and "mailto" not in before else " " * len(mail[0])


def bare_link(url: str) -> str:
    """What two addresses of the same place share: no scheme, www or closing slash, the host as it is looked up.

    Look-alike letters of another script give another host, as they do in the network."""
    rest = re.sub(r"^(https?://)?(www\.)?", "", url.strip(), flags=re.IGNORECASE).rstrip("/.,;:!?…")
    if rest[:7].casefold() == "mailto:":
        return rest.casefold() if _OTHER_TOO.search(rest) else rest.partition("?")[0].casefold()
    if rest[:4].casefold() == "tel:":
        return f"tel:{dialled(re.sub(r'[^0-9]', '', rest))}"
    host = re.split(r"[/?#\\]", rest, maxsplit=1)[0]
    return _looked_up(host) + rest[len(host) :]


def _looked_up(host: str) -> str:
    narrow = unicodedata.normalize("NFKC", host).casefold()
    if narrow.isascii():
        return narrow
    try:
        return narrow.encode("idna").decode()
    except UnicodeError:
        return narrow
