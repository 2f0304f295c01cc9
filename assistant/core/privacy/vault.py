"""Placeholders that stand for a ticket's particulars while a model reads it, and the way back."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from typing import Any

from assistant.core.html_text import visible
from assistant.core.privacy.credentials import secrets
from assistant.core.privacy.kinds import Kind, find
from assistant.core.privacy.names import BETWEEN
from assistant.core.privacy.people import Naming, namings, ways

GAP = "[…]"
"""What stands for a placeholder that we never gave out."""

_KINDS = "EMAIL|PHONE|CARD|IBAN|ID|IP|ADDRESS|LINK|COMPANY|(?:FIRST|MIDDLE|LAST)[ _]NAME|NAME"
_KEY = rf"(?:{_KINDS})(?:\\{{0,2}}[_-]|\s){{1,2}}\d{{1,4}}".replace("[ _]", r"(?:\\{0,2}[_-]|\s){1,2}")
_SHAPE = re.compile(
    rf"\\{{0,2}}\[\s{{0,2}}({_KEY}(?:\s{{0,2}}[,;/&]\s{{0,2}}{_KEY}){{0,9}})\s{{0,2}}\\{{0,2}}\]", re.IGNORECASE
)
"""A placeholder as models hand it back: [EMAIL_1], [email 1], \\[EMAIL\\_1\\], [EMAIL_1, EMAIL_2]."""
_ONE = re.compile(_KEY, re.IGNORECASE)
_BETWEEN = re.compile(f"{BETWEEN}+")


class Vault:
    """What the placeholders of one ticket stand for. It lives as long as one draft is written and is never stored.

    `people` and `firms` are names known to belong to the ticket; what stands in `public`, the desk's own words, needs
    no placeholder."""

    def __init__(self, people: Iterable[str] = (), firms: Iterable[str] = (), public: str = "") -> None:
        self._values: dict[str, str] = {}
        self._keys: dict[tuple[str, str], str] = {}
        self._counts: dict[str, int] = {}
        self._public = {_form(span.kind, span.value) for span in find(public)}
        self._namings = namings(people, firms)
        self._names = ways(self._namings)
        self._seen: dict[str, Naming] = {}

    def hide(self, text: str) -> str:
        """The text with its secrets gone and a placeholder for each particular; the same one for the same value.

        What looks like a placeholder already is made harmless."""
        return self._hidden(text, closed=False)

    def hide_closed(self, text: str) -> str:
        """The same, but nothing new is given out: what has no placeholder yet becomes a gap for good."""
        return self._hidden(text, closed=True)

    def _hidden(self, text: str, closed: bool) -> str:
        text = secrets(neutral(text))
        parts, at = [], 0
        for span in find(text):
            if _form(span.kind, span.value) not in self._public:
                parts += [self._with_names(text[at : span.start], closed), self._key(span.kind, span.value, closed)]
                at = span.end
        return "".join([*parts, self._with_names(text[at:], closed)])

    def hide_known(self, text: str) -> str:
        """The text with a placeholder for each value that has one, and nothing else changed: for the desk's texts."""
        parts, at = [], 0
        for span in find(text):
            key = self._keys.get(_form(span.kind, span.value))
            if key:
                parts += [self._with_names(text[at : span.start], False), f"[{key}]"]
                at = span.end
        return "".join([*parts, self._with_names(text[at:], False)])

    def restore(self, text: str) -> str:
        """The text with every placeholder's value back in its place; a gap for those that we never gave out."""
        return _SHAPE.sub(lambda found: self._back(found[1]), text)

    def restore_json(self, text: str) -> str:
        """The JSON object in a model's answer with the values back in every string of it; without one, as text."""
        start, end = text.find("{"), text.rfind("}")
        try:
            answer = _mapped(json.loads(text[start : end + 1], strict=False), self.restore)
            return json.dumps(answer, ensure_ascii=False)
        except (ValueError, RecursionError):
            return _SHAPE.sub(lambda found: json.dumps(self._back(found[1]), ensure_ascii=False)[1:-1], text)

    def _with_names(self, text: str, closed: bool) -> str:
        if self._names is None:
            return text
        return self._names.sub(lambda found: self._name(found[0], closed), text)

    def _name(self, words: str, closed: bool) -> str:
        if words not in self._seen:
            self._seen[words] = next(one for one in self._namings if one.pattern.fullmatch(words))
        keys = [self._key(kind, value, closed) for kind, value in self._seen[words].parts]
        between = _BETWEEN.findall(words)
        if len(between) != len(keys) - 1:
            return " ".join(keys)
        return keys[0] + "".join(gap + key for gap, key in zip(between, keys[1:], strict=True))

    def _key(self, kind: str, value: str, closed: bool) -> str:
        form = _form(kind, value)
        if form not in self._keys:
            if closed:
                return GAP
            self._counts[kind] = self._counts.get(kind, 0) + 1
            self._keys[form] = f"{kind}_{self._counts[kind]}"
            self._values[self._keys[form]] = value
        return f"[{self._keys[form]}]"

    def _back(self, keys: str) -> str:
        plain = (re.sub(r"[\\\s_-]+", "_", key[0]).upper() for key in _ONE.finditer(keys))
        return ", ".join(self._values.get(key, GAP) for key in plain)


def neutral(text: str) -> str:
    """Text in which nothing can be taken for a placeholder of ours: its brackets become round ones."""
    return _SHAPE.sub(lambda found: f"({found[1]})", visible(text))


def _form(kind: Kind | str, value: str) -> tuple[str, str]:
    """What two spellings of the same value share."""
    if kind == "PHONE":
        return kind, re.sub(r"\D", "", value).lstrip("0")[-9:]
    if kind in ("CARD", "IBAN", "ID"):
        return kind, re.sub(r"\W", "", value).casefold()
    return kind, " ".join(value.split()).casefold()


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_mapped(item, change) for item in value]
    if isinstance(value, dict):
        return {key: _mapped(item, change) for key, item in value.items()}
    return value
