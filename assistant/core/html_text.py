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

from assistant.core.hidden_html import hiding_rules, is_hidden
from assistant.core.invisible import visible, without_control

__all__ = ["drop", "parse", "plain", "tidy", "tree_text", "visible"]

MAX_HTML = 500_000
"""Characters of one message that we read; a mail longer than that is a log or an attack."""

_DATA_URI = re.compile(r"data:[a-z0-9/+.;=-]{0,80},[^\"'<>\s]*", re.IGNORECASE)
_CONFIG = ParserConfig(css=CSS_PROFILES["strict"])


def parse(html: str) -> Any:
    """An lxml tree of the visible part of `html`, or None if there is none."""
    source = without_control(_short(html[: MAX_HTML * 8])[:MAX_HTML])
    if not source.strip():
        return None
    try:
        # a <div> around it keeps text that stands before the first tag; bytes keep a declared encoding from mattering
        tree = lxml_html.document_fromstring(
            f"<div>{source}</div>".encode(), parser=lxml_html.HTMLParser(encoding="utf-8")
        )
    except (etree.LxmlError, ValueError):
        return None
    rules = hiding_rules(tree)
    drop(tree, [node for node in tree.iter() if isinstance(node.tag, str) and is_hidden(node, rules)])
    return tree


def _short(html: str) -> str:
    """HTML without the contents of data: addresses."""
    return _DATA_URI.sub("data:,", html) if "data:" in html.lower() else html


def drop(tree: Any, nodes: list[Any]) -> None:
    """Take nodes out of the tree, their text with them, what follows them kept."""
    for node in nodes:
        if node is not tree and node.getparent() is not None:
            node.drop_tree()


def tree_text(tree: Any) -> str:
    """The text of a tree, tidied: lines kept, no space at their ends, one empty line at most between them."""
    if tree is None:
        return ""
    return tidy(Inscriptis(tree, _CONFIG).get_text())


def tidy(text: str) -> str:
    """Lines without trailing and common leading space, empty lines never two in a row."""
    tidied = "\n".join([" ".join(line.split()) for line in visible(text).splitlines()])
    return re.sub(r"\n{3,}", "\n\n", tidied).strip()


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
