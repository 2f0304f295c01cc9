"""Characters that show nothing: they carry hidden words, or break words so that rules do not know them."""

from __future__ import annotations

import re

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_JOINED = "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\u0900-\u0dff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\ufb50-\ufdff"
"""Arabic script, the scripts of India, Tibetan, Burmese, Khmer: their words need joiners."""
_EMOJI = "\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff"
_KEPT = (
    rf"(?<=[{_JOINED}])[\u200c\u200d](?=[{_JOINED}])"
    rf"|(?<=[{_EMOJI}\ufe0f])\u200d(?=[{_EMOJI}])"
    rf"|(?<=[0-9#*{_EMOJI}])\ufe0f"
)
"""One joiner inside a word or an emoji, one mark that a sign is an emoji."""
_NOTHING = (
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_MAY_HIDE = re.compile(_NOTHING)
_INVISIBLE = re.compile(rf"(?!{_KEPT}){_NOTHING}")


def without_control(text: str) -> str:
    """The text without control characters and halves of characters."""
    return _CONTROL.sub("", text)


def visible(text: str) -> str:
    """The text without control characters and characters that show nothing."""
    shown = without_control(text)
    return shown if shown.isascii() or not _MAY_HIDE.search(shown) else _INVISIBLE.sub("", shown)
