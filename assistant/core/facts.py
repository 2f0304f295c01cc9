"""Facts that a text states and a machine can compare: links, addresses, phone numbers, amounts, dates, lengths of time.

Each function gives (the words as they stand, the forms in which another text may state the same)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

Fact = tuple[str, frozenset[str]]

_TLD = (
    "com|net|org|io|co|info|biz|eu|de|at|ch|fr|es|it|nl|be|pt|pl|uk|us|ca|jp|cn|ru|in|br|au|app|dev|ai|me|xyz|top|site"
    "|online|shop|store|link|click|live|page|ly|gl|to|tv|example|test"
)
LINK = re.compile(
    rf"(?:https?://|www\.)[^\s<>\"'“”„»«)\]]+|(?<![\w@.-])(?:[a-z0-9-]+\.)+(?:{_TLD})\b(?!@)(?:[/?#][^\s<>\"'“”)\]]*)?",
    re.IGNORECASE,
)
EMAIL = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_PHONE = re.compile(r"(?<![\w.,/-])(?:\+|00)?\(?\d[\d\s()./-]{5,20}\d(?![\w/-])")
_NUMBER = r"\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?|\d{1,15}(?:[.,]\d{1,2})?"
_SIGNS = {
    "€": "EUR",
    "$": "USD",
    "£": "GBP",
    "¥": "JPY",
    "円": "JPY",
    "%": "%",
    "％": "%",
    "prozent": "%",
    "percent": "%",
}
_SIGNS |= {
    "us$": "USD",
    "euro": "EUR",
    "euros": "EUR",
    "dollar": "USD",
    "dollars": "USD",
    "pound": "GBP",
    "pounds": "GBP",
}
_SIGNS |= {"pour cent": "%", "por ciento": "%", "por cento": "%", "per cento": "%", "procent": "%", "パーセント": "%"}
_CODE = "EUR|USD|GBP|CHF|JPY|CAD|AUD|SEK|NOK|DKK|PLN|CZK|BRL|INR|CNY|kr|zł|Fr\\.|R\\$"
_SIGN = "|".join(sorted((re.escape(sign) for sign in _SIGNS), key=len, reverse=True))
_AMOUNT = re.compile(
    rf"(?<![\w.,])(?:(?P<before>{_SIGN}|{_CODE})\s?(?P<a>{_NUMBER})(?![\d])"
    rf"|(?P<b>{_NUMBER})(?:,-|,–)?\s?(?P<after>(?:{_SIGN}|{_CODE})(?![^\W\d_])))",
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
_NAMES = "|".join(sorted(_MONTH, key=len, reverse=True))
_DATES = (
    re.compile(r"(?<!\d)(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?<![\d.])(?P<d>\d{1,2})(?P<sep>[./-])(?P<m>\d{1,2})(?P=sep)(?P<y>\d{4}|\d{2})(?!\d)"),
    re.compile(r"(?P<y>\d{4})\s?年\s?(?P<m>\d{1,2})\s?月\s?(?P<d>\d{1,2})\s?日"),
    re.compile(rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|º|°)?\.?(?:\s+(?:de|of|di))?\s+(?P<n>{_NAMES})\b\.?"
               r"(?:,?\s+(?:de\s+|del\s+)?(?P<y>\d{4}))?", re.IGNORECASE),
    re.compile(rf"\b(?P<n>{_NAMES})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*:)"
               r"(?:,?\s+(?P<y>\d{4}))?", re.IGNORECASE),
)  # fmt: skip
_UNITS = {
    "minute": "minutes? minuten minutos? minut[io] minuut mins? 分",
    "hour": "hours? stunden? heures? horas? or[ae] uur uren 時間",
    "day": "days? tage?n? jours? jrs? días? dias? giorn[io] dag(?:en)? 日間?",
    "week": "weeks? wochen? semaines? semanas? settiman[ae] we?ken? 週間?",
    "month": "months? monate?n? mois mes(?:es|i|e)? maand(?:en)? mês か月 ヶ月",
    "year": "years? jahre?n? an(?:s|née|nées|ni|no|os)? años? jaar jaren 年間?",
}
_UNIT = {
    name: re.compile(rf"(?:{'|'.join(words.split())})(?![^\W\d_])", re.IGNORECASE) for name, words in _UNITS.items()
}
_SPAN = re.compile(
    r"(?<![\w.,])(?P<a>\d{1,4})(?:\s*(?:-|–|to|bis|à|a|tot|〜)\s*(?P<b>\d{1,4}))?[\s-]*"
    r"(?:(?:working|business|calendar|full|volle|ganze|bank)[\s-]+)?(?P<unit>[^\W\d_]+)",
    re.IGNORECASE,
)


def links(text: str) -> Iterator[Fact]:
    """Web addresses, with or without a scheme."""
    for _, words in link_places(text):
        yield words, frozenset({bare_link(words)})


def link_places(text: str) -> Iterator[tuple[int, str]]:
    """(where it begins, the address) of each web address; the host of an e-mail address is none."""
    for found in LINK.finditer(EMAIL.sub(lambda mail: " " * len(mail[0]), text)):
        yield found.start(), found[0].rstrip(".,;:!?…")


def bare_link(url: str) -> str:
    """What two addresses of the same place share: no scheme, www or closing slash, the host in small letters."""
    rest = re.sub(r"^(https?://)?(www\.)?", "", url.strip(), flags=re.IGNORECASE).rstrip("/.,;:!?…")
    if rest[:7].casefold() == "mailto:":
        return rest.partition("?")[0].casefold()
    host = re.split(r"[/?#]", rest, maxsplit=1)[0]
    return host.casefold() + rest[len(host) :]


def emails(text: str) -> Iterator[Fact]:
    """E-mail addresses."""
    for found in EMAIL.finditer(text):
        yield found[0].rstrip("."), frozenset({found[0].rstrip(".").casefold()})


def phones(text: str) -> Iterator[Fact]:
    """Phone numbers: seven digits or more in a row of digits and separators that is no date and no amount."""
    dates = {words for words, _ in date_facts(text)}
    for found in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", found[0])
        if 7 <= len(digits) <= 15 and not any(date in found[0] for date in dates) and _looks_dialled(found[0]):
            yield found[0].strip(), frozenset({digits.removeprefix("00").lstrip("0")[-9:]})


def _looks_dialled(words: str) -> bool:
    """An order number stands in one piece; a phone number starts with + or 0, or has separators."""
    return bool(re.match(r"\(?[+0]", words)) or len(re.findall(r"[\s()/-]+", words.strip())) >= 2


def amounts(text: str) -> Iterator[Fact]:
    """Sums of money and percentages, 1.234,56 and 1,234.56 alike."""
    for found in _AMOUNT.finditer(text):
        sign = (found["before"] or found["after"]).casefold()
        yield found[0].strip(), frozenset({f"{value(found['a'] or found['b'])} {_SIGNS.get(sign, sign.upper())}"})


def value(number: str) -> str:
    """ "1.234,50" and "1,234.5" -> "1234.5". Three digits after one separator are thousands."""
    plain = re.sub(r"[^\d.,]", "", number)
    decimal = re.search(r"[.,](\d{1,2})$", plain)
    whole = re.sub(r"\D", "", plain[: decimal.start()] if decimal else plain)
    exact = Decimal(f"{whole or '0'}.{decimal[1] if decimal else '0'}").normalize()
    return f"{exact:f}"


def date_facts(text: str) -> Iterator[Fact]:
    """Calendar dates; a date without a year is the same as that day of any year, 03/05 is either day."""
    taken: list[tuple[int, int]] = []
    for pattern in _DATES:
        for found in pattern.finditer(text):
            forms = _date_forms(found.groupdict())
            if forms and not any(start < found.end() and found.start() < end for start, end in taken):
                taken.append(found.span())
                yield found[0].strip(), forms


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


def spans(text: str) -> Iterator[Fact]:
    """Lengths of time: "2 to 3 working days", "24 Stunden"."""
    for found in _SPAN.finditer(text):
        unit = next((name for name, pattern in _UNIT.items() if pattern.fullmatch(found["unit"])), "")
        if unit:
            for number in filter(None, (found["a"], found["b"])):
                yield found[0].strip(), frozenset({f"{int(number)} {unit}"})
