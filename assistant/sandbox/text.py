"""HTML to the lossy plain text that `body_text` and `description_text` hold (freshdesk-api 11)."""

from __future__ import annotations

import html
import re

_TAG = re.compile(r"<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_HIDDEN = re.compile(r"<(script|style|head)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/tr|/h[1-6])\b[^>]*>", re.IGNORECASE)


def plain(markup: str) -> str:
    """The words of an HTML fragment; breaks become single spaces, as recorded answers show."""
    spaced = _BREAK.sub(" ", _HIDDEN.sub("", markup))
    return html.unescape(_TAG.sub("", spaced)).strip()


def wrapped(markup: str) -> str:
    """Text sent by API comes back inside a div (freshdesk-api 11)."""
    return f"<div>{markup}</div>"


def mail_domain(email: str) -> str:
    return email.rpartition("@")[2].lower()


def display_name(email: str) -> str:
    """A name for a person known by address only: 'ana.duarte@x' is 'Ana Duarte'."""
    words = re.split(r"[._+-]+", email.partition("@")[0])
    return " ".join(word.capitalize() for word in words if word) or email
