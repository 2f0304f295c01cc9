"""The HTML that we write: a few tags of Freshdesk's, never a picture in a reply (freshdesk-api 11)."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import nh3

from assistant.core.words import words

REPLY_TAGS = words("""
    div p br span b strong i em u a ul ol li blockquote pre code table thead tbody tr th td h1 h2 h3 h4
""")
_STYLES = words("""
    background-color border-left color font-size font-style font-weight line-height list-style-type margin margin-bottom
    margin-left margin-top padding padding-bottom padding-left padding-top text-align text-decoration
""")
_TAG = re.compile(r"""(<(?:[^<>"']|"[^"]*"|'[^']*')*>)""")


def _cleaner(tags: frozenset[str]) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(tags),
        attributes={
            "*": {"style"},
            "a": {"href"},
            "img": {"src", "alt", "width", "height"},
            "td": {"colspan", "rowspan"},
        },
        filter_style_properties=set(_STYLES),
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )


_REPLY = _cleaner(REPLY_TAGS)
_KEPT = _cleaner(REPLY_TAGS | {"img", "hr", "s", "sub", "sup", "font"})


def clean_reply(source: str) -> str:
    """Sanitised HTML for a customer or for our own note: no pictures, scripts, handlers or odd links."""
    return _REPLY.clean(source.replace("\x00", ""))


def clean_kept(source: str) -> str:
    """Sanitised HTML of a note that a person edited: the pictures they put in stay."""
    return _KEPT.clean(source.replace("\x00", ""))


def escape(text: str) -> str:
    """Text as HTML, with braces that Freshdesk could take for a placeholder put apart (freshdesk-api 10)."""
    return html.escape(without_braces(text), quote=False)


def without_braces(text: str) -> str:
    """`{{x}}` and `{% x %}` lose their meaning, a single brace stays."""
    return re.sub(r"%(?=\})", "% ", re.sub(r"\{(?=[{%])", "{ ", re.sub(r"\}(?=\})", "} ", text)))


def link(url: str, words: str) -> str:
    """An anchor, or only its words if the address is none that a person should open."""
    if not re.match(r"(https?://|mailto:)", url, re.IGNORECASE):
        return escape(words)
    return f'<a href="{html.escape(url)}">{escape(words)}</a>'


def on_text(source: str, change: Callable[[str], str]) -> str:
    """Sanitised HTML with `change` applied to what stands between its tags (text still escaped)."""
    parts = _TAG.split(source)
    return "".join(part if at % 2 else change(part) for at, part in enumerate(parts))


def paragraphs(text: str) -> str:
    """HTML of plain text: an empty line parts paragraphs, lines that begin with "- " or "1." make lists."""
    blocks = (block.strip("\n") for block in re.split(r"\n\s*\n", text.strip()))
    return "\n".join(_block(block.splitlines()) for block in blocks if block.strip())


def _block(lines: list[str]) -> str:
    parts: list[str] = []
    items: list[str] = []
    kind = ""
    for line in [*lines, ""]:
        mark = re.match(r"\s*(?:([-*•])|(\d{1,2})[.)])\s+(.*)", line)
        now = "" if not mark else "ul" if mark[1] else "ol"
        if items and now != kind:
            parts.append(f"<{kind or 'p'}>{_joined(kind, items)}</{kind or 'p'}>")
            items = []
        kind = now
        if line.strip():
            items.append(escape(mark[3] if mark else line.strip()))
    if items:
        parts.append(f"<{kind or 'p'}>{_joined(kind, items)}</{kind or 'p'}>")
    return "\n".join(parts)


def _joined(kind: str, items: list[str]) -> str:
    return "".join(f"<li>{item}</li>" for item in items) if kind else "<br>".join(items)


def with_links(source: str) -> str:
    """Sanitised HTML in which web addresses outside of links have become links."""
    parts = re.split(r"(<a\b.*?</a>)", source, flags=re.DOTALL)
    return "".join(part if at % 2 else on_text(part, _linked) for at, part in enumerate(parts))


def _linked(text: str) -> str:
    def anchor(found: re.Match[str]) -> str:
        url = found[0].rstrip(".,;:!?…")
        return f'<a href="{url}">{url}</a>{found[0][len(url) :]}'

    return re.sub(r"https?://(?:(?!&lt;|&gt;|&quot;)[^\s<>\"'“”»)\]])+", anchor, text, flags=re.IGNORECASE)
