"""Facts that a text states and a machine can compare: e-mail addresses, phone numbers, amounts, dates, numbers.

Each function gives (the words as they stand, the forms in which another text may state the same)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal

from assistant.core.words import one_of, words

Fact = tuple[str, frozenset[str]]

EMAIL = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_PHONE = re.compile(r"(?<![\w.,/-])(?:\+|00)?\(?\d[\d\s()./-]{5,20}\d(?![\w/-])")
_NUMBER = r"\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?|\d{1,15}(?:[.,]\d{1,2})?"
_SIGNS = {"€": "EUR", "$": "USD", "us$": "USD", "£": "GBP", "¥": "JPY", "円": "JPY", "%": "%"}
_SIGNS |= {"euro": "EUR", "euros": "EUR", "dollar": "USD", "dollars": "USD", "pound": "GBP", "pounds": "GBP"}
_SIGNS |= dict.fromkeys(["prozent", "percent", "procent", "パーセント"], "%")
_SIGNS |= dict.fromkeys(("pour cent", "por ciento", "por cento", "per cento"), "%")
_CODES = words("eur usd gbp chf jpy cad aud sek nok dkk pln czk brl inr cny kr zł fr. r$")
_SIGN = one_of([*_SIGNS, *_CODES])
_AMOUNT = re.compile(
    rf"(?<![A-Za-zÀ-ɏ\d.,])(?:(?P<before>{_SIGN})\s?(?P<a>{_NUMBER})(?![\d])"
    rf"|(?P<b>{_NUMBER})(?:,-|,–)?\s?(?P<after>(?:{_SIGN})(?![^\W\d_])))",
    re.IGNORECASE,
)
_MONTHS = [
    "jan january januar janvier enero janeiro gennaio januari jän jänner ene gen",
    "feb february februar février febrero fevereiro febbraio februari fév",
    "mar march märz mars marzo março maart mär mrz mrt",
    "apr april avril abril aprile avr abr",
    "may mai mayo maio maggio mei mag",
    "jun june juni juin junio junho giugno giu",
    "jul july juli juillet julio julho luglio juil lug",
    "aug august août agosto augustus aoû ago",
    "sep sept september septembre septiembre setembro settembre set",
    "oct october oktober octobre octubre outubro ottobre okt out ott",
    "nov november novembre noviembre novembro",
    "dec december dezember décembre diciembre dezembro dicembre dez déc dic",
]
_MONTH = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}
_NAME = one_of(_MONTH)
MONTH_NAMES = "|".join(sorted(_MONTH, key=len, reverse=True))
"""Every name and abbreviation of a month, longest first, as one regular expression."""
_DATES = (
    re.compile(r"(?<!\d)(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?<![\d.])(?P<d>\d{1,2})(?P<sep>[./-])(?P<m>\d{1,2})(?P=sep)(?P<y>\d{4}|\d{2})(?!\d)"),
    re.compile(r"(?P<y>\d{4})\s?年\s?(?P<m>\d{1,2})\s?月\s?(?P<d>\d{1,2})\s?日"),
    re.compile(rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|º|°)?\.?(?:\s+(?:de|of|di))?\s+(?P<n>{_NAME})\b\.?"
               r"(?:,?\s+(?:de\s+|del\s+)?(?P<y>\d{4}))?", re.IGNORECASE),
    re.compile(rf"\b(?P<n>{_NAME})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*:)"
               r"(?:,?\s+(?P<y>\d{4}))?", re.IGNORECASE),
)  # fmt: skip
_CODE_OR_NUMBER = re.compile(
    r"(?<![A-Za-zÀ-ɏ0-9.,])[A-Za-z]{0,8}+[-_/#]?[0-9](?:[A-Za-zÀ-ɏ0-9,./:#_-]{0,60}[A-Za-zÀ-ɏ0-9])?"
)
_WIDE = {0xFF01 + at: 0x21 + at for at in range(94)} | {0xFFE5: "¥", 0xFFE1: "£"}
_WIDER = re.compile(r"[\u0660-\u1fff\u2e80-\U0010ffff]")
"""Every script that has digits or letters of its own width."""
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
_REACH = 30
"""Characters around a digit that its unit, currency or month stands in."""


def western(text: str) -> str:
    """The text with the digits of every script as 0 to 9 and full-width letters as narrow ones, as long as before."""
    if text.isascii() or not _WIDER.search(text):
        return text
    return _OTHER_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), text.translate(_WIDE))


def near(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Only what stands near these places, so that a long text is searched for facts quickly."""
    parts: list[list[int]] = []
    for start, end in sorted(spans):
        if parts and start - _REACH <= parts[-1][1]:
            parts[-1][1] = max(parts[-1][1], end + _REACH)
        else:
            parts.append([max(0, start - _REACH), end + _REACH])
    return "\n".join(text[start:end] for start, end in parts)


