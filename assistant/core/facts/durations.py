"""Lengths of time that a text states: "2 to 3 working days", "zwei Wochen", "24時間"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.core.facts import Fact, western
from assistant.core.words import one_of

_UNITS = {
    "minute": "minutes? minuten minutos? minut[io] minuut mins?",
    "hour": "hours? hrs? stunden? heures? horas? or[ae] uur uren",
    "day": "days? tage?n? jours? jrs? días? dias? giorn[io] dag(?:en)?",
    "working day": "werktage?n? arbeitstage?n? werkdag(?:en)?",
    "week": "weeks? wochen? semaines? semanas? settiman[ae] we?ken?",
    "month": "months? monate?n? mois mes(?:es|i|e)? maand(?:en)? mês",
    "year": "years? jahre?n? an(?:s|née|nées|ni|no|os)? años? jaar jaren",
}
_UNIT = re.compile("|".join(f"({'|'.join(words.split())})" for words in _UNITS.values()), re.IGNORECASE)
_NAMES = tuple(_UNITS)
_EAST = {
    "分": "minute", "時間": "hour", "小时": "hour",
    "日間": "day", "日以内": "day", "日後": "day", "日ほど": "day", "天": "day",
    "営業日": "working day", "工作日": "working day", "週間": "week", "か月": "month", "ヶ月": "month", "年間": "year",
}  # fmt: skip
"""Units that are written on to the next word."""
_SPELLED = {
    1: "one ein eine einem einen einer un une una uno",
    2: "two zwei deux dos",
    3: "three drei trois tres",
    4: "four vier quatre cuatro",
    5: "five fünf cinq cinco",
    6: "six sechs seis",
    7: "seven sieben sept siete",
    8: "eight acht huit ocho",
    9: "nine neun neuf nueve",
    10: "ten zehn dix diez",
    12: "twelve zwölf douze doce",
    14: "fourteen vierzehn quatorze catorce",
    15: "fifteen fünfzehn quinze quince",
    20: "twenty zwanzig vingt veinte",
    24: "vierundzwanzig twenty-four vingt-quatre veinticuatro",
    30: "thirty dreißig dreissig trente treinta",
    48: "forty-eight achtundvierzig quarante-huit",
    60: "sixty sechzig soixante sesenta",
    90: "ninety neunzig noventa",
}
_VALUE = {word: number for number, words in _SPELLED.items() for word in words.split()}
_WORD = one_of(_VALUE)
_SPAN = re.compile(
    rf"(?<![A-Za-zÀ-ɏ\d.,])(?P<a>\d{{1,4}}|(?:{_WORD})\b)(?:\s*(?:-|–|to|bis|or|oder|à|ou|a|o|tot|〜|～)\s*"
    rf"(?P<b>\d{{1,4}}|(?:{_WORD})\b))?[\s-]*"
    r"(?P<working>(?:working|business|bank)[\s-]+)?(?:(?:calendar|full|volle[nr]?|ganze[nr]?)[\s-]+)?"
    rf"(?P<unit>{one_of(_EAST)}|[^\W\d_]+)"
    r"(?P<open>\s+(?:ouvr(?:é|able)s?|hábil(?:es)?|laborables?|lavorativ[io]|út(?:il|eis)))?",
    re.IGNORECASE,
)
SECONDS = {"minute": 60, "hour": 3600, "day": 86400, "week": 7 * 86400, "month": 30 * 86400, "year": 365 * 86400}


def durations(text: str) -> Iterator[Fact]:
    """Lengths of time; two weeks are 14 days, and a working day is no calendar day."""
    for words, number, unit in measured(text):
        forms = {f"{number} {unit}"}
        if unit == "week":
            forms.add(f"{number * 7} day")
        elif unit == "day" and number % 7 == 0:
            forms.add(f"{number // 7} week")
        yield words, frozenset(forms)


def measured(text: str) -> Iterator[tuple[str, int, str]]:
    """(words, how many, unit); a range gives two."""
    for found in _SPAN.finditer(western(text)):
        unit = _unit(found["unit"])
        if unit == "day" and (found["working"] or found["open"]):
            unit = "working day"
        for number in filter(None, (found["a"], found["b"])) if unit else ():
            yield text[found.start() : found.end()].strip(), _value(number), unit


def spelled(form: str) -> tuple[str, ...]:
    """How the number of a length of time ("2 week") may be written out."""
    return tuple(_SPELLED.get(int(form.split()[0]), "").split())


def _unit(word: str) -> str:
    found = _UNIT.fullmatch(word)
    return _EAST.get(word) or (_NAMES[(found.lastindex or 1) - 1] if found else "")


def _value(number: str) -> int:
    return int(number) if number.isdigit() else _VALUE[number.casefold()]
