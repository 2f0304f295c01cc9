"""Other people's words as Slack's mrkdwn shows them: plainly, pinging nobody. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.core.html_text import plain

_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_PING = re.compile(r"@(?=(?:channel|here|everyone|all|group)\b)", re.IGNORECASE)
_LINK = re.compile(r'<a\s[^<>]*?href="(https?://[^"<>]{1,500})"[^<>]*>(.{0,500}?)</a>', re.DOTALL | re.IGNORECASE)
_URL = re.compile(r"https?://[^\s<>|\"`]{1,500}")
_CUT_ENTITY = re.compile(r"&[a-z]{0,4}\Z")


def escaped(text: str) -> str:
    """With `&`, `<` and `>` as Slack wants them, so that `<!channel>` is three words and no ping; the bare words that
    other chats know (@channel, @here, @all) are parted by an invisible space."""
    clean = _UNSEEN.sub("", text)
    return _PING.sub("@\u200b", clean.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def reply_text(html: str) -> str:
    """A reply's HTML as plain text, each link's address behind its words."""
    return plain(_LINK.sub(_with_address, html))


def _with_address(found: re.Match[str]) -> str:
    address, words = found[1], found[2]
    return words if address in words else f"{words} ({address})"


def link(url: str | None, title: str) -> str:
    """A link of ours; the title alone if the address is none of the web."""
    words = escaped(title).replace("|", "¦").replace("\n", " ")
    if url is None or not _URL.fullmatch(url):
        return words
    return f"<{url.replace('&', '&amp;')}|{words}>"


def shortened(text: str, limit: int) -> str:
    """Escaped text of at most `limit` characters, cut at a space if one is near and never within an entity."""
    if len(text) <= limit:
        return text
    return _cut(text, limit - 2) + " …"


def pieces(text: str, limit: int) -> Iterator[str]:
    """Escaped text in pieces of at most `limit` characters."""
    while len(text) > limit:
        piece = _cut(text, limit)
        yield piece
        text = text[len(piece) :].lstrip()
    if text:
        yield text


def _cut(text: str, limit: int) -> str:
    piece = _CUT_ENTITY.sub("", text[:limit])
    space = max(piece.rfind("\n"), piece.rfind(" "))
    return piece[:space] if space > limit * 0.8 else piece