def emails(text: str) -> Iterator[Fact]:
    """E-mail addresses."""
    for found in EMAIL.finditer(text) if "@" in text else ():
        yield found[0].rstrip("."), frozenset({found[0].rstrip(".").casefold()})


def phones(text: str) -> Iterator[Fact]:
    """Phone numbers: seven digits or more in a row of digits and separators that is no date and no amount."""
    narrow = western(text)
    rows = list(_PHONE.finditer(narrow))
    dates = {words for words, _ in date_facts(narrow)} if rows else set()
    sizes = {len(date) for date in dates}
    for found in rows:
        digits = re.sub(r"\D", "", found[0])
        if 7 <= len(digits) <= 15 and not _has_one(found[0], dates, sizes) and _looks_dialled(found[0]):
            yield text[found.start() : found.end()].strip(), frozenset({dialled(digits)})


def _has_one(row: str, dates: set[str], sizes: set[int]) -> bool:
    """Whether one of the dates, of these lengths, stands in a short row: there can be very many dates."""
    return any(row[at : at + size] in dates for size in sizes for at in range(len(row) - size + 1))


def dialled(digits: str) -> str:
    """The last nine digits: the same with and without the country's prefix."""
    return digits.removeprefix("00").lstrip("0")[-9:]


def _looks_dialled(words: str) -> bool:
    """An order number stands in one piece; a phone number starts with + or 0, or has separators."""
    return bool(re.match(r"\(?[+0]", words)) or len(re.findall(r"[\s()/-]+", words.strip())) >= 2


def amounts(text: str) -> Iterator[Fact]:
    """Sums of money and percentages, 1.234,56 and 1,234.56 alike."""
    for found in _AMOUNT.finditer(western(text)):
        sign = (found["before"] or found["after"]).casefold()
        forms = frozenset({f"{value(found['a'] or found['b'])} {_SIGNS.get(sign, sign.upper())}"})
        yield text[found.start() : found.end()].strip(), forms


def value(number: str) -> str:
    """ "1.234,50" and "1,234.5" -> "1234.5". Three digits after one separator are thousands."""
    plain = re.sub(r"[^\d.,]", "", number)
    decimal = re.search(r"[.,](\d{1,2})$", plain)
    whole = re.sub(r"\D", "", plain[: decimal.start()] if decimal else plain)
    exact = Decimal(f"{whole or '0'}.{decimal[1] if decimal else '0'}").normalize()
    return f"{exact:f}"


def numbers(text: str) -> Iterator[Fact]:
    """Every other number and code with a digit in it: "30", "LH-204", "X200", "10:30"."""
    narrow = western(text)
    shown = EMAIL.sub(lambda mail: "." * len(mail[0]), narrow) if "@" in narrow else narrow
    for found in _CODE_OR_NUMBER.finditer(shown):
        bare = re.sub(r"[\W_]", "", found[0]).casefold()
        yield text[found.start() : found.end()], frozenset({bare, bare.lstrip("0") or "0"})


def date_facts(text: str) -> Iterator[Fact]:
    """Calendar dates; a date without a year is the same as that day of any year, 03/05 is either day."""
    taken: set[int] = set()
    narrow = western(text)
    for pattern in _DATES:
        for found in pattern.finditer(narrow):
            forms = _date_forms(found.groupdict())
            if forms and taken.isdisjoint(range(*found.span())):
                taken.update(range(*found.span()))
                yield text[found.start() : found.end()].strip(), forms


def _date_forms(parts: dict[str, str | None]) -> frozenset[str]:
    day = int(parts["d"] or 0)
    month = _MONTH[(parts.get("n") or "").casefold()] if parts.get("n") else int(parts.get("m") or 0)
    year = parts.get("y") or ""
    year = f"20{year}" if len(year) == 2 else year
    pairs = {(month, day)} | ({(day, month)} if parts.get("sep") == "/" else set())
    valid = [(m, d) for m, d in pairs if 1 <= m <= 12 and 1 <= d <= 31]
    return frozenset(form for m, d in valid for form in _forms_of(year, m, d))


def _forms_of(year: str, month: int, day: int) -> tuple[str, ...]:
    """With a year only that very day; without one also what any year's day gives."""
    return (f"{year}-{month:02}-{day:02}",) if year else (f"{month:02}-{day:02}",)


def day_forms(forms: frozenset[str]) -> frozenset[str]:
    """The forms and the same days without their year."""
    return forms | {form[-5:] for form in forms}


def same_day(stated: frozenset[str], known: frozenset[str]) -> bool:
    """Whether a stated date is a known one; the year may be left out on either side."""
    return bool(
        stated & day_forms(known) or {form[-5:] for form in stated} & {form for form in known if len(form) == 5}
    )
