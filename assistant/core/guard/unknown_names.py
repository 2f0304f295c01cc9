"""Names in a reply that stand nowhere in ticket, desk and sources: products, persons and buttons that were made up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.core.evidence.overlap import keys
from assistant.core.guard.taint import stands
from assistant.core.words import words

_MOST = 3
_CAMEL = re.compile(r"\b(?:[^\W\d_]*[a-z][A-Z][^\W\d_]*|[A-Z][A-Za-z]*-?\d{1,2}[A-Za-z]{0,3})\b")
"""PayPal, X20, iPhone; longer numbers are facts of their own."""
_QUOTED = re.compile(r"[“\"„«]([^“”\"„«»\n]{2,60})[”\"“»]|(?<!\w)['‘]([^'‘’\n]{2,60})['’](?!\w)")
_NAME = r"[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+"
_CAPITALISED = re.compile(rf"(?<=[a-zß-öø-ÿ0-9,] ){_NAME}(?: {_NAME}){{0,3}}")
_WORDS = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_USUAL = words("""
    i sir madam mr mrs ms miss dr team support customer service services care january february march april may june july
    august september october november december monday tuesday wednesday thursday friday saturday sunday english german
    french spanish italian dutch portuguese japanese european europe internet google email mail faq pdf id
    lundi mardi mercredi jeudi vendredi samedi dimanche usted ustedes lei suo sua loro la le vostro ihr sie
    regards thanks hello hi dear best kind
""")


def unknown_names(sentences: list[str], language: str, known: str) -> list[str]:
    """Made-up names in their order, at most three. `known` is everything that names may come from, casefolded.

    German writes every noun with a capital: there only odd capitals, digits and marks of quotation tell a name."""
    found: dict[str, None] = {}
    for sentence in sentences:
        for name in _names(sentence, language):
            if not _is_known(name, known):
                found[name] = None
    return list(found)[:_MOST]


def _names(sentence: str, language: str) -> Iterator[str]:
    yield from (found[0] for found in _CAMEL.finditer(sentence))
    for found in _QUOTED.finditer(sentence):
        name = found[1] or found[2]
        if re.search(r"[^\W\d_]", name) and len(name.split()) <= 6:
            yield name.strip(" .,!?")
    if language != "de":
        yield from (found[0] for found in _CAPITALISED.finditer(sentence))


def _is_known(name: str, known: str) -> bool:
    """Whether the name stands there, or each of its words does or is a usual one."""
    return stands(name.casefold(), known) or all(
        word in _USUAL or stands(word, known) or any(key in known for key in keys(word) if len(key) > 4)
        for word in _WORDS.findall(name.casefold())
    )
