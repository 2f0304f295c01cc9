"""Kinds of particulars that have a shape of their own, and where a text holds them.

Every pattern is bounded, so that a hostile text costs no more than its length."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Literal

from assistant.core.facts import EMAIL
from assistant.core.privacy import places
from assistant.core.privacy.plain_facts import DATES, MONEY
from assistant.core.privacy.telephone import phones

Kind = Literal["EMAIL", "PHONE", "CARD", "IBAN", "ID", "IP", "ADDRESS", "LINK"]
Place = tuple[int, int]


@dataclass(frozen=True)
class Span:
    """A particular and where it stands: text[start:end] == value."""

    kind: Kind
    start: int
    end: int
    value: str


LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"'“”„»«]{1,2000}", re.IGNORECASE)
_PERSONAL = re.compile(r"//[^/\s]{0,200}:[^/\s]{0,200}@|[?&#=/](?=[\w.%~+-]{0,200}\d)[\w.%~+-]{24,}", re.IGNORECASE)
"""A log-in in the address, or a long piece with digits, as tokens have."""
_QUERY = 60
"""Characters after the question mark from which on a link says more than a page."""
_TELLING = 6
"""Letters and digits from which on a piece of a particular says something by itself."""
_BLANK = "\N{OBJECT REPLACEMENT CHARACTER}"
_CARD = re.compile(r"(?<![\w.-])\d(?:[ -]?\d){11,18}(?![\w-]|[.,]\d)")
_BRANDS = re.compile(
    r"4(?:\d{12}|\d{15}|\d{18})|3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}|35\d{14}|(?:1800|2131)\d{11}"
    r"|(?:5[1-5]\d|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)\d{12,13}|6(?:011|5\d\d|4[4-9]\d|2\d\d)\d{12,15}"
    r"|(?:50|5[6-8]|6[37])\d{10,17}"
)
_IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]){11,30}", re.IGNORECASE)
_IBAN_LENGTHS = (
    "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 "
    "EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 "
    "KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 "
    "PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 "
    "VA22 VG24 XK20 YE30"
)
_IBAN_LENGTH = {country[:2]: int(country[2:]) for country in _IBAN_LENGTHS.split()}
_IP4 = re.compile(r"(?<![\w.-])(?:\d{1,3}\.){3}\d{1,3}(?![\w-]|\.\d)")
_IP6 = re.compile(r"(?<![\w:.])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,8}(?![\w:])", re.IGNORECASE)
_VERSION = re.compile(r"(?:\bv|version|release|build|firmware|rev)[.:\s]{0,3}$", re.IGNORECASE)
_IDS = re.compile(
    r"(?<![\w-])(?:"
    r"(?!000|666|9\d\d-(?:[0-46]|\d\d-0000))\d{3}-(?!00)\d{2}-(?!0000)\d{4}"  # US social security
    r"|(?-i:[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]) ?\d{2} ?\d{2} ?\d{2} ?[A-D]"  # UK national insurance
    r"|[12] ?\d{2} ?(?:0[1-9]|1[0-2]) ?\d[\dAB] ?\d{3} ?\d{3} ?\d{2}"  # French NIR
    r"|[A-Z]{6}\d{2}[A-EHLMPR-T]\d{2}[A-Z]\d{3}[A-Z]"  # Italian codice fiscale
    r"|\d{3}\.\d{3}\.\d{3}-\d{2}"  # Brazilian CPF
    r"|\d{8}-?[A-Z]|[XYZ]-?\d{7}-?[A-Z]"  # Spanish DNI and NIE
    r")(?![\w-])",
    re.IGNORECASE,
)
_DNI = re.compile(r"([XYZ]|\d)-?(\d{7})-?([A-Z])", re.IGNORECASE)
_PARCEL = re.compile(r"(?<!\w)1Z(?: ?[0-9A-Z]){16}(?!\w)")
"""A UPS number, which in its groups looks like a phone number."""
_CALLED = re.compile(
    r"(?:\bssn|social security|steuer-?(?:id|identifikations)\w*|sozialversicherungs\w*|personalausweis\w*|\bbsn"
    r"|burgerservicenummer|national insurance|passport|reisepass\w*|passeport|pasaporte|passaporto|paspoort"
    r"|num[ée]ro de s[ée]curit[ée] sociale|codice fiscale|\b(?:dni|nie|nif|cpf))"
    r"[^\w\n]{0,3}(?:(?:number|no|nr|nummer|numéro|número|is|ist|est"
    r"|es)\b[^\w\n]{0,3}){0,2}([A-Z]{0,3}\d[\d -]{4,14}[\dA-Z])(?!\w)",
    re.IGNORECASE,
)
OF_GOODS = re.compile(
    r"(?:\b(?:orders?|invoices?|tickets?|cases?|tracking|track|shipments?|parcels?|serial|imei|ean|sku|gtin|ref"
    r"|reference"
    r"|bestell\w*|auftrags?\w*|rechnung\w*|sendung\w*|paket\w*|kunden\w*|artikel\w*|serien\w*|vorgang\w*"
    r"|commande|facture|suivi|colis|pedido|factura|encomenda|fatura|seguimiento|ordine|fattura|spedizione|tracciamento"
    r"|bestelling|factuur|zending|model|item|part|version)\b[^\n\d]{0,20}|[#№])$",
    re.IGNORECASE,
)
"""Words right before a number that make it a number of things, not of people."""


def find(text: str) -> list[Span]:
    """Every particular of a text with a shape of its own, in order, none over another. Dates and prices are none."""
    claimed, seen = bytearray(len(text)), text
    found: list[Span] = []
    for kind, finder in _FINDERS:
        places = [*_claim(finder(seen), seen, claimed)]
        if kind:
            found += [Span(kind, start, end, text[start:end]) for start, end in places]
        else:
            seen = _blanked(seen, places)
    return sorted(found, key=lambda span: span.start)


def _claim(places: Iterator[Place], text: str, claimed: bytearray) -> Iterator[Place]:
    """Each place, or what of it nobody has claimed, so that half a number never stays behind."""
    for start, end in places:
        for run in list(re.finditer(rb"\0+", claimed[start:end])):
            first, last = _trimmed(text, start + run.start(), start + run.end())
            if (first, last) == (start, end) or sum(map(str.isalnum, text[first:last])) >= _TELLING:
                claimed[first:last] = b"\1" * (last - first)
                yield first, last


def _trimmed(text: str, start: int, end: int) -> Place:
    piece = text[start:end]
    return end - len(piece.lstrip()), start + len(piece.rstrip())


def _blanked(text: str, places: list[Place]) -> str:
    """The text with these places made unreadable, so that a number beside a date is not read as one with it."""
    chars = list(text)
    for start, end in places:
        chars[start:end] = _BLANK * (end - start)
    return "".join(chars)


def is_personal(link: str) -> bool:
    """Whether an address leads one person somewhere rather than everybody to a page."""
    return bool(_PERSONAL.search(link)) or len(link.partition("?")[2]) >= _QUERY


def _emails(text: str) -> Iterator[Place]:
    for found in EMAIL.finditer(text):
        yield found.start(), found.start() + len(found[0].rstrip("."))


def _links(text: str) -> Iterator[Place]:
    for found in LINK.finditer(text):
        if is_personal(found[0]):
            yield found.start(), found.start() + len(found[0].rstrip(".,;:!?…)]"))


def _cards(text: str) -> Iterator[Place]:
    for found in _CARD.finditer(text):
        digits = re.sub(r"\D", "", found[0])
        grouped = len(digits) < len(found[0])
        if _BRANDS.fullmatch(digits) and _luhn(digits) and (grouped or not is_of_goods(text, found.start())):
            yield found.span()


def _luhn(digits: str) -> bool:
    doubled = [int(digit) * (1 + at % 2) for at, digit in enumerate(reversed(digits))]
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0


def _ibans(text: str) -> Iterator[Place]:
    for found in _IBAN.finditer(text):
        length, seen = _IBAN_LENGTH.get(found[0][:2].upper(), 0), 0
        for at, char in enumerate(found[0]):
            seen += char.isalnum()
            if seen == length and _mod97(found[0][: at + 1]):
                yield found.start(), found.start() + at + 1
                break


def _mod97(iban: str) -> bool:
    plain = re.sub(r"[^A-Z0-9]", "", iban.upper())
    return int("".join(str(int(char, 36)) for char in plain[4:] + plain[:4])) % 97 == 1


def _ids(text: str) -> Iterator[Place]:
    for found in _CALLED.finditer(text):
        yield found.span(1)
    for found in _IDS.finditer(text):
        dni = _DNI.fullmatch(found[0])
        if dni is None or _dni(dni):
            yield found.span()


def _dni(found: re.Match[str]) -> bool:
    first = "XYZ".find(found[1].upper())
    number = int(f"{found[1] if first < 0 else first}{found[2]}")
    return "TRWAGMYFPDXBNJZSQVHLCKE"[number % 23] == found[3].upper()


def _ips(text: str) -> Iterator[Place]:
    for pattern in (_IP4, _IP6):
        for found in pattern.finditer(text):
            if not _VERSION.search(text[max(0, found.start() - 12) : found.start()]) and _is_ip(found[0]):
                yield found.span()


def _is_ip(words: str) -> bool:
    try:
        ip_address(words)
    except ValueError:
        return False
    return "." in words or len(re.findall(r"[0-9a-fA-F]+", words)) >= 3


def _phones(text: str) -> Iterator[Place]:
    for start, end, sure in phones(text):
        if sure or not is_of_goods(text, start):
            yield start, end


def is_of_goods(text: str, at: int) -> bool:
    """Whether the words before this place speak of an order, a parcel or a thing."""
    return bool(OF_GOODS.search(text[max(0, at - 45) : at]))


def _parcels(text: str) -> Iterator[Place]:
    return (found.span() for found in _PARCEL.finditer(text))


def _dates(text: str) -> Iterator[Place]:
    return (found.span() for found in DATES.finditer(text))


def _money(text: str) -> Iterator[Place]:
    return (found.span() for found in MONEY.finditer(text))


_FINDERS: tuple[tuple[Kind | None, Callable[[str], Iterator[Place]]], ...] = (
     ("LINK", _links), ("EMAIL", _emails), ("IBAN", _ibans), ("CARD", _cards), ("IP", _ips), ("ID", _ids),
    ("ADDRESS", places.addresses), (None, _parcels), (None, _dates), (None, _money), ("PHONE", _phones),
)  # fmt: skip
"""In order of how sure they are; what has no kind is only kept from being taken for something else."""
