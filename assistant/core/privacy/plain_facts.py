"""Dates and sums of money as they stand in a text: where, not what they mean."""

from __future__ import annotations

import re

from assistant.core.facts import MONTH_NAMES

_ALSO_WORDS = {"out", "set", "mag", "ago", "mar", "mai", "dez", "mei"}
"""Abbreviations of months that are words of other languages: months only before a full stop or a year."""
_MONTH = "|".join(name for name in MONTH_NAMES.split("|") if name not in _ALSO_WORDS)
_SHORT = rf"(?:{'|'.join(sorted(_ALSO_WORDS))})(?=\.|\s\d{{4}}(?!\d))"
_MONTH_FIRST = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?"
)
DATES = re.compile(
    r"(?<![\w.,/-])(?:"
    r"\d{4}([-/.])\d{1,2}\1\d{1,2}(?!\d)|\d{1,2}([./-])\d{1,2}\2(?:\d{4}|\d{2})(?!\d|[./-]\d)"
    r"|\d{1,2}\. ?\d{1,2}\.(?!\d)"
    rf"|\d{{1,2}}(?:st|nd|rd|th|er|[.ºª°])?(?:\s(?:of|de|do|di)\b|-)?\s?(?:{_MONTH}|{_SHORT})(?![^\W\d_])"
    r"(?:\.?,?-?\s?(?:(?:of|de|del)\s)?\d{4}(?!\d))?"
    rf"|(?:{_MONTH_FIRST})\.?\s\d{{1,2}}(?:st|nd|rd|th)?(?!\d|[.,]\d)(?:,?\s\d{{4}}(?!\d))?"
    rf"|(?:{_MONTH})\s(?:de\s)?(?:19|20)\d\d(?!\d)"
    r"|(?:\d{4}年)?\d{1,2}月\d{1,2}日"
    r")",
    re.IGNORECASE,
)
"""Calendar dates, with or without a year."""

_SIGN = (
    r"US\$|R\$|[€$£¥₹]|EUR|USD|GBP|CHF|JPY|CAD|AUD|SEK|NOK|DKK|PLN|CZK|HUF|BRL|INR|CNY|Fr\.|zł|Kč|kr|円|euros?|dollars?"
    r"|pounds?|pfund|franken|francs"
)
_NUMBER = r"\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3}){1,4}(?:[.,]\d{1,2})?(?!\d)|\d{1,12}(?:[.,]\d{1,2})?(?!\d)"
MONEY = re.compile(
    rf"(?<![\w.,])(?:(?:{_SIGN})\s?-?(?:{_NUMBER})(?:,-|,–)?|-?(?:{_NUMBER})(?:,-|,–)?\s?(?:{_SIGN})(?![^\W\d_]))",
    re.IGNORECASE,
)
"""Sums of money with their currency."""
