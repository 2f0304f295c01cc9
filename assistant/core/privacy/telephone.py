"""Phone numbers, in the many ways that people write them."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NUMBER = re.compile(
    r"(?<![\w.,@/#:+-])(?:\+|\(\+)?\(?\d(?:[ \u00a0()./-]{0,3}\d){5,17}"
    r"(?:\s?(?:x|ext\.?|extension|durchwahl|poste)\s?\d{1,6})?"
    r"(?![\w@:]|[-/]\d)",
    re.IGNORECASE,
)
_WORDS_BEFORE = re.compile(
    r"\b(?:tele?(?:ph|f)\w*|phone\w*|tel|mob\w{0,6}|cell\w{0,8}|handy\w*|fax|call(?:ed|ing)?|ring|reach|dial|text|sms|whats\s?app"
    r"|signal|number is|answering|registered|office|desk|ruf\w*|anruf\w*|erreich\w*|appel\w*|rappel\w*|joindre|portable"
    r"|ll[aá]m\w*|m[oó]vil|chiam\w*|cellulare|bel(?:len|t)?|ligar|telem[oó]vel|contact)\b[^\d\n]{0,30}$|電話\D{0,10}$|携帯\D{0,10}$",
    re.IGNORECASE,
)
_WORDS_AFTER = re.compile(
    r"\s{0,2}\(?(?:office|mobile|cell|fax|home|work|phone|direct|privat|geschäftlich|mobil)\b", re.IGNORECASE
)


def phones(text: str) -> Iterator[tuple[int, int, bool]]:
    """(start, end, whether its shape or the words around leave no doubt) of what may be a phone number."""
    for found in _NUMBER.finditer(text):
        digits = len(re.sub(r"\D", "", re.split(r"[a-z]", found[0], maxsplit=1, flags=re.IGNORECASE)[0]))
        if not 7 <= digits <= 15:
            continue
        start, end = found.span()
        if found[0].count(")") > found[0].count("("):
            continue
        before, after = text[max(0, start - 50) : start], text[end : end + 14]
        if _WORDS_BEFORE.search(before) or _WORDS_AFTER.match(after) or re.match(r"\(?\+", found[0]):
            yield start, end, True
        elif _looks_dialled(found[0], digits):
            yield start, end, False


def _looks_dialled(words: str, digits: int) -> bool:
    """A code of a country or a town in front, or three groups and more, as nobody writes an order number."""
    groups = re.findall(r"\d+", words)
    if len(groups) == 1:
        return bool(re.fullmatch(r"0[1-9]\d{8,10}|00[1-9]\d{8,12}", words))
    if re.search(r"\(\d", words) or re.match(r"00[1-9]|0[1-9]", words):
        return digits >= 8
    if len(groups) == 4 and all(len(group) == 2 for group in groups):  # 98 19 84 63, as Danes and Norwegians write
        return True
    thousands = all(len(group) == 3 for group in groups[1:]) and re.fullmatch(r"[\d.]+|[\d ]+", words)
    long_enough = digits >= 9 and min(map(len, groups[1:])) >= 2 and max(map(len, groups)) <= 5
    return len(groups) >= 3 and long_enough and not (thousands and len(groups[0]) <= 3 and "." in words)
