"""HTML to plain text as a person sees it: hidden text and invisible characters do not count."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import nh3
from inscriptis.css_profiles import CSS_PROFILES
from inscriptis.html_engine import Inscriptis
from inscriptis.model.config import ParserConfig
from lxml import etree  # type: ignore[import-untyped]
from lxml import html as lxml_html

MAX_HTML = 500_000
"""Characters of one message that we read; a mail longer than that is a log or an attack."""

_DATA_URI = re.compile(r"data:[a-z0-9/+.;=-]{0,80},[^\"'<>\s]*", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_JOINER_IN_WORD = r"(?<=[^\W\d_a-zA-Z])[\u200c\u200d](?=[^\W\d_a-zA-Z])"
_INVISIBLE = re.compile(
    rf"(?!{_JOINER_IN_WORD})"  # Persian and Indic words need their joiners
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(hidden|collapse)|mso-hide\s*:\s*all|opacity\s*:\s*0*(\.0+)?\s*(;|!|$)"
    r"|(text-indent|left|top)\s*:\s*-\d{3,}",
    re.IGNORECASE,
)
_NO_ROOM = re.compile(r"(?<!line-)height\s*:\s*[01](px)?\s*(;|!|$)", re.IGNORECASE)
_FONT_SIZE = re.compile(r"font-size\s*:\s*(\d*\.?\d+)\s*(px|pt|em|rem|%|)", re.IGNORECASE)
_READABLE = {"em": 0.2, "rem": 0.2, "%": 20.0}
"""Least font size that a person reads, by unit; 2 of any other."""
_COLOR = re.compile(r"(?<![\w-])color\s*:\s*([^;!]+)", re.IGNORECASE)
_BACKGROUND = re.compile(r"background(?:-color)?\s*:\s*([^;!]+)", re.IGNORECASE)
_CLEAR = re.compile(r"transparent|rgba\(.*[,/]\s*0*(\.0+)?%?\s*\)|hsla\(.*[,/]\s*0*(\.0+)?%?\s*\)|#[0-9a-f]{6}00")
_WHITE = re.compile(
    r"white|#f[c-f]?f[c-f]?f[c-f]?|#fff(f|fffff)|rgba?\(\s*25[2-5]\s*,\s*25[2-5]\s*,\s*25[2-5]\s*(,.*)?\)"
    r"|hsla?\(.*,\s*100%\s*(,.*)?\)"
)
_NEVER = frozenset({"script", "style", "head", "title", "template", "noscript", "object", "iframe", "svg", "math"})
_CONFIG = ParserConfig(css=CSS_PROFILES["strict"])


def visible(text: str) -> str:
    """The text without control characters and characters that show nothing."""
    return _INVISIBLE.sub("", _CONTROL.sub("", text))


def parse(html: str) -> Any:
    """An lxml tree of the visible part of `html`, or None if there is none."""
    source = _CONTROL.sub("", _DATA_URI.sub("data:,", html[: MAX_HTML * 8])[:MAX_HTML])
    if not source.strip():
        return None
    try:
        # a <div> around it keeps text that stands before the first tag; bytes keep a declared encoding from mattering
        tree = lxml_html.document_fromstring(
            f"<div>{source}</div>".encode(), parser=lxml_html.HTMLParser(encoding="utf-8")
        )
    except (etree.LxmlError, ValueError):
        return None
    drop(tree, [node for node in tree.iter() if isinstance(node.tag, str) and is_hidden(node)])
    return tree


def drop(tree: Any, nodes: list[Any]) -> None:
    """Take nodes out of the tree, their text with them, what follows them kept."""
    for node in nodes:
        if node is not tree and node.getparent() is not None:
            node.drop_tree()


def is_hidden(node: Any) -> bool:
    """Whether a reader of the mail does not see this element's text."""
    style = node.get("style") or ""
    if node.tag in _NEVER or node.get("hidden") is not None or _HIDING.search(style):
        return True
    if _is_tiny(style) or (_NO_ROOM.search(style) and "hidden" in style):
        return True
    found = _COLOR.search(style)
    color = (found[1] if found else node.get("color") or "").strip().lower()
    return bool(_CLEAR.fullmatch(color) or (_WHITE.fullmatch(color) and not _on_color(node)))


def _is_tiny(style: str) -> bool:
    size = _FONT_SIZE.search(style)
    return bool(size) and float(size[1]) < _READABLE.get(size[2].lower(), 2.0)  # type: ignore[index]


def _on_color(node: Any) -> bool:
    """Whether a background other than white lies behind the element, as behind a button's white words."""
    while node is not None:
        found = _BACKGROUND.search(node.get("style") or "")
        color = (found[1] if found else node.get("bgcolor") or "").strip().lower()
        if color and not _WHITE.fullmatch(color) and not _CLEAR.fullmatch(color) and color not in ("none", "inherit"):
            return True
        node = node.getparent()
    return False


def tree_text(tree: Any) -> str:
    """The text of a tree, tidied: lines kept, no space at their ends, one empty line at most between them."""
    if tree is None:
        return ""
    return tidy(Inscriptis(tree, _CONFIG).get_text())


def tidy(text: str) -> str:
    """Lines without trailing and common leading space, empty lines never two in a row."""
    lines = [" ".join(line.split()) for line in visible(text).splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def plain(html: str) -> str:
    """The plain text of HTML (or of text), as a person sees it. Never raises."""
    text = tree_text(parse(html))
    if text or "<" not in html:
        return text
    return tidy(_stripped(html)) if _is_deep(html) else ""


def _is_deep(html: str) -> bool:
    """Nested past what the parser follows (256 levels): the text is lost, not hidden."""
    return len(re.findall(r"<[a-z]", html[:MAX_HTML], re.IGNORECASE)) > 200


def _stripped(html: str) -> str:
    """The text of HTML with every tag off, hidden or not; scripts and styles go with their content."""
    return unescape(nh3.clean(html[:MAX_HTML], tags=set()))
