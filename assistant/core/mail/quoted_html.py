"""Quotations in HTML mail: each mail program wraps them in its own way."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lxml import html as lxml_html  # type: ignore[import-untyped]

from assistant.core.html_text import drop, parse, tree_text
from assistant.core.mail.reply_lines import attribution, is_forward

_MAX_QUOTES = 60
"""Quotations of one mail that are looked at."""


def _of_class(*names: str) -> str:
    return " or ".join(f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')" for name in names)


_WRAPPERS = (
    f"//*[{_of_class('gmail_quote', 'gmail_quote_container', 'freshdesk_quote', 'yahoo_quoted', 'zmail_extra')}"
    f" or {_of_class('protonmail_quote', 'tutanota_quote', 'ms-outlook-mobile-reference-message')}"
    " or starts-with(@id, 'yahoo_quoted') or @id='OLK_SRC_BODY_SECTION' or @id='isReplyContent']"
)
"""What holds the line before a quotation, the quotation, and perhaps answers between its parts."""
_CITED = (
    f"//blockquote[@type='cite' or @id='replyBlockquote' or {_of_class('gmail_quote', 'iosymailblockquote')}"
    f" or {_of_class('protonmail_quote', 'tutanota_quote')}"
    f" or ancestor::*[{_of_class('gmail_quote', 'freshdesk_quote', 'yahoo_quoted')}]]"
)
_HEADS = f"//*[{_of_class('moz-cite-prefix', 'gmail_attr')}]"
_SIGNATURES = (
    f"//*[{_of_class('gmail_signature', 'gmail_signature_prefix', 'moz-signature', 'protonmail_signature_block')}"
    " or @data-signatureblock='true' or @id='Signature' or @id='ms-outlook-mobile-signature']"
)
_FROM_HERE = (
    "//*[@id='divRplyFwdMsg' or @id='appendonsend' or @id='mail-editor-reference-message-container'"
    " or @id='stopSpelling' or @id='zwchr' or @data-marker='__DIVIDER__' or @data-marker='__HEADERS__'"
    f" or {_of_class('OutlookMessageHeader')}]"
)
"""Here an older mail begins that goes on to the end."""
_RULED = (
    "//div[contains(@style, 'border-top') and contains(@style, 'solid') and (contains(@style, '#E1E1E1')"
    " or contains(@style, '#B5C4DF') or contains(@style, 'rgb(229, 229, 229)')) and string-length() < 2000"
    " and string-length() - string-length(translate(., ':：', '')) > 2]"
)
"""Outlook's line above the headers of an older mail, in whatever language they are."""
_CITATION = "deskhand-cited"


def unquoted_html(html: str) -> str:
    """The text of a mail: what is cited as lines with ">", older mail cut off; empty if nothing is left."""
    tree = parse(html)
    if tree is None:
        return ""
    for node in tree.xpath(f"{_FROM_HERE}|{_RULED}"):
        if _has_text_before(node) and not _is_forward(node):
            _drop_from(tree, node)
    _cite_all(tree)
    drop(tree, [node for node in _outermost(tree.xpath(_HEADS)) if not _is_forward(node)])
    for node in _outermost(tree.xpath(_WRAPPERS)):
        if not _is_forward(node):
            _unwrap(tree, node)
    drop(tree, [node for node in tree.xpath(_SIGNATURES) if _has_text_before(node)])
    return tree_text(tree)


def _outermost(nodes: Iterable[Any]) -> list[Any]:
    """Nodes that stand in no other of them."""
    found = list(nodes)
    known = set(found)
    return [node for node in found if not any(above in known for above in node.iterancestors())]


def _is_forward(node: Any) -> bool:
    """A forwarded mail is the message's content, though mail programs wrap it as they wrap quotations."""
    lines = [line for line in node.text_content()[:600].splitlines() if line.strip()]
    return any(is_forward(line) for line in lines[:3]) or "Forwarded message" in " ".join(lines[:2])


def _has_text_before(node: Any) -> bool:
    return bool(node.xpath("boolean(preceding::text()[normalize-space()])"))


def _drop_from(tree: Any, node: Any) -> None:
    """Drop a node and all that follows it."""
    step = node
    while step is not tree and step.getparent() is not None:
        for following in list(step.itersiblings()):
            step.getparent().remove(following)
        step.tail = None
        step = step.getparent()
    if step is tree and node is not tree:
        node.getparent().remove(node)


def _cite_all(tree: Any) -> None:
    """Every cited part becomes its lines with ">" before them."""
    cited = set(tree.xpath(_CITED))
    quotes = _outermost(tree.xpath("//blockquote"))[:_MAX_QUOTES]
    for node in quotes:
        if not _is_forward(node) and (node in cited or cited & set(node.iterdescendants()) or _is_attributed(node)):
            _cite(node)


def _is_attributed(node: Any) -> bool:
    """Whether "On Monday, Ida wrote:" stands before it."""
    before = [text for text in node.xpath("preceding::text()[position() <= 12]") if text.strip()][-6:]
    return any(attribution([" ".join(" ".join(before[at:]).split())], 0) for at in range(len(before)))


def _cite(node: Any) -> None:
    cited = lxml_html.Element("pre")
    cited.set("class", _CITATION)
    cited.text = "".join(f"> {line}\n" for line in tree_text(_copy(node)).splitlines())
    cited.tail = node.tail
    node.getparent().replace(node, cited)


def _copy(node: Any) -> Any:
    """The node as a tree of its own."""
    body = lxml_html.Element("div")
    body.extend(list(node))
    body.text = node.text
    return body


def _unwrap(tree: Any, wrapper: Any) -> None:
    """Off with a wrapper without cited parts; with them, off with what stands before the first."""
    cited = wrapper.xpath(f".//pre[@class='{_CITATION}']")
    if not cited:
        drop(tree, [wrapper])
        return
    step = cited[0]
    while step is not wrapper:
        for before in list(step.itersiblings(preceding=True)):
            before.getparent().remove(before)
        step.getparent().text = None
        step = step.getparent()
