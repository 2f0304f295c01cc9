"""Mail and note HTML as a browser may show it: known tags, no script, nothing fetched from anywhere."""

from __future__ import annotations

import nh3
from markupsafe import Markup

_LAYOUT = {
    "border",
    "border-bottom",
    "border-left",
    "border-radius",
    "border-top",
    "display",
    "font-size",
    "font-style",
    "font-weight",
    "line-height",
    "list-style-type",
    "margin",
    "margin-bottom",
    "margin-left",
    "margin-top",
    "max-height",
    "overflow",
    "padding",
    "padding-bottom",
    "padding-left",
    "padding-top",
    "text-align",
    "text-decoration",
    "white-space",
}
_COLOURS = {"background-color", "border-color", "color"}
_TAGS = {
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "code",
    "del",
    "details",
    "div",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "hr",
    "i",
    "img",
    "ins",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
}
_ATTRIBUTES = {
    "*": {"style", "dir", "lang", "title"},
    "a": {"href"},
    "details": {"open"},
    "img": {"alt"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
_QUOTES = {"gmail_quote", "gmail_attr", "freshdesk_quote"}


def _cleaner(styles: set[str]) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        filter_style_properties=styles,
        allowed_classes={"div": _QUOTES, "blockquote": _QUOTES},
        url_schemes={"http", "https", "mailto", "tel"},
        url_relative="deny",
        set_tag_attribute_values={"a": {"target": "_blank"}},
    )


_note, _mail = _cleaner(_LAYOUT | _COLOURS), _cleaner(_LAYOUT)


def note_html(body: str) -> Markup:
    """An agent's or an app's HTML, colours included: a note lies on paper of its own in both themes."""
    return Markup(_note.clean(body))


def mail_html(body: str) -> Markup:
    """A mail's HTML in the page's own colours; a picture becomes its alternative text."""
    return Markup(_mail.clean(body))
