"""Postal addresses: a street with its number, and the town that follows it."""

from __future__ import annotations

import re
from collections.abc import Iterator

_CAPITAL = r"(?-i:[A-ZÀ-ÖØ-Þ])[\w'’-]{0,25}\.?"
_HOUSE = r"\d{1,5}(?:\s?[-/]\s?\d{1,4})?\s?(?:bis\b|ter\b|[a-h]\b)?"
_OF = (
    r"(?:(?:de|du|des|del|della|delle|dei|degli|d['’]|la|las|los|le|les|l['’]"
    r"|da|do|dos|das|di|van|der|den|y|e)\s?){0,3}"
)
_NAME = rf"{_OF}{_CAPITAL}(?:\s{_OF}{_CAPITAL}){{0,3}}"
_ENGLISH = (
    r"(?-i:Street|STREET|St|ST|Avenue|AVENUE|Ave|AVE|Road|ROAD|Rd|RD|Lane|LANE|Ln|Drive|DRIVE|Dr|Boulevard|BOULEVARD|Blvd|BLVD"
    r"|Court|Ct|Way|WAY|Terrace|Crescent|Highway|Hwy|Parkway|Pkwy|Circle|Cir|Trail|Walk|Gardens|Grove|Mews|Close)"
)
_GERMANIC = (
    r"(?:stra(?:ß|ss)e|str\.|weg|allee|gasse|damm|ufer|chaussee|straat|laan|gracht|kade|plein|singel|steeg|dijk|platz"
    r"|(?-i:Ring)|(?<=\w)ring|hof|promenade|vej|gade|gatan|vägen|veien|katu|kuja)"
)
_ROMANCE = (
    r"rue|av(?:enue|\.)?|boulevard|b(?:oulevar)?d\.?|place|chemin|all[ée]e|impasse|quai|calle|c/|avenida|avda\.?|paseo|plaza"
    r"|carrer|camino|via|viale|piazza|corso|largo|vicolo|rua|travessa|pra[çc]a|alameda"
)
_FLAT = r"(?:[,\s]{1,3}(?:apt|apartment|suite|ste|unit|flat|floor|fl|etage|#)\.?\s?[\w-]{1,6})?"
_PLAIN = r"(?-i:[A-ZÀ-ÖØ-Þ])[\w'’-]{1,25}"
_TOWN = rf"{_PLAIN}(?:[ -]{_PLAIN}){{0,3}}"
_TAIL = (  # Springfield, IL 62704; 24937 Flensburg, 1012 AB Amsterdam; London SW1A 1AA
    rf"(?:[,\s]{{1,4}}(?:"
    rf"{_TOWN},?\s(?-i:[A-Z]{{2}})\s\d{{5}}(?:-\d{{4}})?"
    rf"|(?:(?-i:[A-Z]{{1,2}})-?\s?)?\d{{4,5}}(?:-\d{{3}})?(?:\s?(?-i:[A-Z]{{2}})\b)?[ ]{_TOWN}"
    rf"|{_TOWN}[,\s]{{1,3}}(?-i:[A-Z]{{1,2}}\d[A-Z\d]?\s?\d[A-Z]{{2}})"
    r"))?"
)
_STREETS = (
    re.compile(  # 4 Canal Walk
        rf"(?<![\w.,-])\d{{1,5}}[a-z]?,?\s(?:{_CAPITAL}\s){{1,4}}{_ENGLISH}\b\.?{_FLAT}{_TAIL}", re.IGNORECASE
    ),
    re.compile(  # Lange Straße 12a, Keizersgracht 4
        rf"(?<![\w-])(?:{_CAPITAL}[ -]){{0,2}}[^\W\d_]?[\w.'’-]{{0,25}}?{_GERMANIC}\s{_HOUSE}"
        rf"(?![\w%€$]|[.,]\d|[ -]\d{{1,3}}(?!\d)){_FLAT}{_TAIL}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<![\w.,-]){_HOUSE}[,\s]{{1,2}}(?:{_ROMANCE})\s{_NAME}{_FLAT}{_TAIL}", re.IGNORECASE
    ),  # 5 rue de la Paix
    re.compile(  # Calle de Alcalá, 42; Via Roma 3; Rua das Camélias 45
        rf"(?<![\w-])(?:{_ROMANCE})\s?{_NAME},?\s(?:n[º°.o]{{1,2}}\s?)?{_HOUSE}(?![\w%€$]|[.,]\d){_FLAT}{_TAIL}",
        re.IGNORECASE,
    ),
    re.compile(  # Am Alten Hafen 12, 24937 Flensburg
        rf"(?<![\w-])(?:{_CAPITAL}[ -]){{0,3}}{_CAPITAL}\s\d{{1,4}}\s?[a-h]?[,\s]{{1,4}}"
        rf"(?:(?-i:[A-Z]{{1,2}})-)?\d{{4,5}}(?:\s?(?-i:[A-Z]{{2}}))?[ ]{_TOWN}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<!\w)(?:p\.?\s?o\.?\s?box|postfach|bo[iî]te postale|apartado|postbus)\s\d{{1,7}}{_TAIL}", re.IGNORECASE
    ),
    re.compile(
        r"〒\s?\d{3}-?\d{4}[^\n、。]{0,40}|[一-龥]{2,3}[都道府県][^\s、。]{2,30}?\d{1,4}(?:[-−丁目番地号]\d{0,4}){1,4}"
    ),
    re.compile(  # Springfield, IL 62704
        rf"(?<!\w){_TOWN},\s(?-i:[A-Z]{{2}})\s\d{{5}}(?:-\d{{4}})?(?!\w)|(?<!\w)(?-i:[A-Z]{{1,2}}\d[A-Z\d]?\s\d[A-Z]{{2}})(?!\w)",
        re.IGNORECASE,
    ),
)


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each street with its number, with the town where it follows."""
    for pattern in _STREETS:
        for found in pattern.finditer(text):
            yield found.start(), found.start() + len(found[0].rstrip(" ,."))
