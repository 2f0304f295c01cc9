"""Names that are known, in all the ways people write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_MARKS = "[\u0300-\u036f]{0,2}"
_LETTER = r"[^\W\d_]"
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def _words(lines: str) -> frozenset[str]:
    return frozenset(lines.split())


TITLES = _words("mr mrs ms miss mx dr prof herr herrn frau monsieur madame mme mlle sig dott señor señora sir")
PARTICLES = _words(
    "von van der den de del della di da dos das do du la le les el al bin ben ibn zu zur vom y e ter ten und and"
)
_OF_FIRMS = _words(
    "gmbh ag kg ohg ug ltd limited llc inc corp corporation company co plc sa sas sarl srl spa bv nv oy ab as aps"
    " kft sl slu lda ltda gbr"
)
_ROLES = _words(
    "support team service customer care info sales office help helpdesk desk admin contact shop store billing"
    " accounts kundenservice kundendienst"
    " noreply mail mailer daemon postmaster agent automatic system user guest unknown somebody else finance"
)
_ALSO_WORDS = _words(
    "will mark may rose grace hope joy bill frank art rich long young page price early sunday summer dawn iris lily"
    " pearl ruby jack rob pat"
    " sue drew chase chance faith june april august max so an do see long short white black brown green gray grey"
    " field fields bush stone rice"
    " cook baker miller fischer weber bauer king bishop best good day love lane hill wood woods bell ball case cash"
    " banks park parks rush sharp"
    " sage sky star wise wolf major martin guy han lang klein gross groß kurz neu jung alt braun schwarz weiss weiß"
    " sommer winter herbst"
)
"""Names that are words too: names only with a capital."""


def variants(name: str, *, firm: bool = False) -> list[str]:
    """A name as people may write it: whole, and in its parts; longest first. A firm's name has no parts."""
    words = re.findall(r"[^\s,;()\"<>]+", name)[:8]
    if not words or "@" in name:
        return []
    if firm or any(word.strip(".").casefold() in _OF_FIRMS for word in words):
        bare = " ".join(word for word in words if word.strip(".&").casefold() not in _OF_FIRMS)
        return list(dict.fromkeys(filter(None, [" ".join(words), bare])))
    whole = " ".join(words) if len(words) > 1 or is_name(words[0]) else ""
    parts = [word for word in words if is_name(word)]
    parts += [piece for word in parts if "-" in word for piece in word.split("-") if len(piece) > 2]
    return sorted(dict.fromkeys(filter(None, [whole, *parts])), key=len, reverse=True)


def is_cjk(words: str) -> bool:
    """Whether it begins in a script that puts no space between words."""
    return bool(_CJK.match(words))


BETWEEN = r"[\s\u00a0.,_-]"
"""A sign that may stand between the parts of a name."""


def is_name(word: str) -> bool:
    """Whether a part of a name says who it is; particles, titles and words of offices do not."""
    plain = word.strip(".").casefold()
    short = len(plain) < (2 if is_cjk(plain) else 3) and not (len(plain) == 2 and plain.isalpha() and word[0].isupper())
    return not short and plain not in PARTICLES | TITLES | _ROLES and any(char.isalpha() for char in plain)


def pattern(name: str, *, capital: bool = False) -> str:
    """A regular expression of one way to write a name: accents, case and spacing folded, ü as ue too.

    A single word may have to begin with a capital; one that is a word of the language as well always has."""
    between = BETWEEN + ("{0,3}" if is_cjk(name) else "{1,3}")
    inner = between.join("".join(_letter(char) for char in word) for word in name.split())
    before = "" if is_cjk(name[0]) else rf"(?<!{_LETTER})"
    after = "" if is_cjk(name[-1]) else rf"(?!{_LETTER})"
    if " " in name or is_cjk(name) or not (capital or len(name) < 3 or name.casefold() in _ALSO_WORDS):
        return f"{before}{inner}{after}"
    first, rest = name[0], "".join(_letter(char) for char in name[1:])
    return f"{before}(?-i:{re.escape(first.upper())}){rest}{after}"


_ACCENTED = {
    "a": "àáâãäåā", "c": "çćč", "d": "ďđ", "e": "èéêëēęě", "g": "ğ", "i": "ìíîïī", "l": "ł", "n": "ñńň", "o": "òóôõöøō",
    "r": "ř", "s": "śšş", "t": "ť", "u": "ùúûüūů", "y": "ýÿ", "z": "źżž",
}  # fmt: skip


@lru_cache(maxsize=4096)
def _letter(char: str) -> str:
    base = unicodedata.normalize("NFD", char)[0].casefold()
    if char.casefold() in "äöüß":
        return f"(?:{base}{_MARKS}|{char}|{ {'ä': 'ae', 'ö': 'oe', 'ü': 'ue', 'ß': 'ss'}[char.casefold()] })"
    also = _ACCENTED.get(base[0], "")
    if also or (base.isascii() and base.isalpha()):
        return f"[{base}{also}]{_MARKS}" if also else f"{base}{_MARKS}"
    return re.escape(char) if char not in "'’" else "['’]"


def known(names: Iterable[str]) -> re.Pattern[str] | None:
    """One expression for all of them, in all their parts; None if there are none."""
    ways = dict.fromkeys(way for name in names for way in variants(name[:200]))
    if not ways:
        return None
    return re.compile("|".join(pattern(way) for way in sorted(ways, key=len, reverse=True)), re.IGNORECASE)


def without_names(text: str, names: Iterable[str]) -> str:
    """The text with known names left out, for a search: they find nothing there."""
    found = known(name for name in names if name.strip())
    return " ".join(found.sub(" ", text).split()) if found else text
